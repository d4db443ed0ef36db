/**
 * The sentences of a story, and what stands in their places, whether it is right or wrong. The twin
 * of premier_llm/data/worlds/reader.py.
 */

import { wordsOf } from "../words.js";
import { formsOf, type Grammar, type Piece, type Sentence, type Slot } from "./grammar.js";

/** A word or a mark, and where it stands. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What stands in a place of a sentence. */
export interface Place {
  readonly slot: Slot;
  /** As it is written inside a sentence. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly beforeVowel: boolean;
}

/** A sentence, with what stands in its places for each way that it may be written in. */
export interface Read {
  readonly first: Token;
  readonly end: number;
  readonly ways: ReadonlyMap<Sentence, readonly Place[]>;
}

/** What can stand in a place. */
interface Form {
  readonly text: string;
  readonly tokens: readonly string[];
}

/** What can stand in a place, by its first token. */
type Choices = ReadonlyMap<string, readonly Form[]>;

/** Reads what is said in a grammar. */
export class Reader {
  private readonly pieces = new Map<Sentence, readonly Choices[]>();
  /** By the token they begin with. */
  private readonly ways = new Map<string, Sentence[]>();

  /** These sentences are made ready once; those of its stories if there are none. */
  constructor(
    private readonly grammar: Grammar,
    sentences: Iterable<Sentence> = grammar.shapes.flatMap((shape) => shape.sentences.flat()),
  ) {
    for (const way of sentences) {
      if (this.pieces.has(way)) continue;
      // The first word has a capital, or not: that is checked apart.
      const pieces = way.map((piece, i) => byToken(this.forms(piece), i === 0));
      this.pieces.set(way, pieces);
      for (const token of pieces[0]!.keys()) {
        this.ways.set(token, [...(this.ways.get(token) ?? []), way]);
      }
    }
  }

  /** All that can stand in a place, right or wrong: in any part, for any word of the class. */
  forms(piece: Piece): Set<string> {
    if (typeof piece === "string") return new Set([piece]);
    const variable = this.grammar.variables.get(piece.name);
    const every = variable
      ? variable.words.entries.flatMap((entry) => entry.parts)
      : [this.grammar.little.get(piece.name)!.forms];
    return new Set(every.flatMap(formsOf));
  }

  /** Each sentence of a story. */
  read(story: string): Read[] {
    const typed = story.replaceAll("'", "’"); // what keyboards have
    return sentencesOf(typed).map((sentence) => this.readSentence(sentence));
  }

  private readSentence(sentence: readonly Token[]): Read {
    const said = sentence.map(({ text }) => text);
    const lower = said.map((text) => text.toLowerCase());
    const ways = new Map<Sentence, readonly Place[]>();
    for (const way of this.ways.get(lower[0]!) ?? []) {
      const pieces = this.pieces.get(way)!;
      for (const form of pieces[0]!.get(lower[0]!)!) {
        if (!stands(form, lower, 0)) continue;
        const rest = fit(pieces, 1, said, form.tokens.length);
        if (rest) {
          ways.set(way, this.places(way, [form, ...rest], sentence));
          break;
        }
      }
    }
    return { first: sentence[0]!, end: sentence.at(-1)!.end, ways };
  }

  private places(
    way: Sentence,
    forms: readonly Form[],
    sentence: readonly Token[],
  ): readonly Place[] {
    const places: Place[] = [];
    let end = 0;
    for (const [i, slot] of way.entries()) {
      const { text, tokens } = forms[i]!;
      const first = sentence[end]!;
      end += tokens.length;
      if (typeof slot === "string") continue;
      const next = sentence[end];
      const beforeVowel = next !== undefined && this.grammar.isVowel(next.text);
      places.push({ slot, text, start: first.start, end: sentence[end - 1]!.end, beforeVowel });
    }
    return places;
  }
}

function byToken(forms: ReadonlySet<string>, lower: boolean): Choices {
  const found = new Map<string, Form[]>();
  for (const text of forms) {
    const tokens = wordsOf(lower ? text.toLowerCase() : text);
    found.set(tokens[0]!, [...(found.get(tokens[0]!) ?? []), { text, tokens }]);
  }
  return found;
}

/** Whether a form stands at that place. */
function stands({ tokens }: Form, said: readonly string[], start: number): boolean {
  return tokens.every((token, i) => token === said[start + i]);
}

/** What fills the pieces from this one on, so that they are what is said from there on. */
function fit(
  pieces: readonly Choices[],
  number: number,
  said: readonly string[],
  start: number,
): Form[] | undefined {
  if (number === pieces.length) return start === said.length ? [] : undefined;
  for (const form of pieces[number]!.get(said[start]!) ?? []) {
    if (!stands(form, said, start)) continue;
    const rest = fit(pieces, number + 1, said, start + form.tokens.length);
    if (rest) return [form, ...rest];
  }
  return undefined;
}

/** The words of each sentence. */
function sentencesOf(story: string): Token[][] {
  const found: Token[][] = [[]];
  let end = 0;
  for (const text of wordsOf(story)) {
    const start = story.indexOf(text, end);
    end = start + text.length;
    found.at(-1)!.push({ text, start, end });
    if (text === ".") found.push([]);
  }
  return found.filter((sentence) => sentence.length > 0);
}
