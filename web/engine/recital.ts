/**
 * Does it recite? What an invented text has copied word for word from what was learned, and where.
 * The twin of premier_llm/judging/recital.py, which says what a copied run is.
 */

import { VERDICT } from "../spec.js";
import { readWords } from "./words.js";

/** Words that an invented text has in common with the source; places are indices of characters. */
export interface Run {
  readonly words: number;
  /** Where they stand in the invented text. */
  readonly start: number;
  readonly end: number;
  /** Which paragraph of the source has them first, from 0, and where in it. */
  readonly paragraph: number;
  readonly sourceStart: number;
  readonly sourceEnd: number;
}

/** What one invented text has copied. */
export interface Recital {
  /** All of them, marks included. */
  readonly words: number;
  /** Each run that is long and cannot be longer, in the order of the text; they may overlap. */
  readonly runs: readonly Run[];
  /** The first of the longest, however short; null where no word is in the source. */
  readonly longest: Run | null;
  /** Words that are in long runs. */
  readonly recited: number;
}

/** How much of what is invented is in long runs, in the company of how much is so anyway. */
export interface Copying {
  /** Of the invented words. */
  readonly share: number;
  /** Of the words of the hidden text, which was not learned; 0 where nothing is hidden. */
  readonly usual: number;
}

/** Of all words of several texts, those that are in long runs. */
export function share(recitals: readonly Recital[]): number {
  let recited = 0;
  let words = 0;
  for (const found of recitals) {
    recited += found.recited;
    words += found.words;
  }
  return recited / Math.max(words, 1);
}

/** The words of a text and where they stand. */
interface Words {
  readonly ids: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** What was learned, ready to be looked up. */
export class Source {
  private readonly ids = new Map<string, number>();
  private readonly words: Words;
  /** The first word of each paragraph. */
  private readonly paragraphs: Int32Array;

  constructor(paragraphs: readonly string[]) {
    this.paragraphs = new Int32Array(paragraphs.length);
    const idOf = (word: string): number => {
      let id = this.ids.get(word);
      if (id === undefined) this.ids.set(word, (id = this.ids.size));
      return id;
    };
    this.words = readAll(paragraphs, idOf, this.paragraphs);
  }

  /**
   * What each of these texts has copied; all are looked for in one walk through the source. `long`:
   * the words of the runs that are told.
   */
  recitals(texts: readonly string[], long: number = VERDICT.long): Recital[] {
    const starts = new Int32Array(texts.length);
    const read = readAll(texts, (word) => this.ids.get(word) ?? -1, starts);
    const endings = new Endings(read.ids, starts);
    endings.find(this.words.ids, this.ids.size, this.paragraphs);
    return texts.map((_, i) => {
      const end = i + 1 < texts.length ? starts[i + 1]! : read.ids.length;
      return this.recital(read, starts[i]!, end, endings, long);
    });
  }

  private recital(
    read: Words,
    start: number,
    end: number,
    endings: Endings,
    long: number,
  ): Recital {
    const runs: Run[] = [];
    let longest: Run | null = null;
    let recited = 0;
    let covered = start;
    for (let last = start; last < end; last++) {
      const count = endings.count(last);
      if (count === 0 || (last + 1 < end && endings.count(last + 1) > count)) continue;
      const isLonger = longest === null || count > longest.words;
      if (!isLonger && count < long) continue;
      const run = this.run(read, last, count, endings.place(last));
      if (isLonger) longest = run;
      if (count < long) continue;
      runs.push(run);
      recited += last + 1 - Math.max(covered, last + 1 - count);
      covered = last + 1;
    }
    return { words: end - start, runs, longest, recited };
  }

  /** The run of so many words that ends at word `last`, and at word `found` here. */
  private run(read: Words, last: number, count: number, found: number): Run {
    let [low, high] = [0, this.paragraphs.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.paragraphs[middle]! <= found) low = middle;
      else high = middle;
    }
    return {
      words: count,
      start: read.starts[last + 1 - count]!,
      end: read.ends[last]!,
      paragraph: low,
      sourceStart: this.words.starts[found + 1 - count]!,
      sourceEnd: this.words.ends[found]!,
    };
  }
}

/** The words of all these texts, and the first word of each. */
function readAll(
  texts: readonly string[],
  idOf: (word: string) => number,
  firsts: Int32Array,
): Words {
  let room = 1024;
  let [ids, starts, ends] = [new Int32Array(room), new Int32Array(room), new Int32Array(room)];
  let count = 0;
  for (const [i, text] of texts.entries()) {
    firsts[i] = count;
    readWords(text, (word, place) => {
      if (count === room) {
        room *= 2;
        [ids, starts, ends] = [ids, starts, ends].map((old) => {
          const larger = new Int32Array(room);
          larger.set(old);
          return larger;
        }) as [Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>];
      }
      ids[count] = idOf(word);
      starts[count] = place;
      ends[count++] = place + word.length;
    });
  }
  return {
    ids: ids.slice(0, count),
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
  };
}

