/** What is on the screen: one of the tabs, the sheet to print in its place, the dialog above. */

import { createSignal } from "solid-js";
import { setSettings } from "./settings.js";
import type { Tab } from "./tabs.js";
import { worded } from "./wording.js";

const t = worded("tabs");

export const tabName = (tab: Tab): string => t()[tab];

/** Show a tab, from its top, and let the keyboard and screen readers start there. */
export function goTo(tab: Tab): void {
  setSettings("tab", tab);
  window.scrollTo({ top: 0 });
  queueMicrotask(() => document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true }));
}

/** Whether the dialog to keep and share is open. */
export const [keeping, setKeeping] = createSignal(false);
/** What stands in place of the tabs, to be printed: the sheet, or the book of dice. */
export const [paper, setPaper] = createSignal<"sheet" | "book">();
