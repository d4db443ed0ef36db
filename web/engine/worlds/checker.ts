/**
 * What holds in a story that somebody, or a model, invented in the language of a world. The twin of
 * premier_llm/data/worlds/checker.py, which says how it is done.
 */

import { AGREEMENTS } from "../../spec.js";
import { formsOf, type Bound, type Entry, type Grammar, type Shape } from "./grammar.js";
import { Reader, type Place, type Read } from "./reader.js";

/** What is checked; AGREEMENTS has the words. */
export type CheckKind = keyof typeof AGREEMENTS;

/** Something that holds in a story, or does not, and where. */
export interface Check {
  readonly kind: CheckKind;
  readonly holds: boolean;
  /** Its place in the text, as `slice` counts. */
  readonly start: number;
  readonly end: number;
  /** What should stand there, where it is known; or nothing. */
  readonly expected: string;
}

/** What holds in a story, and what it tells of. */
export interface Judged {
  /** In the order of the text. */
  readonly checks: readonly Check[];
  /** What the variables have drawn, of those that the story names. */
  readonly drawn: Bound;
  /** What it is taken for; of a sentence alone, nothing. */
  readonly shape?: string;
}

/** How many hold, of how many. */
export interface Held {
  readonly holding: number;
  readonly of: number;
}

/** For each kind that was met, in the order of AGREEMENTS. */
export function counted(checks: Iterable<Check>): Map<CheckKind, Held> {
  const found = new Map<CheckKind, Held>();
  for (const kind of Object.keys(AGREEMENTS) as CheckKind[]) found.set(kind, { holding: 0, of: 0 });
  for (const { kind, holds } of checks) {
    const { holding, of } = found.get(kind)!;
    found.set(kind, { holding: holding + +holds, of: of + 1 });
  }
  return new Map([...found].filter(([, { of }]) => of > 0));
}

/** Checks stories told in a grammar. */
export class Checker {
  private readonly reader: Reader;
  /** The word that a form is of, by variable. */
  private readonly words = new Map<string, ReadonlyMap<string, Entry>>();

  constructor(private readonly grammar: Grammar) {
    this.reader = new Reader(grammar);
    for (const { name, words } of grammar.variables.values()) {
      const said = new Map<string, Entry>();
      for (const entry of words.entries) {
        for (const form of entry.parts.flatMap(formsOf)) said.set(form, entry);
      }
      this.words.set(name, said);
    }
  }

  /** Everything that can be checked in a story, in the order of the text. */
  check(story: string): readonly Check[] {
    return this.judge(story).checks;
  }

  /** Everything that can be checked in a story, and what it tells of. */
  judge(story: string): Judged {
    const told = this.reader.read(story);
    const { shapes } = this.grammar;
    const least = Math.min(...shapes.map((shape) => misfits(shape, told)));
    const fitting = shapes.filter((shape) => misfits(shape, told) === least);
    const found = best(fitting.map((shape) => this.follow(shape, told, story.length)));
    const checks = [...found.checks].sort((a, b) => a.start - b.start || a.end - b.end);
    return { ...found, checks };
  }

  /** What holds in a story that is taken for one of this shape. */
  private follow(shape: Shape, told: readonly Read[], length: number): Judged {
    const found: Check[] = [];
    let bound: Bound = new Map();
    for (const [number, { first, end, ways: read }] of told.entries()) {
      const whole = { start: first.start, end, expected: "" };
      found.push({ kind: "sentence", holds: read.size > 0, ...whole });
      if (read.size === 0) continue;
      const ways = shape.sentences[number] ?? [];
      const here = ways.map((way) => read.get(way)).filter((places) => places !== undefined);
      found.push({ kind: "order", holds: here.length > 0, ...whole });
      // Out of its order, it may agree all the same.
      const tried = here.length > 0 ? here : [...read.values()];
      const { checks, drawn } = best(tried.map((places) => this.judgeSentence(places, bound)));
      bound = drawn;
      const expected = first.text.slice(0, 1).toUpperCase() + first.text.slice(1);
      const holds = first.text === expected;
      found.push({ kind: "capital", holds, start: first.start, end: first.end, expected });
      found.push(...checks);
    }
    // It breaks off.
    if (told.length < shape.sentences.length) {
      found.push({ kind: "order", holds: false, start: length, end: length, expected: "" });
    }
    return { checks: found, drawn: bound, shape: shape.name };
  }

