/** How often one is right beside how sure one was: five bins (reliability diagrams, DeGroot and
 * Fienberg 1983). */

import type { Examined } from "../../../../worker/protocol.js";

export const BINS = 5;

export interface Bin {
  /** The shares it spans. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Of those in it: how sure the model was on average, and how often it was right. */
  readonly said: number;
  readonly right: number;
}

/** Of the answers that were given: refusals claim nothing. */
export function calibration(examined: readonly Examined[]): Bin[] {
  const given = examined.filter(({ mark }) => mark !== "refused");
  return Array.from({ length: BINS }, (_, bin) => {
    const inside = given.filter(({ probability }) => binOf(probability) === bin);
    const count = inside.length;
    const sum = inside.reduce((total, { probability }) => total + probability, 0);
    const right = inside.filter(({ mark }) => mark === "true").length;
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      count,
      said: count === 0 ? 0 : sum / count,
      right: count === 0 ? 0 : right / count,
    };
  });
}

const binOf = (probability: number): number => Math.min(BINS - 1, Math.floor(probability * BINS));

/** Refused, right, and how sure on average of what was not refused. */
export function summary(examined: readonly Examined[]): {
  readonly count: number;
  readonly answered: number;
  readonly right: number;
  readonly said: number;
} {
  const given = examined.filter(({ mark }) => mark !== "refused");
  const sum = given.reduce((total, { probability }) => total + probability, 0);
  return {
    count: examined.length,
    answered: given.length,
    right: given.filter(({ mark }) => mark === "true").length,
    said: given.length === 0 ? 0 : sum / given.length,
  };
}

/** What a refusal costs: of the questions answered truly before, how many are refused now. */
export function lost(
  before: readonly Examined[],
  after: readonly Examined[],
): { readonly knew: number; readonly lost: number } {
  const key = (one: Examined): string => `${one.before}\n${one.question}`;
  const refused = new Set(after.filter(({ mark }) => mark === "refused").map(key));
  const knew = before.filter(({ mark }) => mark === "true");
  return { knew: knew.length, lost: knew.filter((one) => refused.has(key(one))).length };
}
