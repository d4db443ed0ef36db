/** What the measures of two models allow to conclude, and what they do not. */

import type { Held } from "../../../engine/worlds/checker.js";
import { SIDES, type Both, type Side } from "./sides.js";

/** Losses nearer than this are told as the same: nats. */
const NEAR = 0.02;

/** Which of two counts or losses is told as the larger: "equal" exactly, "same" as far as one can say. */
export type Compared =
  | { readonly of: "equal" | "same" }
  | { readonly of: "differ"; readonly lower: Side; readonly low: number; readonly high: number };

/** Of two losses; NaN is told as the same as any. */
export const losses = ({ a, b }: Both<number>): Compared =>
  compared({ a, b }, Math.abs(a - b) >= NEAR);

/** Of the copies among so many names of each. */
export const copies = ({ a, b }: Both<number>, count: number): Compared =>
  compared({ a, b }, differ(a, b, count));

/** Of the parts of checks that hold in the stories of each. */
export function held({ a, b }: Both<Held>): Compared {
  const [one, other] = [a.holding / Math.max(1, a.of), b.holding / Math.max(1, b.of)];
  const share = (a.holding + b.holding) / Math.max(1, a.of + b.of);
  // Checks of one story hold or fail together more than draws do: three sigmas.
  const sigma = Math.sqrt(share * (1 - share) * (1 / Math.max(1, a.of) + 1 / Math.max(1, b.of)));
  return compared({ a: one, b: other }, Math.abs(one - other) > 3 * sigma);
}

function compared({ a, b }: Both<number>, differs: boolean): Compared {
  if (a === b) return { of: "equal" };
  if (!differs) return { of: "same" };
  const lower = SIDES[a < b ? 0 : 1];
  return { of: "differ", lower, low: Math.min(a, b), high: Math.max(a, b) };
}

/** Whether two counts out of so many names differ by more than the draw explains (two sigmas). */
export function differ(a: number, b: number, count: number): boolean {
  const share = (a + b) / (2 * count);
  return Math.abs(a - b) > 2 * Math.sqrt(2 * count * share * (1 - share));
}
