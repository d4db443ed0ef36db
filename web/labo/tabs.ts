/** The tabs' names, and going from tab to tab. */

import { setSettings, type Tab } from "./lab.js";
import { texts } from "../kit/language.js";

const t = texts<Readonly<Record<Tab, string>>>(
  {
    noms: "Les noms",
    apprendre: "Apprendre",
    inventer: "Inventer",
    dedans: "Regarder dedans",
    agrandir: "Agrandir",
    duel: "Deux modèles",
  },
  {
    noms: "The names",
    apprendre: "Learn",
    inventer: "Invent",
    dedans: "Look inside",
    agrandir: "Grow",
    duel: "Two models",
  },
);

export const tabName = (tab: Tab): string => t()[tab];

/** Show a tab, from its top, and let the keyboard and screen readers start there. */
export function goTo(tab: Tab): void {
  setSettings("tab", tab);
  window.scrollTo({ top: 0 });
  queueMicrotask(() => document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true }));
}
