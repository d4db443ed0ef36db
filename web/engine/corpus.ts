/**
 * Word lists: reading pasted text, hiding some names, and cutting words into the model's windows.
 *
 * Every line is accounted for: kept, folded, refused and why.
 */

import { LINES } from "../spec.js";
import { InputError, type Values } from "./errors.js";
import { Random } from "./random.js";
import { Vocabulary } from "./vocabulary.js";

/** A longer line is a text, not a name. */
export const MAX_LETTERS = LINES.mostLetters;

export type Fate = "kept" | "folded" | "refused" | "duplicate" | "comment" | "blank";

/** Why a line was not kept as it is. */
export type Reason = "" | "folded" | "long" | "unknown" | "nothing" | "again" | "comment" | "blank";

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

export interface Corpus {
  readonly words: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly lines: readonly Line[];
  /** How many lines met each fate. */
  readonly counts: Readonly<Record<Fate, number>>;
}

/** What the model sees at once and what it must predict there. */
export interface Window {
  /** 1 to T token ids; positions start at 0. */
  readonly tokens: readonly number[];
  /** The token that follows each of the LAST targets.length tokens. */
  readonly targets: readonly number[];
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

/** Every window of every word. */
export function windowsOf(
  words: readonly string[],
  vocabulary: Vocabulary,
  context: number,
): Window[] {
  return words.flatMap((word) => wordWindows(vocabulary.encodeWord(word), context));
}

// The white space of Python's str.strip; JavaScript's trim has another idea of it.
const SPACE =
  "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const SPACE_BEFORE = new RegExp(`^[${SPACE}]+`);
const IS_SPACE = new RegExp(`[${SPACE}]`);
const LETTER = /\p{L}/u;
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;

/** Without spaces around; not one regular expression, whose search for an end can be quadratic. */
function strip(text: string): string {
  let end = text.length;
  while (end > 0 && IS_SPACE.test(text[end - 1]!)) end--;
  return text.slice(0, end).replace(SPACE_BEFORE, "");
}

/**
 * Read a list of names, one per line.
 *
 * `vocabulary`: "a-z" (the lesson's; accents and capitals are folded), "microgpt" (the same in
 * microgpt.py's order), "found" (the characters of the list, kept as they are), or one of your
 * own. A text without a usable name throws InputError.
 */
export function readCorpus(
  text: string,
  vocabulary: "a-z" | "microgpt" | "found" | Vocabulary = "a-z",
): Corpus {
  // Only these three end a line: form feeds and Unicode separators are characters.
  const raws = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  if (raws.at(-1) === "") raws.pop();
  const chosen = choose(vocabulary, raws);
  const words = new Set<string>();
  const counts = { kept: 0, folded: 0, refused: 0, duplicate: 0, comment: 0, blank: 0 };
  const lines = raws.map((raw, index): Line => {
    const [fate, reason, values] = judge(raw, chosen, words);
    counts[fate]++;
    return { number: index + 1, text: raw, fate, reason, values };
  });
  if (words.size === 0) {
    const refused = lines.find((line) => line.fate === "refused");
    throw new InputError(
      "corpus.nothing",
      refused ? { number: refused.number, reason: refused.reason, ...refused.values } : {},
    );
  }
  return { words: [...words], vocabulary: chosen, lines, counts };
}

function choose(vocabulary: "a-z" | "microgpt" | "found" | Vocabulary, raws: string[]): Vocabulary {
  if (vocabulary instanceof Vocabulary) return vocabulary;
  if (vocabulary === "a-z") return Vocabulary.lesson();
  if (vocabulary === "microgpt") return Vocabulary.microgpt();
  const found = new Set<string>();
  for (const raw of raws) {
    const word = composed(raw);
    if (raw.startsWith("#") || letters(word) > MAX_LETTERS) continue;
    for (const c of word) if (c === " " || !UNPRINTABLE.test(c)) found.add(c);
  }
  return Vocabulary.of(found);
}

/** What becomes of a line, and why; a word that is new joins `words`. */
function judge(raw: string, vocabulary: Vocabulary, words: Set<string>): [Fate, Reason, Values] {
  const word = composed(raw);
  if (word === "") return ["blank", "blank", {}];
  if (raw.startsWith("#")) return ["comment", "comment", {}];
  const count = letters(word);
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
  return strip(line).normalize("NFC");
}

function letters(word: string): number {
  let count = 0;
  for (const _ of word) count++;
  return count;
}

export interface Split {
  readonly train: string[];
  readonly heldOut: string[];
}

/**
 * Hide a share (above 0, at most 0.5) of the words, drawn by the seed; each side keeps the list's
 * order and at least one word. The draw is not Python's: the same seed hides other words there.
 */
export function split(words: readonly string[], share: number, seed: number): Split {
  if (!(share > 0 && share <= 0.5)) {
    throw new InputError("corpus.share", { share });
  }
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
