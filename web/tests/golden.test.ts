/** The numbers of the pure Python engine, to 1e-9, for several configs. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Adam, type AdamDials } from "../engine/adam.js";
import { anatomy, parts, switchOff } from "../engine/anatomy.js";
import { Average } from "../engine/average.js";
import { baselines, type Baselines } from "../engine/baselines.js";
import { Forest } from "../engine/batch.js";
import { hardshipsOf } from "../engine/batches.js";
import { config as checked, parameterTable, PRESETS } from "../engine/config.js";
import { wordWindows } from "../engine/corpus.js";
import type { Hardships } from "../engine/model.js";
import { named } from "../engine/parameters.js";
import { rate, recipe } from "../engine/recipe.js";
import { distance, Voting } from "../engine/votes.js";
import { close, goldenJson, goldenModel, windowsFrom } from "./helpers.js";

type Numbers = (number | null)[];

interface Trace {
  tokens: number[];
  off: string[];
  values: Record<string, [number[], Numbers]>;
}

interface Case {
  config: Record<string, unknown>;
  table: [string, number[], number, number][];
  words: number[][];
  hidden_words: number[][];
  windows: [number[], number[]][];
  batch: number[];
  batch_loss: number;
  loss: number;
  gradients: Record<string, Numbers>;
  baselines: Baselines;
  held_out_baselines: Baselines;
  switched_off: Record<string, number>;
  both_off: number;
  anatomy: Trace;
  anatomy_off: Trace;
  reading: { tokens: number[]; logits: Numbers[] };
  votes: {
    beta: number;
    pairs: [number, number][];
    losses: number[];
    gradients: Record<string, Numbers>;
    distance: number;
  };
  held: {
    held: { dropout: number; label_smoothing: number; seed: number; step: number };
    loss: number;
    gradients: Record<string, Numbers>;
    steps: { count: number; learning_rate: number; beta1: number; beta2: number };
    average: { average: number; parameters: Record<string, Numbers> };
    average_last: { average_last: number; parameters: Record<string, Numbers> };
  };
  adam: {
    dials: AdamDials;
    losses: number[];
    loss: number;
    parameters: Record<string, Numbers>;
  };
}

for (const name of ["mini", "microgpt", "layer", "deep", "rotary"]) {
  describe(name, () => {
    const expected = goldenJson<Case>(`${name}.json`);
    const config = checked(expected.config);
    const windows = windowsFrom(expected.windows);
    const forest = new Forest(config, windows);

    it("has Python's dials and parameter table", () => {
      const preset = PRESETS[name as keyof typeof PRESETS];
      if (preset !== undefined) assert.deepEqual(config, preset);
      const table = parameterTable(config);
      assert.deepEqual(
        table.map((p) => [p.name, p.shape, p.start]),
        expected.table.map(([n, shape, , start]) => [n, shape, start]),
      );
      close(
        table.map((p) => p.spread),
        expected.table.map(([, , spread]) => spread),
        "spread",
      );
    });

    it("has Python's losses and slopes of votes", () => {
      const { beta, pairs, losses, gradients, distance: far } = expected.votes;
      const [model, before] = [goldenModel(config), goldenModel(config)];
      before.parameters.flat.forEach((value, i, flat) => (flat[i] = value / 2));
      const voting = new Voting(model, before, 0, { beta, learningRate: 0, again: 7 });
      const found = pairs.map(([chosen, other]) =>
        voting.vote({ chosen: windows[chosen]!, other: windows[other]! }),
      );
      close(found, losses, "losses");
      // The step has bounded the norm of them all.
      const norm = Math.hypot(...Object.values(gradients).flatMap((slopes) => slopes as number[]));
      const bound = 1 / Math.max(norm, 1);
      for (const [name, { values }] of named(config, model.gradients.flat)) {
        close(
          values,
          gradients[name]!.map((slope) => slope! * bound),
          name,
        );
      }
      close([distance(model, before, windows[0]!)], [far], "distance");
    });

    it("cuts words into Python's windows", () => {
      assert.deepEqual(
        expected.words.flatMap((ids) => wordWindows(ids, config.context)),
        windows,
      );
    });

    it("has Python's loss, of all windows and of a batch", () => {
      const model = goldenModel(config);
      close([model.loss(forest.all())], [expected.loss], "loss");
      const batch = forest.room(expected.batch.length);
      forest.take(batch, Int32Array.from(expected.batch), 0, expected.batch.length);
      close([model.loss(batch)], [expected.batch_loss], "batch");
      // Taken again, a batch leaves nothing of the one before.
      forest.take(batch, Int32Array.from([1]), 0, 1);
      const alone = new Forest(config, [windows[1]!]).all();
      assert.equal(model.loss(batch), model.loss(alone));
    });

    it("has Python's gradients, tensor by tensor", () => {
      const model = goldenModel(config);
      for (let twice = 0; twice < 2; twice++) {
        close([model.lossAndGradients(forest.all())], [expected.loss], "loss");
        assert.equal(model.gradients.named.size, Object.keys(expected.gradients).length);
        for (const [tensor, slopes] of Object.entries(expected.gradients)) {
          close(model.gradients.get(tensor), slopes, tensor);
        }
      }
    });

    it("takes Python's ten steps of Adam", () => {
      const model = goldenModel(config);
      const { dials, losses, loss, parameters } = expected.adam;
      const adam = new Adam(model, dials);
      const steps = recipe({ steps: 10, learning_rate: 0.02 });
      const batch = forest.all();
      for (const [step, wanted] of losses.entries()) {
        close([model.lossAndGradients(batch)], [wanted], `step ${step}`);
        adam.step(rate(steps, step));
      }
      close([model.loss(batch)], [loss], "the end");
      for (const [tensor, values] of Object.entries(parameters)) {
        close(model.parameters.get(tensor), values, tensor);
      }
    });

    it("loses Python's numbers on purpose, and keeps its means", () => {
      const { held, loss, gradients, steps, average, average_last: last } = expected.held;
      const hard = (step: number): Hardships =>
        hardshipsOf({ ...held, config, smoothing: held.label_smoothing }, step);
      const model = goldenModel(config);
      const batch = new Forest(config, windows, true).all();
      close([model.lossAndGradients(batch, hard(held.step))], [loss], "loss");
      for (const [tensor, slopes] of Object.entries(gradients)) {
        close(model.gradients.get(tensor), slopes, tensor);
      }
      const adam = new Adam(model, { ...steps, weight_decay: 0, clip: 0 });
      const means = [average, last].map(({ parameters, ...dials }) => ({
        kept: new Average(model, recipe({ steps: steps.count, ...dials })),
        parameters,
      }));
      for (let step = 0; step < steps.count; step++) {
        model.lossAndGradients(batch, hard(step));
        adam.step(steps.learning_rate);
        for (const { kept } of means) kept.take(step + 1);
      }
      for (const { kept, parameters } of means) {
        for (const [tensor, values] of Object.entries(parameters)) {
          close(kept.model.parameters.get(tensor), values, tensor);
        }
      }
    });

    it("shows Python's values by name, in Python's order", () => {
      for (const { tokens, off, values } of [expected.anatomy, expected.anatomy_off]) {
        const found = anatomy(goldenModel(config), tokens, off);
        const wanted = Object.keys(values);
        assert.deepEqual(
          [...found.keys()].filter((point) => wanted.includes(point)),
          wanted,
        );
        if (off.length === 0) assert.equal(found.size, wanted.length);
        for (const [point, [shape, numbers]] of Object.entries(values)) {
          assert.deepEqual(found.get(point)!.shape, shape, point);
          close(found.get(point)!.numbers, numbers, point);
        }
      }
    });

    it("pays Python's price for every part switched off", () => {
      const model = goldenModel(config);
      assert.deepEqual(parts(config), Object.keys(expected.switched_off));
      for (const [part, loss] of Object.entries(expected.switched_off)) {
        close([model.loss(forest.all(), switchOff(config, [part]))], [loss], part);
      }
      const both = switchOff(config, expected.anatomy_off.off);
      close([model.loss(forest.all(), both)], [expected.both_off], "both");
      // Switching off leaves no trace in the model.
      close([model.loss(forest.all())], [expected.loss], "on again");
    });

    it("counts Python's baselines", () => {
      const hidden = expected.hidden_words.flatMap((ids) => wordWindows(ids, config.context));
      const own = baselines(windows, config.vocabulary, config.context);
      const held = baselines(windows, config.vocabulary, config.context, hidden);
      assert.deepEqual(Object.keys(own), Object.keys(expected.baselines));
      close(Object.values(own), Object.values(expected.baselines), "own");
      close(Object.values(held), Object.values(expected.held_out_baselines), "held out");
    });

    it("reads on as Python does, past the end of the window", () => {
      const { tokens, logits } = expected.reading;
      assert.ok(tokens.length > config.context);
      const reading = goldenModel(config).read(tokens.slice(0, 1));
      close(reading.logits(), logits[0]!, "first");
      for (const [i, token] of tokens.slice(1).entries()) {
        reading.append([0, token]);
        close(reading.logits(), logits[i + 1]!, `after ${i + 2} tokens`);
      }
    });
  });
}
