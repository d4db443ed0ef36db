/** Every number of every kind of model, recomputed from its origin alone. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { anatomy, parts, type Value } from "../engine/anatomy.js";
import {
  config as checked,
  parameterTable,
  PRESETS,
  type Activation,
  type Config,
} from "../engine/config.js";
import { DIALS } from "../spec.js";
import { FILTERS } from "../engine/filters.js";
import type { Model } from "../engine/model.js";
import { origin, type Origin, type Part } from "../engine/origin.js";
import { close, goldenModel } from "./helpers.js";

const SMALL = { vocabulary: 5, context: 3, embedding: 4, heads: 2, hidden: 3, layers: 2 };
const TOKENS = [3, 0, 3];
const EVERYTHING = {
  norm: "layer",
  norm_embedding: true,
  norm_blocks: true,
  norm_final: true,
  norm_weight: true,
  norm_bias: true,
  attention_output: true,
  attention_bias: true,
} as const;

const SETTINGS = [false, true] as const;

/** Every way to turn these switches. */
function settings(...switches: (keyof Config)[]): Record<string, boolean>[] {
  return switches.reduce<Record<string, boolean>[]>(
    (made, name) => made.flatMap((one) => SETTINGS.map((on) => ({ ...one, [name]: on }))),
    [{}],
  );
}

const PLACES = ["norm_embedding", "norm_blocks", "norm_final"] as const;
const NORM_DIALS = [
  { norm: "none" },
  ...["rms", "layer"].flatMap((norm) =>
    settings(...PLACES, "norm_weight", "norm_bias")
      .filter((dials) => PLACES.some((place) => dials[place]))
      .map((dials) => ({ norm, ...dials })),
  ),
];

/** The filters themselves are held to Python's in facts.test.ts. */
function filtered(activation: Activation, x: number): number {
  const active = new Float64Array(1);
  FILTERS[activation].forward(Float64Array.of(x), active, 0, 1);
  return active[0]!;
}

const add = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0);

/** The value by the rule, from nothing but the origin; what the rule takes is checked on the way. */
function recompute(found: Origin, what: string): number {
  const products = found.terms.map(({ factors }) =>
    factors.reduce((all, { value }) => all * value, 1),
  );
  for (const [i, { value }] of found.terms.entries()) near(value, products[i]!, what);
  const sum = add(products);
  near(found.sum, sum, what);
  switch (found.kind) {
    case "off":
    case "future":
      assert.deepEqual(found.terms, [], what);
      return found.kind === "future" && found.name.endsWith("scores") ? -Infinity : 0;
    case "lookup":
    case "copy":
      assert.equal(products.length, 1, what);
      assert.equal(found.terms[0]!.factors.length, 1, what);
      return sum;
    case "sum":
    case "products":
      return sum;
    case "scaled":
      assert.equal(found.divisor, Math.sqrt(products.length), what);
      return sum / found.divisor;
    case "activation":
      return filtered(found.activation, sum);
    case "turned": {
      const { row, other, cos, sin, divisor } = found;
      const i = found.index.at(-1)!;
      const half = row.length / 2;
      near(row[i]!, sum, what);
      assert.equal(other, row[(i + half) % row.length], what);
      // A whole turn of the pair: no length is won or lost, and the second number turns the other way.
      near(cos * cos + sin * sin, 1, what);
      const angle = found.index.at(-2)! / 10_000 ** ((2 * (i % half)) / row.length);
      near(cos, Math.cos(angle), what);
      near(sin, i < half ? -Math.sin(angle) : Math.sin(angle), what);
      if (divisor !== 1)
        near(divisor, Math.sqrt(add(row.map((x) => x * x)) / row.length + 1e-5), what);
      return (sum * cos + other * sin) / divisor;
    }
    case "norm": {
      const { row, mean, divisor } = found;
      near(row[found.index.at(-1)!]!, sum, what);
      // RMS leaves the mean at 0; a wrong one gives a wrong value.
      if (mean !== 0) near(mean, add(row) / row.length, what);
      near(divisor, Math.sqrt(add(row.map((x) => (x - mean) ** 2)) / row.length + 1e-5), what);
      return ((sum - mean) / divisor) * (found.gain?.value ?? 1) + (found.offset?.value ?? 0);
    }
    case "softmax": {
      const { row, peak, exp, total } = found;
      near(row[found.index.at(-1)!]!, sum, what);
      assert.equal(peak, Math.max(...row), what);
      near(exp, Math.exp(sum - peak), what);
      near(total, add(row.map((x) => Math.exp(x - peak))), what);
      return exp / total;
    }
  }
}

function near(actual: number, expected: number, what: string): void {
  if (actual !== expected) close([actual], [expected], what, 1e-12);
}

/** Every index of a shape. */
function* indices([size, ...rest]: readonly number[]): Generator<number[]> {
  if (size === undefined) yield [];
  else for (let i = 0; i < size; i++) for (const others of indices(rest)) yield [i, ...others];
}

