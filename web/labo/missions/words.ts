/** What missions say in the language shown. */

import { number, percent, said, texts } from "../../kit/language.js";
import { LABO } from "../../texts/labo.js";
import type { Memory, Mission, Way, Words } from "./mission.js";

const t = texts(LABO, "missions");

/** What a mission says. */
export const wordsOf = (mission: Mission): Words => said(mission);
/** What one has just learned. */
export function lessonOf(mission: Mission, memory: Memory): string {
  const { after } = wordsOf(mission);
  return typeof after === "string" ? after : after(memory);
}

/** How far one is, in words. */
export function wayText({ of, value, target }: Way): string {
  switch (of) {
    case "loss": {
      const digits = target < 1 ? 3 : 2;
      return t().loss(number(value, digits), number(target, digits));
    }
    case "count":
      return t().count(number(value), number(target));
    case "more":
      return t().larger(value, number(target));
    case "fewer":
      return t().fewer(value, number(target));
    case "right":
      return t().right(percent(value), percent(target));
    case "new":
      return t().new(percent(value), percent(target));
  }
}
