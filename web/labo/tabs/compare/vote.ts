/** The blind vote: pairs of names, one of each model, and how much a result says. */

import type { JudgedName } from "../../../worker/protocol.js";

export type Side = "a" | "b";

export interface Pair {
  readonly a: JudgedName;
  readonly b: JudgedName;
  /** Which model's name stands first. */
  readonly first: Side;
}

/** Each name once; copies last, because they show nothing about inventing. */
const eligible = (names: readonly JudgedName[]): JudgedName[] => {
  const different = new Map(
    names.filter(({ text }) => text !== "").map((name) => [name.text, name]),
  );
  const copies = (name: JudgedName): number => Number(name.originality === "copy");
  return [...different.values()].sort((one, other) => copies(one) - copies(other));
};

/** At most so many pairs; fewer where a model invents few different names. */
export function pairs(a: readonly JudgedName[], b: readonly JudgedName[], most: number): Pair[] {
  const others = eligible(b);
  const made: Pair[] = [];
  for (const name of eligible(a)) {
    const place = others.findIndex(({ text }) => text !== name.text);
    if (made.length === most || place < 0) break;
    made.push({ a: name, b: others.splice(place, 1)[0]!, first: Math.random() < 0.5 ? "a" : "b" });
  }
  return made;
}

/** How likely a result at least so uneven is when each vote is heads or tails. */
export function byChance(a: number, b: number): number {
  const votes = a + b;
  let ways = 1;
  let share = 0;
  for (let k = 0; k <= votes; k++) {
    if (Math.max(k, votes - k) >= Math.max(a, b)) share += ways;
    ways = (ways * (votes - k)) / (k + 1);
  }
  return share / 2 ** votes;
}

/** Whether two counts out of so many names differ by more than the draw explains (two sigmas). */
export function differ(a: number, b: number, count: number): boolean {
  const share = (a + b) / (2 * count);
  return Math.abs(a - b) > 2 * Math.sqrt(2 * count * share * (1 - share));
}
