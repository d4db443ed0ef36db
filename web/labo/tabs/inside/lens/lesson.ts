/** What is guessed under the lens: a place in a text that the model learns. No DOM, no Solid. */

import type { Vocabulary } from "../../../../engine/vocabulary.js";

/** Tokens of a text at most: a name is shorter, and of a story its beginning will do. */
const LONGEST = 24;

/** The tokens of a text as the model learns it; undefined where it knows some of them not. */
export function tokensOf(vocabulary: Vocabulary, text: string): number[] | undefined {
  const whole = text.replace(/…$/, "");
  const { ids, left } = vocabulary.begun(whole);
  if (left.length > 0 || ids.length === 0) return undefined;
  const tokens = vocabulary.encodeWhole(vocabulary.beginning(whole));
  // A text that was cut goes on: nothing is said of its end.
  return (whole === text ? tokens : tokens.slice(0, -1)).slice(0, LONGEST);
}

/** What the model sees before token `place`: its window, as it learns. */
export const windowBefore = (
  tokens: readonly number[],
  place: number,
  context: number,
): readonly number[] => tokens.slice(Math.max(0, place - context), place);
