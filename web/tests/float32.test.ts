/** The fast arithmetic against the exact one: number by number, and over whole trainings. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Adam, type AdamDials } from "../engine/adam.js";
import type { Arithmetic, Numbers } from "../engine/arithmetic.js";
import { Forest } from "../engine/batch.js";
import { config as checked, PRESETS, type Config } from "../engine/config.js";
import { readCorpus, windowsOf, type Lessons, type Window } from "../engine/corpus.js";
import { InputError } from "../engine/errors.js";
import { rudeFilter } from "../engine/filter.js";
import { float32, type Float32 } from "../engine/float32.js";
import { float64 } from "../engine/float64.js";
import { Model } from "../engine/model.js";
import { SecondHalf, type Half, type Partner } from "../engine/partner.js";
import { recipe, suitedTo } from "../engine/recipe.js";
import { sample } from "../engine/sampling.js";
import { Training } from "../engine/training.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { Session } from "../worker/session.js";
import {
  goldenJson,
  goldenModel,
  odd,
  REMEDIES,
  shippedWords,
  windowsFrom,
  windowsIn,
} from "./helpers.js";

const pokemon = readCorpus(shippedWords("pokemon"));
const POKEMON = { names: 20, tokens: "letters", letters: 7, running: false } as const;

function memory(): Float32 {
  const made = float32();
  assert.ok(made, "Node computes with SIMD");
  return made;
}

/** Equal to a share of the largest number: what 24 bits allow, and a hundred sums. */
function near(found: Numbers, expected: Numbers, what: string, share = 1e-5): void {
  assert.equal(found.length, expected.length);
  let largest = 0;
  let off = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]!));
    // Written so that a NaN fails too.
    if (!(Math.abs(found[i]! - expected[i]!) <= off)) off = Math.abs(found[i]! - expected[i]!);
  }
  assert.ok(off <= share * largest, `${what}: ${off} of ${largest}, a share of ${off / largest}`);
}

/** The softmax does not see what all scores share, so that these slopes are 0 but for rounding. */
const isIdle = ({ positions }: Config, tensor: string): boolean =>
  positions === "learned" && tensor.endsWith("attention.key_bias");

interface Golden {
  config: Record<string, unknown>;
  windows: [number[], number[]][];
  adam: { dials: AdamDials };
}

const large = checked({
  ...PRESETS.nanogpt,
  context: 24,
  embedding: 36,
  hidden: 300,
  layers: 2,
});

const text = (length: number, V: number): Window[] =>
  [3, 5, 7].map((step) => {
    const tokens = Array.from({ length: length + 1 }, (_, i) => (i * i * step + i) % V);
    return { tokens: tokens.slice(0, -1), targets: tokens.slice(1) };
  });

const ADAM = { beta1: 0.7, beta2: 0.9, weight_decay: 0.1, clip: 1 };

type Case = [string, Config, readonly Window[], AdamDials];

const golden = ["mini", "microgpt", "layer", "deep", "rotary"].map((name): Case => {
  const { config, windows, adam } = goldenJson<Golden>(`${name}.json`);
  return [name, checked(config), windowsFrom(windows), adam.dials];
});
const others = Object.entries(odd).map(([name, dials]): Case => [name, dials, windowsIn(3), ADAM]);
// Panels deeper than one, tiles at the edges.
const cases = [...golden, ...others, ["large", large, text(24, 65), ADAM] as Case];

