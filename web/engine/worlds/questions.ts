/**
 * The questions of a world: about a story just told, about what holds in all of them, and such as
 * nobody can answer; and what is true to answer. The twin of premier_llm/data/worlds/questions.py.
 */

import { TELLING } from "../../spec.js";
import { InputError } from "../errors.js";
import { Random } from "../random.js";
import { plainForm } from "../vocabulary.js";
import { wordsOf } from "../words.js";
import { Checker } from "./checker.js";
import { formsOf, slotsOf, type Ask, type Bound, type Entry, type Sentence } from "./grammar.js";
import { Reader } from "./reader.js";
import type { World } from "./world.js";

/**
 * What a question is about. Nobody can answer the last four: about something that is not in the
 * story, that it does not tell, that the world does not have, or that no story ever told.
 */
export type QuestionKind =
  "story" | "claim" | "fact" | "talk" | "absent" | "untold" | "stranger" | "untaught";

/** Of an answer; unclear is what is none, or not one to this question. */
export type Mark = "true" | "false" | "refused" | "unclear";

/** A question, and what is true to answer. */
export interface Exchange {
  /** What is read first: a story, or nothing. */
  readonly before: string;
  readonly question: string;
  /** All true answers, without manners; where nobody knows, how to say so. */
  readonly answers: readonly string[];
  /** One of them, with its manners. */
  readonly said: string;
  readonly kind: QuestionKind;
}

/** A story that is asked about. */
interface Subject {
  readonly text: string;
  readonly shape: string;
  readonly bound: Bound;
}

export const REFUSALS = TELLING.refusals as readonly QuestionKind[];

/** Asks about a world, and knows what is true. */
export class Questions {
  private readonly checker: Checker;
  private readonly reader: Reader;
  private readonly answers: Reader;
  /** What is asked about the stories of a shape, and all the variables that each names. */
  private readonly asksOf = new Map<string, { ask: Ask; names: readonly string[] }[]>();
  private readonly words = new Map<string, ReadonlyMap<string, Entry>>();
  private readonly talked = new Map<string, readonly string[]>();
  private readonly replies: ReadonlySet<string>;
  /** The words of questions. */
  private readonly known: ReadonlySet<string>;
  /** The same by what is left without capitals and accents. */
  private readonly plain = new Map<string, string>();
  /** Words of a question, and its mark, at most. */
  private readonly longest: number;

  constructor(readonly world: World) {
    const { grammar } = world;
    this.checker = new Checker(grammar);
    this.reader = new Reader(
      grammar,
      grammar.asks.map(({ question }) => question),
    );
    this.answers = new Reader(
      grammar,
      grammar.asks.flatMap(({ answers }) => answers),
    );
    for (const ask of grammar.asks) {
      if (!ask.needsStory) continue;
      const names = [...new Set([ask.question, ...ask.answers].flatMap(needs))];
      this.asksOf.set(ask.shape, [...(this.asksOf.get(ask.shape) ?? []), { ask, names }]);
    }
    for (const { name, words } of grammar.variables.values()) {
      const said = new Map<string, Entry>();
      for (const entry of words.entries) {
        for (const form of entry.parts.flatMap(formsOf)) said.set(form, entry);
      }
      this.words.set(name, said);
    }
    const forms = grammar.asks.flatMap(({ question }) =>
      question.flatMap((piece) => [...this.reader.forms(piece)]),
    );
    const strange = grammar.manners.strangers.flatMap(({ parts }) => parts.flatMap(formsOf));
    this.known = new Set([...forms, ...strange].flatMap((form) => wordsOf(form)));
    this.longest = Math.max(
      0,
      ...grammar.asks.map(({ question }) =>
        question.reduce((sum, piece) => {
          const sizes = [...this.reader.forms(piece)].map((form) => wordsOf(form).length);
          return sum + Math.max(...sizes);
        }, 0),
      ),
    );
    // Where two differ in an accent alone, a typed one without it may be either: the first.
    for (const word of [...this.known].sort().reverse()) this.plain.set(plainForm(word), word);
    for (const [said, answers] of grammar.manners.talk) this.talked.set(bare(said), answers);
    this.replies = new Set(grammar.manners.talk.flatMap(([, answers]) => answers));
  }

  /** There is something to ask in this world. */
  get has(): boolean {
    return this.world.grammar.asks.length > 0;
  }

  /** There are facts of the world to ask about. */
  get hasFacts(): boolean {
    return this.world.grammar.asks.some(({ needsStory }) => !needsStory);
  }

