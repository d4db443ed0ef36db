/**
 * Text to token ids and back: here characters, each a Unicode code point, as in Python; `words.ts`
 * and `pieces.ts` have other tokens.
 */

import { LIGATURES } from "../spec.js";
import { InputError } from "./errors.js";
import { normalized } from "./lines.js";

/** The token that starts and ends a word. */
export const BOUNDARY = ".";

const PLAIN: Readonly<Record<string, string>> = LIGATURES;
const LIGATURE = new RegExp(`[${Object.keys(LIGATURES).join("")}]`, "g");
const A_TO_Z = [..."abcdefghijklmnopqrstuvwxyz"];

/** What a token is. */
export type TokenKind = "letters" | "words" | "pieces";

/** What a file says of a vocabulary: each kind names its tokens in a way of its own. */
export interface VocabularyFacts {
  readonly boundary?: number | null;
  readonly [of: string]: unknown;
}

export class Vocabulary {
  readonly kind: TokenKind = "letters";
  /** Of the file's format, the oldest that can say it. */
  readonly version: number = 1;
  private readonly ids = new Map<string, number>();

  /** `boundary`: id of the token that starts and ends a word; null for running text. */
  constructor(
    readonly tokens: readonly string[],
    readonly boundary: number | null,
    isToken: (token: string) => boolean = (token) => [...token].length === 1,
  ) {
    for (const [id, token] of tokens.entries()) if (isToken(token)) this.ids.set(token, id);
    if (tokens.length === 0 || this.ids.size !== tokens.length) {
      throw new InputError("vocabulary.tokens");
    }
    if (boundary !== null && !(boundary >= 0 && boundary < tokens.length)) {
      throw new InputError("vocabulary.boundary", { boundary });
    }
  }

  /** The lesson's 27 tokens: the boundary, then a to z. */
  static lesson(): Vocabulary {
    return new Vocabulary([BOUNDARY, ...A_TO_Z], 0);
  }

  /** microgpt.py's 27 tokens: a to z, then the boundary. */
  static microgpt(): Vocabulary {
    return new Vocabulary([...A_TO_Z, BOUNDARY], A_TO_Z.length);
  }

  /** The characters found, sorted, with a boundary in front; it cannot stand inside. */
  static of(characters: Iterable<string>, boundary = BOUNDARY): Vocabulary {
    const found = new Set(characters);
    found.delete(boundary);
    // By code point: JavaScript's own order puts rare characters before some frequent ones.
    const sorted = [...found].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
    return new Vocabulary([boundary, ...sorted], 0);
  }

  static from(facts: Readonly<Record<string, unknown>>): Vocabulary {
    const { tokens, boundary } = facts;
    if (
      !Array.isArray(tokens) ||
      !tokens.every((token) => typeof token === "string") ||
      !(boundary === null || Number.isInteger(boundary))
    ) {
      throw new InputError("vocabulary.unreadable");
    }
    return new Vocabulary(tokens, boundary as number | null);
  }

  facts(): VocabularyFacts {
    return { tokens: this.tokens, boundary: this.boundary };
  }

  /** V. */
  get size(): number {
    return this.tokens.length;
  }

  /** The id of a token; undefined where it is none. */
  protected idOf(token: string): number | undefined {
    return this.ids.get(token);
  }

  /** Whether a character (a word, a piece) can stand inside a text. */
  has(token: string): boolean {
    const id = this.ids.get(token);
    return id !== undefined && id !== this.boundary;
  }

  /** Whether any text can be encoded. */
  get knowsAll(): boolean {
    return false;
  }

  /** The same with those of these tokens that are new behind the known ones. */
  extended(tokens: Iterable<string>): Vocabulary {
    return new Vocabulary(this.with(tokens), this.boundary);
  }

  /** All tokens, those of these that are new behind the known ones. */
  protected with(tokens: Iterable<string>): string[] {
    return [...new Set([...this.tokens, ...tokens])];
  }

  /** How people read a token. */
  label(id: number): string {
    return this.tokens[id] ?? "";
  }

  /** The tokens of a text, known or not. */
  cut(text: string): string[] {
    return [...text];
  }

  /** Token ids of a text; a character that is not a token throws InputError. */
  encode(text: string): number[] {
    return Array.from(text, (character) => {
      const id = this.ids.get(character);
      if (id === undefined) {
        throw new InputError("vocabulary.unknown", { character, known: this.tokens.join("") });
      }
      return id;
    });
  }

  /** The same of what was typed: folded first. */
  encodeFolded(text: string): number[] {
    return this.encode(this.fold(text));
  }

  /** Token ids of a whole name, story or paragraph, with its boundaries. */
  encodeWhole(word: string): number[] {
    const edge = this.boundary === null ? [] : [this.boundary];
    return [...edge, ...this.encode(word), ...edge];
  }

  decode(ids: Iterable<number>): string {
    return this.texts(ids).join("");
  }

  /** What each token adds to the text; all together they are `decode`. */
  texts(ids: Iterable<number>): string[] {
    return Array.from(ids, (id) => this.tokens[id]!);
  }

  /**
   * The text with each unknown character replaced by its plain form where that is known: É becomes
   * e, œ becomes oe. A character that is known stays, and one whose plain form is unknown too.
   */
  fold(text: string): string {
    if (this.knows(text)) return text;
    return Array.from(normalized("NFC", text), (character) => this.foldOne(character)).join("");
  }

  /** How a name, or a text, begins: folded, the boundary left out where it is written in front. */
  beginning(text: string): string {
    const folded = this.fold(text);
    const edge = this.boundary === null ? undefined : this.tokens[this.boundary];
    return edge !== undefined && folded.startsWith(edge) ? folded.slice(edge.length) : folded;
  }

  /** The tokens of a beginning, and what of it cannot be written: that is left out. */
  begun(text: string): { readonly ids: number[]; readonly left: string[] } {
    return this.kept(this.beginning(text));
  }

  /** The tokens of a text as it stands, and those that are not known: they are left out. */
  kept(text: string): { readonly ids: number[]; readonly left: string[] } {
    const ids: number[] = [];
    const left: string[] = [];
    for (const token of this.cut(text)) {
      if (this.has(token)) ids.push(this.idOf(token)!);
      else left.push(token);
    }
    return { ids, left };
  }

  private foldOne(character: string): string {
    if (this.ids.has(character)) return character;
    const lower = character.toLowerCase();
    if (this.ids.has(lower)) return lower;
    const plain = plainForm(character);
    for (const candidate of [plain, plain.toUpperCase()]) {
      if (candidate !== "" && this.knows(candidate)) return candidate;
    }
    // An accent that stood alone behind its letter.
    return isCombining(character) ? "" : character;
  }

  private knows(text: string): boolean {
    for (const character of text) if (!this.ids.has(character)) return false;
    return true;
  }
}

/** Lower case, without accents or ligatures. */
export function plainForm(text: string): string {
  const lower = text.toLowerCase().replace(LIGATURE, (letter) => PLAIN[letter]!);
  return Array.from(normalized("NFKD", lower))
    .filter((character) => !isCombining(character))
    .join("");
}

/**
 * Whether Unicode's canonical combining class is not 0, as Python's unicodedata.combining tells.
 *
 * JavaScript does not give the class, but normalising sorts marks by it: only a mark moves in
 * front of U+0345, whose class is the highest.
 */
function isCombining(character: string): boolean {
  if (character < "\u0300") return false;
  const highest = "a\u0345";
  return (
    character === "\u0345" ||
    (highest + character).normalize("NFD") !== highest + character.normalize("NFD")
  );
}
