/** What the lens walks through: its stages, what is guessed, and the curve of a weight. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { flat } from "../engine/anatomy.js";
import { parameterTable, PRESETS, READY, type Config } from "../engine/config.js";
import { Slopes } from "../engine/slopes.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { Words } from "../engine/words.js";
import { drawnOf, homeOf } from "../labo/tabs/inside/lens/drawn.js";
import { tokensOf, windowBefore } from "../labo/tabs/inside/lens/lesson.js";
import { stagesOf } from "../labo/tabs/inside/lens/path.js";
import { MOST, withPoint, type Point } from "../labo/tabs/inside/lens/points.js";
import { draw } from "../labo/tabs/inside/picture/draw.js";
import { layLanes } from "../labo/tabs/inside/picture/lanes.js";
import { layPart } from "../labo/tabs/inside/picture/layout.js";
import { partsOf } from "../labo/tabs/inside/picture/parts.js";
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
      const found = slopes.origin(
        "parameter",
        name,
        shape.map(() => 0),
      );
      const sum = found.terms.reduce((sum, { value }) => sum + value, 0);
      assert.ok(Math.abs(sum - found.slope) <= 1e-12, name);
      // Of what was not read nothing is told.
      assert.ok(found.terms.length + found.idle > 0 || found.slope === 0, name);
    }
  });
});

describe("the picture of the way back", () => {
  const config = { ...odd["RMS everywhere, tanh"]!, layers: 2 };
  const tokens = [1, 2, 0];
  const slopes = new Slopes(goldenModel(config), tokens, [{ row: 2, token: 3 }]);
  const drawn = drawnOf(slopes);
  const parts = partsOf(config, () => true);

  it("has a part for every stage but the ends, and for every weight", () => {
    const ids = parts.map(({ id }) => id);
    const ends = ["guess", "weight", "corrector", "better"];
    for (const { id } of stagesOf(config)) assert.ok(ends.includes(id) || ids.includes(id), id);
    for (const some of [config, ...Object.values(odd)]) {
      const ids = partsOf(some, () => true).map(({ id }) => id);
      for (const { name } of parameterTable(some)) assert.ok(ids.includes(homeOf(name)), name);
    }
  });

  it("draws the slopes themselves, and nothing where there are none", () => {
    for (const part of parts) {
      const layout = layPart(part, true);
      const lanes = layLanes(800, 228, tokens.length, 2, 20);
      const drawing = draw({
        part,
        layout,
        lanes,
        flow: { direction: "back", numbers: (name) => drawn.get(name), head: () => undefined },
        off: [],
        letter: String,
        tell: String,
        words: false,
      });
      const found = drawing.lines
        .filter(({ of }) => /^pic-(plus|minus)/.test(of))
        .flatMap(({ d }) => [...d.matchAll(/M([\d.]+) ([\d.]+)v(-?[\d.]+)h([\d.]+)/g)])
        .map((bar) => bar.slice(1).map(Number) as [number, number, number, number]);
      for (const { name, y, height, field } of layout.rows) {
        if (field) continue;
        const along = slopes.along.get(name)!;
        const most = Math.max(...along.map(Math.abs));
        const here = found.filter(([, at]) => Math.abs(at - y - height / 2) < 0.1);
        for (const [x, at, up, width] of here) {
          const place = drawing.at(x + width / 2, at, 0)!;
          assert.equal(place.name, name);
          const slope = along[flat(slopes.values.get(name)!.shape, place.index)]!;
          assert.ok(Math.abs(up + ((height / 2 - 1) * slope) / most) < 0.06, name);
        }
        const seen = [...along].filter((slope) => (height / 2 - 1) * Math.abs(slope) > 0.2 * most);
        assert.equal(here.length, seen.length, name);
      }
    }
    // One letter alone has nowhere else to look.
    const alone = drawnOf(new Slopes(goldenModel(config), [1], [{ row: 0, token: 3 }]));
    assert.equal(alone.get("blocks.0.attention.query"), undefined);
    assert.ok(alone.get("blocks.0.attention.value"));
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
