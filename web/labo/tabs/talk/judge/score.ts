/** The game of trust: what a choice is worth, and how well one trusted. */

import type { Examined } from "../../../../worker/protocol.js";

/** Believe the answer, or go and see. */
export type Choice = "believe" | "check";

/**
 * To believe what is true wins 2, what is false loses 2; to check wins nothing and loses nothing.
 * So believing pays where an answer is more often true than false, and checking where it is not:
 * whoever says what they think does best, as with any proper scoring rule (Brier 1950).
 */
const WORTH = { right: 2, wrong: -2, check: 0 } as const;

export function points(choice: Choice, { mark }: Pick<Examined, "mark">): number {
  if (choice === "check") return WORTH.check;
  return isTrue({ mark }) ? WORTH.right : WORTH.wrong;
}

/** A refusal is true: it does not know. */
export const isTrue = ({ mark }: Pick<Examined, "mark">): boolean =>
  mark === "true" || mark === "refused";

export interface Balance {
  readonly points: number;
  readonly most: number;
  /** False answers that were believed, true ones that were checked. */
  readonly tooMuch: number;
  readonly tooLittle: number;
  /** Points of whoever believes where the model itself says more than half. */
  readonly model: number;
}

export function balance(examined: readonly Examined[], choices: readonly Choice[]): Balance {
  const sum = (of: (one: Examined, i: number) => number): number =>
    examined.reduce((total, one, i) => total + of(one, i), 0);
  const count = (of: (one: Examined, choice: Choice) => boolean): number =>
    examined.filter((one, i) => of(one, choices[i]!)).length;
  return {
    points: sum((one, i) => points(choices[i]!, one)),
    most: sum((one) => Math.max(points("believe", one), points("check", one))),
    tooMuch: count((one, choice) => choice === "believe" && !isTrue(one)),
    tooLittle: count((one, choice) => choice === "check" && isTrue(one)),
    model: sum((one) => points(one.probability > 0.5 ? "believe" : "check", one)),
  };
}
