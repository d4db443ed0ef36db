/** The loop: it learns, it repeats itself, it can be taken up again, it survives an explosion. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { baselines } from "../engine/baselines.js";
import { Forest } from "../engine/batch.js";
import { config, PRESETS } from "../engine/config.js";
import { listed, readCorpus, windowsOf } from "../engine/corpus.js";
import { InputError } from "../engine/errors.js";
import { readModel, writeModel } from "../engine/file.js";
import { recipe, suitedTo, type Recipe } from "../engine/recipe.js";
import { explosion, Training, type TrainingFacts } from "../engine/training.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { REMEDIES, shippedWords } from "./helpers.js";

const pokemon = readCorpus(shippedWords("pokemon"));
const hiding = recipe({
  steps: 40,
  batch: 8,
  held_out: 0.2,
  evaluate_every: 5,
  weight_decay: 0.1,
  clip: 1,
});

function start(dials: Recipe, seed = 1, shape = PRESETS.mini): Training {
  return new Training(pokemon, shape, dials, seed);
}

describe("training", () => {
  it("learns the 20 Pokémon by heart", () => {
    const windows = windowsOf(pokemon, pokemon.words, 8);
    const { floor } = baselines(windows, 27, 8);
    assert.ok(Math.abs(floor - 0.3404) < 5e-5);
    const last = [1, 2, 3].map((seed) => {
      const training = start(
        suitedTo(PRESETS.mini, {
          names: pokemon.words.length,
          tokens: "letters",
          letters: 7,
          running: false,
        }),
        seed,
      );
      for (const { loss } of training.steps()) assert.ok(loss >= floor);
      assert.equal(training.ended, "steps");
      return training.losses.at(-1)!;
    });
    assert.ok(Math.min(...last) < 1.01 * floor, String(last));
  });

  it("climbs for a fifth of a short run at most", () => {
    const stories = { names: 5000, tokens: "words", letters: 200, running: false } as const;
    const warmup = (dials: Partial<Recipe>) => suitedTo(PRESETS.mini, stories, dials).warmup;
    assert.deepEqual([warmup({}), warmup({ steps: 60 }), warmup({ steps: 4 })], [20, 12, 0]);
    assert.equal(warmup({ steps: 60, warmup: 50 }), 50, "what is chosen is left alone");
  });

  it("repeats itself with a seed, whole list or batches", () => {
    for (const dials of [recipe({ steps: 12 }), hiding]) {
      const [one, same, other] = [start(dials), start(dials), start(dials, 2)];
      for (const training of [one, same, other]) for (const _ of training.steps());
      assert.deepEqual(same.losses, one.losses);
      assert.deepEqual(same.model.parameters.flat, one.model.parameters.flat);
      assert.notDeepEqual(other.losses, one.losses);
    }
  });

  it("taken up again from its file, ends bit-identical to one that went on", () => {
    for (const [shape, dials] of [
      [PRESETS.mini, hiding],
      [config({ ...PRESETS.microgpt, layers: 2 }), recipe({ ...hiding, ...REMEDIES })],
      [PRESETS.mini, recipe({ ...hiding, held_out: 0, average_last: 30 })],
    ] as const) {
      const whole = start(dials, 3, shape);
      for (const _ of whole.steps());
      const first = start(dials, 3, shape);
      for (const { step } of first.steps()) if (step === 17) break;
      const { tensors, facts } = first.state();
      const bytes = writeModel({
        config: shape,
        vocabulary: pokemon.vocabulary,
        tensors,
        training: { ...facts },
      });
      const file = readModel(bytes);
      const second = Training.fromState(pokemon, file.config, {
        tensors: file.tensors,
        facts: file.training as unknown as TrainingFacts,
      });
      assert.equal(second.step, 17);
      for (const _ of second.steps());
      assert.deepEqual(second.losses, whole.losses);
      assert.deepEqual(second.heldOut, whole.heldOut);
      assert.deepEqual(second.model.parameters.flat, whole.model.parameters.flat);
      assert.deepEqual(second.state(), whole.state());
    }
  });

  it("goes on with one of before cycles grew longer", () => {
    const first = start(hiding, 3);
    for (const { step } of first.steps()) if (step === 5) break;
    const { tensors, facts } = first.state();
    const { lengthen: _, ...before } = facts.recipe;
    const old = { tensors, facts: { ...facts, recipe: before as Recipe } };
    assert.deepEqual(Training.fromState(pokemon, PRESETS.mini, old).recipe, facts.recipe);
  });

  it("does not go on with a training of Python's, nor with half of one", () => {
    const { tensors, facts } = start(hiding).state();
    const { words: _, ...wordless } = facts;
    for (const other of [{ engine: "numpy", seed: 1 }, wordless, { ...facts, recipe: null }, {}]) {
      const state = { tensors, facts: other as unknown as TrainingFacts };
      const resume = () => Training.fromState(pokemon, PRESETS.mini, state);
      assert.throws(resume, { key: "training.foreign" }, JSON.stringify(other));
    }
    const weights = new Map([...tensors].filter(([name]) => !name.startsWith("optimizer.")));
    assert.throws(() => Training.fromState(pokemon, PRESETS.mini, { tensors: weights, facts }), {
      key: "training.foreign",
    });
  });

  it("ends on the best held-out model", () => {
    const training = start(hiding, 4);
    const looks: number[] = [];
    for (const { heldOutLoss } of training.steps())
      if (heldOutLoss !== null) looks.push(heldOutLoss);
    assert.equal(looks.length, 8);
    assert.deepEqual(
      training.heldOut.map(([, loss]) => loss),
      looks,
    );
    assert.equal(training.heldOutWords.length, 4);
    const windows = windowsOf(pokemon, training.heldOutWords, 8);
    // Its held-out loss, computed window by window.
    let surprise = 0;
    let targets = 0;
    for (const window of windows) {
      const probabilities = training.model.forward(window.tokens);
      const hidden = window.tokens.length - window.targets.length;
      for (const [i, target] of window.targets.entries()) {
        surprise -= Math.log(probabilities[(hidden + i) * 27 + target]!);
        targets++;
      }
    }
    assert.ok(Math.abs(surprise / targets - Math.min(...looks)) < 1e-12);
  });

  it("stops when it waits in vain, and at its target", () => {
    const waiting = start(recipe({ steps: 500, held_out: 0.3, evaluate_every: 5, patience: 2 }));
    for (const _ of waiting.steps());
    assert.equal(waiting.ended, "patience");
    // With a rate of 0 nothing gets better after the first look.
    const still = start(
      recipe({ steps: 99, learning_rate: 0, held_out: 0.3, evaluate_every: 5, patience: 3 }),
    );
    for (const _ of still.steps());
    assert.deepEqual([still.ended, still.step], ["patience", 5 + 3 * 5]);
    const looks = waiting.heldOut.map(([, loss]) => loss);
    assert.equal(looks.length - 1 - looks.indexOf(Math.min(...looks)), 2);
    const aimed = start(recipe({ steps: 500, target: 2 }));
    for (const _ of aimed.steps());
    assert.equal(aimed.ended, "target");
    // Without a target a loss of 0 is no end: here there is nothing to guess.
    const letter = new Vocabulary(["a"], null);
    const sure = new Training(
      listed(["aaa"], letter),
      config({ vocabulary: 1 }),
      recipe({ steps: 3 }),
    );
    assert.deepEqual(
      [...sure.steps()].map(({ loss }) => loss),
      [0, 0, 0],
    );
    assert.equal(sure.ended, "steps");
    assert.ok(aimed.losses.at(-1)! > 2 && aimed.step < 100);
    assert.equal(aimed.advance(), null);
  });

  it("keeps the last good model when the loss explodes", () => {
    const training = start(recipe({ steps: 100, learning_rate: 50, schedule: "constant" }));
    const fresh = training.model.parameters.flat.slice();
    for (const _ of training.steps());
    assert.equal(training.ended, "diverged");
    assert.deepEqual(training.model.parameters.flat, fresh);
    // The very last update is looked at too.
    const once = start(recipe({ steps: 1, learning_rate: 50, schedule: "constant" }));
    for (const _ of once.steps());
    assert.equal(once.ended, "diverged");
    assert.deepEqual(once.model.parameters.flat, fresh);
  });

  it("ends from where a loss has exploded, no sooner and no later", () => {
    for (const [share, ended] of [
      [0.99, null],
      [1.01, "diverged"],
    ] as const) {
      const training = start(recipe({ steps: 100, learning_rate: 1e-9, schedule: "constant" }));
      training.advance();
      const limit = explosion(27, training.losses[0]!);
      const scores = training.model.parameters.get("unembedding");
      const usual = scores.slice();
      const windows = windowsOf(pokemon, pokemon.words, 8);
      const all = new Forest(training.model.config, windows).all();
      // Scores that many times as large are wrong that much more confidently.
      let [low, high] = [1, 1e4];
      while (high - low > 1e-9 * high) {
        const factor = (low + high) / 2;
        scores.set(usual.map((score) => factor * score));
        if (training.model.loss(all) < share * limit) low = factor;
        else high = factor;
      }
      training.advance();
      assert.equal(training.ended, ended, String(share));
    }
  });

  it("refuses impossible recipes", () => {
    for (const dials of [
      { steps: 0 },
      { steps: 1.5 },
      { learning_rate: -1 },
      { learning_rate: NaN },
      { beta1: 1 },
      { dropout: 1 },
      { average: 0.9, average_last: 3 },
      { held_out: 0.6 },
      { schedule: "other" },
      { other: 1 },
    ]) {
      assert.throws(() => recipe(dials as Partial<Recipe>), InputError, JSON.stringify(dials));
    }
    const wrong = config({ vocabulary: 5 });
    assert.throws(() => start(recipe(), 1, wrong), InputError);
  });
});