/** Numbers by place, as the flat arrays should be read. */
function places(model: Model, values: ReadonlyMap<string, Value>): Map<string, number> {
  const found = new Map<string, number>();
  const note = (
    source: string,
    name: string,
    shape: readonly number[],
    numbers: ArrayLike<number>,
  ): void => {
    let at = 0;
    for (const index of indices(shape)) found.set(`${source} ${name} ${index}`, numbers[at++]!);
    assert.equal(at, numbers.length);
  };
  for (const { name, shape, numbers } of values.values()) note("value", name, shape, numbers);
  for (const { name, shape } of parameterTable(model.config)) {
    note("parameter", name, shape, model.parameters.get(name));
  }
  return found;
}

let checkedNumbers = 0;

/** Checks every number of the anatomy; returns the origins by name and index. */
function check(
  config: Config,
  tokens: readonly number[],
  off: readonly string[] = [],
): Map<string, Origin> {
  const model = goldenModel(config);
  const values = anatomy(model, tokens, off);
  const numbers = places(model, values);
  const origins = new Map<string, Origin>();
  // What came before: nothing may come from a value that is computed later.
  const earlier = new Set<string>();
  for (const { name, shape } of values.values()) {
    for (const index of indices(shape)) {
      const found = origin(model, tokens, values, name, index, off);
      const what = `${name} ${index}`;
      origins.set(what, found);
      assert.deepEqual([found.name, found.index], [name, index]);
      assert.equal(found.value, numbers.get(`value ${what}`), what);
      near(recompute(found, what), found.value, what);
      const taking: Part[] = found.terms.flatMap(({ factors }) => factors);
      if (found.kind === "norm")
        taking.push(...[found.gain, found.offset].filter((p) => p !== undefined));
      for (const part of taking) {
        assert.equal(part.value, numbers.get(`${part.source} ${part.name} ${part.index}`), what);
        assert.ok(
          part.source === "parameter" || earlier.has(part.name),
          `${what} from ${part.name}`,
        );
      }
      checkedNumbers++;
    }
    earlier.add(name);
  }
  return origins;
}

/** Its rule, and who takes part, such as `value mlp.up 0,1 * parameter …`. */
function recipe(origins: ReadonlyMap<string, Origin>, what: string): [string, ...string[]] {
  const { kind, terms } = origins.get(what)!;
  const parts = terms.map(({ factors }) =>
    factors.map(({ source, name, index }) => `${source} ${name} ${index}`).join(" * "),
  );
  return [kind, ...parts];
}

