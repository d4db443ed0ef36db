/**
 * Word lists: reading pasted text, hiding some names, and cutting words into the model's windows.
 *
 * Every line is accounted for: kept, folded, refused and why.
 */

import { LINES } from "../spec.js";
import { mended } from "./decoding.js";
import { InputError, type Values } from "./errors.js";
import { cell, inLines, layOut, type Cell, type Layout } from "./layout.js";
import { length, LETTER, normalized, strip } from "./lines.js";
import { Random } from "./random.js";
import { Vocabulary } from "./vocabulary.js";
import type { WorldName } from "./worlds/grammar.js";

/** A longer line is a text, not a name. */
export const MAX_LETTERS = LINES.mostLetters;

export type Fate = "kept" | "folded" | "refused" | "duplicate" | "comment" | "blank";

/** Why a line was not kept as it is. */
export type Reason =
  "" | "folded" | "long" | "unknown" | "nothing" | "again" | "comment" | "title" | "rest" | "blank";

/** What became of one line. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  readonly fate: Fate;
  readonly reason: Reason;
  /** `word` for folded; `count` and `most` for long; `character` for unknown. */
  readonly values: Values;
}

/** Stories of a world: drawn anew wherever they are wanted. */
export interface Told {
  readonly world: WorldName;
  readonly seed: number;
  readonly count: number;
}

/** What a second apprenticeship learns from, besides: questions with answers. */
export interface Lessons {
  /** What is learned from in that step, in two halves that have no beginning in common. */
  halves(step: number): readonly [readonly Window[], readonly Window[]];
  /** Some of what is learned from, and what never is. */
  readonly some: readonly Window[];
  readonly hidden: readonly Window[];
  /** For the file, ready for JSON: what draws the same lessons again. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The same, drawn from this seed, less what has these places: all else stays where it is. */
  again(seed: number, without: ReadonlySet<number>): Lessons;
}

/** What a model learns from. */
export interface Material {
  /** Names, stories, or the paragraphs of one running text. */
  readonly words: readonly string[];
  readonly vocabulary: Vocabulary;
  /** A text is read across its paragraphs, in windows side by side; of names each begins anew. */
  readonly running: boolean;
  /** Where the words are stories of a world. */
  readonly told: Told | null;
  /** In a second apprenticeship alone. */
  readonly lessons?: Lessons;
}

/** A list of names. */
export function listed(words: readonly string[], vocabulary: Vocabulary): Material {
  return { words, vocabulary, running: false, told: null };
}

export interface Corpus extends Material {
  readonly lines: readonly Line[];
  /** How many lines met each fate. */
  readonly counts: Readonly<Record<Fate, number>>;
  /** Where the names were found. */
  readonly layout: Layout;
  /** Its accents were damaged. */
  readonly mended: boolean;
}

/** Token ids. */
export type Ids = readonly number[] | Int32Array;

/** What the model sees at once and what it must predict there. */
export interface Window {
  /** 1 to T token ids; positions start at 0. */
  readonly tokens: Ids;
  /** The token that follows each of the LAST targets.length tokens. */
  readonly targets: Ids;
}

/**
 * The windows of one word, its boundaries included: the first T targets share one row; each later
 * one has the window of the T tokens before it.
 */
export function wordWindows(ids: readonly number[], context: number): Window[] {
  const end = ids.length - 1;
  const windows: Window[] = [
    { tokens: ids.slice(0, Math.min(end, context)), targets: ids.slice(1, context + 1) },
  ];
  for (let i = context + 1; i < ids.length; i++) {
    windows.push({ tokens: ids.slice(i - context, i), targets: [ids[i]!] });
  }
  return windows;
}

/** A window from which nothing is learned: it keeps its place, so that the others keep theirs. */
export const EMPTY: Window = { tokens: [], targets: [] };
const NONE: ReadonlySet<number> = new Set();

/**
 * Every window of every word; of a running text, windows side by side that cover it. The words
 * `without`, by their places, are taken out of their windows, and all else stays where it is.
 */
export function windowsOf(
  { vocabulary, running }: Pick<Material, "vocabulary" | "running">,
  words: readonly string[],
  context: number,
  without = NONE,
): Window[] {
  if (!running) {
    return words.flatMap((word, place) => {
      const windows = wordWindows(vocabulary.encodeWhole(word), context);
      return without.has(place) ? windows.map(() => EMPTY) : windows;
    });
  }
  return runningWindows(
    vocabulary,
    words,
    context,
    Array.from(without, (paragraph) => ({ paragraph, from: 0, to: Infinity })),
  );
}

/** A part of a paragraph: of its tokens, the boundary in front among them, from one up to another. */
export interface Stretch {
  readonly paragraph: number;
  readonly from: number;
  readonly to: number;
}

/** The windows of a running text, less the tokens of these stretches. */
export function runningWindows(
  vocabulary: Vocabulary,
  paragraphs: readonly string[],
  context: number,
  without: readonly Stretch[],
): Window[] {
  const { ids, gone } = idsOf(paragraphs, vocabulary, without);
  const windows: Window[] = [];
  for (let start = 0; start < ids.length - 1; start += context) {
    const end = Math.min(start + context, ids.length - 1);
    const kept = ids.subarray(start, end + 1).filter((_, i) => gone[start + i] === 0);
    const last = kept.length - 1;
    windows.push(last < 1 ? EMPTY : { tokens: kept.subarray(0, last), targets: kept.subarray(1) });
  }
  return windows;
}

/**
 * The token ids of a running text: a boundary in front of each paragraph and behind the last; and
 * which are gone.
 */
