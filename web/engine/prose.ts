/**
 * Reading a text of one's own: its paragraphs, what was folded in it, and hiding some of them. The
 * twin of premier_llm/data/prose.py, which says the rules.
 */

import { PROSE } from "../spec.js";
import { checkShare, type Split, type Stretch } from "./corpus.js";
import { checkFormat, formatOfText, mended, notAText } from "./decoding.js";
import { InputError, shown } from "./errors.js";
import { length, normalized, SPACE } from "./lines.js";
import { Random } from "./random.js";
import type { Slices } from "./slices.js";
import type { Vocabulary } from "./vocabulary.js";
import { readWords } from "./words.js";

/** What was changed in a text, each with how many times. */
export interface Folded {
  /** Line ends of other systems. */
  readonly lineEnds: number;
  /** Accents written behind their letter, as a Mac does: they joined it. */
  readonly accents: number;
  /** Empty lines, more than needed to keep paragraphs apart. */
  readonly blankLines: number;
  /** Lines that ended on spaces. */
  readonly spaces: number;
  /** Characters that print nothing, left out. */
  readonly control: number;
  /** Its accents were damaged. */
  readonly mended: boolean;
}

/** A text as paragraphs. */
export interface Prose {
  readonly paragraphs: readonly string[];
  readonly characters: number;
  /** Marks are none. */
  readonly words: number;
  readonly differentWords: number;
  readonly folded: Folded;
}

const CONTROL = new RegExp(`[${PROSE.control}]`, "gu");
const LINE_END = /\r\n?|[\x0b\x0c\x85\u2028\u2029]/g;
const WORD_START = /^[\p{L}\p{N}]/u;
const IS_SPACE = new RegExp(`[${SPACE}]`);
/** Behind which a paragraph may be cut: a line or a sentence; or else a word. */
const PLACES = [
  new RegExp(`\\n|[.!?…][»”"’')\\]]?[${SPACE}]|[。！？]`, "g"),
  new RegExp(`[${SPACE}]`, "g"),
];

/**
 * The paragraphs of a text; one that is none, or has a single word, throws InputError. `title` is
 * what to call it.
 */
export function readProse(text: string, title = "This text"): Prose {
  if (text === "") throw new InputError("text.empty");
  const bare = text.replace(/^\ufeff/, "");
  const better = mended(bare);
  checkKind(better ?? bare, title);
  let [said, control] = replaced(better ?? bare, CONTROL, "");
  if (control > 0 && control > PROSE.mostControl * length(bare)) throw notAText("binary", title);
  control += text.length - bare.length;
  said = said.replaceAll("\u2029", "\u2029\n");
  let lineEnds: number;
  [said, lineEnds] = replaced(said, LINE_END, "\n");
  const whole = normalized("NFC", said);
  const accents = whole === said ? 0 : Math.max(length(said) - length(whole), 1);
  const { paragraphs, blankLines, spaces } = cutApart(whole);
  if (paragraphs.length === 0) throw new InputError("text.blank");
  const folded = { lineEnds, accents, blankLines, spaces, control, mended: better !== null };
  return { paragraphs, ...counted(paragraphs), folded };
}

function checkKind(text: string, title: string): void {
  checkFormat(new TextEncoder().encode(text), title);
  const format = formatOfText(text);
  if (format !== null) throw notAText(format, title);
}

/** The text without what a pattern finds, and how many times it was found. */
function replaced(text: string, pattern: RegExp, by: string): [string, number] {
  const times = text.match(pattern)?.length ?? 0;
  return [times === 0 ? text : text.replace(pattern, by), times];
}

function cutApart(text: string): { paragraphs: string[]; blankLines: number; spaces: number } {
  const paragraphs: string[] = [];
  let lines: string[] = [];
  let blank = 0;
  let spaces = 0;
  const close = (): void => {
    if (lines.length > 0) paragraphs.push(lines.join("\n"));
    lines = [];
  };
  const stop = text.endsWith("\n") ? text.length - 1 : text.length;
  for (let start = 0; start <= stop;) {
    const found = text.indexOf("\n", start);
    const end = found < 0 || found > stop ? stop : found;
    let last = end;
    while (last > start && IS_SPACE.test(text[last - 1]!)) last--;
    if (last < end) spaces++;
    if (last > start) lines.push(text.slice(start, last));
    else {
      blank++;
      close();
    }
    start = end + 1;
  }
  close();
  return { paragraphs, blankLines: blank - Math.max(paragraphs.length - 1, 0), spaces };
}

function counted(paragraphs: readonly string[]): Omit<Prose, "paragraphs" | "folded"> {
  let characters = 0;
  let all = 0;
  let words = 0;
  let first = "";
  const different = new Set<string>();
  for (const paragraph of paragraphs) {
    characters += length(paragraph);
    readWords(paragraph, (word) => {
      if (all++ === 0) first = word;
      if (!WORD_START.test(word)) return;
      words++;
      different.add(word);
    });
  }
  if (all === 1) throw new InputError("text.word", { word: shown(first) });
  return { characters, words, differentWords: different.size };
}

/**
 * Whole paragraphs drawn by the seed are hidden, until a share (above 0, at most 0.5) of all
 * characters is reached; one that would hide more than half of the text is passed over. Where that
 * gives less than half of the share, as in a text of one paragraph, the end of the longest one left
 * is hidden too, from a line, a sentence or else a word on. Both sides keep the order of the text.
 */
