/** What models cost, in multiplications. No DOM, no Solid. */

import type { Config } from "../../../engine/config.js";
import { perToken, perTokenLearned } from "../../../engine/multiplications.js";
import { dialsOf, type Known } from "./known.js";

export interface Cost {
  /** Of one guess with a full window; undefined where the plan is not known number by number. */
  readonly guess: number | undefined;
  /** Of the whole training; null where nobody knows. */
  readonly training: number | null;
  /** Counted one by one, not rounded by whoever published it. */
  readonly exact: boolean;
}

export const ownCost = (config: Config, training: number | null): Cost => ({
  guess: perToken(config),
  training,
  exact: true,
});

/** Of a model whose training somebody published. */
export function knownCost(known: Known): Cost | undefined {
  const { trained } = known;
  if (trained === undefined) return undefined;
  const dials = dialsOf(known);
  const training =
    trained.operations === undefined
      ? dials && perTokenLearned(dials) * trained.tokens
      : // With each multiplication goes an addition.
        trained.operations / 2;
  return { guess: dials && perToken(dials), training: training ?? null, exact: false };
}
