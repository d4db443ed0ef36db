/** The tabs' names, and going from tab to tab. */

import { setSettings, type Tab } from "./model.js";
import { texts } from "../../kit/language.js";

const t = texts("tabs");

export const tabName = (tab: Tab): string => t()[tab];

/** Show a tab, from its top, and let the keyboard and screen readers start there. */
export function goTo(tab: Tab): void {
  setSettings("tab", tab);
  window.scrollTo({ top: 0 });
  queueMicrotask(() => document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true }));
}
