/** New, near or a copy: the signs and words of what is said of invented names, and their count. */

import type { Originality } from "../../engine/originality.js";
import type { JudgedName } from "../../worker/protocol.js";
import { worded } from "../state/wording.js";

export const SIGNS: Readonly<Record<Originality, string>> = { new: "★", near: "≈", copy: "=" };

const t = worded("judged");

/** What is said of a name: nothing where the model came without its list. */
export const sign = (name: JudgedName): string => (name.originality ? SIGNS[name.originality] : "");
export const judgement = (name: JudgedName): string =>
  name.originality ? t()[name.originality] : "";

/** How many names are new, near and copies, where that is known, and how many differ. */
export function judgeCount(names: readonly JudgedName[]) {
  const count = { new: 0, near: 0, copy: 0 };
  for (const { originality } of names) if (originality !== null) count[originality]++;
  const different = new Set(names.map(({ text }) => text)).size;
  return { fresh: count.new, near: count.near, copies: count.copy, different };
}
