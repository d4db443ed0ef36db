/** What missions look for, and how far one is on the way to it. */

import type { Facts } from "./facts.js";
import type { Memory, Way } from "./mission.js";

/** A loss that touches the floor is at most so many times as large. */
export const AT_FLOOR = 1.01;
/** Names asked for at once. */
export const BATCH = 40;

export const below = (loss: number | null, line: number | undefined): boolean =>
  loss !== null && line !== undefined && loss < line;
/** The model that is there has learned more than pairs; an exploded one is an old copy. */
export const trained = (facts: Facts): boolean =>
  !facts.exploded && below(facts.loss, facts.lines?.pairs);
export const atFloor = ({ exploded, loss, lines }: Facts): boolean =>
  !exploded && lines !== undefined && loss <= AT_FLOOR * lines.floor;

export function fall(
  loss: number | null,
  from: number | undefined,
  target: number | undefined,
): Way | undefined {
  if (loss === null || from === undefined || target === undefined || !Number.isFinite(loss))
    return undefined;
  return { of: "loss", value: loss, target, share: (from - loss) / (from - target) };
}
export const fallToPairs = ({ loss, lines }: Facts): Way | undefined =>
  fall(loss, lines?.chance, lines?.pairs);
export const count = (value: number, target: number): Way => ({
  of: "count",
  value: Math.min(value, target),
  target,
  share: value / target,
});
/** The second half of the way. */
export const second = (way: Way | undefined): Way | undefined =>
  way && { ...way, share: 0.5 + Math.max(0, way.share) / 2 };

export const numberIn = (memory: Memory, key: string): number | undefined => {
  const value = memory[key];
  return typeof value === "number" ? value : undefined;
};
export const numbersIn = (memory: Memory, key: string): readonly number[] => {
  const value = memory[key];
  return Array.isArray(value) ? value : [];
};
