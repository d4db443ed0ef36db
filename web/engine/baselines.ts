/**
 * What counting alone achieves, in nats per target over the model's own windows: the honest
 * company of every loss.
 */

import { BASELINES } from "../spec.js";
import type { Window } from "./corpus.js";

/**
 * When counts are tried on other words, a context seen n times has n parts in n + TRUST of the
 * say; the rest goes to the next shorter context, so that what was never seen is unlikely rather
 * than impossible (interpolation with Dirichlet prior, MacKay and Peto 1995).
 */
export const TRUST = BASELINES.trust;

/** From the highest to the lowest. */
export interface Counted {
  /** ln V: every token equally likely. */
  readonly chance: number;
  /** How often each token occurs. */
  readonly singles: number;
  /** Each token after the one before it. */
  readonly pairs: number;
  /** Each token after the two before it. */
  readonly triples: number;
}

/** Of a list of words: the floor is known, too. */
export interface Baselines extends Counted {
  /** Each token after all that the model sees: on these words nothing can be lower. */
  readonly floor: number;
}

/**
 * Count in `windows` and score on them, or on `heldOut` windows when given: there the counts of
 * each length lean on the shorter ones, and the floor is that of the held-out words themselves.
 */
export function baselines(
  windows: readonly Window[],
  vocabulary: number,
  context: number,
  heldOut?: readonly Window[],
): Baselines {
  const seen = countFollowers(windows, context);
  const triples = shorten(seen, 2);
  const pairs = shorten(triples, 1);
  const lengths = [shorten(pairs, 0), pairs, triples];
  const chance = Math.log(vocabulary);
  if (heldOut === undefined) {
    const [singles, ofPairs, ofTriples] = lengths.map(entropy) as [number, number, number];
    return { chance, singles, pairs: ofPairs, triples: ofTriples, floor: entropy(seen) };
  }
  const tried = countFollowers(heldOut, context);
  const triedTriples = shorten(tried, 2);
  const score = (most: number) => crossEntropy(lengths.slice(0, most), triedTriples, vocabulary);
  return { chance, singles: score(1), pairs: score(2), triples: score(3), floor: entropy(tried) };
}

/** What follows a context, and how many times. */
interface Followers {
  total: number;
  readonly times: Map<number, number>;
}

/** Contexts are written as strings, one character for each token, because maps compare those. */
type Counts = Map<string, Followers>;

function add(counts: Counts, context: string, target: number, times: number): void {
  let followers = counts.get(context);
  if (followers === undefined) {
    followers = { total: 0, times: new Map() };
    counts.set(context, followers);
  }
  followers.total += times;
  followers.times.set(target, (followers.times.get(target) ?? 0) + times);
}

/** Each target with at most the last `length` tokens that its window shows before it. */
function countFollowers(windows: readonly Window[], length: number): Counts {
  const counts: Counts = new Map();
  for (const { tokens, targets } of windows) {
    const text = String.fromCharCode(...tokens);
    const hidden = tokens.length - targets.length;
    for (const [n, target] of targets.entries()) {
      const place = hidden + n + 1;
      add(counts, text.slice(Math.max(0, place - length), place), target, 1);
    }
  }
  return counts;
}

/** The same counts when only the last `length` tokens are seen. */
function shorten(counts: Counts, length: number): Counts {
  const shorter: Counts = new Map();
  for (const [context, { times }] of counts) {
    for (const [target, n] of times) add(shorter, last(context, length), target, n);
  }
  return shorter;
}

function last(context: string, length: number): string {
  return context.slice(Math.max(0, context.length - length));
}

/** Mean surprise when the counts themselves say the probabilities. */
function entropy(counts: Counts): number {
  let surprise = 0;
  let all = 0;
  for (const { total, times } of counts.values()) {
    all += total;
    for (const n of times.values()) surprise += n * Math.log(total / n);
  }
  return surprise / all;
}

/** Mean surprise on other words, of counts of the lengths 0, 1, … mixed. */
function crossEntropy(shorterFirst: readonly Counts[], tried: Counts, vocabulary: number): number {
  let surprise = 0;
  let all = 0;
  for (const [context, { total, times }] of tried) {
    all += total;
    for (const [target, n] of times) {
      let probability = 1 / vocabulary;
      for (const [length, counts] of shorterFirst.entries()) {
        const followers = counts.get(last(context, length));
        probability =
          ((followers?.times.get(target) ?? 0) + TRUST * probability) /
          ((followers?.total ?? 0) + TRUST);
      }
      surprise -= n * Math.log(probability);
    }
  }
  return surprise / all;
}
