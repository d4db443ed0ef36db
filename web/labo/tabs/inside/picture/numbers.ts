/** A value's numbers by letter, and the room that they have in a lane. */

import type { Value } from "../../../../engine/anatomy.js";
import type { Place } from "../place.js";
import type { Lane } from "./lanes.js";
import { layCells, type Cells } from "./shapes.js";

/** Scores beyond so many are not shown one by one. */
export const MOST_SCORES = 64;

/** Heads, or 1. */
export const groupsOf = ({ shape }: Value): number => (shape.length === 3 ? shape[0]! : 1);
export const sizeOf = ({ shape }: Value): number => shape.at(-1)!;

export const placeOf = (value: Value, row: number, group: number, i: number): Place => ({
  name: value.name,
  index: value.shape.length === 3 ? [group, row, i] : [row, i],
});

/** The numbers of a letter, by group and place. */
export function numberOf(value: Value, row: number): (group: number, i: number) => number {
  const [rows, size] = [value.shape.at(-2)!, sizeOf(value)];
  return (group, i) => value.numbers[(group * rows + row) * size + i] ?? 0;
}

/** All of them, group by group. */
export function numbersOf(value: Value, row: number): number[] {
  const [at, size] = [numberOf(value, row), sizeOf(value)];
  return Array.from({ length: groupsOf(value) * size }, (_, n) =>
    at(Math.floor(n / size), n % size),
  );
}

export const cellsOf = (value: Value, lane: Lane): Cells =>
  layCells(lane.width, sizeOf(value), groupsOf(value));

/** The largest size in these lanes: one scale for all. */
export function largestOf(values: readonly Value[], lanes: readonly Lane[]): number {
  let most = 1e-9;
  for (const value of values) {
    for (const { row } of lanes) {
      const at = numberOf(value, row);
      for (let group = 0; group < groupsOf(value); group++) {
        for (let i = 0; i < sizeOf(value); i++) most = Math.max(most, Math.abs(at(group, i)));
      }
    }
  }
  return most;
}
