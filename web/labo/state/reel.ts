/** Stories invented on the way, kept so that one can read how they change. No DOM, no Solid. */

import type { JudgedName } from "../../worker/protocol.js";

/** What was invented at a step. */
export interface Moment {
  readonly step: number;
  readonly story: JudgedName;
}

/** Moments kept beside the last one. */
export const KEPT = 4;

/**
 * The moments with one more, the oldest first. Where they are too many, the one that tells least
 * goes: a training changes most at its beginning, so that each should come at twice the step before.
 */
export function withMoment(moments: readonly Moment[], last: Moment): readonly Moment[] {
  const kept = moments.filter(({ step }) => step < last.step);
  const all = [...kept, last];
  if (all.length <= KEPT + 1) return all;
  const place = ({ step }: Moment): number => Math.log(step + 1);
  let least = 1;
  const gap = (i: number): number => place(all[i + 1]!) - place(all[i - 1]!);
  for (let i = 2; i < all.length - 1; i++) if (gap(i) < gap(least)) least = i;
  return all.filter((_, i) => i !== least);
}