describe("the origin of every number", () => {
  for (const [name, preset] of Object.entries({ mini: PRESETS.mini, microgpt: PRESETS.microgpt })) {
    it(`adds up: ${name}`, () => {
      const tokens = Array.from({ length: preset.context }, (_, i) => (i * 7) % 27);
      check(preset, tokens);
      check(preset, tokens.slice(0, 1));
    });
  }

  it("adds up with every norm at every place, and every set of matrices and biases", () => {
    const others = settings("attention_output", "attention_bias", "mlp_bias", "tied");
    let turn = 0;
    for (const norms of NORM_DIALS) {
      for (const dials of others) {
        const activation = DIALS.activation.choices[turn++ % DIALS.activation.choices.length];
        check(checked({ ...SMALL, ...norms, ...dials, activation }), TOKENS.slice(1));
      }
    }
    assert.equal(turn, 57 * 16);
  });

  it("adds up with rotary positions and with normalised queries and keys", () => {
    for (const positions of ["learned", "rotary"]) {
      for (const query_key_norm of SETTINGS) {
        for (const more of [{}, EVERYTHING]) {
          check(checked({ ...SMALL, ...more, positions, query_key_norm, embedding: 8 }), TOKENS);
        }
      }
    }
  });

  it("adds up with other numbers of heads and layers, up to one number for each head", () => {
    for (const [heads, layers] of [
      [1, 1],
      [2, 3],
      [3, 2],
      [6, 1],
    ] as const) {
      check(checked({ ...SMALL, ...EVERYTHING, embedding: 6, heads, layers }), TOKENS);
    }
  });

  it("adds up with parts switched off, one by one and all together", () => {
    for (const dials of [SMALL, { ...SMALL, ...EVERYTHING }]) {
      const config = checked(dials);
      for (const part of parts(config)) check(config, TOKENS, [part]);
      const origins = check(config, TOKENS, [
        "positions",
        "attention.0.head.1",
        "mlp.1",
        "mlp.1.shortcut",
      ]);
      const off = [...origins].filter(([, { kind }]) => kind === "off").map(([what]) => what);
      assert.deepEqual(
        [...new Set(off.map((what) => what.split(" ")[0]))],
        [
          "position_embedding",
          "blocks.0.attention.heads",
          "blocks.1.mlp.output",
          "blocks.1.mlp.shortcut",
        ],
      );
      assert.equal(off.length, 3 * 4 + 3 * 2 + 2 * 3 * 4);
      assert.equal(origins.get("blocks.0.attention.heads 0,2,1")!.kind, "products");
      check(config, TOKENS, parts(config));
    }
  });

  it("is the future for what a position cannot see", () => {
    const origins = check(checked(SMALL), TOKENS);
    for (const [what, { kind, index, value, sum }] of origins) {
      const point = /(scores|weights) /.exec(what)?.[1];
      const future = point !== undefined && index[2]! > index[1]!;
      assert.equal(kind === "future", future, what);
      if (future) assert.deepEqual([value, sum], [point === "scores" ? -Infinity : 0, 0]);
    }
    assert.deepEqual(recipe(origins, "blocks.0.attention.heads 1,0,1"), [
      "products",
      "value blocks.0.attention.weights 1,0,0 * value blocks.0.attention.value 1,0,1",
    ]);
  });

  it("names who takes part, the bias last", () => {
    const plain = check(checked({ ...SMALL, tied: true }), TOKENS);
    assert.deepEqual(recipe(plain, "token_embedding 1,2"), [
      "lookup",
      "parameter token_embedding 0,2",
    ]);
    assert.deepEqual(recipe(plain, "embedding 1,2"), [
      "sum",
      "value token_embedding 1,2",
      "value position_embedding 1,2",
    ]);
    assert.deepEqual(recipe(plain, "blocks.0.attention_norm 1,2"), ["copy", "value embedding 1,2"]);
    assert.deepEqual(recipe(plain, "blocks.0.attention.output 1,2"), [
      "copy",
      "value blocks.0.attention.heads 1,1,0",
    ]);
    assert.deepEqual(recipe(plain, "blocks.1.attention.shortcut 1,2"), [
      "copy",
      "value blocks.0.mlp.residual 1,2",
    ]);
    assert.deepEqual(recipe(plain, "blocks.0.mlp.output 2,1"), [
      "products",
      "value blocks.0.mlp.active 2,0 * parameter blocks.0.mlp.down.weight 1,0",
      "value blocks.0.mlp.active 2,1 * parameter blocks.0.mlp.down.weight 1,1",
      "value blocks.0.mlp.active 2,2 * parameter blocks.0.mlp.down.weight 1,2",
      "parameter blocks.0.mlp.down.bias 1",
    ]);
    assert.equal(
      recipe(plain, "logits 0,4")[1],
      "value final_norm 0,0 * parameter token_embedding 4,0",
    );

    const rotary = check(checked({ ...SMALL, positions: "rotary" }), TOKENS);
    assert.deepEqual(recipe(rotary, "embedding 1,2"), ["copy", "value token_embedding 1,2"]);
    assert.deepEqual(recipe(rotary, "blocks.0.attention.key 1,2,0").slice(0, 2), [
      "turned",
      "value blocks.0.attention_norm 2,0 * parameter blocks.0.attention.key 2,0",
    ]);

    const full = check(checked({ ...SMALL, ...EVERYTHING }), TOKENS);
    assert.deepEqual(recipe(full, "embedding 1,2"), [
      "norm",
      "value token_embedding 1,2",
      "value position_embedding 1,2",
    ]);
    const query = recipe(full, "blocks.1.attention.query 1,2,0");
    assert.equal(
      query[1],
      "value blocks.1.attention_norm 2,0 * parameter blocks.1.attention.query 2,0",
    );
    assert.equal(query.at(-1), "parameter blocks.1.attention.query_bias 2");
    const norm = full.get("blocks.1.mlp_norm 0,3")!;
    assert.ok(norm.kind === "norm");
    assert.deepEqual([norm.gain?.name, norm.gain?.index], ["blocks.1.mlp_norm.weight", [3]]);
    assert.deepEqual([norm.offset?.name, norm.offset?.index], ["blocks.1.mlp_norm.bias", [3]]);
  });

  it("is told of numbers that are there, and of no others", () => {
    const config = checked(SMALL);
    const model = goldenModel(config);
    const values = anatomy(model, TOKENS);
    const ask = (name: string, index: number[], off?: string[]) => () =>
      origin(model, TOKENS, values, name, index, off);
    assert.equal(ask("logits", [2, 4])().kind, "products");
    for (const name of ["", "unembedding", "attention.query", "blocks.2.mlp.up", "constructor"]) {
      assert.throws(ask(name, [0, 0]), Error, name);
    }
    for (const index of [[], [0], [0, 0, 0], [3, 0], [0, 5], [-1, 0], [0, 0.5], [0, NaN]]) {
      assert.throws(ask("logits", index), Error, String(index));
    }
    assert.throws(ask("logits", [0, 0], ["mlp.2"]), Error);
  });

  it("was looked at everywhere", (t) => {
    t.diagnostic(`${checkedNumbers} numbers`);
    assert.ok(checkedNumbers > 300_000);
  });
});