  /** What can be asked in this world. */
  get kinds(): QuestionKind[] {
    const { asks, variables, manners } = this.world.grammar;
    const about = asks.filter(({ needsStory, claim }) => needsStory && claim === "");
    const nouns = new Set(
      about.flatMap(({ question }) => needs(question).map((n) => variables.get(n)!.words.kind)),
    );
    const has: Record<QuestionKind, boolean> = {
      story: about.length > 0,
      claim: asks.some(({ claim }) => claim !== ""),
      fact: this.hasFacts,
      talk: this.talked.size > 0,
      absent: nouns.has("noun") || nouns.has("place"),
      // What another kind of story would tell.
      untold: new Set(about.map(({ shape }) => shape)).size > 1,
      stranger: nouns.has("noun") && manners.strangers.length > 0,
      untaught: this.hasFacts,
    };
    return (Object.keys(has) as QuestionKind[]).filter((kind) => has[kind]);
  }

  /**
   * Questions about the story of that number; of a fact's story none. `refusing`: the share, 0 to
   * 1, that nobody can answer.
   */
  ofStory(number: number, refusing = 0, most: number = TELLING.perStory): Exchange[] {
    const random = this.random(number);
    const told = this.subject(number);
    const about = this.about(told);
    const found = new Map<string, Exchange>();
    for (const place of random.order(about.length).subarray(0, most)) {
      const ask = about[place]!;
      let kind: QuestionKind = ask.claim === "" ? "story" : "claim";
      if (random.next() < refusing) kind = REFUSALS[random.below(REFUSALS.length)]!;
      const exchange = this.of(kind, told, ask, random);
      if (exchange && !found.has(exchange.question)) found.set(exchange.question, exchange);
    }
    return [...found.values()];
  }

  /** A question about what holds in all stories, which needs none. */
  fact(number: number): Exchange {
    const random = this.random(TELLING.facts + number);
    const facts = this.world.grammar.asks.filter(({ needsStory }) => !needsStory);
    const ask = facts[random.below(facts.length)]!;
    const bound: Bound = new Map();
    this.world.draw(ask.question, bound, random);
    return this.exchange("", ask.question, bound, this.truth(ask, bound), random, "fact");
  }

  /** Something else that one may say. */
  talk(number: number): Exchange {
    const random = this.random(TELLING.talk + number);
    const { talk } = this.world.grammar.manners;
    const [question, answers] = talk[random.below(talk.length)]!;
    const said = answers[random.below(answers.length)]!;
    return { before: "", question, answers, said, kind: "talk" };
  }

  /**
   * A question of that kind that was never taught; a fact may have been, as there are few.
   * InputError where this world has none.
   */
  exam(kind: QuestionKind, number: number): Exchange {
    const { exam } = TELLING;
    if (!this.kinds.includes(kind)) throw new InputError("talk.kind");
    if (kind === "fact") return this.fact(exam + number);
    if (kind === "talk") return this.talk(exam + number);
    const random = new Random(this.world.seed, TELLING.streams.asked, exam + number, kind.length);
    if (kind === "untaught") return this.untaught(random);
    for (let stories = 0; stories < TELLING.examTries; stories++) {
      const told = this.subject(exam + random.below(exam));
      const about = this.about(told).filter(({ claim }) => (claim !== "") === (kind === "claim"));
      if (about.length === 0) continue;
      const exchange = this.of(kind, told, about[random.below(about.length)]!, random);
      if (exchange) return exchange;
    }
    throw new InputError("talk.kind");
  }

  /**
   * All true answers, without manners; none where nobody can know; null for no question of this
   * world's.
   */
  trueAnswers(before: string, question: string): readonly string[] | null {
    const talk = this.talked.get(bare(question));
    if (talk) return talk;
    const asked = [...this.asked(question)];
    if (asked.length === 0) return this.isStrange(question) ? [] : null;
    const story = before.trim() === "" ? undefined : this.checker.judge(before);
    const found = new Set<string>();
    for (const [ask, meant] of asked) {
      const known = !ask.needsStory || story?.shape === ask.shape;
      if (known) for (const one of this.truth(ask, meant, story?.drawn)) found.add(one);
    }
    return [...found];
  }

  /** Whether an answer is true; null for a question that is none of this world's. */
  mark(before: string, question: string, answer: string): Mark | null {
    const truth = this.trueAnswers(before, question);
    return truth && this.marked(truth, answer);
  }

  /** The same where the true answers are known; none for what nobody can know. */
  marked(truth: readonly string[], answer: string): Mark {
    const said = this.withoutManners(answer);
    if (this.world.grammar.manners.unknown.includes(said)) return "refused";
    if (truth.includes(said)) return "true";
    const read = said === "" ? [] : this.answers.read(said);
    const isAnswer = read.length === 1 && read[0]!.ways.size > 0;
    return isAnswer || this.replies.has(said) ? "false" : "unclear";
  }

  /** An answer without what may stand before and behind it. */
  withoutManners(answer: string): string {
    const { openings, endings } = this.world.grammar.manners;
    let said = answer.trim();
    for (const opening of openings) {
      if (said.startsWith(opening)) said = said.slice(opening.length).trim();
    }
    for (const ending of endings) {
      if (said.endsWith(ending)) said = said.slice(0, said.length - ending.length).trim();
    }
    return said;
  }

