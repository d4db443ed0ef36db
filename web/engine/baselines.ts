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
  const chance = Math.log(vocabulary);
  const lengths = [0, 1, 2].map((length) => {
    const counts = new Followers(vocabulary, Math.min(length, context));
    for (const window of windows) counts.addAll(window);
    return counts;
  });
  if (heldOut === undefined) {
    const [singles, pairs, triples] = lengths.map((counts) => counts.entropy());
    return { chance, singles: singles!, pairs: pairs!, triples: triples!, floor: floorOf(windows) };
  }
  const [singles, pairs, triples] = crossEntropies(lengths, heldOut, vocabulary);
  return { chance, singles: singles!, pairs: pairs!, triples: triples!, floor: floorOf(heldOut) };
}

/** Numbers counted by key, where a Map would be slow: a text has millions. */
class Tally {
  private keys = new Float64Array(1024).fill(-1);
  private times = new Float64Array(1024);
  private size = 0;

  private place(key: number): number {
    const most = this.keys.length - 1;
    let place = (Math.imul(key % 0x7fffffff, 0x9e3779b1) >>> 7) & most;
    while (this.keys[place] !== key && this.keys[place] !== -1) place = (place + 1) & most;
    return place;
  }

  get(key: number): number {
    return this.times[this.place(key)]!;
  }

  add(key: number, times = 1): void {
    const place = this.place(key);
    this.times[place]! += times;
    if (this.keys[place] === key) return;
    this.keys[place] = key;
    if (++this.size * 2 > this.keys.length) this.grow();
  }

  private grow(): void {
    const { keys, times } = this;
    this.keys = new Float64Array(2 * keys.length).fill(-1);
    this.times = new Float64Array(2 * keys.length);
    for (const [i, key] of keys.entries()) {
      if (key === -1) continue;
      const place = this.place(key);
      this.keys[place] = key;
      this.times[place] = times[i]!;
    }
  }

  *entries(): Generator<[key: number, times: number]> {
    for (const [i, key] of this.keys.entries()) if (key !== -1) yield [key, this.times[i]!];
  }
}

/** What follows each context of at most so many tokens, and how many times. */
class Followers {
  private readonly followers = new Tally();
  private readonly contexts = new Tally();

  constructor(
    private readonly vocabulary: number,
    private readonly length: number,
  ) {}

  /** The context of the target behind a place, as a number; a token that is not there is 0. */
  contextAt({ tokens }: Window, place: number): number {
    let context = 0;
    for (let i = place - this.length; i < place; i++) {
      context = context * (this.vocabulary + 1) + (i < 0 ? 0 : tokens[i]! + 1);
    }
    return context;
  }

  addAll(window: Window): void {
    const { targets } = window;
    const first = window.tokens.length - targets.length + 1;
    for (let n = 0; n < targets.length; n++) {
      const context = this.contextAt(window, first + n);
      this.contexts.add(context);
      this.followers.add(context * this.vocabulary + targets[n]!);
    }
  }

  total(context: number): number {
    return this.contexts.get(context);
  }

  times(context: number, target: number): number {
    return this.followers.get(context * this.vocabulary + target);
  }

  /** Mean surprise when the counts themselves say the probabilities. */
  entropy(): number {
    let surprise = 0;
    let all = 0;
    for (const [key, times] of this.followers.entries()) {
      surprise += times * Math.log(this.total(Math.floor(key / this.vocabulary)) / times);
      all += times;
    }
    return surprise / all;
  }
}

/** Mean surprise on other words, of counts of the lengths 0, 0 and 1, … mixed. */
function crossEntropies(
  shorterFirst: readonly Followers[],
  tried: readonly Window[],
  vocabulary: number,
): number[] {
  const surprises = shorterFirst.map(() => 0);
  let all = 0;
  for (const window of tried) {
    const { targets } = window;
    const first = window.tokens.length - targets.length + 1;
    all += targets.length;
    for (let n = 0; n < targets.length; n++) {
      let probability = 1 / vocabulary;
      for (const [length, counts] of shorterFirst.entries()) {
        const context = counts.contextAt(window, first + n);
        probability =
          (counts.times(context, targets[n]!) + TRUST * probability) /
          (counts.total(context) + TRUST);
        surprises[length]! -= Math.log(probability);
      }
    }
  }
  return surprises.map((surprise) => surprise / all);
}

/** Mean surprise when all that each window shows is counted. */
function floorOf(windows: readonly Window[]): number {
  let surprise = 0;
  let all = 0;
  for (const { targets } of windows) all += targets.length;
  // Windows that begin alike, token by token: one that is alone can foretell all it has.
  const groups = [{ windows, length: 0 }];
  for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
    const times = new Map<number, number>();
    const longer = new Map<number, Window[]>();
    let total = 0;
    for (const window of group.windows) {
      const { tokens, targets } = window;
      const target = targets[group.length + targets.length - tokens.length - 1];
      if (target !== undefined) {
        times.set(target, (times.get(target) ?? 0) + 1);
        total++;
      }
      const token = tokens[group.length];
      if (token === undefined) continue;
      const alike = longer.get(token);
      if (alike === undefined) longer.set(token, [window]);
      else alike.push(window);
    }
    for (const n of times.values()) surprise += n * Math.log(total / n);
    for (const alike of longer.values()) {
      if (alike.length > 1) groups.push({ windows: alike, length: group.length + 1 });
    }
  }
  return surprise / all;
}
