/** Every slope of every kind of model, recomputed from its terms; the step that follows from them. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Adam, type Stepping } from "../engine/adam.js";
import { flat } from "../engine/anatomy.js";
import { Forest } from "../engine/batch.js";
import {
  config as checked,
  DIAL_NAMES,
  isPossible,
  parameterTable,
  PRESETS,
  type Config,
} from "../engine/config.js";
import { FILTERS } from "../engine/filters.js";
import type { Model } from "../engine/model.js";
import { nudge, stepped, tried } from "../engine/nudge.js";
import { Random } from "../engine/random.js";
import { ERROR, SAID, Slopes, type Local, type Target } from "../engine/slopes.js";
import { DIALS } from "../spec.js";
import { close, goldenModel, odd } from "./helpers.js";

const random = new Random(19);
const one = <T>(choices: readonly T[]): T => choices[random.below(choices.length)]!;

/** Small, with every dial that the page turns drawn anew. */
function drawn(): Config {
  for (;;) {
    const heads = 1 + random.below(3);
    const dials: Record<string, unknown> = {
      vocabulary: 3 + random.below(4),
      context: 2 + random.below(4),
      heads,
      embedding: heads * (1 + random.below(4)),
      hidden: 1 + random.below(6),
      layers: 1 + random.below(3),
    };
    for (const dial of DIAL_NAMES) {
      const declared = DIALS[dial];
      if (declared.kind === "switch") dials[dial] = random.below(2) === 1;
      else if (declared.kind !== "number") dials[dial] = one<string>(declared.choices);
      assert.ok(dials[dial] !== undefined && isPossible(dial, dials[dial]), dial);
    }
    try {
      return checked(dials);
    } catch {
      // Not every draw goes together: another one.
    }
  }
}

interface Case {
  readonly model: Model;
  readonly tokens: number[];
  readonly targets: Target[];
}

/** A window with as many targets at its end, as lists have them. */
function windowFor(config: Config, count = 1 + random.below(config.context)): Case {
  const length = Math.max(count, 1 + random.below(config.context));
  const tokens = Array.from({ length }, () => random.below(config.vocabulary));
  const targets = Array.from({ length: count }, (_, t) => ({
    row: length - count + t,
    token: random.below(config.vocabulary),
  }));
  return { model: goldenModel(config), tokens, targets };
}

/** By how much the later number moves, from what the reason says alone. */
function factorOf(local: Local): number {
  const itself = (same: boolean): number => (same ? 1 : 0);
  switch (local.kind) {
    case "one":
      return 1;
    case "times":
      return local.part.value / (local.divisor ?? 1);
    case "activation": {
      const slope = Float64Array.of(1);
      FILTERS[local.activation].backward(Float64Array.of(local.at), slope, 1);
      return slope[0]!;
    }
    case "error":
      return (local.chance - itself(local.right)) / local.of;
    case "surprise":
      return -1 / local.chance / local.of;
    case "softmax":
      return local.share * (itself(local.same) - local.own);
    case "unit":
      return local.unit;
    case "norm": {
      const { same, unit, own, size, centred, divisor, gain } = local;
      return ((itself(same) - (unit * own + centred) / size) / divisor) * (gain?.value ?? 1);
    }
    case "turned":
      return (local.turn - (local.unit * local.own) / local.size) / local.divisor;
  }
}

function* indices([size, ...rest]: readonly number[]): Generator<number[]> {
  if (size === undefined) yield [];
  else for (let i = 0; i < size; i++) for (const others of indices(rest)) yield [i, ...others];
}

const largest = (numbers: ArrayLike<number>): number =>
  Math.max(1e-300, ...Array.from(numbers, Math.abs));

let looked = 0;