  private random(number: number): Random {
    return new Random(this.world.seed, TELLING.streams.asked, number);
  }

  private subject(number: number): Subject {
    const { shape, sentences, bound } = this.world.drawn(number);
    const text = sentences.map((sentence) => this.world.say(sentence, bound)).join(" ");
    return { text, shape: shape.name, bound };
  }

  /** What can be asked about a story. */
  private about({ shape, bound }: Subject): readonly Ask[] {
    return (this.asksOf.get(shape) ?? [])
      .filter(({ names }) => names.every((name) => bound.has(name)))
      .map(({ ask }) => ask);
  }

  /** A question of that kind about a story, near to what `ask` asks; undefined if there is none. */
  private of(kind: QuestionKind, told: Subject, ask: Ask, random: Random): Exchange | undefined {
    if (kind === "claim") {
      const bound = this.claimed(ask, told.bound, random);
      const truth = this.truth(ask, bound, told.bound);
      return this.exchange(told.text, ask.question, bound, truth, random, kind);
    }
    if (kind === "story") {
      const truth = this.truth(ask, told.bound, told.bound);
      return this.exchange(told.text, ask.question, told.bound, truth, random, kind);
    }
    const about = this.about(told);
    const trueQuestions = new Set(about.map(({ question }) => this.say(question, told.bound)));
    for (let tries = 0; tries < TELLING.tries; tries++) {
      let bound: Bound | undefined;
      if (kind === "untold") [ask, bound] = this.elsewhere(told, ask, random);
      else bound = this.replaced(ask, told.bound, random, kind === "stranger");
      if (bound && ask.claim === "" && !trueQuestions.has(this.say(ask.question, bound))) {
        return this.exchange(told.text, ask.question, bound, [], random, kind);
      }
      const plain = about.filter(({ claim }) => claim === "");
      ask = plain[random.below(plain.length)]!;
    }
    return undefined;
  }

  /** What the story tells, or as often something else of which it is claimed. */
  private claimed(ask: Ask, bound: Bound, random: Random): Bound {
    if (random.below(2)) return bound;
    const truth = bound.get(ask.claim)!;
    const { entries } = this.world.grammar.variables.get(ask.claim)!.words;
    const near = [...bound.values()].filter((e) => entries.includes(e) && e !== truth);
    const others =
      near.length > 0 && random.below(2) ? near : entries.filter((entry) => entry !== truth);
    return new Map(bound).set(ask.claim, others[random.below(others.length)]!);
  }

  /** A question about something that is not there. */
  private replaced(ask: Ask, bound: Bound, random: Random, strange: boolean): Bound | undefined {
    const { variables, manners } = this.world.grammar;
    const nouns = needs(ask.question).filter((name) =>
      ["noun", "place"].includes(variables.get(name)!.words.kind),
    );
    if (nouns.length === 0) return undefined;
    const name = nouns[random.below(nouns.length)]!;
    const { kind, entries } = variables.get(name)!.words;
    const here = new Set(bound.values());
    const others = !strange
      ? entries.filter((entry) => !here.has(entry))
      : kind === "noun"
        ? manners.strangers
        : [];
    if (others.length === 0) return undefined;
    return new Map(bound).set(name, others[random.below(others.length)]!);
  }

  /** What another story would tell, asked about those whom this one names. */
  private elsewhere(told: Subject, ask: Ask, random: Random): [Ask, Bound | undefined] {
    const { asks, variables } = this.world.grammar;
    const others = asks.filter((one) => one.needsStory && one.shape !== told.shape);
    if (others.length === 0) return [ask, undefined];
    const other = others[random.below(others.length)]!;
    const bound: Bound = new Map(
      [...told.bound].filter(([name]) => variables.get(name)!.words.kind === "noun"),
    );
    this.world.draw(other.question, bound, random);
    return [other, bound];
  }

  /** About a fact that no story tells. */
  private untaught(random: Random): Exchange {
    const { asks, variables } = this.world.grammar;
    const found: [Ask, Bound][] = [];
    for (const ask of asks) {
      const names = [...new Set(needs(ask.question))];
      if (ask.needsStory || names.length !== 1) continue;
      for (const entry of variables.get(names[0]!)!.words.entries) {
        const bound: Bound = new Map([[names[0]!, entry]]);
        if (this.truth(ask, bound).length === 0) found.push([ask, bound]);
      }
    }
    const [ask, bound] = found[random.below(found.length)]!;
    return this.exchange("", ask.question, bound, [], random, "untaught");
  }

