/**
 * A world: a grammar, a seed, and the stories that they tell. The twin of
 * premier_llm/data/worlds/world.py: the same stories, the same pairs set aside.
 */

import { TELLING, WORLDS } from "../../spec.js";
import { Random } from "../random.js";
import {
  Grammar,
  slotsOf,
  type Bound,
  type Entry,
  type Sentence,
  type Shape,
  type Variable,
  type WorldName,
} from "./grammar.js";

/** What the stories of a world are on average: no model has a smaller loss. */
export interface Floor {
  /** Of a whole story, in nats. */
  readonly surprise: number;
  /** Words, marks, and the end of the story. */
  readonly tokens: number;
  /** Characters, the end of the line included. */
  readonly letters: number;
}

/** The floor under the stories that a world tells with the first seed. */
export function floor(name: WorldName): Floor {
  return WORLDS[name].floor;
}

/** From where to where in a story, as `slice` counts. */
export type Stretch = readonly [start: number, end: number];

/** A word whose form hangs on something that was named before. */
export interface Link {
  /** Of the word: "adjective", "pronoun"… */
  readonly kind: string;
  readonly word: Stretch;
  /** Where each noun that it agrees with was named last. */
  readonly nouns: readonly Stretch[];
  /** What agreed with them before, from which their gender can be told as well. */
  readonly agreeing: readonly Stretch[];
}

/** A story, and what agrees with what in it. */
export interface Telling {
  readonly text: string;
  readonly links: readonly Link[];
}

export class World {
  readonly grammar: Grammar;
  /** For each variable that some of its words are never told with: those, by the other's word. */
  private readonly never: ReadonlyMap<string, ReadonlyMap<Entry, ReadonlySet<Entry>>>;
  /** The shapes in which some pair is sure to be told. */
  private readonly withPairs: readonly Shape[];
  private readonly known = new Map<string, readonly Entry[]>();

  /** The seed says which pairs are never told, and draws the stories. */
  constructor(
    readonly name: WorldName,
    readonly seed = 0,
  ) {
    this.grammar = new Grammar(name);
    this.never = this.drawApart();
    const { shapes, variables } = this.grammar;
    const hasPair = (way: Sentence): boolean =>
      slotsOf(way).some(({ name }) => variables.get(name)?.apart !== undefined);
    this.withPairs = shapes.filter((s) => s.sentences.some((ways) => ways.every(hasPair)));
  }

  private drawApart(): Map<string, Map<Entry, Set<Entry>>> {
    const { variables } = this.grammar;
    const found = new Map<string, Map<Entry, Set<Entry>>>();
    const byClasses = new Map<string, Map<Entry, Set<Entry>>>();
    for (const { name, apart, words } of variables.values()) {
      if (apart === undefined) continue;
      const others = variables.get(apart)!.words;
      const key = `${words.name} ${others.name}`;
      if (!byClasses.has(key)) {
        const { entries } = words;
        const random = new Random(this.seed, TELLING.streams.apart, byClasses.size);
        const count = Math.max(1, Math.floor(entries.length / TELLING.shareApart));
        const draw = (): Set<Entry> => {
          const places = [...random.order(entries.length)].slice(0, count);
          return new Set(places.map((place) => entries[place]!));
        };
        byClasses.set(key, new Map(others.entries.map((other) => [other, draw()])));
      }
      found.set(name, byClasses.get(key)!);
    }
    return found;
  }

  /** Words that are never told together, each as it would agree with the other; a kind at a time. */
  apart(): [other: string, word: string][] {
    const kinds = [...new Set(this.never.values())].map((pairs) =>
      [...pairs].flatMap(([other, words]) =>
        [...words].map((word): [string, string] => [
          other.parts[0]!.plain[0]!,
          word.parts[0]!.plain[this.grammar.columnOf(other)]!,
        ]),
      ),
    );
    const most = Math.max(0, ...kinds.map(({ length }) => length));
    return Array.from({ length: most }, (_, i) =>
      kinds.flatMap((pairs) => pairs.slice(i, i + 1)),
    ).flat();
  }

  /** Whether what two variables have drawn is a pair that is never told. */
  private isApart(variable: Variable, entry: Entry, bound: Bound): boolean {
    const other = bound.get(variable.apart!)!;
    return this.never.get(variable.name)!.get(other)!.has(entry);
  }

  /** How many of the pairs that were drawn are never told. */
  pairsApart(bound: Bound): number {
    let count = 0;
    for (const name of this.never.keys()) {
      const variable = this.grammar.variables.get(name)!;
      const entry = bound.get(name);
      if (entry && bound.has(variable.apart!)) count += +this.isApart(variable, entry, bound);
    }
    return count;
  }

  /** What a variable can draw, given what those that limit it have drawn. */
  private options(variable: Variable, bound: Bound, unseen: boolean): readonly Entry[] {
    const given = variable.parents.map((name) => bound.get(name)!.place);
    const key = `${variable.name} ${unseen} ${given.join(" ")}`;
    let found = this.known.get(key);
    if (!found) {
      found = this.possible(variable, bound, unseen);
      this.known.set(key, found);
    }
    return found;
  }

