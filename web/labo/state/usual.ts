/** The dials that suit what is learned, before anybody turns one. */

import { READY } from "../../engine/config.js";
import { isWorld, type ListId } from "./lists.js";
import type { Dials } from "./settings.js";

const LESSON: Dials = {};
const SENTENCES = differing(READY.sentences);

export function usualDials(list: ListId): Dials {
  return isWorld(list) || list === "text" ? SENTENCES : LESSON;
}

/** Those that are not the lesson's, always in the same order. */
export function differing(dials: Dials): Dials {
  const found = Object.entries(dials).filter(
    ([dial, value]) => dial !== "vocabulary" && value !== READY.lesson[dial as keyof Dials],
  );
  return Object.fromEntries(found) as Dials;
}

export function isUsual(dials: Dials, list: ListId): boolean {
  return JSON.stringify(dials) === JSON.stringify(usualDials(list));
}