/** Every slope from its terms, each of which must be what it says it is. */
function check({ model, tokens, targets }: Case): Slopes {
  const slopes = new Slopes(model, tokens, targets);
  const order = new Map([...slopes.values.keys()].map((name, at) => [name, at]));
  const table = parameterTable(model.config);
  const numberOf = (source: string, name: string, index: readonly number[]): number => {
    const shape =
      source === "value"
        ? slopes.values.get(name)!.shape
        : table.find((tensor) => tensor.name === name)!.shape;
    const at = flat(shape, index);
    const numbers =
      source === "value" ? slopes.values.get(name)!.numbers : model.parameters.get(name);
    return numbers[at]!;
  };
  const tensors = [
    ...[...slopes.values.values()].map(({ name, shape }) => ["value", name, shape] as const),
    ...table.map(({ name, shape }) => ["parameter", name, shape] as const),
  ];
  for (const [source, name, shape] of tensors) {
    const along = source === "value" ? slopes.along.get(name)! : slopes.parameter(name);
    const tolerance = 1e-12 * largest(along);
    let at = 0;
    for (const index of indices(shape)) {
      const what = `${source} ${name} ${index.join()}`;
      const found = slopes.origin(source, name, index);
      assert.deepEqual([found.source, found.name, found.index], [source, name, index]);
      assert.equal(found.value, numberOf(source, name, index), what);
      assert.equal(found.slope, along[at++], what);
      let sum = 0;
      for (const { later, factor, local, value } of found.terms) {
        const slope =
          later.name === ERROR
            ? 1
            : slopes.along.get(later.name)![
                flat(slopes.values.get(later.name)!.shape, later.index)
              ]!;
        assert.equal(later.slope, slope, what);
        assert.notEqual(slope, 0, what);
        // Nothing may come back from a number that is computed before.
        if (source === "value" && later.name !== ERROR) {
          assert.ok(order.get(later.name)! > order.get(name)!, `${what}: ${later.name}`);
        }
        close([factorOf(local)], [factor], what, 1e-12 * Math.max(1, Math.abs(factor)));
        for (const part of [
          local.kind === "times" && local.part,
          local.kind === "norm" && local.gain,
        ]) {
          if (part) assert.equal(part.value, numberOf(part.source, part.name, part.index), what);
        }
        close([value], [slope * factor], what, tolerance);
        sum += value;
      }
      close([sum], [found.slope], what, tolerance);
      looked++;
    }
  }
  return slopes;
}

/** The parameters' slopes are those of the model's own backward pass over the same window. */
function checkParameters({ model, tokens, targets }: Case, slopes: Slopes): void {
  const window = { tokens, targets: targets.map(({ token }) => token) };
  const error = model.lossAndGradients(new Forest(model.config, [window]).all());
  close([slopes.error], [error], "error", 1e-12 * Math.max(1, error));
  for (const { name } of parameterTable(model.config)) {
    const expected = model.gradients.get(name);
    // Where they would cancel out, rounding alone is left.
    const scale = Math.max(largest(expected), 1e-3 * largest(model.gradients.flat));
    close(slopes.parameter(name), [...expected], name, 1e-12 * scale);
  }
}

describe("the origin of every slope", () => {
  it("adds up in models of every kind, and is the model's own", () => {
    for (let n = 0; n < 70; n++) {
      const one = windowFor(drawn());
      checkParameters(one, check(one));
    }
    for (const config of Object.values(odd)) {
      const one = windowFor(config);
      checkParameters(one, check(one));
    }
  });

  it("adds up in the lesson's model, letter by letter", () => {
    const { mini } = PRESETS;
    const one = windowFor(mini, 1);
    checkParameters(one, check(one));
  });

  it("is what trying tells, of inner values and of weights", () => {
    for (const config of [...Object.values(odd), ...Array.from({ length: 12 }, drawn)]) {
      // ReLU has a corner where trying tells the mean of both sides.
      const one = windowFor(checked({ ...config, activation: "gelu" }));
      const { model, tokens, targets } = one;
      const slopes = new Slopes(model, tokens, targets);
      for (const { name, count } of parameterTable(model.config)) {
        const at = random.below(count);
        const kept = model.parameters.get(name).slice();
        const { slope } = tried(model, tokens, targets, name, at, 1e-5);
        assert.deepEqual(model.parameters.get(name), kept);
        close([slope], [slopes.parameter(name)[at]!], name, 1e-7 * Math.max(1, Math.abs(slope)));
      }
      const errorWith = (what: string, at: number, by: number): number => {
        const chances = model.forward(tokens, (name, numbers) => {
          if (name === what) numbers[at]! += by;
        });
        const V = model.config.vocabulary;
        return (
          targets.reduce((sum, { row, token }) => sum - Math.log(chances[row * V + token]!), 0) /
          targets.length
        );
      };
      for (const [name, { numbers }] of slopes.values) {
        if (name.endsWith(SAID)) continue;
        const at = random.below(numbers.length);
        // What is not to be seen yet has no slope, and stands at minus infinity.
        if (!Number.isFinite(numbers[at]!)) continue;
        if (numbers[at] === 0 && name.endsWith("weights")) continue;
        const by = 1e-5;
        const slope = (errorWith(name, at, by) - errorWith(name, at, -by)) / (2 * by);
        close([slope], [slopes.along.get(name)![at]!], name, 1e-7 * Math.max(1, Math.abs(slope)));
      }
    }
  });

  it("comes in slices where all are asked for, and is the same", () => {
    const { model, tokens, targets } = windowFor({ ...PRESETS.mini, hidden: 130 });
    const [sliced, single] = [1, 2].map(() => new Slopes(model, tokens, targets)) as [
      Slopes,
      Slopes,
    ];
    const pauses = [...sliced.everyParameter()].length;
    assert.ok(pauses >= 4, `${pauses} pauses for 2 matrices of 16 × 130`);
    assert.equal([...sliced.everyParameter()].length, 0);
    for (const { name } of parameterTable(model.config)) {
      assert.deepEqual(sliced.parameter(name), single.parameter(name), name);
    }
  });

  it("leaves out what does not move the error", () => {
    const { model, tokens } = windowFor(PRESETS.mini, 3);
    const slopes = new Slopes(model, tokens, [{ row: 1, token: 1 }]);
    const key = slopes.origin("value", "blocks.0.attention.key", [0, 0, 0]);
    assert.deepEqual([key.terms.length, key.idle], [1, tokens.length - 1]);
    assert.equal(slopes.origin("value", "embedding", [2, 0]).slope, 0);
  });

  it("is told of numbers that are there, and of no others", () => {
    const { model, tokens, targets } = windowFor(PRESETS.mini);
    const slopes = new Slopes(model, tokens, targets);
    assert.throws(() => slopes.origin("value", "blocks.1.mlp.up", [0, 0]), Error);
    assert.throws(() => slopes.origin("parameter", "blocks.0.attention.output", [0, 0]), Error);
    for (const index of [[], [0], [0, 16], [-1, 0], [0, 0.5]]) {
      assert.throws(() => slopes.origin("value", "embedding", index), Error, String(index));
    }
  });

  it("was looked at everywhere", (t) => {
    t.diagnostic(`${looked} slopes`);
    assert.ok(looked > 60_000);
  });
});

