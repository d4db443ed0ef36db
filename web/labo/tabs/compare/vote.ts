/** The blind vote: pairs of names, one of each model, and how much a result says. */

import type { JudgedName } from "../../../worker/protocol.js";
import type { Side } from "./sides.js";

/** The model whose name was preferred; null for neither. */
export type Vote = Side | null;

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

/** The votes for each, and for neither. */
export function tally(votes: readonly Vote[]): { a: number; b: number; none: number } {
  const count = (of: Vote): number => votes.filter((vote) => vote === of).length;
  return { a: count("a"), b: count("b"), none: count(null) };
}

/** How many names of one model, among these pairs, are copies of the list. */
export const copiesShown = (pairs: readonly Pair[], side: Side): number =>
  pairs.filter((pair) => pair[side].originality === "copy").length;

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
