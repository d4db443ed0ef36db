/**
 * How many multiplications a model takes: those of its matrices, and those of its attention. The twin
 * of premier_llm/model/multiplications.py, which explains them.
 */

import { MULTIPLICATIONS } from "../spec.js";
import type { Batch } from "./batch.js";
import { parameterTable, type Config } from "./config.js";

const LOOKED_UP: readonly string[] = MULTIPLICATIONS.lookedUp;

/** The positions that go through a layer. */
export interface Rows {
  readonly sources: number;
  readonly askers: number;
  /** How many positions each asker sees, itself included: all together. */
  readonly seen: number;
}

/** Of a pass forward through these layers, at whose end so many positions are read. */
export function forward(config: Config, layers: readonly Rows[], read: number): number {
  const { embedding: D, vocabulary: V, tied } = config;
  let total = tied ? V * D * read : 0;
  for (const { name, shape, count } of parameterTable(config)) {
    if (shape.length !== 2 || LOOKED_UP.includes(name)) continue;
    const layer = /^blocks\.(\d+)\./.exec(name);
    const rows = layer && layers[Number(layer[1])];
    const asked = MULTIPLICATIONS.asked.some((end) => name.endsWith(end));
    total += count * (rows ? rows[asked ? "sources" : "askers"] : read);
  }
  for (const { seen } of layers) total += 2 * D * seen;
  return total;
}

/** Of a pass forward and back. */
export function learning(config: Config, layers: readonly Rows[], read: number): number {
  return (1 + MULTIPLICATIONS.backward) * forward(config, layers, read);
}

/**
 * Of a step that learns from a batch: from the positions that are really computed. Layers are alike,
 * so that the sums over them are enough, and a step is not held up.
 */
export function counter(config: Config): (batch: Batch) => number {
  const nothing = Array<Rows>(config.layers).fill({ sources: 0, askers: 0, seen: 0 });
  const one = (kind: keyof Rows): number =>
    learning(config, [{ ...nothing[0]!, [kind]: 1 }, ...nothing.slice(1)], 0);
  const [source, asker, sight] = [one("sources"), one("askers"), one("seen")];
  const reading = learning(config, nothing, 1);
  return ({ spans, read }) => {
    let total = reading * read;
    for (const { sources, askers, sees } of spans) {
      let seen = 0;
      for (let row = 0; row < askers; row++) seen += sees[row]!;
      total += source * sources + asker * askers + sight * seen;
    }
    return total;
  };
}

/** To guess the token after a full window, what the others gave being at hand. */
export function perToken(config: Config): number {
  const rows = { sources: 1, askers: 1, seen: config.context };
  return forward(config, Array<Rows>(config.layers).fill(rows), 1);
}

/** To learn from one token, in a full window. */
export const perTokenLearned = (config: Config): number =>
  (1 + MULTIPLICATIONS.backward) * perToken(config);