  /** All true answers to a question that names these; none where nobody can know. */
  private truth(ask: Ask, meant: Bound, told?: Bound): string[] {
    const { variables } = this.world.grammar;
    const named = needs(ask.question);
    if (ask.needsStory) {
      if (!told || named.some((name) => !told.has(name))) return [];
      if (named.some((name) => name !== ask.claim && meant.get(name) !== told.get(name))) return [];
      if (ask.claim !== "") {
        const holds = meant.get(ask.claim) === told.get(ask.claim);
        return [this.say(ask.answers[holds ? 0 : 1]!, told)];
      }
      const known = ask.answers.every((answer) => needs(answer).every((name) => told.has(name)));
      return known ? ask.answers.map((answer) => this.say(answer, told)) : [];
    }
    return ask.answers.flatMap((answer) => {
      const missing = needs(answer).find((name) => !named.includes(name))!;
      return variables
        .get(missing)!
        .words.entries.map((entry): Bound => new Map(meant).set(missing, entry))
        .filter((bound) => [...bound.keys()].every((name) => this.allowed(name, bound)))
        .map((bound) => this.say(answer, bound));
    });
  }

  /** Whether what is bound may stand together, as far as tags say. */
  private allowed(name: string, bound: Bound): boolean {
    const { like } = this.world.grammar.variables.get(name)!;
    const other = like === undefined ? undefined : bound.get(like);
    return other === undefined || bound.get(name)!.tag === other.tag;
  }

  /** The questions of this world that a text may be, and what it names. */
  private *asked(question: string): Generator<[Ask, Bound]> {
    const said = this.said(question);
    // Its mark is not among them.
    if (said.length === 0 || said.length >= this.longest) return;
    const read = this.reader.read(`${said.join(" ")} ?`);
    if (read.length !== 1) return;
    for (const ask of this.world.grammar.asks) {
      const places = read[0]!.ways.get(ask.question);
      if (!places) continue;
      const meant: Bound = new Map();
      for (const { slot, text: form } of places) {
        const entry = this.words.get(slot.name)?.get(form);
        if (entry && !meant.has(slot.name)) meant.set(slot.name, entry);
      }
      if (needs(ask.question).every((name) => meant.has(name))) yield [ask, meant];
    }
  }

  /** Whether it asks as one asks in this world, about one stranger. */
  private isStrange(question: string): boolean {
    const { variables, manners } = this.world.grammar;
    const strange = new Set(manners.strangers.flatMap(({ parts }) => parts.flatMap(formsOf)));
    const said = this.said(question);
    if (said.length >= this.longest) return false;
    if (said.filter((word) => strange.has(word)).length !== 1) return false;
    const place = said.findIndex((word) => strange.has(word));
    const nouns = [...variables.values()].filter(({ words }) => words.kind === "noun");
    return nouns.some(({ words }) =>
      words.entries.some(
        ({ parts }) =>
          !this.asked(
            [...said.slice(0, place), parts[0]!.plain[0]!, ...said.slice(place + 1)].join(" "),
          ).next().done,
      ),
    );
  }

  /**
   * The words that were typed, but for its mark; known ones with their own capitals and accents.
   */
  private said(question: string): string[] {
    const typed = wordsOf(question.trim().replace(/\?+$/, "").replaceAll("'", "’"));
    return typed.map((word) => {
      const lower = word.toLowerCase();
      if (this.known.has(word)) return word;
      return this.known.has(lower) ? lower : (this.plain.get(plainForm(lower)) ?? word);
    });
  }

  private exchange(
    before: string,
    question: Sentence,
    bound: Bound,
    truth: readonly string[],
    random: Random,
    kind: QuestionKind,
  ): Exchange {
    const { unknown, openings, endings } = this.world.grammar.manners;
    const answers = truth.length > 0 ? truth : unknown;
    const one = (choices: readonly string[]): string => choices[random.below(choices.length)]!;
    let said = one(answers);
    // As often with an opening as without; one ending in three.
    if (openings.length > 0 && random.below(2)) said = `${one(openings)} ${said}`;
    if (endings.length > 0 && !random.below(3)) said = `${said} ${one(endings)}`;
    return { before, question: this.say(question, bound), answers, said, kind };
  }

  private say(sentence: Sentence, bound: Bound): string {
    return this.world.say(sentence, bound);
  }
}

const NEEDED = new WeakMap<Sentence, readonly string[]>();

/** The variables of a sentence, in order. */
function needs(sentence: Sentence): readonly string[] {
  let found = NEEDED.get(sentence);
  if (found === undefined) {
    found = slotsOf(sentence).flatMap(({ drawn }) => drawn);
    NEEDED.set(sentence, found);
  }
  return found;
}

/** A text without what keyboards and habits change: capitals, accents, spaces, marks. */
function bare(text: string): string {
  return plainForm(text.toLowerCase().replaceAll("'", "’")).replace(/[^\p{L}\p{N}’]/gu, "");
}
