import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Arithmetic } from "../engine/arithmetic.js";
import { config, type Config } from "../engine/config.js";
import { wordWindows, type Window } from "../engine/corpus.js";
import { Model } from "../engine/model.js";
import { named } from "../engine/parameters.js";
import { Random } from "../engine/random.js";

// Compiled tests run from build/tests/.
const WEB = new URL("../../", import.meta.url);

export function golden(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`build/golden/${name}`, WEB)));
}

export function goldenJson<T>(name: string): T {
  return JSON.parse(new TextDecoder().decode(golden(name))) as T;
}

export function shippedWords(name: string): string {
  return readFileSync(new URL(`../src/premier_llm/words/${name}.txt`, WEB), "utf-8");
}

/** Equal to 1e-9; null stands for minus infinity. */
export function close(
  actual: ArrayLike<number>,
  expected: readonly (number | null)[],
  what: string,
  tolerance = 1e-9,
): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  for (const [i, value] of expected.entries()) {
    const found = actual[i]!;
    if (value === null) assert.equal(found, -Infinity, `${what}[${i}]`);
    else {
      // Written so that a NaN fails too.
      assert.ok(Math.abs(found - value) <= tolerance, `${what}[${i}]: ${found}, not ${value}`);
    }
  }
}

/** The weights of spec/write_golden.py: Park and Miller's generator, exact in doubles. */
export function goldenModel(config: Config, arithmetic?: Arithmetic, state = 42): Model {
  const model = new Model(config, 0, arithmetic);
  for (const [name, { values }] of named(config, model.parameters.flat)) {
    const start = name.endsWith("norm.weight") ? 1 : 0;
    for (let i = 0; i < values.length; i++) {
      state = (state * 16807) % 2147483647;
      values[i] = start + (state / 2147483647 - 0.5) * 0.8;
    }
  }
  return model;
}

export function windowsFrom(pairs: readonly (readonly [number[], number[]])[]): Window[] {
  return pairs.map(([tokens, targets]) => ({ tokens, targets }));
}

const small = { vocabulary: 6, context: 4, embedding: 6, heads: 3, hidden: 5 };
/** Every kind of dial, in sizes that no loop of fours likes. */
export const odd: Readonly<Record<string, Config>> = {
  plain: config(small),
  "RMS everywhere, tanh": config({
    ...small,
    layers: 3,
    activation: "gelu_tanh",
    norm: "rms",
    norm_embedding: true,
    norm_blocks: true,
    norm_final: true,
    norm_weight: true,
    attention_output: true,
    mlp_bias: false,
  }),
  "LayerNorm, tied, exact GELU": config({
    ...small,
    layers: 2,
    activation: "gelu",
    norm: "layer",
    norm_embedding: true,
    norm_final: true,
    norm_bias: true,
    attention_bias: true,
    tied: true,
  }),
  "rotary, RMS of queries and keys, ReLU²": config({
    ...small,
    embedding: 12,
    heads: 2,
    hidden: 9,
    layers: 2,
    positions: "rotary",
    query_key_norm: true,
    activation: "relu2",
    norm: "rms",
    norm_blocks: true,
    norm_final: true,
    attention_output: true,
    mlp_bias: false,
  }),
};

export function words(seed: number, lengths: readonly number[]): number[][] {
  const random = new Random(seed);
  return lengths.map((n) => [0, ...Array.from({ length: n }, () => 1 + random.below(5)), 0]);
}

export function windowsIn(seed: number): Window[] {
  return words(seed, [1, 2, 4, 9, 5, 2]).flatMap((ids) => wordWindows(ids, 4));
}

/** Everything against learning by heart, for a recipe. */
export const REMEDIES = { dropout: 0.1, label_smoothing: 0.1, average: 0.9 };

/** A picture of one grey point. */
export const PICTURE = new Uint8Array(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==",
    "base64",
  ),
);
