/**
 * What counting achieves on a long text: what `baselines` says of its windows, by sorting its places
 * instead of writing down every context, so that millions of tokens take a second.
 */

import { TRUST, type Counted } from "./baselines.js";

/** Token ids that follow each other. */
export type Row = ArrayLike<number>;

/**
 * Count in a text and score on it, or on hidden text where there is some. The text is cut into
 * windows of so many tokens side by side: the first target of each has one token before it, whatever
 * stands before the window. `Infinity`: it is one window.
 *
 * Nobody knows the floor of a text: with a long context hardly any window comes twice.
 */
export function textBaselines(
  text: Row,
  vocabulary: number,
  context: number,
  hidden?: Row,
): Counted {
  const places = new Places(text, vocabulary, context, hidden);
  const [singles, pairs, triples] = [places.surprise(0), places.surprise(1), places.surprise(2)];
  return { chance: Math.log(vocabulary), singles, pairs, triples };
}

/** Targets of a text of so many tokens in windows side by side; those behind the last are left out. */
function targetsOf(tokens: number, context: number): number {
  return tokens <= context ? tokens - 1 : context * Math.ceil((tokens - context) / context);
}

/** Numbers of a place: its target, the token before it, the one before that (V where it is not seen),
 * and which place it is. They lie side by side, because the computer fetches neighbours together. */
const SIZE = 4;

/** All targets, first those that are counted, then those that are hidden. */
class Places {
  /** SIZE numbers of each. */
  private places: Int32Array;
  private readonly counted: number;
  /** What shorter contexts say of each hidden target. */
  private readonly chances: Float64Array;

  constructor(
    text: Row,
    private readonly vocabulary: number,
    context: number,
    hidden: Row | undefined,
  ) {
    this.counted = targetsOf(text.length, context);
    const tried = hidden === undefined ? 0 : targetsOf(hidden.length, context);
    this.places = new Int32Array(SIZE * (this.counted + tried));
    this.chances = new Float64Array(tried).fill(1 / vocabulary);
    this.enter(text, 0, this.counted, context);
    if (hidden !== undefined) this.enter(hidden, this.counted, tried, context);
  }

  private enter(row: Row, start: number, count: number, context: number): void {
    const { places, vocabulary } = this;
    for (let i = 0, at = SIZE * start; i < count; i++, at += SIZE) {
      places[at] = row[i + 1]!;
      places[at + 1] = row[i]!;
      places[at + 2] = i % context === 0 ? vocabulary : row[i - 1]!;
      places[at + 3] = start + i;
    }
  }

  /** Sorted by one of their numbers; those alike in it stay in order. */
  private sort(by: number): void {
    const { places, vocabulary } = this;
    const starts = new Int32Array(vocabulary + 2);
    for (let at = by; at < places.length; at += SIZE) starts[places[at]! + 1]!++;
    for (let token = 0; token <= vocabulary; token++) starts[token + 1]! += starts[token]!;
    const sorted = new Int32Array(places.length);
    for (let at = 0; at < places.length; at += SIZE) {
      const to = SIZE * starts[places[at + by]!]!++;
      sorted[to] = places[at]!;
      sorted[to + 1] = places[at + 1]!;
      sorted[to + 2] = places[at + 2]!;
      sorted[to + 3] = places[at + 3]!;
    }
    this.places = sorted;
  }

  /**
   * Mean surprise of what is scored, of counts behind so many tokens (0, then 1, then 2): sorted by
   * the furthest of them last, those of one context lie together, and in it those of one target.
   */
  surprise(seen: 0 | 1 | 2): number {
    this.sort(seen);
    const { places, chances, counted } = this;
    let sum = 0;
    for (let start = 0, end = 0; start < places.length; start = end) {
      const before = places[start + 1];
      const further = places[start + 2];
      let total = 0;
      for (end = start; end < places.length; end += SIZE) {
        if (seen > 0 && places[end + 1] !== before) break;
        if (seen > 1 && places[end + 2] !== further) break;
        if (places[end + 3]! < counted) total++;
      }
      for (let first = start, last = start; first < end; first = last) {
        const target = places[first];
        let times = 0;
        for (last = first; last < end && places[last] === target; last += SIZE) {
          if (places[last + 3]! < counted) times++;
        }
        if (chances.length === 0) sum += times * Math.log(total / times);
        else sum += this.tried(first, last, times, total);
      }
    }
    return sum / (chances.length || counted);
  }

  /** Surprise of the hidden targets among these, one and the same, seen so many times of all. */
  private tried(first: number, last: number, times: number, total: number): number {
    const { places, chances, counted } = this;
    let sum = 0;
    for (let at = first; at < last; at += SIZE) {
      const hidden = places[at + 3]! - counted;
      if (hidden < 0) continue;
      const chance = (times + TRUST * chances[hidden]!) / (total + TRUST);
      chances[hidden] = chance;
      sum -= Math.log(chance);
    }
    return sum;
  }
}
