/**
 * A world's grammar, ready to tell and to check: what premier_llm/data/worlds/grammar.py reads from
 * its file, as the spec hands it over. That module says how a grammar is written.
 */

import { TELLING, WORLDS } from "../../spec.js";

export type WorldName = keyof typeof WORLDS;
export const worldNames = Object.keys(WORLDS) as readonly WorldName[];

/** The forms of a word, in order: genders, then their plurals. */
export const FEATURES: readonly string[] = TELLING.features;

/** A word in each of its forms. */
export interface Forms {
  readonly plain: readonly string[];
  readonly beforeVowel: readonly string[];
}

/** A word that a story can draw. */
export interface Entry {
  readonly parts: readonly Forms[];
  /** Gender and number of a noun; empty for another word. */
  readonly feature: string;
  readonly tag: string;
  /** Its place among the words of its class. */
  readonly place: number;
}

export interface WordClass {
  readonly name: string;
  readonly kind: string;
  readonly entries: readonly Entry[];
}

/** What a story draws once, and may name again. */
export interface Variable {
  readonly name: string;
  readonly words: WordClass;
  /** The variable it is never the same as. */
  readonly differs?: string;
  /** The variable that some of its words are never told with. */
  readonly apart?: string;
  /** The variable that has the same tag. */
  readonly like?: string;
  /** Those that limit what can be drawn. */
  readonly parents: readonly string[];
}

/** A place for a word in a sentence. */
export interface Slot {
  /** A variable, or one of the little words. */
  readonly name: string;
  readonly part: number;
  /** The variable it agrees with; empty for none. */
  readonly noun: string;
  /** The variables that must be drawn to write it, in order. */
  readonly drawn: readonly string[];
}

export type Piece = Slot | string;
/** Two ways that say the same are the same object. */
export type Sentence = readonly Piece[];

/** A way that a story goes: for each sentence, the ways to write it, all as likely. */
export interface Shape {
  readonly name: string;
  readonly sentences: readonly (readonly Sentence[])[];
}

/** A question, and all true answers to it. */
export interface Ask {
  /** Of the stories that it asks about. */
  readonly shape: string;
  /** It asks about a story; or else about what holds in all of them. */
  readonly needsStory: boolean;
  /** The variable of which it claims something, true or false; or empty. */
  readonly claim: string;
  readonly question: Sentence;
  /** Each is true; to a claim, the first where it holds and the second where it does not. */
  readonly answers: readonly Sentence[];
}

/** What can be said beside the questions of a world. */
export interface Manners {
  /** Nouns that no story has. */
  readonly strangers: readonly Entry[];
  /** What is said, what can be answered. */
  readonly talk: readonly (readonly [string, readonly string[]])[];
  /** How to say that one does not know. */
  readonly unknown: readonly string[];
  /** What may stand before an answer, and behind it. */
  readonly openings: readonly string[];
  readonly endings: readonly string[];
}

/** What the variables have drawn. */
export type Bound = Map<string, Entry>;

type SaidForms = string | readonly string[];
type SaidSentence = readonly (string | readonly [string, number, string])[];
interface Facts {
  readonly vowels: string;
  readonly exceptions: readonly string[];
  readonly little: Readonly<Record<string, readonly [string, SaidForms]>>;
  readonly classes: Readonly<
    Record<
      string,
      {
        readonly kind: string;
        readonly entries: readonly (readonly [string, string, ...SaidForms[]])[];
      }
    >
  >;
  readonly variables: Readonly<
    Record<string, { readonly words: string } & Pick<Variable, "differs" | "apart" | "like">>
  >;
  readonly sums: Readonly<Record<string, readonly [string, string]>>;
  readonly shapes: readonly {
    readonly name: string;
    readonly sentences: readonly (readonly SaidSentence[])[];
  }[];
  readonly asks: readonly (readonly [
    string,
    boolean,
    string,
    SaidSentence,
    readonly SaidSentence[],
  ])[];
  readonly manners: Omit<Manners, "strangers"> & {
    readonly strangers: readonly (readonly [string, ...SaidForms[]])[];
  };
}

/** All that a world can say. */
export class Grammar {
  /** Articles, pronouns…: their kind and forms. */
  readonly little: ReadonlyMap<string, { readonly kind: string; readonly forms: Forms }>;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly shapes: readonly Shape[];
  readonly asks: readonly Ask[];
  readonly manners: Manners;
  private readonly vowels: string;
  /** Words that begin as if with a vowel. */
  private readonly exceptions: readonly string[];
  /** Two variables together. */
  private readonly sums: ReadonlyMap<string, readonly [string, string]>;

