/**
 * Byte pair encoding: how pieces are learned, and how they cut a text. The twin of
 * premier_llm/model/pieces.py, and to the last choice what the tokenizers library does.
 */

import { Heap } from "./heap.js";
import type { Slices } from "./slices.js";

/** What GPT-2 has between two texts. */
export const END = "<|endoftext|>";
/** A pair that comes less often is not joined. */
const MIN_TIMES = 2;
/** What Unicode holds for white space; JavaScript's own class has another idea of it. */
const SPACE = "\\t-\\r\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const WORD = new RegExp(
  `'(?:s|t|re|ve|m|ll|d)| ?\\p{L}+| ?\\p{N}+| ?[^${SPACE}\\p{L}\\p{N}]+` +
    `|[${SPACE}]+(?![^${SPACE}])|[${SPACE}]+`,
  "gu",
);
/** Words whose tokens are kept. */
const REMEMBERED = 2 ** 16;
/** Where a token stood that was joined to the one before. */
const GONE = -1;
/** Words that are looked at in a slice of the learning. */
const SLICE = 2 ** 10;
/** More than any vocabulary has tokens, so that two ids are one number. */
const MOST = 2 ** 21;

/** Ids of two tokens side by side. */
export type Pair = readonly [number, number];

const PRINTABLE: readonly (readonly [number, number])[] = [
  [0x21, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
];

/** The character that GPT-2 writes for each byte: printable ones their own, the others from Ā on. */
export const SIGNS: readonly string[] = (() => {
  let other = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const own = PRINTABLE.some(([from, to]) => byte >= from && byte <= to);
    return String.fromCharCode(own ? byte : other++);
  });
})();
/** The tokens that learning begins with. */
export const ALPHABET: readonly string[] = [END, ...[...SIGNS].sort()];

const BYTE_OF = new Map(SIGNS.map((sign, byte) => [sign, byte]));
const encoder = new TextEncoder();

/** The bytes that a token stands for; one added in other characters stands for itself. */
export function bytesOf(token: string): Uint8Array<ArrayBuffer> {
  const bytes = Array.from(token, (sign) => BYTE_OF.get(sign) ?? GONE);
  return bytes.includes(GONE) ? encoder.encode(token) : Uint8Array.from(bytes);
}

/** What is learned: the tokens, and which pairs are joined to make them, in their order. */
export interface Learned {
  readonly tokens: readonly string[];
  readonly merges: readonly Pair[];
}

/** Hears of each pair that is joined: its tokens' ids, the new token, how often the pair comes. */
export type OnMerge = (pair: Pair, token: string, count: number) => void;

/**
 * At most so many tokens. The pair that comes most often comes first; of several, the one with the
 * smallest ids.
 */
export function* learn(texts: Iterable<string>, size: number, onMerge?: OnMerge): Slices<Learned> {
  const { words, often } = yield* counted(texts);
  const counts = new Map<number, number>();
  // The words that hold a pair; a word comes at most once, for it is looked at in one go.
  const holders = new Map<number, number[]>();
  const hold = (key: number, word: number): boolean => {
    const known = holders.get(key);
    if (known === undefined) holders.set(key, [word]);
    else if (known.at(-1) !== word) known.push(word);
    return known === undefined;
  };
  for (const [number, word] of words.entries()) {
    for (let i = 0; i + 1 < word.length; i++) {
      const key = keyOf(word[i]!, word[i + 1]!);
      counts.set(key, (counts.get(key) ?? 0) + often[number]!);
      hold(key, number);
    }
    if (number % SLICE === 0) yield;
  }
  // Counts in the queue may be out of date, always too high: they are looked at when they come up.
  const queue = new Heap<{ readonly key: number; readonly count: number }>(
    (a, b) => a.count > b.count || (a.count === b.count && a.key < b.key),
  );
  for (const [key, count] of counts) queue.push({ key, count });
  const tokens = [...ALPHABET];
  const merges: Pair[] = [];
  while (queue.size > 0 && tokens.length < size) {
    const { key, count } = queue.pop();
    const now = counts.get(key)!;
    if (count !== now) {
      queue.push({ key, count: now });
      continue;
    }
    if (count < MIN_TIMES) break;
    const pair: Pair = [Math.floor(key / MOST), key % MOST];
    // No other pair has spelled it before: the same letters are always joined in the same order.
    const token = tokens.length;
    tokens.push(tokens[pair[0]]! + tokens[pair[1]]!);
    merges.push(pair);
    const fresh: number[] = [];
    for (const [i, number] of holders.get(key)!.entries()) {
      words[number] = joined(words[number]!, pair, token, (changed, by) => {
        counts.set(changed, (counts.get(changed) ?? 0) + by * often[number]!);
        if (by > 0 && hold(changed, number)) fresh.push(changed);
      });
      if (i % SLICE === SLICE - 1) yield;
    }
    holders.delete(key);
    for (const changed of fresh) queue.push({ key: changed, count: counts.get(changed)! });
    onMerge?.(pair, tokens[token]!, count);
    yield;
  }
  return { tokens, merges };
}

