/** Whether an element is near the window: what nobody looks at need not be computed. */

import { createSignal, onCleanup, type Accessor } from "solid-js";

/** Within a margin of the window, such as "100px"; and the `ref` to give to the element. */
export function createNear(margin: string): [Accessor<boolean>, (element: Element) => void] {
  const [near, setNear] = createSignal(false);
  const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)!.isIntersecting), {
    rootMargin: margin,
  });
  onCleanup(() => observer.disconnect());
  return [near, (element) => observer.observe(element)];
}
