/** What holds whatever Python says: slopes, causality, sharing, one token at a time. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { anatomy, switchOff } from "../engine/anatomy.js";
import { Forest } from "../engine/batch.js";
import {
  config as checked,
  formula,
  parameterCount,
  parameterTable,
  PRESETS,
} from "../engine/config.js";
import { readCorpus, split, windowsOf } from "../engine/corpus.js";
import { InputError } from "../engine/errors.js";
import { erf } from "../engine/filters.js";
import { Model } from "../engine/model.js";
import { sample } from "../engine/sampling.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { close, goldenModel, odd, shippedWords, windowsIn, words } from "./helpers.js";

describe("the engine", () => {
  for (const [name, dials] of Object.entries(odd)) {
    it(`${name}: every slope is the change of the loss (central differences)`, () => {
      const model = goldenModel(dials);
      const batch = new Forest(dials, windowsIn(3)).all();
      model.lossAndGradients(batch);
      const { flat } = model.parameters;
      const slopes = model.gradients.flat.slice();
      const h = 1e-5;
      for (let i = 0; i < flat.length; i++) {
        const kept = flat[i]!;
        flat[i] = kept + h;
        const above = model.loss(batch);
        flat[i] = kept - h;
        const below = model.loss(batch);
        flat[i] = kept;
        close([(above - below) / (2 * h)], [slopes[i]!], `parameter ${i}`, 1e-7);
      }
    });

    it(`${name}: a position sees nothing of those behind it`, () => {
      const model = goldenModel(dials);
      const before = model.forward([0, 1, 2, 3]);
      const after = model.forward([0, 1, 5, 4]);
      assert.deepEqual(before.subarray(0, 12), after.subarray(0, 12));
      assert.notDeepEqual(before.subarray(12), after.subarray(12));
    });

    it(`${name}: shared beginnings give the loss of each window alone`, () => {
      const model = goldenModel(dials);
      const windows = windowsIn(5);
      let surprise = 0;
      let targets = 0;
      for (const window of windows) {
        const probabilities = model.forward(window.tokens);
        const hidden = window.tokens.length - window.targets.length;
        for (const [i, target] of window.targets.entries()) {
          surprise -= Math.log(probabilities[(hidden + i) * 6 + target]!);
          targets++;
        }
      }
      const batch = new Forest(dials, windows).all();
      assert.equal(batch.total, targets);
      close([model.loss(batch)], [surprise / targets], "loss", 1e-12);
    });

    it(`${name}: one token at a time gives what reading all at once gives`, () => {
      const model = goldenModel(dials);
      const [ids] = words(7, [9]) as [number[]];
      const reading = goldenModel(dials).read(ids.slice(0, 2));
      for (let end = 2; end < ids.length; end++) {
        if (end > 2) reading.append([0, ids[end - 1]!]);
        const seen = ids.slice(Math.max(0, end - 4), end);
        const logits = anatomy(model, seen).get("logits")!.numbers;
        close(reading.logits(), [...logits.subarray(-6)], `after ${end}`, 1e-12);
      }
    });
  }

  it("computes 149 positions for the 176 targets of the 20 Pokémon", () => {
    const corpus = readCorpus(shippedWords("pokemon"));
    assert.equal(corpus.words.length, 20);
    const windows = windowsOf(corpus, corpus.words, 8);
    const batch = new Forest(PRESETS.mini, windows).all();
    assert.deepEqual([batch.total, batch.read], [176, 149]);
  });

  it("counts the parameters, with formulas", () => {
    assert.equal(parameterCount(PRESETS.mini), 2832);
    assert.equal(parameterCount(PRESETS.microgpt), 4192);
    assert.equal(formula(parameterTable(PRESETS.mini)[0]!), "vocabulary × embedding");
    assert.equal(new Model(PRESETS.mini).parameters.flat.length, 2832);
  });

  it("draws initial weights by the seed, at the config's spread", () => {
    const flat = [...new Model(PRESETS.microgpt, 7).parameters.flat];
    assert.deepEqual([...new Model(PRESETS.microgpt, 7).parameters.flat], flat);
    assert.notDeepEqual([...new Model(PRESETS.microgpt, 8).parameters.flat], flat);
    const mean = flat.reduce((a, b) => a + b, 0) / flat.length;
    const spread = Math.sqrt(flat.reduce((sum, x) => sum + (x - mean) ** 2, 0) / flat.length);
    assert.ok(Math.abs(mean) < 0.005 && Math.abs(spread - 0.08) < 0.004, `${mean}, ${spread}`);
  });

  it("begins by copying where the plan says so", () => {
    const shape = checked({ embedding: 12, heads: 2, layers: 2, init: "copying" });
    const { parameters } = new Model(shape, 7);
    assert.deepEqual(parameters.get("unembedding"), parameters.get("token_embedding"));
    for (const layer of [0, 1]) {
      const value = parameters.get(`blocks.${layer}.attention.value`);
      for (const [i, x] of value.entries()) {
        assert.ok(Math.abs(x - (i % 13 === 0 ? 0.5 : 0)) < 0.15, `${i}: ${x}`);
      }
    }
    assert.ok(parameters.get("blocks.0.attention.key").every((x) => Math.abs(x) < 0.15));
  });

  it("has an exact error function", () => {
    // Abramowitz and Stegun, table 7.1, and symmetric limits.
    const table = [0, 0, 0.1, 0.1124629160182849, 0.5, 0.5204998778130465, 1, 0.8427007929497149];
    table.push(2, 0.9953222650189527, 3, 0.9999779095030014, 4, 0.9999999845827421, 7, 1);
    for (let i = 0; i < table.length; i += 2) {
      close([erf(table[i]!), -erf(-table[i]!)], [table[i + 1]!, table[i + 1]!], "erf", 2e-15);
    }
    assert.ok(Number.isNaN(erf(NaN)));
  });

  it("refuses parts that are not there, and windows of the wrong length", () => {
    assert.throws(() => switchOff(PRESETS.mini, ["attention.0.head.0"]), InputError);
    assert.throws(() => switchOff(PRESETS.mini, ["constructor"]), InputError);
    assert.throws(() => new Model(PRESETS.mini).forward([]));
    assert.throws(() => new Model(PRESETS.mini).forward(Array.from({ length: 9 }, () => 0)));
  });
});

describe("names", () => {
  it("are hidden by the seed, each on one side, in order", () => {
    const names = Array.from({ length: 30 }, (_, i) => `n${i}`);
    const { train, heldOut } = split(names, 0.1, 4);
    assert.equal(heldOut.length, 3);
    assert.deepEqual([...train, ...heldOut].sort(), [...names].sort());
    assert.deepEqual(
      train,
      names.filter((name) => !heldOut.includes(name)),
    );
    assert.deepEqual(split(names, 0.1, 4), { train, heldOut });
    assert.notDeepEqual(split(names, 0.1, 5).heldOut, heldOut);
    assert.equal(split(["a", "b"], 0.1, 0).heldOut.length, 1);
    assert.throws(() => split(["a"], 0.1, 0), InputError);
    assert.throws(() => split(names, 0.6, 0), InputError);
  });

  it("that cannot be used are answered with a sentence", () => {
    for (const text of ["", "\n\n", "# only\n", "日本\n", "1234", "\ufeff"]) {
      assert.throws(() => readCorpus(text), InputError, JSON.stringify(text));
    }
    const [line] = readCorpus("日本\nmew").lines;
    assert.deepEqual(
      [line?.fate, line?.reason, line?.values],
      ["refused", "unknown", { character: "日" }],
    );
  });

  it("by the ten thousand, and megabytes in a line, are read in no time", () => {
    const many = Array.from({ length: 50_000 }, (_, i) => `nom${i.toString(26)}x`).join("\n");
    assert.equal(readCorpus(many).lines.length, 50_000);
    const spaces = " ".repeat(2_000_000);
    assert.equal(readCorpus(`mew\n${spaces}x${spaces}x\n`).counts.refused, 1);
  });
});

describe("sampling", () => {
  const model = new Model(PRESETS.mini, 3);
  const letters = Vocabulary.lesson();
  const texts = (dials: Parameters<typeof sample>[2]): string[] =>
    sample(model, letters, dials).map(({ text }) => text);

  it("repeats itself with a seed, and starts a long list like a short one", () => {
    const long = texts({ count: 30, seed: 5 });
    assert.deepEqual(texts({ count: 30, seed: 5 }), long);
    assert.deepEqual(texts({ count: 7, seed: 5 }), long.slice(0, 7));
    assert.notDeepEqual(texts({ count: 30, seed: 6 }), long);
  });

  it("traces each letter with the model's own probabilities", () => {
    const [name] = sample(model, letters, { count: 1, beginning: "Pi", temperature: 0.7, seed: 2 });
    assert.ok(name!.text.startsWith("pi"));
    const ids = letters.encodeWhole(name!.text);
    for (const [i, { probabilities, chosen }] of name!.trace.entries()) {
      const seen = ids.slice(0, 3 + i).slice(-8);
      const logits = anatomy(model, seen).get("logits")!.numbers.subarray(-27);
      const powers = [...logits].map((logit) => Math.exp(logit / 0.7));
      const total = powers.reduce((a, b) => a + b, 0);
      close(
        probabilities,
        powers.map((power) => power / total),
        `letter ${i}`,
        1e-12,
      );
      if (i < name!.trace.length - 1 || name!.finished) assert.equal(chosen, ids[3 + i]);
    }
  });

  it("keeps to the likeliest letters, the length and the filter", () => {
    const always = texts({ count: 3, temperature: 0 });
    assert.deepEqual(always, texts({ count: 3, topK: 1, seed: 9 }));
    const short = sample(model, letters, { count: 20, maxLength: 2 });
    assert.ok(
      short.every(({ text, finished }) => text.length <= 2 && (finished || text.length === 2)),
    );
    const without = texts({ count: 20, refuse: (name) => name.includes("e") });
    assert.ok(without.length === 20 && without.every((name) => !name.includes("e")));
    assert.throws(() => texts({ refuse: () => true }), InputError);
  });

  it("takes a boundary in front of a beginning for that of the name", () => {
    assert.deepEqual(texts({ beginning: ".Pik" }), texts({ beginning: "pik" }));
    assert.deepEqual(texts({ beginning: "." }), texts({}));
    for (const beginning of ["pi.k", "..pik", "pik."]) {
      assert.throws(() => texts({ beginning }), { key: "sampling.boundary" });
    }
    assert.equal(Vocabulary.of(".ab").beginning(".a."), "a.");
    assert.equal(new Vocabulary([".", "a"], null).beginning(".a."), ".a.");
  });

  it("refuses impossible dials", () => {
    for (const dials of [
      { temperature: -1 },
      { temperature: NaN },
      { temperature: 101 },
      { topK: 1.5 },
      { count: 0 },
      { maxLength: 0 },
      { beginning: "日" },
    ]) {
      assert.throws(() => texts(dials), InputError, JSON.stringify(dials));
    }
  });
});