function keyOf(a: number, b: number): number {
  return a * MOST + b;
}

/** The different words of texts, in tokens of a byte each, and how often each comes. */
function* counted(texts: Iterable<string>): Slices<{ words: number[][]; often: number[] }> {
  const times = new Map<string, number>();
  let seen = 0;
  for (const text of texts) {
    for (const [word] of text.matchAll(WORD)) {
      times.set(word, (times.get(word) ?? 0) + 1);
      if (++seen % SLICE === 0) yield;
    }
  }
  const ids = new Map(ALPHABET.map((token, id) => [token, id]));
  const ofByte = SIGNS.map((sign) => ids.get(sign)!);
  const words: number[][] = [];
  for (const word of times.keys()) {
    words.push(Array.from(encoder.encode(word), (byte) => ofByte[byte]!));
    if (words.length % SLICE === 0) yield;
  }
  return { words, often: [...times.values()] };
}

/** A word with a pair joined wherever it has it; tells which pairs come more and less often. */
function joined(
  word: readonly number[],
  [first, second]: Pair,
  token: number,
  change: (key: number, by: number) => void,
): number[] {
  const kept: number[] = [];
  for (let i = 0; i < word.length; i++) {
    if (word[i] !== first || word[i + 1] !== second) {
      kept.push(word[i]!);
      continue;
    }
    if (kept.length > 0) {
      change(keyOf(kept.at(-1)!, first), -1);
      change(keyOf(kept.at(-1)!, token), 1);
    }
    kept.push(token);
    i++;
    if (i + 1 < word.length) {
      change(keyOf(second, word[i + 1]!), -1);
      change(keyOf(token, word[i + 1]!), 1);
    }
  }
  return kept;
}

/** Cuts texts with given tokens and merges. */
export class Cutter {
  private readonly ofByte: readonly number[];
  /** A pair, its place among the merges and what it is joined to. */
  private readonly merges = new Map<number, { readonly rank: number; readonly token: number }>();
  private readonly whole: ReadonlyMap<string, number>;
  private readonly apart: RegExp | null;
  private readonly known = new Map<string, readonly number[]>();

  /** `whole`: tokens that are found in a text as they stand, before it is cut into words. */
  constructor({ tokens, merges }: Learned, whole: readonly string[] = []) {
    const ids = new Map(tokens.map((token, id) => [token, id]));
    this.ofByte = SIGNS.map((sign) => ids.get(sign)!);
    for (const [rank, [a, b]] of merges.entries()) {
      this.merges.set(keyOf(a, b), { rank, token: ids.get(tokens[a]! + tokens[b]!)! });
    }
    const found = whole.filter((token) => token !== "");
    this.whole = new Map(found.map((token) => [token, ids.get(token)!]));
    const longestFirst = [...found].sort((a, b) => b.length - a.length).map(escaped);
    this.apart = found.length > 0 ? new RegExp(`(${longestFirst.join("|")})`, "u") : null;
  }

  /** Token ids of a text, cut with the first merges only where `most` says how many. */
  encode(text: string, most = Infinity): number[] {
    const ids: number[] = [];
    for (const part of this.apart === null ? [text] : text.split(this.apart)) {
      const whole = this.whole.get(part);
      if (whole !== undefined) ids.push(whole);
      else
        for (const [word] of part.matchAll(WORD))
          for (const id of this.cut(word, most)) ids.push(id);
    }
    return ids;
  }

  private cut(word: string, most: number): readonly number[] {
    if (most < this.merges.size) return this.joined(word, most);
    let ids = this.known.get(word);
    if (ids === undefined) {
      if (this.known.size >= REMEMBERED) this.known.clear();
      ids = this.joined(word, most);
      this.known.set(word, ids);
    }
    return ids;
  }

  /** The tokens of a word: the pair learned first is joined first, from left to right. */
  private joined(word: string, most: number): number[] {
    const ids = Array.from(encoder.encode(word), (byte) => this.ofByte[byte]!);
    const end = ids.length;
    const after = ids.map((_, place) => place + 1); // the place of the next token that is left
    const before = ids.map((_, place) => place - 1);
    const merge = (place: number): { readonly rank: number; readonly token: number } | undefined =>
      place >= 0 && after[place]! < end
        ? this.merges.get(keyOf(ids[place]!, ids[after[place]!]!))
        : undefined;
    // The rank of a merge and its place, as one number.
    const queue = new Heap<number>((a, b) => a < b);
    const offer = (place: number): void => {
      const rank = merge(place)?.rank ?? Infinity;
      if (rank < most) queue.push(rank * end + place);
    };
    for (let place = 0; place < end; place++) offer(place);
    while (queue.size > 0) {
      const next = queue.pop();
      const place = next % end;
      const found = merge(place);
      if (found?.rank !== Math.floor(next / end)) continue; // one of the two was joined meanwhile
      const right = after[place]!;
      ids[place] = found.token;
      ids[right] = GONE;
      after[place] = after[right]!;
      if (after[place]! < end) before[after[place]!] = place;
      offer(before[place]!);
      offer(place);
    }
    return ids.filter((id) => id !== GONE);
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
