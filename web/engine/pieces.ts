/**
 * Pieces of text to token ids and back: byte-level BPE, the vocabulary of GPT-2. The twin of
 * premier_llm/model/bpe.py.
 */

import { InputError } from "./errors.js";
import { ALPHABET, bytesOf, Cutter, END, learn, type Learned } from "./pairs.js";
import { whole, type Slices } from "./slices.js";
import { assembled, readTokenizer, type Tokenizer } from "./tokenizer.js";
import { Vocabulary, type VocabularyFacts } from "./vocabulary.js";
import { EDGE } from "./words.js";

/** Two pieces that become one, as people read them. */
export interface Merge {
  readonly left: string;
  readonly right: string;
  readonly joined: string;
}

/** Hears of each merge that is learned, with how often its pair comes. */
export type OnLearned = (merge: Merge, count: number) => void;

const strict = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
const HALF = /\p{Cs}/u;
/** What cannot be seen, or stands on the letter before. */
const UNSEEN = /^[\p{C}\p{Z}\p{M}]/u;
const SHOWN: Readonly<Record<string, string>> = { " ": "␣", "\n": "⏎" };

export class BytePairs extends Vocabulary {
  override readonly kind = "pieces";
  override readonly version: number;
  private readonly cutter: Cutter;
  private readonly bytes: readonly Uint8Array<ArrayBuffer>[];

  /**
   * In running text, `boundary` null, END is a token wherever a text has it; between stories it is
   * the boundary, and in a text of that spelling it is characters like others.
   */
  private constructor(
    private readonly tokenizer: Tokenizer,
    boundary: number | null,
  ) {
    super(tokenizer.tokens, boundary, () => true);
    this.version = boundary === null ? 1 : 2;
    const added = tokenizer.added.filter(({ special }) => boundary === null || !special);
    this.cutter = new Cutter(
      tokenizer,
      added.map(({ content }) => content),
    );
    this.bytes = tokenizer.tokens.map(bytesOf);
  }

  /**
   * Learn so many tokens from texts: the bytes, the end of a text, then joined pairs; fewer if no
   * more pairs come twice. `boundary`: whether the texts are stories.
   */
  static found(texts: Iterable<string>, size: number, boundary = false): BytePairs {
    return whole(BytePairs.foundSliced(texts, size, boundary));
  }

  /** The same in slices; `onLearned` hears of each merge. */
  static *foundSliced(
    texts: Iterable<string>,
    size: number,
    boundary = false,
    onLearned?: OnLearned,
  ): Slices<BytePairs> {
    if (!(size >= ALPHABET.length)) {
      throw new InputError("vocabulary.size", { least: ALPHABET.length, size });
    }
    const tokens = [...ALPHABET];
    const learned = yield* learn(checkedAll(texts), size, (pair, token, count) => {
      tokens.push(token);
      onLearned?.(shown(tokens, pair, token), count);
    });
    return new BytePairs(
      readTokenizer(assembled(learned)),
      boundary ? ALPHABET.indexOf(END) : null,
    );
  }

  static override from(facts: Readonly<Record<string, unknown>>): BytePairs {
    const { byte_pairs: described, boundary = null } = facts;
    if (!(boundary === null || Number.isInteger(boundary))) {
      throw new InputError("vocabulary.unreadable");
    }
    return new BytePairs(readTokenizer(described), boundary as number | null);
  }

  override facts(): VocabularyFacts {
    const described = { byte_pairs: this.tokenizer.described };
    return this.boundary === null ? described : { ...described, boundary: this.boundary };
  }

  /** All that was joined, in its order. */
  get merges(): Merge[] {
    const { tokens, merges } = this.tokenizer;
    return merges.map((pair) => shown(tokens, pair, tokens[pair[0]]! + tokens[pair[1]]!));
  }

  /** How people read a token: ␣ for a space, ⟨C3⟩ for a byte that is no whole character. */
  override label(id: number): string {
    return id === this.boundary ? EDGE : label(this.tokens[id] ?? "");
  }

  override get knowsAll(): boolean {
    return true;
  }

  /** Pieces spell any word. */
  override extended(): BytePairs {
    return this;
  }

  /** Bytes write every character. */
  override has(): boolean {
    return true;
  }

  /** The pieces of a text, as people read them. */
  override cut(text: string): string[] {
    return this.cutWith(text, Infinity);
  }

  /** The same with the first merges only. */
  cutWith(text: string, count: number): string[] {
    return this.cutter.encode(checked(text), count).map((id) => this.label(id));
  }

  override encode(text: string): number[] {
    return this.cutter.encode(checked(text));
  }

  /** A character of several tokens appears with its last one; bytes that are none become �. */
  override texts(ids: Iterable<number>): string[] {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const texts = Array.from(ids, (id) => decoder.decode(this.bytes[id]!, { stream: true }));
    if (texts.length > 0) texts[texts.length - 1] += decoder.decode();
    return texts;
  }

  override kept(text: string): { readonly ids: number[]; readonly left: string[] } {
    return { ids: this.encode(text), left: [] };
  }

  override fold(text: string): string {
    return text;
  }

  override beginning(text: string): string {
    const edge = this.boundary === null ? "" : this.tokens[this.boundary]!;
    return text.startsWith(edge) ? text.slice(edge.length) : text;
  }
}

/** The text; half a character, which no bytes can say, throws InputError. */
function checked(text: string): string {
  const place = text.search(HALF);
  if (place >= 0) {
    throw new InputError("vocabulary.half", { before: text.slice(0, place).slice(-20) });
  }
  return text;
}

function* checkedAll(texts: Iterable<string>): Iterable<string> {
  for (const text of texts) yield checked(text);
}

function shown(
  tokens: Learned["tokens"],
  [left, right]: readonly [number, number],
  joined: string,
): Merge {
  return { left: label(tokens[left]!), right: label(tokens[right]!), joined: label(joined) };
}

function label(token: string): string {
  const bytes = bytesOf(token);
  let text = "";
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i]!;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const part = bytes.subarray(i, i + length);
    let character = "";
    try {
      character = strict.decode(part);
    } catch {
      // No whole character begins here.
    }
    if (character === "") {
      text += hexadecimal(bytes.subarray(i, i + 1));
      i++;
      continue;
    }
    text += SHOWN[character] ?? (UNSEEN.test(character) ? hexadecimal(part) : character);
    i += length;
  }
  return text;
}

function hexadecimal(bytes: Uint8Array): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, "0"));
  return `⟨${digits.join(" ")}⟩`;
}
