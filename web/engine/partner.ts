/** Two who compute a large step at once: each one half of its batch, with the same weights. */

import type { Arithmetic, Numbers } from "./arithmetic.js";
import { Batches, type Lot } from "./batches.js";
import { Model } from "./model.js";

/** What the second half says: its mean loss, and the slopes in the table's order. */
export interface Half {
  readonly loss: number;
  readonly slopes: Numbers;
}

/** Who computes the second half, as the first one sees it. */
export interface Partner {
  /** The half of this step, with these weights, which are the partner's now; an earlier one is void. */
  begin(weights: Numbers, step: number): void;
  /** Of what was begun last: undefined while it is on its way, null where it will not come. */
  finished(): Half | null | undefined;
}

/** The partner's own side. */
export class SecondHalf {
  private readonly model: Model;
  private readonly batches: Batches;

  constructor(lot: Lot, arithmetic: Arithmetic) {
    this.model = new Model(lot.config, 0, arithmetic);
    this.batches = new Batches(lot, true);
  }

  compute(weights: Numbers, step: number): Half {
    this.model.parameters.flat.set(weights);
    const loss = this.model.lossAndGradients(this.batches.part(step, 1));
    return { loss, slopes: this.model.gradients.flat.slice() };
  }
}

/** into = share of the first, and the rest of the second, number by number. */
export function mix(into: Numbers, first: Numbers, second: Numbers, share: number): void {
  for (let i = 0; i < into.length; i++) into[i] = share * first[i]! + (1 - share) * second[i]!;
}