describe("a step under the lens", () => {
  const DIALS_OF_ADAM = [
    { beta1: 0.9, beta2: 0.99, weight_decay: 0, clip: 0 },
    { beta1: 0.85, beta2: 0.999, weight_decay: 0.1, clip: 0.05 },
  ];

  it("is Adam's, weight by weight, with whatever it remembers", () => {
    for (const dials of DIALS_OF_ADAM) {
      for (const config of Object.values(odd)) {
        const { model, tokens, targets } = windowFor(config);
        // Some steps before, so that there is something to remember.
        const batch = new Forest(config, [
          { tokens, targets: targets.map(({ token }) => token) },
        ]).all();
        const adam = new Adam(model, dials);
        for (let steps = 0; steps < 2; steps++) {
          const stepping: Stepping = {
            dials,
            learningRate: 0.02,
            memory: adam.memory(),
          };
          const slopes = new Slopes(model, tokens, targets);
          const nudges = parameterTable(config).map(({ name, count }) =>
            Array.from({ length: count }, (_, at) => nudge(model, slopes, stepping, name, at)),
          );
          const before = model.parameters.flat.slice();
          const lens = stepped(model, slopes, stepping);
          assert.deepEqual(model.parameters.flat, before, "the model at hand stays");
          model.lossAndGradients(batch);
          const own = model.gradients.flat.slice();
          // To the last bit: where slopes cancel out, Adam would make much of rounding.
          for (const { name } of parameterTable(config)) {
            model.gradients.get(name).set(slopes.parameter(name));
          }
          close(own, [...model.gradients.flat], "slopes", 1e-12);
          adam.step(0.02);
          const moved = adam.tensors();
          for (const [n, { name }] of parameterTable(config).entries()) {
            const found = nudges[n]!;
            const hold = (what: string, numbers: number[], expected: Iterable<number>): void => {
              const all = [...expected];
              close(numbers, all, `${name}: ${what}`, 1e-12 * Math.max(1, largest(all)));
            };
            hold(
              "after",
              found.map(({ after }) => after),
              model.parameters.get(name),
            );
            hold(
              "m",
              found.map(({ m }) => m[1]),
              moved.get(`m.${name}`)!.values,
            );
            hold(
              "v",
              found.map(({ v }) => v[1]),
              moved.get(`v.${name}`)!.values,
            );
            hold("lens", [...lens.parameters.get(name)], model.parameters.get(name));
          }
        }
      }
    }
  });
});
