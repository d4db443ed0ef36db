/** What is done against learning by heart: numbers lost on purpose, answers that are never sure, averages. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Forest } from "../engine/batch.js";
import { PRESETS, type Config } from "../engine/config.js";
import { readCorpus, type Window } from "../engine/corpus.js";
import { drawnOf, limitOf } from "../engine/dropout.js";
import { float32 } from "../engine/float32.js";
import { Measured } from "../engine/measured.js";
import type { Hardships, Model } from "../engine/model.js";
import { recipe, type Recipe } from "../engine/recipe.js";
import { Training } from "../engine/training.js";
import { close, goldenModel, odd, shippedWords, windowsIn } from "./helpers.js";

const hard = (rate: number, step = 3, smoothing = 0): Hardships => ({
  dropout: { rate, seed: 11, step },
  smoothing,
});

const distinct = (config: Config, windows: readonly Window[]) =>
  new Forest(config, windows, true).all();

/** The slopes of a step, for keeps. */
const slopesOf = (model: Model, windows: readonly Window[], how?: Hardships) => {
  const loss = model.lossAndGradients(distinct(model.config, windows), how);
  return { loss, slopes: model.gradients.flat.slice() };
};

describe("forgetting on purpose", () => {
  for (const [name, dials] of Object.entries(odd)) {
    it(`${name}: every slope is the change of the loss (central differences)`, () => {
      const model = goldenModel(dials);
      const batch = distinct(dials, windowsIn(3));
      const { slopes } = slopesOf(model, windowsIn(3), hard(0.3));
      assert.notDeepEqual(slopesOf(model, windowsIn(3)).slopes, slopes);
      const { flat } = model.parameters;
      const h = 1e-5;
      for (let i = 0; i < flat.length; i += 7) {
        const kept = flat[i]!;
        flat[i] = kept + h;
        const above = model.lossAndGradients(batch, hard(0.3));
        flat[i] = kept - h;
        const below = model.lossAndGradients(batch, hard(0.3));
        flat[i] = kept;
        close([(above - below) / (2 * h)], [slopes[i]!], `parameter ${i}`, 1e-7);
      }
    });

    it(`${name}: a beginning loses the same numbers in any company`, () => {
      const model = goldenModel(dials);
      const windows = windowsIn(5);
      const together = slopesOf(model, windows, hard(0.5)).loss;
      let [sum, total] = [0, 0];
      for (const window of windows) {
        sum += window.targets.length * slopesOf(model, [window], hard(0.5)).loss;
        total += window.targets.length;
      }
      close([together], [sum / total], "loss", 1e-12);
      assert.notEqual(slopesOf(model, windows, hard(0.5, 4)).loss, together);
    });

    it(`${name}: in 32 bits as in 64`, () => {
      const [exact, fast] = [goldenModel(dials), goldenModel(dials, float32())];
      const wanted = slopesOf(exact, windowsIn(3), hard(0.3, 8, 0.2));
      const found = slopesOf(fast, windowsIn(3), hard(0.3, 8, 0.2));
      assert.ok(Math.abs(found.loss - wanted.loss) < 1e-5);
      const largest = Math.max(...wanted.slopes.map(Math.abs));
      close(found.slopes, [...wanted.slopes], "slopes", 1e-5 * largest);
    });
  }

  it("loses that share, and none where it is off", () => {
    let lost = 0;
    for (let i = 0; i < 100_000; i++) lost += Number(drawnOf(12345, i) < limitOf(0.3));
    assert.ok(Math.abs(lost / 100_000 - 0.3) < 0.005, String(lost));
    assert.equal(limitOf(0), 0);
    const model = goldenModel(PRESETS.mini);
    const windows = [{ tokens: [0, 3, 4], targets: [3, 4, 0] }];
    assert.deepEqual(slopesOf(model, windows, hard(0)), slopesOf(model, windows));
  });
});

describe("never being sure", () => {
  it("is to learn a little of every token, and the loss is the plain one", () => {
    const model = goldenModel(odd["plain"]!);
    const windows = windowsIn(3);
    const V = model.config.vocabulary;
    const plain = slopesOf(model, windows);
    const smoothed = slopesOf(model, windows, { dropout: undefined, smoothing: 0.3 });
    assert.equal(smoothed.loss, plain.loss);
    const wanted = plain.slopes.map((slope) => 0.7 * slope);
    for (let token = 0; token < V; token++) {
      const each = windows.map(({ tokens, targets }) => ({
        tokens,
        targets: [...targets].map(() => token),
      }));
      const { slopes } = slopesOf(model, each);
      for (let i = 0; i < wanted.length; i++) wanted[i]! += (0.3 / V) * slopes[i]!;
    }
    close(smoothed.slopes, [...wanted], "slopes", 1e-12);
  });
});

describe("the mean of the weights", () => {
  const pokemon = readCorpus(shippedWords("pokemon"));
  const plan = { steps: 20, batch: 8, held_out: 0.2, evaluate_every: 4 };

  /** A training to its end, and the weights that moved after each step, the first ones first. */
  function trained(dials: Partial<Recipe>, hear: (training: Training) => void = () => {}) {
    const training = new Training(pokemon, PRESETS.mini, recipe({ ...plan, ...dials }), 2);
    const weights = [Float64Array.from(training.learner.parameters.flat)];
    for (const _ of training.steps()) {
      weights.push(Float64Array.from(training.learner.parameters.flat));
      hear(training);
    }
    return { training, weights };
  }

  it("of all steps, the last ones most, is what is looked at and kept", () => {
    const looked: number[] = [];
    const mean: Float64Array[] = [];
    const { training, weights } = trained({ average: 0.8 }, (now) => {
      mean.push(Float64Array.from(now.model.parameters.flat));
      if (now.heldOut.length === looked.length) return;
      const hidden = new Measured(PRESETS.mini, now.heldOutWindows);
      looked.push(hidden.loss(now.model));
    });
    const wanted = weights[0]!.slice();
    for (const [step, now] of weights.slice(1).entries()) {
      const share = 1 - Math.min(0.8, (1 + step) / (10 + step));
      for (let i = 0; i < wanted.length; i++) wanted[i]! += share * (now[i]! - wanted[i]!);
      close(mean[step]!, [...wanted], `step ${step}`, 1e-12);
    }
    assert.deepEqual(
      training.heldOut.map(([, loss]) => loss),
      looked,
    );
    const best = looked.indexOf(Math.min(...looked));
    assert.deepEqual(training.model.parameters.flat, mean[4 * best + 3]);
    // It only looks on: the weights that move are those of a training without it.
    assert.deepEqual(weights, trained({}).weights);
  });

  it("of the last steps is what the training comes to", () => {
    const { training, weights } = trained(
      { average_last: 5, held_out: 0 },
      ({ step, model, learner }) => assert.equal(model === learner, step < 16, String(step)),
    );
    const wanted = weights[0]!.map(
      (_, i) => weights.slice(-5).reduce((sum, now) => sum + now[i]!, 0) / 5,
    );
    close(training.model.parameters.flat, [...wanted], "mean", 1e-12);
  });
});