export function splitParagraphs(paragraphs: readonly string[], share: number, seed: number): Split {
  checkShare(share);
  const sizes = paragraphs.map(length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const wanted = share * total;
  const hidden = new Set<number>();
  let count = 0;
  for (const i of new Random(seed).order(paragraphs.length)) {
    if (count >= wanted || hidden.size === paragraphs.length - 1) break;
    if (2 * (count + sizes[i]!) > total) continue;
    hidden.add(i);
    count += sizes[i]!;
  }
  const train = paragraphs.map((paragraph, i) => (hidden.has(i) ? "" : paragraph));
  const heldOut = paragraphs.map((paragraph, i) => (hidden.has(i) ? paragraph : ""));
  if (2 * count < wanted) {
    let longest = -1;
    for (const [i, size] of sizes.entries()) {
      if (!hidden.has(i) && (longest < 0 || size > sizes[longest]!)) longest = i;
    }
    const need = Math.max(Math.floor(wanted - count + 0.5), 1);
    const [beginning, end] = cutInTwo(paragraphs[longest]!, sizes[longest]!, need);
    train[longest] = beginning;
    heldOut[longest] = end;
  }
  const there = (part: string): boolean => part !== "";
  return { train: train.filter(there), heldOut: heldOut.filter(there) };
}

const SPACES_BEFORE = new RegExp(`^[${SPACE}]+`);

/** A sentence, or a line, of a text. */
export interface Sentence extends Stretch {
  readonly text: string;
}

/** The sentences of these paragraphs; what the tokens do not keep apart stays together. */
export function* sentencesOf(
  paragraphs: readonly string[],
  vocabulary: Vocabulary,
): Slices<Sentence[]> {
  const found: Sentence[] = [];
  const { knowsAll } = vocabulary;
  const idsOf = (text: string): readonly number[] =>
    knowsAll ? vocabulary.encode(text) : vocabulary.kept(text).ids;
  for (const [paragraph, text] of paragraphs.entries()) {
    const ids = vocabulary.encode(text);
    const first = vocabulary.boundary === null ? 0 : 1;
    let place = 0;
    let waiting = "";
    for (const part of partsOf(text)) {
      waiting += part;
      // What stands between two words may be no token of its own.
      const length = [waiting, waiting.replace(SPACES_BEFORE, "")]
        .map(idsOf)
        .find((own) => own.length > 0 && own.every((id, i) => id === ids[place + i]))?.length;
      if (length === undefined) continue;
      const [from, to] = [first + place, first + place + length];
      found.push({ text: waiting.trim(), paragraph, from, to });
      place += length;
      waiting = "";
    }
    if (place < ids.length) {
      const [from, to] = [first + place, first + ids.length];
      found.push({ text: waiting.trim(), paragraph, from, to });
    }
    yield;
  }
  return found;
}

/** A paragraph behind each line and sentence; spaces go with what follows. */
function* partsOf(text: string): Iterable<string> {
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(PLACES[0]!)) {
    const end = index + mark.trimEnd().length;
    if (text.slice(start, end).trim() === "") continue;
    yield text.slice(start, end);
    start = end;
  }
  if (start < text.length) yield text.slice(start);
}

/** What goes with these sentences: a paragraph of which none is left goes as a whole. */
export function stretchesOf(
  sentences: readonly Sentence[],
  without: ReadonlySet<number>,
): readonly Stretch[] {
  const left = new Set(
    sentences.flatMap(({ paragraph }, place) => (without.has(place) ? [] : [paragraph])),
  );
  return Array.from(without, (place) => {
    const { paragraph, from, to } = sentences[place]!;
    return { paragraph, from: left.has(paragraph) ? from : 0, to };
  });
}

/** An end of about so many of its characters; neither it nor what stands before is empty. */
function cutInTwo(text: string, size: number, need: number): [string, string] {
  const place = indexOf(text, placeOfCut(text, size, need));
  let end = place;
  while (IS_SPACE.test(text[end - 1]!)) end--;
  return [text.slice(0, end), text.slice(place).replace(SPACES_BEFORE, "")];
}

/** In characters, as `size` and `need` are. */
function placeOfCut(text: string, size: number, need: number): number {
  const wanted = size - need;
  const reach = Math.max(Math.floor(need / 2), PROSE.reach);
  // A paragraph ends on no space, but may begin with some.
  const first = (SPACES_BEFORE.exec(text)?.[0].length ?? 0) + 1;
  if (first > size - 1) throw new InputError("text.short");
  const low = Math.max(wanted - reach, first);
  const high = Math.min(wanted + reach, size - 1);
  const start = indexOf(text, low - 1);
  const around = text.slice(start, indexOf(text, high, low - 1, start));
  for (const pattern of PLACES) {
    let best = -1;
    let at = 0;
    let place = low - 1;
    for (const found of around.matchAll(pattern)) {
      const end = found.index + found[0].length;
      place += length(around.slice(at, end));
      at = end;
      if (best < 0 || Math.abs(place - wanted) < Math.abs(best - wanted)) best = place;
    }
    if (best >= 0) return best;
  }
  return Math.max(wanted, first);
}

/** Where the character of this number stands; counted from one whose place is known. */
function indexOf(text: string, number: number, from = 0, place = 0): number {
  let at = place;
  for (let n = from; n < number; n++) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return at;
}
