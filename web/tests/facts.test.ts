/** Folding, reading, filter, judgements, verdicts, sampling, recipes: as in Python. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { baselines } from "../engine/baselines.js";
import { Forest } from "../engine/batch.js";
import { config } from "../engine/config.js";
import { readCorpus, wordWindows } from "../engine/corpus.js";
import { InputError } from "../engine/errors.js";
import { rudeFilter } from "../engine/filter.js";
import { countAll, Known } from "../engine/originality.js";
import { Random } from "../engine/random.js";
import { calm, rate, recipe, suitedTo, type Recipe } from "../engine/recipe.js";
import { nextProbabilities, pick } from "../engine/sampling.js";
import { explosion } from "../engine/training.js";
import { verdict } from "../engine/verdict.js";
import { Vocabulary, type TokenKind } from "../engine/vocabulary.js";
import { DIALS } from "../spec.js";
import { close, goldenJson, goldenModel, shippedWords, windowsFrom } from "./helpers.js";

interface Facts {
  folded: [string, string, string][];
  list: string;
  lists: Record<string, { tokens: string[]; words: string[]; fates: string[] }>;
  rude: [string, boolean][];
  known: string[];
  judged: [string, string][];
  verdicts: {
    loss: number | null;
    held_out: number | null;
    copies: number | null;
    stage: string;
    reasons: number;
  }[];
  text_verdicts: {
    loss: number;
    held_out: number | null;
    copying: { share: number; usual: number } | null;
    stage: string;
    reasons: number;
  }[];
  text_lines: {
    windows: [[number[], number[]][], [number[], number[]][]];
    context: number;
    own: Record<string, number>;
    hidden: Record<string, number>;
  }[];
  logits: number[];
  probabilities: [number, number, number[]][];
  picks: [number, number][];
  draws: [number[], [number, number[], number[]]][];
  recipes: [Partial<Recipe>, number[]][];
  suited: {
    words: number;
    tokens: TokenKind;
    letters: number;
    config: Record<string, unknown>;
    recipe: Recipe;
  }[];
  calm: [Record<string, unknown>, number][];
  explosions: [number, number, number][];
  filters: {
    config: Record<string, unknown>;
    words: number[][];
    loss: number;
    gradient: number[];
  }[];
  refused_configs: Record<string, unknown>[];
}

const facts = goldenJson<Facts>("facts.json");

describe("as in Python", () => {
  it("folds", () => {
    const accents = Vocabulary.of("éAÉœ");
    for (const [text, lesson, other] of facts.folded) {
      assert.equal(Vocabulary.lesson().fold(text), lesson, JSON.stringify(text));
      assert.equal(accents.fold(text), other, JSON.stringify(text));
    }
  });

  for (const name of ["a-z", "microgpt", "found"] as const) {
    it(`reads a pasted list with the vocabulary ${name}`, () => {
      const { tokens, words, fates } = facts.lists[name]!;
      // Any system's line ends give the same.
      for (const end of ["\n", "\r\n", "\r"]) {
        const corpus = readCorpus(facts.list.replaceAll("\n", end), name);
        assert.deepEqual(corpus.vocabulary.tokens, tokens);
        assert.deepEqual(corpus.words, words);
        assert.deepEqual(
          corpus.lines.map((line) => line.fate),
          fates,
        );
      }
    });
  }

  it("refuses rude words", () => {
    const isRude = rudeFilter(shippedWords("filter/rude"));
    for (const [text, rude] of facts.rude) assert.equal(isRude(text), rude, JSON.stringify(text));
    assert.ok(facts.rude.some(([, rude]) => rude) && facts.rude.some(([, rude]) => !rude));
    assert.equal(rudeFilter("# nothing listed\n")("merde"), false);
  });

  it("judges copies", () => {
    const known = new Known(facts.known);
    for (const [name, judged] of facts.judged) assert.equal(known.judge(name), judged, name);
    assert.deepEqual(
      countAll(
        ["mew", "mew", "mewx", "zzz"].map((text) => ({ text, originality: known.judge(text) })),
      ),
      {
        copies: 2,
        near: 1,
        new: 1,
        different: 3,
      },
    );
  });

  it("gives the verdict", () => {
    const lines = { chance: 3.3, singles: 2.8, pairs: 2.5, triples: 2.0, floor: 0.34 };
    const others = { chance: 3.3, singles: 2.9, pairs: 2.6, triples: 2.4, floor: 1.0 };
    for (const { loss, held_out, copies, stage, reasons } of facts.verdicts) {
      const found = verdict(
        loss ?? NaN,
        lines,
        held_out === null ? undefined : { loss: held_out, lines: others },
        copies === null ? undefined : { copies, near: 2, new: 8 - copies, different: 9 },
      );
      const what = JSON.stringify({ loss, held_out, copies });
      assert.equal(found.stage, stage, what);
      assert.equal(found.reasons.length, reasons, what);
    }
    const nothing = { chance: 0, singles: 0, pairs: 0, triples: 0, floor: 0 };
    assert.equal(verdict(0, nothing).stage, "récite");
    assert.equal(verdict(0, nothing, { loss: 0, lines: nothing }).stage, "récite");
    assert.equal(verdict(0.1, nothing).stage, "hasard");
  });

  it("gives the verdict on a text, whose floor nobody knows", () => {
    const lines = { chance: 3.3, singles: 2.8, pairs: 2.5, triples: 2.0 };
    const others = { chance: 3.3, singles: 2.9, pairs: 2.6, triples: 2.4 };
    assert.deepEqual([...new Set(facts.text_verdicts.map(({ stage }) => stage))].sort(), [
      "a appris",
      "apprend",
      "hasard",
      "récite",
    ]);
    for (const { loss, held_out, copying, stage, reasons } of facts.text_verdicts) {
      const hidden = held_out === null ? undefined : { loss: held_out, lines: others };
      const found = verdict(loss, lines, hidden, undefined, copying ?? undefined);
      const what = JSON.stringify({ loss, held_out, copying });
      assert.equal(found.stage, stage, what);
      assert.equal(found.reasons.length, reasons, what);
    }
  });

  it("counts in a text", () => {
    for (const { windows, context, own, hidden } of facts.text_lines) {
      const [text, tried] = [windowsFrom(windows[0]), windowsFrom(windows[1])];
      for (const [found, expected] of [
        [baselines(text, 6, context), own],
        [baselines(text, 6, context, tried), hidden],
      ] as const) {
        assert.deepEqual(Object.keys(found), Object.keys(expected));
        close(Object.values(found), Object.values(expected), `windows of ${context}`);
      }
    }
  });

  it("draws the same numbers with the same seeds", () => {
    for (const [seeds, [first, below, order]] of facts.draws) {
      const random = new Random(...seeds);
      assert.equal(random.next(), first);
      assert.deepEqual(
        below.map(() => random.below(1000)),
        below,
      );
      assert.deepEqual([...random.order(10)], order);
    }
  });

  it("weighs and picks letters", () => {
    const logits = Float64Array.from(facts.logits);
    for (const [temperature, topK, expected] of facts.probabilities) {
      close(nextProbabilities(logits, temperature, topK), expected, `${temperature}, ${topK}`);
    }
    for (const [draw, token] of facts.picks) {
      assert.equal(pick(nextProbabilities(logits), draw), token, String(draw));
    }
  });

  it("lets the learning rate fall", () => {
    for (const [dials, rates] of facts.recipes) {
      const made = recipe(dials);
      close(
        rates.map((_, step) => rate(made, step)),
        rates,
        JSON.stringify(dials),
      );
    }
  });

  it("chooses the recipe that suits, and how fast a model may learn", () => {
    for (const { words, tokens, letters, config: dials, recipe: wanted } of facts.suited) {
      const found = suitedTo(config(dials), { names: words, tokens, letters, running: false });
      for (const [dial, value] of Object.entries(found))
        assert.equal(value, wanted[dial as keyof Recipe], `${dial}, ${words} ${tokens}`);
    }
    for (const [dials, share] of facts.calm)
      assert.equal(calm(config(dials)), share, JSON.stringify(dials));
  });

  it("says from where on a loss has exploded", () => {
    for (const [vocabulary, first, limit] of facts.explosions)
      close([explosion(vocabulary, first)], [limit], `${vocabulary}, ${first}`);
  });

  it("has every filter", () => {
    assert.deepEqual(
      facts.filters.map(({ config }) => config["activation"]),
      DIALS.activation.choices,
    );
    for (const { config: dials, words, loss, gradient } of facts.filters) {
      const shape = config(dials);
      const windows = words.flatMap((ids) => wordWindows(ids, shape.context));
      const model = goldenModel(shape);
      close([model.lossAndGradients(new Forest(shape, windows).all())], [loss], shape.activation);
      close(model.gradients.get("blocks.0.mlp.up.weight"), gradient, shape.activation);
    }
  });

  it("refuses impossible configs", () => {
    assert.equal(facts.refused_configs.length, 12);
    for (const dials of facts.refused_configs) {
      assert.throws(() => config(dials), InputError, JSON.stringify(dials));
    }
  });
});
