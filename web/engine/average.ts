/**
 * The mean of the weights that a training goes through: of all, the last ones most (an exponential
 * mean), or of those after its last steps (Polyak and Juditsky 1992). It is never trained on.
 */

import { MEAN } from "./file.js";
import { named, type Tensor, type Tensors } from "./parameters.js";
import type { Model } from "./model.js";
import type { Recipe } from "./recipe.js";

export type Averaging = Pick<Recipe, "average" | "average_last" | "steps">;

export class Average {
  /** The model with the mean as its weights. */
  readonly model: Model;

  constructor(
    private readonly learner: Model,
    private readonly dials: Averaging,
  ) {
    this.model = learner.twin();
  }

  /** Whether there is a mean after so many steps. */
  hasBegun(steps: number): boolean {
    return this.dials.average > 0 || steps > this.first;
  }

  /** Take in the weights that there are after so many steps. */
  take(steps: number): void {
    const share = this.shareOf(steps - 1);
    if (share === 0) return;
    const { parameters, arithmetic } = this.model;
    arithmetic.approach(this.learner.parameters.block, parameters.block, share);
  }

  /** How much of the mean the weights after this step are, counted from 0. */
  private shareOf(step: number): number {
    const { average } = this.dials;
    // The first weights are soon forgotten.
    if (average > 0) return 1 - Math.min(average, (1 + step) / (10 + step));
    return step < this.first ? 0 : 1 / (step - this.first + 1);
  }

  /** The first step of the last ones. */
  private get first(): number {
    return Math.max(0, this.dials.steps - this.dials.average_last);
  }

  /** A copy of the mean. */
  tensors(): Map<string, Tensor> {
    return named(this.model.config, this.model.parameters.flat.slice(), MEAN);
  }

  /** Take up the mean that `tensors` gave. */
  load(tensors: Tensors): void {
    const { config, parameters } = this.model;
    for (const [name, { values }] of named(config, parameters.flat, MEAN)) {
      const tensor = tensors.get(name);
      if (tensor?.values.length !== values.length) {
        throw new Error(`the tensor ${name} is missing or does not fit the configuration`);
      }
      values.set(tensor.values);
    }
  }
}
