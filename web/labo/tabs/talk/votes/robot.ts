/** A robot that votes by one rule, whatever is true: what such votes make of a machine. */

import { wordsOf } from "../../../../engine/words.js";
import type { Wish } from "../../../../worker/protocol.js";

/** Which of two answers the rule prefers; undefined where it has no preference. */
export function preferred(
  wish: Extract<Wish, "flattering" | "long">,
  answers: readonly [string, string],
  openings: readonly string[],
): 0 | 1 | undefined {
  const worth = (answer: string): number =>
    wish === "long"
      ? wordsOf(answer).length
      : Number(openings.some((opening) => answer.startsWith(opening)));
  const [first, second] = [worth(answers[0]), worth(answers[1])];
  if (first === second) return undefined;
  return first > second ? 0 : 1;
}
