/** What the lens walks through: its stages, what is guessed, and the curve of a weight. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parameterTable, PRESETS, READY, type Config } from "../engine/config.js";
import { Slopes } from "../engine/slopes.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { Words } from "../engine/words.js";
import { tokensOf, windowBefore } from "../labo/tabs/inside/lens/lesson.js";
import { stagesOf } from "../labo/tabs/inside/lens/path.js";
import { MOST, withPoint, type Point } from "../labo/tabs/inside/lens/points.js";
import { goldenModel, odd } from "./helpers.js";

/** What the path of the way forward calls them, and the lens's own at both ends. */
const FORWARD = ["norm", "asks", "looks", "mix", "bypass", "norm2", "mlp", "again"];

describe("the stages under the lens", () => {
  const configs: Record<string, Config> = { ...odd, mini: PRESETS.mini, ...READY };
  for (const [name, config] of Object.entries(configs)) {
    it(`show every slope of the way once, from the error back: ${name}`, () => {
      const small = { ...config, vocabulary: 6, context: 3, hidden: 4 };
      const model = goldenModel(small);
      const slopes = new Slopes(model, [1, 2], [{ row: 1, token: 3 }]);
      const stages = stagesOf(small);
      const shown = stages.flatMap(({ rows }) => rows);
      assert.equal(new Set(shown).size, shown.length);
      const order = [...slopes.values.keys()];
      // Copied where no norm is: the row before has the same slopes from there.
      const copied = (name: string): boolean =>
        !small.norm_blocks && /(attention|mlp)_norm$/.test(name);
      const left = order.filter((name) => !shown.includes(name) && !copied(name));
      assert.deepEqual(left, ["probabilities"]);
      // Later values first: each slope comes from slopes already seen.
      const ends = stages
        .filter(({ rows }) => rows.length > 0)
        .map(({ rows }) => Math.max(...rows.map((name) => order.indexOf(name))));
      assert.deepEqual(
        ends,
        [...ends].sort((a, b) => b - a),
      );
      for (const { rows, all } of stages) {
        for (const name of rows) {
          const along = slopes.along.get(name)!;
          const { shape } = slopes.values.get(name)!;
          const earlier = [...along.keys()].filter((at) => {
            const [size, count] = [shape.at(-1)!, shape.at(-2)!];
            return Math.floor(at / size) % count === 0;
          });
          if (!all)
            assert.ok(
              earlier.every((at) => along[at] === 0),
              name,
            );
        }
      }
      assert.equal(stages.at(-3)!.kind, "weight");
    });
  }

  it("are called as on the way forward", () => {
    const ids = stagesOf({ ...odd["RMS everywhere, tanh"]!, layers: 2 }).map(({ id }) => id);
    const layer = (n: number): string[] => FORWARD.map((id) => `${n}.${id}`).reverse();
    assert.deepEqual(ids, [
      "guess",
      "chances",
      "logits",
      ...layer(1),
      ...layer(0),
      "cards",
      "weight",
      "corrector",
      "better",
    ]);
  });

  it("end at weights that all have slopes to tell", () => {
    const config = odd["LayerNorm, tied, exact GELU"]!;
    const slopes = new Slopes(goldenModel(config), [1, 2], [{ row: 1, token: 3 }]);
    for (const { name, shape } of parameterTable(config)) {
      assert.ok(
        slopes.origin(
          "parameter",
          name,
          shape.map(() => 0),
        ).terms.length >= 0,
        name,
      );
    }
  });
});

describe("what is guessed under the lens", () => {
  it("is a name as the model learns it, letter by letter in its window", () => {
    const vocabulary = Vocabulary.lesson();
    const tokens = tokensOf(vocabulary, "pika")!;
    assert.deepEqual(tokens, vocabulary.encodeWhole("pika"));
    assert.deepEqual(windowBefore(tokens, 3, 16), tokens.slice(0, 3));
    assert.deepEqual(windowBefore(tokens, 4, 2), tokens.slice(2, 4));
    assert.equal(tokensOf(vocabulary, "pika!"), undefined);
  });

  it("is the beginning of a long story, whose end was cut", () => {
    const vocabulary = Words.found(["le chat dort . le chat rit ."], 50);
    const whole = tokensOf(vocabulary, "le chat dort .")!;
    const cut = tokensOf(vocabulary, "le chat dort…")!;
    assert.deepEqual(cut, whole.slice(0, cut.length));
    assert.equal(whole.at(-1), vocabulary.boundary);
    assert.notEqual(cut.at(-1), vocabulary.boundary);
    assert.equal(tokensOf(vocabulary, "le chat dort . ".repeat(20).trim())!.length, 24);
  });
});

describe("the curve of a weight", () => {
  it("keeps its whole length in so many points, and goes back where the model does", () => {
    let points: readonly Point[] = [];
    for (let step = 0; step < 5 * MOST; step++) points = withPoint(points, { step, value: step });
    assert.ok(points.length <= MOST + 1);
    assert.deepEqual([points[0]!.step, points.at(-1)!.step], [0, 5 * MOST - 1]);
    const steps = points.map(({ step }) => step);
    assert.deepEqual(
      steps,
      [...steps].sort((a, b) => a - b),
    );
    assert.deepEqual(withPoint(points, { step: 0, value: 7 }), [{ step: 0, value: 7 }]);
  });
});
