/** What the picture of the way back draws, and where in it a weight lies. No DOM, no Solid. */

import type { Value } from "../../../../engine/anatomy.js";
import type { Slopes } from "../../../../engine/slopes.js";

/** The slopes of the inner values, as values; of those that do not move the error, none. */
export function drawnOf({ values, along }: Slopes): ReadonlyMap<string, Value> {
  const drawn = new Map<string, Value>();
  for (const [name, { shape }] of values) {
    const numbers = along.get(name)!;
    if (numbers.some((slope) => slope !== 0)) drawn.set(name, { name, shape, numbers });
  }
  return drawn;
}

const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^attention\.(query|key|value)/, "asks"],
  [/^attention\.output/, "mix"],
  [/^attention_norm/, "norm"],
  [/^mlp_norm/, "norm2"],
  [/^mlp\./, "mlp"],
];

/** The part of the picture that a parameter works in. */
export function homeOf(parameter: string): string {
  const [, block, rest] = /^blocks\.(\d+)\.(.+)$/.exec(parameter) ?? [];
  if (rest === undefined) return /^(token|position)_/.test(parameter) ? "cards" : "logits";
  return `${block}.${PLACES.find(([name]) => name.test(rest))![1]}`;
}