  /** What holds in a sentence, and what the variables have drawn by then. */
  private judgeSentence(places: readonly Place[], before: Bound): Judged {
    const bound: Bound = new Map(before);
    const found: Check[] = [];
    const meant = places.map(({ slot, text, start, end }) => {
      const entry = this.words.get(slot.name)?.get(text);
      if (!entry) return undefined;
      const drawn = bound.get(slot.name);
      if (!drawn) bound.set(slot.name, entry);
      else {
        const expected = entry === drawn ? "" : drawn.parts[slot.part]!.plain[0]!;
        found.push({ kind: "again", holds: entry === drawn, start, end, expected });
      }
      return entry;
    });
    for (const place of places) this.judgeLimits(place, before, bound, found);
    for (const [i, place] of places.entries()) this.judgeForm(place, meant[i], bound, found);
    return { checks: found, drawn: bound };
  }

  /** Whether what was named suits what else was named, as soon as both are. */
  private judgeLimits({ slot, start, end }: Place, before: Bound, bound: Bound, to: Check[]): void {
    const variable = this.grammar.variables.get(slot.name);
    if (!variable) return;
    const { name, differs, like } = variable;
    const entry = bound.get(name)!;
    const news = (other: string): boolean => !(before.has(name) && before.has(other));
    const where = { start, end, expected: "" };
    const unlike = differs === undefined ? undefined : bound.get(differs);
    if (unlike && news(differs!)) to.push({ kind: "other", holds: entry !== unlike, ...where });
    const alike = like === undefined ? undefined : bound.get(like);
    if (alike && news(like!)) to.push({ kind: "reason", holds: entry.tag === alike.tag, ...where });
  }

  /** Whether a word agrees with its noun and suits what follows. */
  private judgeForm(place: Place, word: Entry | undefined, bound: Bound, to: Check[]): void {
    const { slot, text, start, end } = place;
    if (!slot.drawn.every((name) => bound.has(name))) return;
    const forms = this.grammar.forms(slot, word);
    const column = this.grammar.column(slot, bound);
    const plain = forms.plain[column]!;
    const beforeVowel = forms.beforeVowel[column]!;
    const expected = place.beforeVowel ? beforeVowel : plain;
    const agrees = text === plain || text === beforeVowel;
    const where = { start, end, expected };
    const variable = this.grammar.variables.get(slot.name);
    const kind = variable ? variable.words.kind : this.grammar.little.get(slot.name)!.kind;
    const parts = word ? word.parts.length : 1;
    if (isKind(kind) && (slot.noun !== "" || parts > 1)) {
      to.push({ kind, holds: agrees, ...where });
    }
    if (plain !== beforeVowel && agrees) {
      to.push({ kind: "vowel", holds: text === expected, ...where });
    }
  }
}

function isKind(kind: string): kind is CheckKind {
  return Object.hasOwn(AGREEMENTS, kind);
}

/** Faults of order: how many sentences another shape has there, and whether it breaks off. */
function misfits({ sentences }: Shape, told: readonly Read[]): number {
  const outOfOrder = told.filter(
    ({ ways }, number) => ways.size > 0 && !(sentences[number] ?? []).some((way) => ways.has(way)),
  ).length;
  return outOfOrder + +(told.length < sentences.length);
}

/** The one with the fewest faults, the first of them. */
function best(judged: readonly Judged[]): Judged {
  return judged.reduce((one, other) => (faults(other) < faults(one) ? other : one));
}

function faults({ checks }: Judged): number {
  return checks.reduce((count, { holds }) => count + +!holds, 0);
}