function idsOf(
  paragraphs: readonly string[],
  vocabulary: Vocabulary,
  without: readonly Stretch[],
): { ids: Int32Array; gone: Uint8Array } {
  const edge = vocabulary.boundary === null ? [] : [vocabulary.boundary];
  const parts = paragraphs.map((paragraph) => [...edge, ...vocabulary.encode(paragraph)]);
  const ids = new Int32Array(parts.reduce((sum, part) => sum + part.length, edge.length));
  const gone = new Uint8Array(ids.length);
  const places: number[] = [];
  let place = 0;
  for (const part of [...parts, edge]) {
    places.push(place);
    ids.set(part, place);
    place += part.length;
  }
  for (const { paragraph, from, to } of without) {
    const start = places[paragraph]!;
    gone.fill(1, start + from, start + Math.min(to, parts[paragraph]!.length));
  }
  return { ids, gone };
}

const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;

/** How to read a list: "a-z" (the lesson's; accents and capitals are folded), "microgpt" (the same
 * in microgpt.py's order), "found" (the characters of the list, kept as they are), or one's own. */
export type Letters = "a-z" | "microgpt" | "found" | Vocabulary;

/**
 * Read the names of a text, wherever they lie in it; accents that were damaged are mended.
 *
 * `column`: the one of a table that has the names; `title`: what to call the text. One without a
 * usable name, or of another kind, throws InputError.
 */
export function readCorpus(
  text: string,
  letters: Letters = "a-z",
  column: string | null = null,
  title = "This text",
): Corpus {
  const bare = text.replace(/^\ufeff/, "");
  const better = mended(bare);
  return judged(layOut(better ?? bare, column, title), letters, better !== null);
}

/** Read names that are known to be some, one by one. */
export function readNames(names: readonly string[], letters: Letters = "a-z"): Corpus {
  return judged(inLines(names.map((name, i) => cell(i + 1, name))), letters, false);
}

function judged(layout: Layout, letters: Letters, mended: boolean): Corpus {
  const chosen = choose(letters, layout.cells);
  const words = new Set<string>();
  const counts = { kept: 0, folded: 0, refused: 0, duplicate: 0, comment: 0, blank: 0 };
  const lines = layout.cells.map((cell): Line => {
    const [fate, reason, values] = judge(cell, chosen, words);
    counts[fate]++;
    return { number: cell.number, text: cell.text, fate, reason, values };
  });
  if (words.size === 0) {
    const refused = lines.find((line) => line.fate === "refused");
    throw new InputError(
      "corpus.nothing",
      refused
        ? {
            number: refused.number,
            reason: refused.reason,
            letters: typeof letters === "string" ? letters : "",
            ...refused.values,
          }
        : {},
    );
  }
  return { ...listed([...words], chosen), lines, counts, layout, mended };
}

function choose(vocabulary: Letters, cells: readonly Cell[]): Vocabulary {
  if (vocabulary instanceof Vocabulary) return vocabulary;
  if (vocabulary === "a-z") return Vocabulary.lesson();
  if (vocabulary === "microgpt") return Vocabulary.microgpt();
  const found = new Set<string>();
  for (const { text, title, rest } of cells) {
    const word = composed(text);
    if (title || rest || text.startsWith("#") || length(word) > MAX_LETTERS) continue;
    for (const c of word) if (c === " " || !UNPRINTABLE.test(c)) found.add(c);
  }
  return Vocabulary.of(found);
}

/** What becomes of a line, and why; a word that is new joins `words`. */
function judge(
  { text: raw, title, rest }: Cell,
  vocabulary: Vocabulary,
  words: Set<string>,
): [Fate, Reason, Values] {
  if (title) return ["comment", "title", {}];
  if (rest) return ["comment", "rest", {}];
  const word = composed(raw);
  if (word === "") return ["blank", "blank", {}];
  if (raw.startsWith("#")) return ["comment", "comment", {}];
  const count = length(word);
  if (count > MAX_LETTERS) return ["refused", "long", { count, most: MAX_LETTERS }];
  let folded = "";
  for (const character of vocabulary.fold(word)) {
    if (vocabulary.has(character)) folded += character;
    // Without a letter the name would be another; without a hyphen or a digit it is the same.
    else if (LETTER.test(character)) return ["refused", "unknown", { character }];
  }
  if (folded === "") return ["refused", "nothing", {}];
  if (words.has(folded)) return ["duplicate", "again", {}];
  words.add(folded);
  return folded === word ? ["kept", "", {}] : ["folded", "folded", { word: folded }];
}

/** Without spaces around; an accent written behind its letter, as a Mac does, joins it. */
function composed(line: string): string {
  return normalized("NFC", strip(line));
}

export interface Split {
  readonly train: string[];
  readonly heldOut: string[];
}

/** Refuse a share that cannot be hidden. */
export function checkShare(share: number): void {
  if (!(share > 0 && share <= 0.5)) throw new InputError("corpus.share", { share });
}

/**
 * Hide a share (above 0, at most 0.5) of the words, drawn by the seed; each side keeps the list's
 * order and at least one word. The draw is not Python's: the same seed hides other words there.
 */
export function split(words: readonly string[], share: number, seed: number): Split {
  checkShare(share);
  if (words.length < 2) {
    throw new InputError("corpus.single");
  }
  const count = Math.max(1, Math.round(words.length * share));
  const hidden = new Set(new Random(seed).order(words.length).subarray(0, count));
  return {
    train: words.filter((_, i) => !hidden.has(i)),
    heldOut: words.filter((_, i) => hidden.has(i)),
  };
}
