/**
 * Every number of a forward pass by name, and switching parts of the model off. Both rest on the
 * one hook of the model, which sees each value on its way and may change it.
 */

import type { Config } from "./config.js";
import { InputError, shown } from "./errors.js";
import type { Model, Watch } from "./model.js";

/** One intermediate value: its numbers row by row. */
export interface Value {
  readonly name: string;
  readonly shape: readonly number[];
  readonly numbers: Float64Array;
}

/** Where a number of such a shape stands in its flat array, row by row. */
export const flat = (shape: readonly number[], index: readonly number[]): number =>
  index.reduce((at, i, axis) => at * shape[axis]! + i, 0);

/**
 * Every value of the forward pass over 1 to T tokens, in the order of computation.
 *
 * Their names and shapes are declared in premier_llm/model/inner_values.py.
 */
export function anatomy(
  model: Model,
  tokens: readonly number[],
  off: readonly string[] = [],
): Map<string, Value> {
  const switched = switchOff(model.config, off);
  const values = new Map<string, Value>();
  model.forward(tokens, (name, numbers, shape) => {
    switched(name, numbers, shape);
    values.set(name, { name, shape: [...shape], numbers: Float64Array.from(numbers) });
  });
  return values;
}

/** Every part that can be switched off; rotary positions say nothing of their own: they are none. */
export function parts(config: Config): string[] {
  const names = config.positions === "learned" ? ["positions"] : [];
  for (let block = 0; block < config.layers; block++) {
    names.push(`attention.${block}`);
    if (config.heads > 1) {
      for (let head = 0; head < config.heads; head++) names.push(`attention.${block}.head.${head}`);
    }
    names.push(`attention.${block}.shortcut`, `mlp.${block}`, `mlp.${block}.shortcut`);
  }
  return names;
}

/** A watch for model.loss or model.forward that puts 0 where those parts speak. */
export function switchOff(config: Config, off: readonly string[]): Watch {
  const points = new Set<string>();
  const heads = new Map<string, number[]>();
  const known = parts(config);
  for (const part of off) {
    if (!known.includes(part)) {
      throw new InputError("anatomy.part", { part: shown(part), known: known.join(", ") });
    }
    const [kind, block, detail, head] = part.split(".");
    if (kind === "positions") points.add("position_embedding");
    else if (detail === "head") {
      const name = `blocks.${block}.attention.heads`;
      heads.set(name, [...(heads.get(name) ?? []), Number(head)]);
    } else points.add(`blocks.${block}.${kind}.${detail ?? "output"}`);
  }
  return (name, values) => {
    if (points.has(name)) values.fill(0);
    const size = values.length / config.heads;
    for (const head of heads.get(name) ?? []) values.fill(0, head * size, (head + 1) * size);
  };
}
