/**
 * Adam (Kingma and Ba 2015), with AdamW's decoupled weight decay (Loshchilov 2019): decay touches
 * tensors of two dimensions or more only; clip bounds the norm of the whole gradient, 0 leaves it.
 */

import type { Block, Numbers } from "./arithmetic.js";
import { parameterTable } from "./config.js";
import type { Model } from "./model.js";
import { named, type Tensor, type Tensors } from "./parameters.js";

export interface AdamDials {
  readonly beta1: number;
  readonly beta2: number;
  readonly weight_decay: number;
  readonly clip: number;
}

/** What Adam remembers, of every parameter in the table's order. */
export interface Memory {
  /** How many steps it has done. */
  readonly steps: number;
  /** The mean of the slopes so far, the last ones most. */
  readonly m: Numbers;
  /** The same of their squares. */
  readonly v: Numbers;
}

/** How a step is done. */
export interface Stepping {
  readonly dials: AdamDials;
  readonly learningRate: number;
  readonly memory: Memory;
}

/** Keeps a weight that hardly ever moved the error from jumping. */
export const EPSILON = 1e-8;

export class Adam {
  steps = 0;
  private readonly m: Block;
  private readonly v: Block;
  /** The matrices, which alone decay. */
  private readonly matrices: Block[] = [];

  constructor(
    private readonly model: Model,
    private readonly dials: AdamDials,
  ) {
    const { block } = model.parameters;
    this.m = model.arithmetic.block(block.length);
    this.v = model.arithmetic.block(block.length);
    let start = 0;
    for (const { shape, count } of parameterTable(model.config)) {
      if (shape.length > 1) this.matrices.push(block.part(start, start + count));
      start += count;
    }
  }

  /** Move every parameter once along the model's gradients. */
  step(learningRate: number): void {
    const { beta1, beta2, weight_decay, clip } = this.dials;
    const { arithmetic, parameters, gradients } = this.model;
    this.steps++;
    if (clip > 0) {
      const norm = Math.sqrt(arithmetic.squares(gradients.block));
      if (norm > clip) arithmetic.scale(gradients.block, clip / norm);
    }
    if (weight_decay > 0) {
      for (const matrix of this.matrices) arithmetic.scale(matrix, 1 - learningRate * weight_decay);
    }
    // m and v start at 0; these corrections, gathered into two numbers, make up for it.
    const grown = Math.sqrt(1 - beta2 ** this.steps);
    arithmetic.adam(parameters.block, gradients.block, this.m, this.v, {
      new1: 1 - beta1,
      new2: 1 - beta2,
      rate: (learningRate * grown) / (1 - beta1 ** this.steps),
      epsilon: EPSILON * grown,
    });
  }

  /** A copy of what it remembers. */
  memory(): Memory {
    return { steps: this.steps, m: this.m.values.slice(), v: this.v.values.slice() };
  }

  /** A copy of both moments of every parameter, as `m.<name>` and `v.<name>`. */
  tensors(): Map<string, Tensor> {
    const { config } = this.model;
    return new Map([
      ...named(config, this.m.values.slice(), "m."),
      ...named(config, this.v.values.slice(), "v."),
    ]);
  }

  /** Take up the moments that `tensors` gave after so many steps. */
  load(tensors: Tensors, steps: number): void {
    for (const [flat, letter] of [
      [this.m, "m."],
      [this.v, "v."],
    ] as const) {
      for (const [name, { values }] of named(this.model.config, flat.values, letter)) {
        const tensor = tensors.get(name);
        if (tensor?.values.length !== values.length) {
          throw new Error(`the tensor ${name} is missing or does not fit the configuration`);
        }
        values.set(tensor.values);
      }
    }
    this.steps = steps;
  }
}
