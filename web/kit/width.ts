/** The width of an element as it changes, so that drawings keep their letters readable. */

import { createSignal, onCleanup, type Accessor } from "solid-js";

/** Pixels, and the `ref` to give to the element. */
export function createWidth(initial: number): [Accessor<number>, (element: HTMLElement) => void] {
  const [width, setWidth] = createSignal(initial);
  // In the next frame: a drawing that changes the layout at once makes WebKit complain of a loop.
  const observer = new ResizeObserver(([entry]) => {
    const { width } = entry!.contentRect;
    if (width > 0) requestAnimationFrame(() => setWidth(width));
  });
  onCleanup(() => observer.disconnect());
  return [width, (element) => observer.observe(element)];
}
