/** Two who compute a large step at once: each one half of its batch, with the same weights. */

import type { Arithmetic, Numbers } from "./arithmetic.js";
import { Batches, forestOf, hardshipsOf, type Shared } from "./batches.js";
import type { Window } from "./corpus.js";
import { Model } from "./model.js";

/** What the second half says: its mean loss, and the slopes in the table's order. */
export interface Half {
  readonly loss: number;
  readonly slopes: Numbers;
}

/** Who computes the second half, as the first one sees it. */
export interface Partner {
  /**
   * The half of this step, with these weights, which are the partner's now; an earlier one is void.
   * `windows`: what the half is, where the partner cannot know.
   */
  begin(weights: Numbers, step: number, windows?: readonly Window[]): void;
  /** Of what was begun last: undefined while it is on its way, null where it will not come. */
  finished(): Half | null | undefined;
}

/** The partner's own side. */
export class SecondHalf {
  private readonly model: Model;
  private readonly batches: Batches | undefined;

  constructor(
    private readonly shared: Shared,
    arithmetic: Arithmetic,
  ) {
    this.model = new Model(shared.config, 0, arithmetic);
    this.batches = "windows" in shared ? new Batches(shared, true) : undefined;
  }

  compute(weights: Numbers, step: number, windows: readonly Window[] = []): Half {
    const { model, shared } = this;
    model.parameters.flat.set(weights);
    const batch = this.batches?.part(step, 1) ?? forestOf(shared, windows).all();
    const loss = model.lossAndGradients(batch, hardshipsOf(shared, step));
    return { loss, slopes: model.gradients.flat.slice() };
  }
}

/** into = share of the first, and the rest of the second, number by number. */
export function mix(into: Numbers, first: Numbers, second: Numbers, share: number): void {
  for (let i = 0; i < into.length; i++) into[i] = share * first[i]! + (1 - share) * second[i]!;
}
