/** Rows of numbers: those of one value that belong to one letter. */

import { MOST_SCORES } from "./picture/numbers.js";
import type { Place, View } from "./view.js";

export interface Row {
  readonly name: string;
  readonly places: readonly Place[];
  /** What stands under each cell: a letter. */
  readonly under?: readonly string[];
  /** Cells between two gaps: one head's. */
  readonly group?: number;
}

const known = new Map<string, Row>();

/** The numbers of a (n, size) or (heads, n, size) value that belong to one letter. */
export function rowOf(view: View, name: string, row = view.row()): Row {
  const shape = view.values().get(name)?.shape ?? [0, 0];
  const key = `${name} ${row} ${shape.join(" ")}`;
  let found = known.get(key);
  if (found === undefined) {
    const size = shape.at(-1)!;
    const heads = shape.length === 3 ? shape[0]! : 1;
    const places = Array.from({ length: heads * size }, (_, i) => ({
      name,
      index: shape.length === 2 ? [row, i] : [Math.floor(i / size), row, i % size],
    }));
    found = shape.length === 2 ? { name, places } : { name, places, group: size };
    if (known.size > 1000) known.clear();
    // The same places are the same objects: only what changed is drawn again.
    known.set(key, found);
  }
  return found;
}

const LIKELIEST = 12;

/** The scores that belong to one letter, each with what it is the score of; the highest of many. */
export function scoresOf(view: View): Row {
  const tokens = view.vocabulary()?.tokens ?? [];
  if (tokens.length <= MOST_SCORES) return { ...rowOf(view, "logits"), under: tokens };
  const { numbers } = view.values().get("logits") ?? { numbers: new Float64Array() };
  const from = view.row() * tokens.length;
  const best = [...tokens.keys()].sort((a, b) => numbers[from + b]! - numbers[from + a]!);
  const shown = best.slice(0, LIKELIEST);
  return {
    name: "logits",
    places: shown.map((id) => ({ name: "logits", index: [view.row(), id] })),
    under: shown.map((id) => view.letter(id)),
  };
}

/** The largest size of their numbers: one scale for all. */
export const largest = (view: View, rows: readonly Row[]): number =>
  Math.max(1e-9, ...rows.flatMap(({ places }) => places.map((place) => Math.abs(view.at(place)))));
