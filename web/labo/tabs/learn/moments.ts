/** Moments of a training worth telling, and worth going back to. */

import type { Baselines } from "../../../engine/baselines.js";
import type { Config } from "../../../engine/config.js";

type Look = readonly [step: number, loss: number];

/** The best look at the hidden names, once it is past. */
export function bestLook(looks: readonly Look[]): Look | undefined {
  let found = looks[0];
  for (const look of looks) if (look[1] < found![1]) found = look;
  const last = looks.at(-1);
  return found && last && last[0] > found[0] && last[1] > found[1] + 0.01 ? found : undefined;
}

/** The step at which a model that now recites passed below counting triples: where it invented most. */
export function inventive(losses: readonly number[], lines: Baselines): number | undefined {
  const passed = losses.findIndex((loss) => loss < lines.triples);
  return passed > 0 ? passed : undefined;
}

/** Far worse than chance from the start: no norm holds its numbers together. */
export const startsWild = (first: number, { norm, vocabulary }: Config): boolean =>
  norm === "none" && first > 3 * Math.log(vocabulary);
