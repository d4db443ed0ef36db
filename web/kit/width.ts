/** The width of an element as it changes, so that drawings keep their letters readable. */

import { createSignal, onCleanup, type Accessor } from "solid-js";

/** Pixels, and the `ref` to give to the element. */
export function createWidth(initial: number): [Accessor<number>, (element: HTMLElement) => void] {
  const [width, setWidth] = createSignal(initial);
  const observer = new ResizeObserver(([entry]) => {
    if (entry !== undefined && entry.contentRect.width > 0) setWidth(entry.contentRect.width);
  });
  onCleanup(() => observer.disconnect());
  return [width, (element) => observer.observe(element)];
}