/**
 * Texts as an automaton of what their parts end on (Blumer and others 1985).
 *
 * Each state stands for parts that end at the same places of the texts: the longest of them has
 * `length` words, its shorter endings that stand elsewhere too are those of the state `link`.
 */
class Endings {
  private readonly next: Map<number, number>[] = [new Map()];
  private readonly length = [0];
  private readonly link = [-1];
  /** The state of what ends at each word of the texts. */
  private readonly ofWord: Int32Array;
  /** Words of the longest ending of each state that the source has; at which of its words first. */
  private best = new Int32Array();
  private places = new Int32Array();

  constructor(words: Int32Array, starts: Int32Array) {
    this.ofWord = new Int32Array(words.length);
    const begins = new Set(starts);
    let last = 0;
    for (const [i, word] of words.entries()) {
      if (begins.has(i)) last = 0;
      last = this.add(last, word);
      this.ofWord[i] = last;
    }
  }

  count(word: number): number {
    return this.best[this.ofWord[word]!]!;
  }

  place(word: number): number {
    return this.places[this.ofWord[word]!]!;
  }

  private state(length: number, link: number, following: Map<number, number>): number {
    this.next.push(following);
    this.link.push(link);
    return this.length.push(length) - 1;
  }

  /** One more word behind `last`. */
  private add(last: number, word: number): number {
    const { next, length, link } = this;
    const following = next[last]!.get(word);
    // As in a text before.
    if (following !== undefined) {
      if (length[following] === length[last]! + 1) return following;
      return this.apart(last, word, following);
    }
    const added = this.state(length[last]! + 1, 0, new Map());
    let state = last;
    while (state >= 0 && !next[state]!.has(word)) {
      next[state]!.set(word, added);
      state = link[state]!;
    }
    if (state >= 0) {
      const other = next[state]!.get(word)!;
      link[added] = length[other] === length[state]! + 1 ? other : this.apart(state, word, other);
    }
    return added;
  }

  /** The shorter parts of a state, which now end elsewhere too, as a state of their own. */
  private apart(last: number, word: number, following: number): number {
    const { next, length, link } = this;
    const clone = this.state(length[last]! + 1, link[following]!, new Map(next[following]));
    link[following] = clone;
    for (let state = last; state >= 0 && next[state]!.get(word) === following;) {
      next[state]!.set(word, clone);
      state = link[state]!;
    }
    return clone;
  }

  /**
   * Look for all of it in a source of so many different words, whose paragraphs, which no run goes
   * beyond, begin at `starts`.
   */
  find(source: Int32Array, words: number, starts: Int32Array): void {
    const { next, length, link } = this;
    const states = length.length;
    const best = (this.best = new Int32Array(states));
    const places = (this.places = new Int32Array(states));
    const first = new Int32Array(states).fill(-1);
    // Most words of the source are in none of the texts: quick to tell.
    const beginnings = new Int32Array(words);
    for (const [word, state] of next[0]!) if (word >= 0) beginnings[word] = state;
    let paragraph = 0;
    let state = 0;
    let count = 0;
    for (let end = 0; end < source.length; end++) {
      const word = source[end]!;
      while (starts[paragraph] === end) {
        paragraph++;
        state = 0;
        count = 0;
      }
      const beginning = beginnings[word]!;
      if (beginning === 0) {
        state = 0;
        count = 0;
        continue;
      }
      let following: number | undefined;
      while (state !== 0 && (following = next[state]!.get(word)) === undefined) {
        state = link[state]!;
        count = length[state]!;
      }
      state = following ?? beginning;
      count++;
      if (first[state]! < 0) first[state] = end;
      if (count > best[state]!) {
        best[state] = count;
        places[state] = end;
      }
    }
    const byLength = Array.from({ length: states - 1 }, (_, i) => i + 1);
    byLength.sort((a, b) => length[a]! - length[b]!);
    // What is found is found with its endings.
    for (const longer of byLength.reverse()) {
      const shorter = link[longer]!;
      if (best[longer] === 0 || shorter === 0) continue;
      const found = first[longer]!;
      if (best[shorter]! < length[shorter]! || found < places[shorter]!) {
        best[shorter] = length[shorter]!;
        places[shorter] = found;
      }
      if (first[shorter]! < 0 || found < first[shorter]!) first[shorter] = found;
    }
    for (const longer of byLength.reverse()) {
      if (best[longer] !== 0) continue;
      best[longer] = best[link[longer]!]!;
      places[longer] = places[link[longer]!]!;
    }
  }
}
