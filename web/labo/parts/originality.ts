/** New, near or a copy: the signs and words of what is said of invented names, and their count. */

import type { Originality } from "../../engine/originality.js";
import type { JudgedName } from "../../worker/protocol.js";
import { texts } from "../../kit/language.js";
import { LABO } from "../../texts/labo.js";

export const SIGNS: Readonly<Record<Originality, string>> = { new: "★", near: "≈", copy: "=" };

const t = texts(LABO, "judged");

export const judgement = (originality: Originality): string => t()[originality];

/** How many names are new, near and copies, and how many are different from each other. */
export function judgeCount(names: readonly JudgedName[]) {
  const count = { new: 0, near: 0, copy: 0 };
  for (const { originality } of names) count[originality]++;
  const different = new Set(names.map(({ text }) => text)).size;
  return { fresh: count.new, near: count.near, copies: count.copy, different };
}
