/**
 * How a conversation is written for a model: `¶ <story or nothing> ◇ <question> ◆ <answer> ¶ ◇ …`. The
 * twin of premier_llm/model/template.py.
 */

import type { Ids, Window } from "./corpus.js";
import { InputError } from "./errors.js";
import { isRecord } from "./json.js";
import type { TokenKind, Vocabulary } from "./vocabulary.js";

/** What stands before each question and before each answer; what ends an answer: null for the boundary. */
export interface Template {
  readonly question: string;
  readonly answer: string;
  readonly end: string | null;
}

/** Tokens of their own, which no text has. */
const MARKS: Template = { question: "◇", answer: "◆", end: null };
/** For tokens that can spell anything. */
const SPELLED: Template = { question: "\nQuestion : ", answer: "\nRéponse : ", end: null };

/** The template that suits these tokens. */
export function templateFor(kind: TokenKind): Template {
  return kind === "pieces" ? SPELLED : MARKS;
}

/** What a file says of its template; undefined where it says nothing that one could talk with. */
export function templateFrom(said: unknown): Template | undefined {
  if (!isRecord(said)) return undefined;
  const { question, answer, end = null } = said;
  const isText = (text: unknown): text is string => typeof text === "string" && text !== "";
  if (!isText(question) || !isText(answer) || !(end === null || isText(end))) return undefined;
  return { question, answer, end };
}

/** A turn of a conversation. */
export interface Exchanged {
  readonly question: string;
  readonly answer: string;
}

/** What a token of a conversation belongs to. */
export type PartKind = "text" | "question" | "answer" | "end";

/** A stretch of a conversation. */
export interface Part {
  readonly kind: PartKind;
  readonly ids: readonly number[];
}

/** Conversations in the tokens of one vocabulary. */
export class Chat {
  /** The token on which an answer ends. */
  readonly stop: number;
  /** What nobody may type: it would be read as the conversation's own. */
  private readonly signs: readonly string[];
  /** The vocabulary knows the curled apostrophe alone. */
  private readonly curled: boolean;

  constructor(
    readonly vocabulary: Vocabulary,
    readonly template: Template,
  ) {
    const { question, answer, end } = template;
    const marks = [question, answer, ...(end === null ? [] : [end])];
    const isKnown = (mark: string): boolean =>
      vocabulary.kind === "pieces" || vocabulary.tokens.includes(mark);
    const known = marks.every(isKnown);
    const stop = known && end !== null ? vocabulary.encode(end)[0]! : vocabulary.boundary;
    if (!known || stop === null) throw new InputError("talk.marks");
    this.stop = stop;
    this.signs = [...marks.filter((mark) => mark.length === 1), vocabulary.tokens[stop]!];
    const letters = vocabulary.tokens.join("");
    this.curled = letters.includes("’") && !letters.includes("'");
  }

  /** What somebody has written, without the conversation's own signs. */
  private plain(text: string): string {
    const bare = this.signs.reduce((left, sign) => left.replaceAll(sign, " "), text).trim();
    if (this.vocabulary.kind === "pieces") return bare;
    // A space too many would be a word that nobody knows.
    const spaced = bare.replace(/\s+/gu, " ");
    return this.curled ? spaced.replaceAll("'", "’") : spaced;
  }

  /**
   * The tokens of a text behind its mark. A space that ends the mark goes with the word behind it, as
   * tokens that are pieces have it.
   */
  private read(text: string, mark = ""): number[] {
    const { vocabulary } = this;
    const ahead = mark.replace(/ +$/, "");
    const plain = this.plain(text);
    const behind = plain === "" ? "" : mark.slice(ahead.length) + plain;
    const ids = ahead === "" ? [] : vocabulary.encode(ahead);
    return [
      ...ids,
      // Of what is not known there are no tokens: it is left out.
      ...(vocabulary.knowsAll
        ? vocabulary.encodeFolded(behind)
        : vocabulary.kept(vocabulary.fold(behind)).ids),
    ];
  }

  /** What comes before all questions. */
  begin(before: string): Part {
    return { kind: "text", ids: [this.stop, ...this.read(before)] };
  }

  /** A question, up to where its answer begins. */
  asked(question: string): Part[] {
    return [
      { kind: "question", ids: this.read(question, this.template.question) },
      { kind: "answer", ids: this.read("", this.template.answer) },
    ];
  }

  /** An answer's tokens, without its mark and its end. */
  said(answer: string): number[] {
    const { answer: mark } = this.template;
    return this.read(answer, mark.slice(mark.trimEnd().length));
  }

  /** An answer and its end. */
  answered(answer: string): Part[] {
    return [
      { kind: "answer", ids: this.said(answer) },
      { kind: "end", ids: [this.stop] },
    ];
  }

  /**
   * A conversation whose last question is to be answered. Of one that is far longer than what the
   * model sees, the beginning is left out: it is never read.
   */
  conversation(
    before: string,
    turns: readonly Exchanged[],
    question: string,
    most: number,
  ): Part[] {
    const parts = this.asked(question);
    let length = total(parts);
    let turn = turns.length;
    while (turn > 0 && length < most) {
      const { question: asked, answer } = turns[--turn]!;
      const more = [...this.asked(asked), ...this.answered(answer)];
      parts.unshift(...more);
      length += total(more);
    }
    if (turn === 0) parts.unshift(this.begin(before));
    return parts;
  }

  /** What is learned of an answer: its own tokens and its end, after the last T tokens before each. */
  window(before: Ids, answer: string, context: number): Window {
    return this.windowOf(before, this.said(answer), context);
  }

  /** The same of an answer's tokens. */
  windowOf(before: Ids, said: Ids, context: number): Window {
    const targets = [...said, this.stop];
    const tokens = [...before, ...targets.slice(0, -1)].slice(-context);
    return { tokens, targets: targets.slice(-tokens.length) };
  }

  /** Tokens of a question and its answer, as they must be seen at once. */
  lengthOf({ question, answer }: Exchanged): number {
    return total([...this.asked(question), ...this.answered(answer)]);
  }
}

function total(parts: readonly Part[]): number {
  return parts.reduce((sum, { ids }) => sum + ids.length, 0);
}

export const idsOf = (parts: readonly Part[]): number[] => parts.flatMap(({ ids }) => ids);
