/**
 * Learning from votes: of two answers the one that was chosen becomes likelier than the other, compared
 * with the model before all votes (direct preference optimisation, Rafailov et al. 2023).
 */

import { RECIPES } from "../spec.js";
import { Adam } from "./adam.js";
import { Forest } from "./batch.js";
import type { Window } from "./corpus.js";
import type { Model } from "./model.js";
import { Random } from "./random.js";

/** A vote: two windows that differ by their answers. */
export interface Vote {
  readonly chosen: Window;
  readonly other: Window;
}

export interface VotingDials {
  /** How much a step away from the model before costs. */
  readonly beta: number;
  readonly learningRate: number;
  /** Votes of before that a step looks at again. */
  readonly again: number;
}

/** The command's own; each vote is a step, which looks at it and at some of those before. */
const RECIPE = { weight_decay: 0, ...RECIPES.suited.votes };
export const VOTING: VotingDials = {
  beta: RECIPES.beta,
  learningRate: RECIPE.learning_rate,
  again: RECIPE.batch - 1,
};

/** What a model says of an answer: the logarithm of its probability. */
export function logProbability(model: Model, window: Window): number {
  const loss = model.loss(new Forest(model.config, [window]).all());
  return -loss * window.targets.length;
}

/** The loss of a vote: -log sigmoid(beta × margin). */
export function voteLoss(margin: number, beta: number): number {
  const z = -beta * margin;
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

export class Voting {
  private readonly adam: Adam;
  /** The votes so far. */
  readonly cast: (Vote & { readonly before: number })[] = [];

  /** `model` moves; `before` stays as it was. */
  constructor(
    private readonly model: Model,
    private readonly before: Model,
    private readonly seed = 0,
    private readonly dials = VOTING,
  ) {
    this.adam = new Adam(model, RECIPE);
  }

  get votes(): number {
    return this.cast.length;
  }

  /** One step, with this vote and some of those before; the loss of it, before the step. */
  vote(vote: Vote): number {
    const { beta, learningRate, again } = this.dials;
    const random = new Random(this.seed, this.votes);
    const order = random.order(this.votes).subarray(0, again);
    const before =
      logProbability(this.before, vote.chosen) - logProbability(this.before, vote.other);
    const now = { ...vote, before };
    const looked = [now, ...Array.from(order, (i) => this.cast[i]!)];
    this.cast.push(now);
    const losses = this.slopes(looked, beta);
    this.adam.step(learningRate);
    return losses[0]!;
  }

  /** The losses of these votes, and in the model's gradients the slopes of their mean: one pass for all. */
  private slopes(votes: readonly (Vote & { readonly before: number })[], beta: number): number[] {
    const { model } = this;
    // The two answers to a question share what was read before them.
    const windows = votes.flatMap(({ chosen, other }) => [chosen, other]);
    const losses: number[] = [];
    model.weightedGradients(new Forest(model.config, windows).all(), (logs) => {
      const weights = new Float64Array(logs.length);
      let end = 0;
      const next = (window: Window): readonly [start: number, end: number, log: number] => {
        const start = end;
        end += window.targets.length;
        return [start, end, logs.subarray(start, end).reduce((sum, log) => sum + log, 0)];
      };
      for (const { chosen, other, before } of votes) {
        const [good, middle, chosenLog] = next(chosen);
        const [, bad, otherLog] = next(other);
        const margin = chosenLog - otherLog - before;
        const share = beta / (1 + Math.exp(beta * margin)) / votes.length;
        weights.fill(share, good, middle).fill(-share, middle, bad);
        losses.push(voteLoss(margin, beta));
      }
      return weights;
    });
    return losses;
  }
}

/** How far a model has gone from another along this answer: KL at each of its tokens, added up. */
export function distance(model: Model, before: Model, { tokens, targets }: Window): number {
  const { vocabulary: V } = model.config;
  const [now, was] = [model.forward(tokens), before.forward(tokens)];
  let sum = 0;
  for (let i = (tokens.length - targets.length) * V; i < tokens.length * V; i++) {
    if (now[i]! > 0) sum += now[i]! * Math.log(now[i]! / Math.max(was[i]!, 1e-30));
  }
  return sum;
}