  constructor(readonly name: WorldName) {
    const facts: Facts = WORLDS[name];
    this.vowels = facts.vowels;
    this.exceptions = facts.exceptions;
    this.little = new Map(
      Object.entries(facts.little).map(([word, [kind, said]]) => [
        word,
        { kind, forms: forms(said) },
      ]),
    );
    const classes = new Map<string, WordClass>();
    for (const [name, { kind, entries }] of Object.entries(facts.classes)) {
      const words = entries.map(([feature, tag, ...parts], place) => ({
        feature,
        tag,
        place,
        parts: parts.map(forms),
      }));
      classes.set(name, { name, kind, entries: words });
    }
    this.variables = new Map(
      Object.entries(facts.variables).map(([name, { words, ...limits }]) => {
        const { differs, apart, like } = limits;
        const parents = [differs, apart, like].filter((parent) => parent !== undefined);
        return [name, { name, words: classes.get(words)!, ...limits, parents }];
      }),
    );
    this.sums = new Map(Object.entries(facts.sums));
    const known = new Map<string, Sentence>();
    const sentence = (said: SaidSentence): Sentence => {
      const key = JSON.stringify(said);
      let found = known.get(key);
      if (!found) {
        found = said.map((piece) => (typeof piece === "string" ? piece : this.slot(...piece)));
        known.set(key, found);
      }
      return found;
    };
    this.shapes = facts.shapes.map(({ name, sentences }) => ({
      name,
      sentences: sentences.map((ways) => ways.map(sentence)),
    }));
    this.asks = facts.asks.map(([shape, needsStory, claim, question, answers]) => ({
      shape,
      needsStory,
      claim,
      question: sentence(question),
      answers: answers.map(sentence),
    }));
    const { strangers, ...manners } = facts.manners;
    this.manners = {
      ...manners,
      strangers: strangers.map(([feature, ...parts], place) => ({
        feature,
        tag: "",
        place,
        parts: parts.map(forms),
      })),
    };
  }

  private slot(name: string, part: number, noun: string): Slot {
    const itself = this.variables.has(name) ? [name] : [];
    return { name, part, noun, drawn: [...itself, ...this.nounsOf({ noun })] };
  }

  /** Whether a word changes the one before it. */
  isVowel(word: string): boolean {
    const lower = word.toLowerCase();
    const vowel = this.vowels.includes(lower.slice(0, 1));
    return vowel || this.exceptions.includes(lower.split(" ")[0]!);
  }

  /** The forms of the word at a place: of a variable, those of what it has drawn. */
  forms(slot: Slot, entry: Entry | undefined): Forms {
    return entry ? entry.parts[slot.part]! : this.little.get(slot.name)!.forms;
  }

  /** Which of its forms a word has beside a noun. */
  columnOf(noun: Entry): number {
    return FEATURES.indexOf(noun.feature);
  }

  /** The variables that the word at a place agrees with. */
  nounsOf({ noun }: Pick<Slot, "noun">): readonly string[] {
    return noun === "" ? [] : (this.sums.get(noun) ?? [noun]);
  }

  /** "noun", "adjective", "article"… */
  kindOf({ name }: Slot): string {
    return this.variables.get(name)?.words.kind ?? this.little.get(name)!.kind;
  }

  /** Whether the word at a place has another form where another noun is drawn. */
  agrees(slot: Slot, entry: Entry | undefined): boolean {
    if (slot.noun === "") return false;
    const features = this.sums.has(slot.noun)
      ? ["mp", "fp"]
      : this.variables.get(slot.noun)!.words.entries.map(({ feature }) => feature);
    const { plain } = this.forms(slot, entry);
    return new Set(features.map((feature) => plain[FEATURES.indexOf(feature)])).size > 1;
  }

  /** Which of its forms the word at a place has: that of its noun, or of two nouns together. */
  column(slot: Slot, bound: Bound): number {
    if (slot.noun === "") return 0;
    const sum = this.sums.get(slot.noun);
    if (!sum) return this.columnOf(bound.get(slot.noun)!);
    const feminine = sum.every((one) => bound.get(one)!.feature.startsWith("f"));
    return FEATURES.indexOf(feminine ? "fp" : "mp");
  }
}

/** A word that never changes; or its forms, then those before a vowel where they differ. */
function forms(said: SaidForms): Forms {
  const all = typeof said === "string" ? FEATURES.map(() => said) : said;
  const plain = all.slice(0, FEATURES.length);
  return { plain, beforeVowel: all.length > plain.length ? all.slice(plain.length) : plain };
}

/** Each form of a word. */
export function formsOf({ plain, beforeVowel }: Forms): string[] {
  return [...plain, ...beforeVowel];
}

/** The slots of a sentence. */
export function slotsOf(sentence: Sentence): Slot[] {
  return sentence.filter((piece) => typeof piece !== "string");
}
