/**
 * Adam (Kingma and Ba 2015), with AdamW's decoupled weight decay (Loshchilov 2019): decay touches
 * tensors of two dimensions or more only; clip bounds the norm of the whole gradient, 0 leaves it.
 */

import { parameterTable } from "./config.js";
import { named, type Model, type Tensor, type Tensors } from "./model.js";

export interface AdamDials {
  readonly beta1: number;
  readonly beta2: number;
  readonly weight_decay: number;
  readonly clip: number;
}

const EPSILON = 1e-8;

export class Adam {
  steps = 0;
  private readonly m: Float64Array;
  private readonly v: Float64Array;
  /** [start, end) of the matrices in the flat array, which alone decay. */
  private readonly matrices: [number, number][] = [];

  constructor(
    private readonly model: Model,
    private readonly dials: AdamDials,
  ) {
    const size = model.parameters.flat.length;
    this.m = new Float64Array(size);
    this.v = new Float64Array(size);
    let start = 0;
    for (const { shape, count } of parameterTable(model.config)) {
      if (shape.length > 1) this.matrices.push([start, start + count]);
      start += count;
    }
  }

  /** Move every parameter once along the model's gradients. */
  step(learningRate: number): void {
    const { beta1, beta2, weight_decay, clip } = this.dials;
    const { m, v } = this;
    const weights = this.model.parameters.flat;
    const slopes = this.model.gradients.flat;
    this.steps++;
    if (clip > 0) clipNorm(slopes, clip);
    if (weight_decay > 0) {
      const keep = 1 - learningRate * weight_decay;
      for (const [start, end] of this.matrices) {
        for (let i = start; i < end; i++) weights[i]! *= keep;
      }
    }
    // m and v start at 0; these corrections, gathered into two numbers, make up for it.
    const grown = Math.sqrt(1 - beta2 ** this.steps);
    const rate = (learningRate * grown) / (1 - beta1 ** this.steps);
    const epsilon = EPSILON * grown;
    const new1 = 1 - beta1;
    const new2 = 1 - beta2;
    for (let i = 0; i < weights.length; i++) {
      const slope = slopes[i]!;
      const mean = m[i]! + new1 * (slope - m[i]!);
      const square = v[i]! + new2 * (slope * slope - v[i]!);
      m[i] = mean;
      v[i] = square;
      weights[i]! -= (rate * mean) / (Math.sqrt(square) + epsilon);
    }
  }

  /** A copy of both moments of every parameter, as `m.<name>` and `v.<name>`. */
  tensors(): Map<string, Tensor> {
    const { config } = this.model;
    return new Map([
      ...named(config, this.m.slice(), "m."),
      ...named(config, this.v.slice(), "v."),
    ]);
  }

  /** Take up the moments that `tensors` gave after so many steps. */
  load(tensors: Tensors, steps: number): void {
    for (const [flat, letter] of [
      [this.m, "m."],
      [this.v, "v."],
    ] as const) {
      for (const [name, { values }] of named(this.model.config, flat, letter)) {
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

function clipNorm(slopes: Float64Array, most: number): void {
  let squares = 0;
  for (let i = 0; i < slopes.length; i++) squares += slopes[i]! * slopes[i]!;
  const norm = Math.sqrt(squares);
  if (norm <= most) return;
  for (let i = 0; i < slopes.length; i++) slopes[i]! *= most / norm;
}
