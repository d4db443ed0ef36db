/** Asking again and again, as long as somebody looks. */

import { onCleanup } from "solid-js";

/** Milliseconds between two questions. */
const EVERY = 3000;

/** Asks now, and again a while after each answer; `ask` tells what is wrong itself. Returns: ask now. */
export function follow(ask: () => Promise<void>): () => void {
  let late: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const next = (): void => {
    clearTimeout(late);
    if (!over) late = setTimeout(now, EVERY);
  };
  const now = (): void => {
    clearTimeout(late);
    if (document.hidden) next();
    else void ask().finally(next);
  };
  onCleanup(() => {
    over = true;
    clearTimeout(late);
  });
  now();
  return now;
}
