/** How one reads best: the size of the letters, room between them, a voice; one setting for all pages. */

import { createEffect, createSignal } from "solid-js";

/** How many times as large as usual. */
export const SIZES = [1, 1.25, 1.5, 1.75] as const;
/** In the browser's store; the guide's pages read it too. */
const KEY = "premier-llm-lecture";

const [size, setSize] = createSignal<number>(SIZES[0]);
/** Letters, words and lines stand further apart. */
const [airy, setAiry] = createSignal(false);
/** Texts have a button that reads them aloud. */
const [aloud, setAloud] = createSignal(false);
export { airy, aloud, setAiry, setAloud, setSize, size };

export function followReading(): void {
  takeUp();
  // A page that the browser's arrow brings back is as it was when one left it.
  window.addEventListener("pageshow", (event) => event.persisted && takeUp());
  createEffect(() => {
    const { style, dataset } = document.documentElement;
    style.setProperty("--reading", String(size()));
    if (airy()) dataset["airy"] = "";
    else delete dataset["airy"];
    const isUsual = size() === SIZES[0] && !airy() && !aloud();
    try {
      if (isUsual) localStorage.removeItem(KEY);
      else
        localStorage.setItem(KEY, JSON.stringify({ size: size(), airy: airy(), aloud: aloud() }));
    } catch {
      // A browser that keeps nothing: it holds for this page.
    }
  });
}

/** As on the first day; nothing is kept of it. */
export function forgetReading(): void {
  setSize(SIZES[0]);
  setAiry(false);
  setAloud(false);
}

function takeUp(): void {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const { size, airy, aloud } = kept as { size?: unknown; airy?: unknown; aloud?: unknown };
    setSize(SIZES.find((one) => one === size) ?? SIZES[0]);
    setAiry(airy === true);
    setAloud(aloud === true);
  } catch {
    // Nothing was kept, or by something else.
  }
}
