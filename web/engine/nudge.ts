/**
 * One step of Adam with a single lesson, and how one weight moves in it: every number on the way,
 * as adam.ts computes them all at once.
 */

import { Adam, EPSILON, type Stepping } from "./adam.js";
import { parameterTable } from "./config.js";
import { Model } from "./model.js";
import { named } from "./parameters.js";
import { lesson, type Slopes, type Target } from "./slopes.js";

/** How one weight moves. */
export interface Nudge {
  readonly before: number;
  readonly slope: number;
  /** What the whole gradient is multiplied by, so that its norm is not above the dial; 1 leaves it. */
  readonly clipped: number;
  readonly m: readonly [before: number, after: number];
  readonly v: readonly [before: number, after: number];
  /** The step that this is, from 1. */
  readonly step: number;
  /** 1 - beta ** step: how much of a whole mean has come together by now. */
  readonly gathered: readonly [m: number, v: number];
  /** m / gathered, and v / gathered. */
  readonly corrected: readonly [m: number, v: number];
  readonly learningRate: number;
  /** What is taken away: learningRate * m / (root of v + EPSILON), both corrected. */
  readonly move: number;
  /** What the weight is multiplied by first, where weights decay; 1 leaves it. */
  readonly decay: number;
  readonly after: number;
}

/** How parameter `name` moves at this place, when the model takes such a step. */
export function nudge(
  model: Model,
  slopes: Slopes,
  { dials, learningRate, memory }: Stepping,
  name: string,
  at: number,
): Nudge {
  const { beta1, beta2, weight_decay, clip } = dials;
  const before = model.parameters.get(name)[at]!;
  const norm = clip > 0 ? slopes.norm : 0;
  const clipped = norm > clip ? clip / norm : 1;
  const slope = slopes.parameter(name)[at]!;
  const pulled = slope * clipped;
  const table = parameterTable(model.config);
  const which = table.findIndex((tensor) => tensor.name === name);
  const place = table.slice(0, which).reduce((sum, { count }) => sum + count, at);
  const [m0, v0] = [memory.m[place]!, memory.v[place]!];
  const m1 = beta1 * m0 + (1 - beta1) * pulled;
  const v1 = beta2 * v0 + (1 - beta2) * pulled * pulled;
  const step = memory.steps + 1;
  const gathered = [1 - beta1 ** step, 1 - beta2 ** step] as const;
  const corrected = [m1 / gathered[0], v1 / gathered[1]] as const;
  const move = (learningRate * corrected[0]) / (Math.sqrt(corrected[1]) + EPSILON);
  const isMatrix = table[which]!.shape.length > 1;
  const decay = isMatrix ? 1 - learningRate * weight_decay : 1;
  return {
    before,
    slope,
    clipped,
    m: [m0, m1],
    v: [v0, v1],
    step,
    gathered,
    corrected,
    learningRate,
    move,
    decay,
    after: before * decay - move,
  };
}

/** A copy of the model after such a step. */
export function stepped(
  model: Model,
  slopes: Slopes,
  { dials, learningRate, memory }: Stepping,
): Model {
  const { config } = model;
  const after = Model.fromTensors(config, model.tensors());
  const adam = new Adam(after, dials);
  adam.load(
    new Map([...named(config, memory.m, "m."), ...named(config, memory.v, "v.")]),
    memory.steps,
  );
  for (const { name } of parameterTable(config)) {
    after.gradients.get(name).set(slopes.parameter(name));
  }
  adam.step(learningRate);
  return after;
}

/** What the error is with a weight nudged up and down by `by`, and the slope that this tells. */
export interface Tried {
  readonly by: number;
  readonly up: number;
  readonly down: number;
  readonly slope: number;
}

/** The slope of one weight by trying; the model is left as it was. */
export function tried(
  model: Model,
  tokens: readonly number[],
  targets: readonly Target[],
  name: string,
  at: number,
  by: number,
): Tried {
  const weights = model.parameters.get(name);
  const before = weights[at]!;
  const batch = lesson(model, tokens, targets);
  const errorWith = (weight: number): number => {
    weights[at] = weight;
    return model.loss(batch);
  };
  const up = errorWith(before + by);
  const down = errorWith(before - by);
  weights[at] = before;
  return { by, up, down, slope: (up - down) / (2 * by) };
}
