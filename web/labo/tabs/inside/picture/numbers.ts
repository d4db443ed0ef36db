/** A value's numbers by letter, and the room that they have in a lane. */

import type { Value } from "../../../../engine/anatomy.js";
import type { Place } from "../place.js";
import type { Lane } from "./lanes.js";
import { layCells, type Cells } from "./shapes.js";

/** Heads, or 1. */
export const groupsOf = ({ shape }: Value): number => (shape.length === 3 ? shape[0]! : 1);
export const sizeOf = ({ shape }: Value): number => shape.at(-1)!;

export const placeOf = (value: Value, row: number, group: number, i: number): Place => ({
  name: value.name,
  index: value.shape.length === 3 ? [group, row, i] : [row, i],
});

/** The numbers of a letter. */
export function numbersOf(value: Value, row: number): (group: number, i: number) => number {
  const [rows, size] = [value.shape.at(-2)!, sizeOf(value)];
  return (group, i) => value.numbers[(group * rows + row) * size + i] ?? 0;
}

export const cellsOf = (value: Value, lane: Lane): Cells =>
  layCells(lane.width, sizeOf(value), groupsOf(value));

/** The largest size in these lanes: one scale for all. */
export function largestOf(values: readonly Value[], lanes: readonly Lane[]): number {
  let most = 1e-9;
  for (const value of values) {
    for (const { row } of lanes) {
      const at = numbersOf(value, row);
      for (let group = 0; group < groupsOf(value); group++) {
        for (let i = 0; i < sizeOf(value); i++) most = Math.max(most, Math.abs(at(group, i)));
      }
    }
  }
  return most;
}