  private possible(variable: Variable, bound: Bound, unseen: boolean): readonly Entry[] {
    const { differs, apart, like } = variable;
    let { entries } = variable.words;
    if (differs !== undefined) entries = entries.filter((e) => e !== bound.get(differs));
    if (like !== undefined) entries = entries.filter((e) => e.tag === bound.get(like)!.tag);
    if (apart === undefined) return entries;
    const seen = entries.filter((e) => !this.isApart(variable, e, bound));
    if (!unseen) return seen;
    // What was never told may be forbidden for another reason.
    const never = entries.filter((e) => this.isApart(variable, e, bound));
    return never.length > 0 ? never : seen;
  }

  /** The story of that number; `unseen`: with pairs that are never told, wherever it can. */
  story(number: number, unseen = false): string {
    const { sentences, bound } = this.drawn(number, unseen);
    return sentences.map((sentence) => this.say(sentence, bound)).join(" ");
  }

  /** The same story, and what agrees with what in it. */
  tell(number: number, unseen = false): Telling {
    const { sentences, bound } = this.drawn(number, unseen);
    const { variables } = this.grammar;
    const links: Link[] = [];
    const named = new Map<string, Stretch>();
    const agreeing = new Map<string, Stretch[]>();
    let text = "";
    for (const sentence of sentences) {
      if (text !== "") text += " ";
      for (const [i, part] of this.written(sentence, bound).entries()) {
        const slot = sentence[i]!;
        const word: Stretch = [text.length, text.length + part.trimEnd().length];
        text += part;
        if (typeof slot === "string") continue;
        const names = this.grammar.nounsOf(slot);
        if (this.grammar.agrees(slot, bound.get(slot.name))) {
          const nouns = names.map((noun) => named.get(noun));
          if (nouns.every((at) => at !== undefined)) {
            const before = names.flatMap((noun) => agreeing.get(noun) ?? []);
            links.push({ kind: this.grammar.kindOf(slot), word, nouns, agreeing: before });
          }
          for (const noun of names) agreeing.set(noun, [...(agreeing.get(noun) ?? []), word]);
        }
        if (slot.noun === "" && variables.has(slot.name)) named.set(slot.name, word);
      }
    }
    return { text, links };
  }

  /** The shape and the sentences of that story, and what its variables have drawn. */
  drawn(number: number, unseen = false): { shape: Shape; sentences: Sentence[]; bound: Bound } {
    const { streams } = TELLING;
    const random = new Random(this.seed, unseen ? streams.unseen : streams.told, number);
    const bound: Bound = new Map();
    const one = <T>(choices: readonly T[]): T => choices[random.below(choices.length)]!;
    const shape = one(unseen ? this.withPairs : this.grammar.shapes);
    const sentences = shape.sentences.map((ways) => {
      const sentence = one(ways);
      this.draw(sentence, bound, random, unseen);
      return sentence;
    });
    return { shape, sentences, bound };
  }

  /** Draw what a sentence needs and `bound` lacks. */
  draw(sentence: Sentence, bound: Bound, random: Random, unseen = false): void {
    const draw = (name: string): void => {
      if (bound.has(name)) return;
      const variable = this.grammar.variables.get(name)!;
      variable.parents.forEach(draw);
      const options = this.options(variable, bound, unseen);
      bound.set(name, options[random.below(options.length)]!);
    };
    for (const slot of slotsOf(sentence)) slot.drawn.forEach(draw);
  }

  /** The first stories. */
  stories(count: number): string[] {
    return Array.from({ length: count }, (_, number) => this.story(number));
  }

  /** A sentence, with its capital. */
  say(sentence: Sentence, bound: Bound): string {
    return this.written(sentence, bound).join("");
  }

  /** The words of a sentence, with its capital, each with the space behind it. */
  private written(sentence: Sentence, bound: Bound): string[] {
    const parts: string[] = [];
    let after = "";
    for (let i = sentence.length - 1; i >= 0; i--) {
      // A word may change before the one that follows.
      const said = this.said(sentence[i]!, after, bound);
      const tied = said.endsWith("’") || [".", ",", "?", " ?"].includes(after);
      parts[i] = said + (after === "" || tied ? "" : " ");
      after = said;
    }
    parts[0] = parts[0]!.slice(0, 1).toUpperCase() + parts[0]!.slice(1);
    return parts;
  }

  private said(piece: Sentence[number], after: string, bound: Bound): string {
    if (typeof piece === "string") return piece;
    const { plain, beforeVowel } = this.grammar.forms(piece, bound.get(piece.name));
    // Most words do not care what follows.
    const changes = beforeVowel !== plain && after !== "" && this.grammar.isVowel(after);
    return (changes ? beforeVowel : plain)[this.grammar.column(piece, bound)]!;
  }
}
