/** How a lesson is read best: the size of its letters, and room between them; kept in the browser. */

import { createEffect, createSignal } from "solid-js";

/** How many times as large as usual. */
export const SIZES = [1, 1.25, 1.5, 1.75] as const;
const KEY = "premier-llm-lecture";

const [size, setSize] = createSignal<number>(SIZES[0]);
/** Letters, words and lines stand further apart. */
const [airy, setAiry] = createSignal(false);
export { airy, setAiry, setSize, size };

export function followReading(): void {
  takeUp();
  createEffect(() => {
    const { style, dataset } = document.documentElement;
    style.setProperty("--reading", String(size()));
    if (airy()) dataset["airy"] = "";
    else delete dataset["airy"];
    try {
      localStorage.setItem(KEY, JSON.stringify({ size: size(), airy: airy() }));
    } catch {
      // A browser that keeps nothing: it holds for this page.
    }
  });
}

function takeUp(): void {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const { size, airy } = kept as { size?: unknown; airy?: unknown };
    if (SIZES.includes(size as (typeof SIZES)[number])) setSize(size as number);
    setAiry(airy === true);
  } catch {
    // Nothing was kept, or by something else.
  }
}
