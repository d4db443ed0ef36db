/**
 * Whole words to token ids and back, with a rule for those that are not known. The twin of
 * premier_llm/model/words.py.
 */

import { WORDS } from "../spec.js";
import { InputError } from "./errors.js";
import { byCodePoint, length, normalized, SPACE } from "./lines.js";
import { plainForm, Vocabulary, type VocabularyFacts } from "./vocabulary.js";

/** Stands before a story and behind it. */
export const EDGE = "¶";
/** Stands for a word that is not known. */
export const UNKNOWN = "□";
/** Between two tokens that have no space between them, where one would be expected. */
export const TIED = "⁀";

const SIGNS = new Set([EDGE, UNKNOWN, TIED]);
const CLOSING = new Set(".,)]…");
const OPENING = new Set("([");
const TOKEN = new RegExp(`[\\p{L}\\p{M}\\p{N}-]{1,${WORDS.longest}}[’']?|[^${SPACE}]`, "gu");
const IS_SPACE = new RegExp(`^[${SPACE}]$`);

/** What stands between two words or marks, unless a token says something else. */
export function joint(before: string, after: string): string {
  const tied = before.endsWith("’") || before.endsWith("'") || OPENING.has(before);
  return tied || CLOSING.has(after) ? "" : " ";
}

/**
 * Words, marks, and the spaces that `joint` does not say: `join` gives the text back. Only EDGE,
 * UNKNOWN and TIED, where the text itself has them, become UNKNOWN.
 */
export function cut(text: string): string[] {
  const tokens: string[] = [];
  let place = 0;
  let last = "";
  for (const found of text.matchAll(TOKEN)) {
    const token = SIGNS.has(found[0]) ? UNKNOWN : found[0];
    const gap = text.slice(place, found.index);
    if (gap !== (last === "" ? "" : joint(last, token))) {
      if (gap === "") tokens.push(TIED);
      else tokens.push(...gap);
    }
    tokens.push(token);
    place = found.index + found[0].length;
    last = token;
  }
  tokens.push(...text.slice(place));
  return tokens;
}

/** Words and marks alone, whatever stands between them. */
export function wordsOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

const SPACELESS = new RegExp(`[${WORDS.spaceless}]`, "u");

/**
 * Words and marks as a person reads them, whatever the model's tokens are, each with its place: in
 * scripts without spaces each letter counts, and so it does in what is too long for a word.
 */
export function readWords(text: string, take: (word: string, place: number) => void): void {
  let longUntil = 0;
  for (const found of text.matchAll(TOKEN)) {
    const [word] = found;
    const place = found.index;
    const long = word.length >= WORDS.longest && length(word) >= WORDS.longest;
    if (long || (longUntil > 0 && place === longUntil && length(word) > 1)) {
      longUntil = place + word.length;
    }
    if (place < longUntil || SPACELESS.test(word)) {
      let at = place;
      for (const letter of word) {
        take(letter, at);
        at += letter.length;
      }
    } else take(word, place);
  }
}

/** What each token adds to the text; all together they are the text. */
export function join(tokens: readonly string[]): string[] {
  let last = "";
  return tokens.map((token) => {
    if (token === TIED) {
      last = "";
      return "";
    }
    if (IS_SPACE.test(token)) {
      last = "";
      return token;
    }
    const added = (last === "" ? "" : joint(last, token)) + token;
    last = token;
    return added;
  });
}

/** How often each token comes. */
export function countWords(texts: Iterable<string>): Map<string, number> {
  const times = new Map<string, number>();
  for (const text of texts) {
    for (const token of cut(text)) times.set(token, (times.get(token) ?? 0) + 1);
  }
  return times;
}

export class Words extends Vocabulary {
  override readonly kind = "words";
  override readonly version = 2;
  private readonly plain = new Map<string, string>();

  /** `unknown`: id of the token for words that are not known; null where each is. */
  constructor(
    tokens: readonly string[],
    boundary: number | null,
    readonly unknown: number | null = null,
  ) {
    super(tokens, boundary, (token) => token !== "");
    if (unknown !== null && !(unknown >= 0 && unknown < tokens.length)) {
      throw new InputError("vocabulary.unknown_word", { number: unknown });
    }
    for (const token of tokens) {
      const plain = plainForm(token);
      if (!this.plain.has(plain)) this.plain.set(plain, token);
    }
  }

  /**
   * The words of these texts, the most frequent first; at most so many tokens in all. The token for
   * unknown words is there only where some word is left out.
   */
  static found(texts: Iterable<string>, most = Infinity): Words {
    return Words.counted(countWords(texts), most);
  }

  /** The same of words that were counted; `open`: with a token for unknown words in any case. */
  static counted(times: ReadonlyMap<string, number>, most = Infinity, open = false): Words {
    const ordered = [...times].sort(([a, n], [b, m]) => m - n || byCodePoint(a, b));
    const kept = ordered.map(([token]) => token).filter((token) => token !== UNKNOWN);
    const whole = kept.length === ordered.length && kept.length < most;
    if (whole && !open) return new Words([EDGE, ...kept], 0);
    return new Words([EDGE, UNKNOWN, ...kept.slice(0, Math.max(most - 2, 0))], 0, 1);
  }

  static override from(facts: Readonly<Record<string, unknown>>): Words {
    const { words, boundary, unknown = null } = facts;
    const isPlace = (value: unknown): value is number | null =>
      value === null || Number.isInteger(value);
    if (
      !Array.isArray(words) ||
      !words.every((word) => typeof word === "string") ||
      !isPlace(boundary) ||
      !isPlace(unknown)
    ) {
      throw new InputError("vocabulary.unreadable");
    }
    return new Words(words, boundary, unknown);
  }

  override facts(): VocabularyFacts {
    return { words: this.tokens, boundary: this.boundary, unknown: this.unknown };
  }

  override get knowsAll(): boolean {
    return this.unknown !== null;
  }

  /** With a token for words that are unknown even then. */
  override extended(tokens: Iterable<string>): Words {
    const all = this.with(this.unknown === null ? [UNKNOWN, ...tokens] : tokens);
    return new Words(all, this.boundary, this.unknown ?? all.indexOf(UNKNOWN));
  }

  override has(word: string): boolean {
    return super.has(word) && this.idOf(word) !== this.unknown;
  }

  override cut(text: string): string[] {
    return cut(text);
  }

  /** A word that is not known becomes the token for these, or throws InputError without one. */
  override encode(text: string): number[] {
    return cut(text).map((token) => this.known(token));
  }

  override encodeFolded(text: string): number[] {
    return cut(normalized("NFC", text)).map((token) => this.known(this.folded(token)));
  }

  private known(token: string): number {
    const id = this.has(token) ? this.idOf(token)! : this.unknown;
    if (id === null) throw new InputError("vocabulary.word", { word: token.slice(0, 40) });
    return id;
  }

  private folded(token: string): string {
    return this.has(token) ? token : (this.plain.get(plainForm(token)) ?? token);
  }

  override texts(ids: Iterable<number>): string[] {
    return join(Array.from(ids, (id) => this.tokens[id]!));
  }

  override beginning(text: string): string {
    const edge = this.boundary === null ? undefined : this.tokens[this.boundary];
    return this.fold(edge !== undefined && text.startsWith(edge) ? text.slice(edge.length) : text);
  }

  /** Each unknown word as a known one that differs by capitals and accents alone, if there is one. */
  override fold(text: string): string {
    return join(cut(normalized("NFC", text)).map((token) => this.folded(token))).join("");
  }
}
