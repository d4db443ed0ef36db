import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Config } from "../engine/config.js";
import type { Window } from "../engine/corpus.js";
import { Model } from "../engine/model.js";
import { named } from "../engine/parameters.js";

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
export function goldenModel(config: Config): Model {
  const model = new Model(config);
  let state = 42;
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