describe("float32", () => {
  for (const [name, config, windows, dials] of cases) {
    const batch = new Forest(config, windows).all();
    const both = (): [Model, Model] => [goldenModel(config), goldenModel(config, memory())];

    it(`${name}: the loss and every slope`, () => {
      const [exact, fast] = both();
      const loss = exact.lossAndGradients(batch);
      near(Float64Array.of(fast.lossAndGradients(batch)), Float64Array.of(loss), "loss", 1e-6);
      for (const [tensor, { values }] of exact.gradients.named) {
        const slopes = fast.gradients.get(tensor);
        if (!isIdle(config, tensor)) near(slopes, values, tensor);
        else assert.ok(slopes.every((slope) => Math.abs(slope) < 1e-8));
      }
    });

    it(`${name}: ten steps`, () => {
      const [exact, fast] = both();
      for (const model of [exact, fast]) {
        const adam = new Adam(model, dials);
        for (let step = 0; step < 10; step++) {
          model.lossAndGradients(batch);
          adam.step(0.01);
        }
      }
      near(Float64Array.of(fast.loss(batch)), Float64Array.of(exact.loss(batch)), "loss");
      for (const [tensor, { values }] of exact.parameters.named) {
        if (!isIdle(config, tensor)) near(fast.parameters.get(tensor), values, tensor, 1e-4);
      }
    });

    it(`${name}: the same numbers to the bit, twice and in any company`, () => {
      const [one, other] = [goldenModel(config, memory()), goldenModel(config, memory())];
      // The second one's memory moves before it computes.
      other.arithmetic.block(3_000_000);
      assert.equal(one.lossAndGradients(batch), other.lossAndGradients(batch));
      assert.deepEqual(one.gradients.flat, other.gradients.flat);
      const tokens = windows.find((window) => window.tokens.length > 2)!.tokens;
      const alone = one.read(tokens.slice(0, 2));
      const among = other.read(tokens.slice(0, 2), 9);
      assert.deepEqual([...alone.logits()], [...among.logits(5)]);
      alone.append([0, tokens[2]!]);
      among.append([1, 1], [5, tokens[2]!], [7, 2], [8, 0]);
      assert.deepEqual([...alone.logits()], [...among.logits(5)]);
    });
  }

  it("invents the names that the exact arithmetic invents", () => {
    const training = new Training(
      pokemon,
      PRESETS.mini,
      suitedTo(PRESETS.mini, POKEMON, { steps: 60 }),
    );
    for (const _ of training.steps());
    const fast = Model.fromTensors(PRESETS.mini, training.model.tensors(), memory());
    const dials = { count: 60, seed: 4, maxLength: 20 };
    const texts = [training.model, fast].map((model) =>
      sample(model, pokemon.vocabulary, dials).map((name) => name.text),
    );
    assert.deepEqual(texts[1], texts[0]);
    assert.ok(texts[0]!.some((name) => name.length > PRESETS.mini.context));
  });

  it("ends whole trainings at the same verdict, over 20 seeds", () => {
    const isRude = rudeFilter(shippedWords("filter/rude"));
    const ends = (arithmetics: readonly Arithmetic[], seed: number) => {
      const session = new Session(isRude, arithmetics);
      session.read({ text: shippedWords("pokemon"), letters: "a-z" });
      const { precision } = session.start({ dials: {}, recipe: {}, seed });
      for (let step = 0; step < 250; step++) session.advance();
      const said = session.tick({ invent: true, exact: true, running: false, speed: 0 });
      return { precision, loss: said.loss, stage: said.verdict?.stage };
    };
    const memories = [memory(), memory()];
    for (let seed = 0; seed < 20; seed++) {
      const [exact, fast] = [ends([float64], seed), ends(memories, seed)];
      assert.deepEqual([exact.precision, fast.precision], ["float64", "float32"]);
      assert.equal(fast.stage, exact.stage, `seed ${seed}`);
      assert.ok(Math.abs(fast.loss - exact.loss) < 0.02, `${seed}: ${fast.loss}, ${exact.loss}`);
    }
  });

  it("takes up a training where the other arithmetic left it", () => {
    const dials = recipe({ steps: 40, batch: 8, held_out: 0.2, evaluate_every: 5, clip: 1 });
    const shape = checked({ ...PRESETS.microgpt, layers: 2 });
    const whole = new Training(pokemon, shape, dials, 3);
    for (const _ of whole.steps());
    for (const [first, second] of [
      [float64, memory()],
      [memory(), float64],
      [memory(), memory()],
    ] as const) {
      const begun = new Training(pokemon, shape, dials, 3, new Model(shape, 3, first));
      for (const { step } of begun.steps()) if (step === 17) break;
      const state = begun.state();
      assert.equal(state.facts.precision, first.precision);
      const further = Training.fromState(pokemon, shape, state, second);
      for (const _ of further.steps());
      const [losses, expected] = [further.losses, whole.losses].map((of) => Float64Array.from(of));
      near(losses!, expected!, `${first.precision} → ${second.precision}`, 1e-4);
    }
  });

  it("forgets a step that was interrupted, or ends it, and loses nothing", () => {
    const dials = recipe({ steps: 12, batch: 8, held_out: 0.2, evaluate_every: 3, ...REMEDIES });
    const start = () =>
      new Training(pokemon, PRESETS.mini, dials, 3, new Model(PRESETS.mini, 3, memory()));
    const whole = start();
    for (const _ of whole.steps());
    const restless = start();
    let slices = 0;
    while (restless.ended === null) {
      restless.slice();
      // Something else wants the model, now and again.
      if (++slices % 7 === 0) {
        restless.settle();
        assert.equal(restless.midway, false);
        restless.model.loss(new Forest(PRESETS.mini, [{ tokens: [0, 3], targets: [4] }]).all());
      } else if (slices % 7 === 3) while (restless.midway) restless.slice();
    }
    assert.deepEqual(restless.losses, whole.losses);
    assert.deepEqual(restless.heldOut, whole.heldOut);
    assert.deepEqual(restless.model.parameters.flat, whole.model.parameters.flat);
  });

  it("computes a large step in halves, alone or with a partner, to the same bit", () => {
    const shape = checked({ embedding: 64, hidden: 256, layers: 2, heads: 4 });
    const dials = recipe({ steps: 8, batch: 16, held_out: 0.1, evaluate_every: 3 });
    const start = () =>
      new Training(
        pokemon,
        shape,
        recipe({ ...dials, ...REMEDIES, batch: 0 }),
        3,
        new Model(shape, 3, memory()),
      );
    const alone = start();
    assert.ok(alone.halved);
    for (const _ of alone.steps());

    /** Late by some turns, and gone after some steps. */
    const partnerOf = ({ halved }: Training, late: number, steps: number): Partner => {
      const other = new SecondHalf(halved!, memory());
      let [turns, begun] = [0, 0];
      let half: Half;
      return {
        begin(weights, step) {
          [turns, half] = [0, other.compute(weights, step)];
          begun++;
        },
        finished() {
          if (begun > steps) return null;
          return turns++ < late ? undefined : half;
        },
      };
    };
    for (const [late, steps] of [
      [0, 99],
      [5, 99],
      [2, 4],
    ] as const) {
      const together = start();
      const partner = partnerOf(together, late, steps);
      let waited = 0;
      for (let turn = 0; together.ended === null; turn++) {
        together.slice(partner);
        waited += Number(together.waits);
        // Even while it waits, the model may be wanted for something else.
        if (turn % 23 === 22) together.settle();
        if (turn % 61 === 60) together.advance();
      }
      assert.equal(waited > 0, late > 0);
      assert.deepEqual(together.losses, alone.losses);
      assert.deepEqual(together.heldOut, alone.heldOut);
      assert.deepEqual(together.model.parameters.flat, alone.model.parameters.flat);
    }
    // The halves are the batch: the whole gives the same slopes.
    const whole = new Model(shape, 3, memory());
    const batch = new Forest(shape, alone.windows, true).all();
    const loss = whole.lossAndGradients(batch, {
      dropout: { rate: REMEDIES.dropout, seed: 3, step: 0 },
      smoothing: REMEDIES.label_smoothing,
    });
    assert.ok(Math.abs(loss - alone.losses[0]!) < 1e-5);
    assert.ok("size" in alone.halved && alone.halved.size === 0);
    const small = new Training(
      pokemon,
      PRESETS.mini,
      dials,
      3,
      new Model(PRESETS.mini, 3, memory()),
    );
    assert.equal(small.halved, undefined);
  });

  it("sends its half to a partner that cannot draw it", () => {
    const shape = checked({ embedding: 64, hidden: 256, layers: 2, heads: 4 });
    const all = windowsOf(pokemon, pokemon.words, shape.context);
    const lessons: Lessons = {
      halves: (step) => [all.slice(step, step + 9), all.slice(step + 9, step + 20)],
      some: all,
      hidden: [],
      facts: {},
      again: () => lessons,
    };
    const dials = recipe({ steps: 4, batch: all.length, evaluate_every: 4, ...REMEDIES });
    const start = () =>
      new Training({ ...pokemon, lessons }, shape, dials, 3, new Model(shape, 3, memory()));
    const [alone, together] = [start(), start()];
    assert.ok(alone.halved && !("windows" in alone.halved));
    for (const _ of alone.steps());
    const other = new SecondHalf(together.halved!, memory());
    let half: Half;
    const partner: Partner = {
      begin: (weights, step, windows) => (half = other.compute(weights, step, windows)),
      finished: () => half,
    };
    while (together.ended === null) together.slice(partner);
    assert.deepEqual(together.losses, alone.losses);
    assert.deepEqual(together.model.parameters.flat, alone.model.parameters.flat);
  });

  it("ends a training that explodes at its last good model", () => {
    const training = new Training(
      pokemon,
      PRESETS.mini,
      suitedTo(PRESETS.mini, POKEMON, { evaluate_every: 1 }),
      1,
      new Model(PRESETS.mini, 1, memory()),
    );
    for (let step = 0; step < 3; step++) training.advance();
    training.model.parameters.get("unembedding").fill(Number.NaN);
    while (training.advance() !== null);
    assert.equal(training.ended, "diverged");
    assert.ok(training.model.parameters.flat.every(Number.isFinite));
  });

  it("says so where there is no memory, and keeps the model at hand", () => {
    assert.throws(() => memory().block(2 ** 31), { key: "training.room" });
    assert.throws(() => float64.block(2 ** 53), { key: "training.room" });
    const session = new Session(() => false, [memory(), memory()]);
    session.read({ text: shippedWords("pokemon"), letters: "a-z" });
    session.start({ dials: {}, recipe: {}, seed: 1 });
    session.advance();
    const before = session.tick({ invent: false, exact: true, running: false, speed: 0 });
    const huge = { embedding: 40_000, hidden: 40_000 };
    assert.throws(() => session.start({ dials: huge, recipe: {}, seed: 1 }), InputError);
    const after = session.tick({ invent: false, exact: true, running: false, speed: 0 });
    assert.deepEqual(after.weights, before.weights);
    assert.ok(session.advance());
  });

  it("gives its memory to the next model but one", () => {
    const memories = [memory(), memory()];
    const session = new Session(() => false, memories);
    session.read({ text: shippedWords("pokemon"), letters: "a-z" });
    const sizes: number[] = [];
    for (let turn = 0; turn < 6; turn++) {
      session.start({ dials: { embedding: 64, layers: 4 }, recipe: {}, seed: turn });
      session.advance();
      sizes.push(memories[0]!.buffer.byteLength + memories[1]!.buffer.byteLength);
    }
    assert.equal(sizes[5], sizes[1]);
  });

  it("is what a letter-by-letter vocabulary of any size needs", () => {
    const vocabulary = Vocabulary.of("ab");
    const shape = checked({ vocabulary: 3, context: 2, embedding: 2, hidden: 1 });
    const model = new Model(shape, 1, memory());
    assert.ok(sample(model, vocabulary, { count: 5 }).length === 5);
  });
});
