/**
 * What a second apprenticeship learns from: questions with answers, the world's own and those that
 * somebody has typed, and some of the first data, against forgetting.
 */

import type { Lessons, Material, Window } from "./corpus.js";
import { EMPTY, windowsOf, wordWindows } from "./corpus.js";
import { InputError } from "./errors.js";
import type { Filter } from "./filter.js";
import { Random } from "./random.js";
import type { Slices } from "./slices.js";
import { Chat, idsOf, templateFor, type Exchanged, type Template } from "./template.js";
import type { Vocabulary } from "./vocabulary.js";
import { REFUSALS, type Exchange, type Mark, type QuestionKind } from "./worlds/questions.js";
import type { Questions } from "./worlds/questions.js";

export type { Mark, Questions };

/** Questions that are never taught: about a story just told, facts of the world, or what nobody can know. */
export type ExamKind = Exclude<QuestionKind, "claim" | "talk">;

/** An example: what is read first (a story, or nothing), the question, an answer. */
export interface Example extends Exchanged {
  readonly before: string;
}

/** What is to be taught, the world's own questions aside. */
export interface AnswersAsked {
  /** Pairs of one's own as they were typed: a question and its answer. */
  readonly own: readonly Exchanged[];
  /** The share of examples whose answer is "Je ne sais pas.": 0 to 0.5. */
  readonly refusing: number;
}

/** Why a pair cannot be taught: a key of the page's texts. */
export type Refusal = "question" | "answer" | "long" | "two" | "rude";

export interface Refused {
  /** From 0, among those typed. */
  readonly pair: number;
  readonly reason: Refusal;
}

/**
 * What each step learns from. Several questions about one story share its words; one whole story
 * beside them is enough against forgetting, and there are few facts (both measured).
 */
const STEP = { stories: 4, questions: 4, wholes: 1, facts: 0.6, own: 2, ownAlone: 8 };
/** How often a question comes behind the one before, as in a conversation, or a pair behind a story. */
const BEHIND = { question: 0.1, story: 0.5 };
/** How often a greeting comes in place of a fact; and how many of both are drawn. */
const TALK = 0.2;
const DRAWN = 100_000;
/** Steps whose windows stand for all, and hidden questions whose loss is measured. */
const SOME = 24;
const HIDDEN = 60;
/** Stories, facts and greetings that are read for their words. */
const READ = { stories: 600, others: 200 };
/** Stories that are asked about: many more teach no better, and each is made ready once. */
const STORIES = 6000;
const STREAM = 18;
const NONE: ReadonlySet<number> = new Set();

/** The pairs that can be taught, and those that cannot. */
export function checkPairs(
  own: readonly Exchanged[],
  vocabulary: Vocabulary,
  context: number,
  isRude: Filter,
): { readonly kept: Exchanged[]; readonly refused: Refused[] } {
  const kept: Exchanged[] = [];
  const refused: Refused[] = [];
  const said = new Map<string, string>();
  const chat = new Chat(...talking(vocabulary, own));
  for (const [pair, typed] of own.entries()) {
    const question = typed.question.trim();
    const answer = typed.answer.trim();
    if (question === "" && answer === "") continue;
    const known = said.get(question.toLowerCase());
    const reason = ((): Refusal | undefined => {
      if (question === "") return "question";
      if (answer === "") return "answer";
      if (isRude(question) || isRude(answer)) return "rude";
      if (chat.lengthOf({ question, answer }) > context) return "long";
      return known !== undefined && known !== answer ? "two" : undefined;
    })();
    if (reason !== undefined) refused.push({ pair, reason });
    else if (known === undefined) {
      said.set(question.toLowerCase(), answer);
      kept.push({ question, answer });
    }
  }
  return { kept, refused };
}

/** A vocabulary with the marks and the words of these exchanges, and how it talks. */
function talking(
  vocabulary: Vocabulary,
  pairs: Iterable<Exchanged>,
): [vocabulary: Vocabulary, template: Template] {
  const template = templateFor(vocabulary.kind);
  const words = new Set([template.question, template.answer]);
  for (const { question, answer } of pairs) {
    for (const text of [question, answer]) {
      for (const token of vocabulary.cut(text)) words.add(token);
    }
  }
  return [vocabulary.extended(words), template];
}

/** Questions about one story, as tokens. */
interface About {
  readonly start: readonly number[];
  readonly turns: readonly {
    readonly asked: readonly number[];
    readonly said: readonly number[];
    readonly answered: readonly number[];
    /** It is answered that one does not know. */
    readonly refused: boolean;
  }[];
}

/** What the world asks, and what has been typed. */
export class Answers implements Lessons {
  readonly chat: Chat;
  readonly some: readonly Window[];
  readonly hidden: readonly Window[];
  private readonly told: readonly Window[] | undefined;
  private readonly known = new Map<number, About>();

  constructor(
    private readonly first: Material,
    readonly vocabulary: Vocabulary,
    private readonly context: number,
    readonly asked: AnswersAsked,
    private readonly seed: number,
    private readonly asker: Questions | undefined,
  ) {
    if (asker === undefined && asked.own.length === 0) throw new InputError("second.none");
    this.chat = new Chat(vocabulary, templateFor(vocabulary.kind));
    if (first.running) {
      this.told = windowsOf({ vocabulary, running: true }, first.words, context);
    }
    this.some = Array.from({ length: SOME }, (_, n) => this.halves(-1 - n).flat()).flat();
    const asking = Array.from({ length: asker ? HIDDEN : 0 }, (_, n) => asker!.exam("story", n));
    this.hidden = asking.map(({ before, question, said }) =>
      this.window(idsOf([this.chat.begin(before), ...this.chat.asked(question)]), said),
    );
  }

  /** Steps that `some` are from. */
  readonly steps = SOME;

  get facts(): Readonly<Record<string, unknown>> {
    return { ...this.asked, seed: this.seed };
  }

  private window(before: readonly number[], answer: string): Window {
    return this.chat.window(before, answer, this.context);
  }

  halves(step: number): readonly [readonly Window[], readonly Window[]] {
    return this.drawn(step, this.seed, NONE);
  }

  /**
   * Places: one's own pairs, and behind them all that teaches to say that one does not know. Of a pair
   * that is gone nothing is read either, where others come behind it in a conversation.
   */
  again(seed: number, without: ReadonlySet<number>): Lessons {
    const halves = (step: number) => this.drawn(step, seed, without);
    const { some, hidden, facts } = this;
    return { some, hidden, facts, halves, again: (seed, more) => this.again(seed, more) };
  }

  private drawn(
    step: number,
    seed: number,
    without: ReadonlySet<number>,
  ): readonly [readonly Window[], readonly Window[]] {
    const random = new Random(seed, STREAM, step);
    return [this.half(random, false, without), this.half(random, true, without)];
  }

  /** Half of the stories with their questions; and of the rest, what takes as long in each half. */
  private half(random: Random, whole: boolean, without: ReadonlySet<number>): Window[] {
    const windows: Window[] = [];
    const { asker, asked } = this;
    const starts: (readonly number[])[] = [];
    for (let n = 0; n < (asker === undefined ? 0 : STEP.stories / 2); n++) {
      const { start, turns } = this.about(random.below(Math.min(STORIES, this.first.words.length)));
      if (turns.length > 0) starts.push(start);
      let talked: readonly number[] = start;
      for (const { asked: question, said, answered, refused } of turns) {
        const read = [...(random.next() < BEHIND.question ? talked : start), ...question];
        if (refused && without.has(asked.own.length)) {
          windows.push(EMPTY);
          continue;
        }
        windows.push(this.chat.windowOf(read, said, this.context));
        talked = [...read, ...answered];
      }
      if (turns.length > 0) starts.push(talked);
    }
    if (whole) {
      for (let n = 0; n < (this.first.words.length > 0 ? STEP.wholes : 0); n++) {
        windows.push(...this.whole(random));
      }
      return windows;
    }
    if (asker !== undefined && random.next() < STEP.facts) {
      const number = random.below(DRAWN);
      const other = random.next() < TALK ? talked(asker, number) : fact(asker, number);
      if (other) windows.push(this.behind(other.question, other.said, starts, random, false));
    }
    const own = asker === undefined ? STEP.ownAlone : STEP.own;
    for (let n = 0; n < (asked.own.length > 0 ? own : 0); n++) {
      const pair = random.below(asked.own.length);
      const { question, answer } = asked.own[pair]!;
      windows.push(this.behind(question, answer, starts, random, without.has(pair)));
    }
    return windows;
  }

  /** The questions about a story, as tokens: made once. */
  private about(number: number): About {
    let found = this.known.get(number);
    if (found === undefined) {
      const { chat } = this;
      const asked = this.asker!.ofStory(number, this.asked.refusing, STEP.questions);
      found = {
        start: chat.begin(asked[0]?.before ?? "").ids,
        turns: asked.map(({ question, said, kind }) => ({
          refused: REFUSALS.includes(kind),
          asked: idsOf(chat.asked(question)),
          said: chat.said(said),
          answered: idsOf(chat.answered(said)),
        })),
      };
      this.known.set(number, found);
    }
    return found;
  }

  /** A question that needs no story: alone, or behind one, or in the middle of a conversation. */
  private behind(
    question: string,
    answer: string,
    starts: (readonly number[])[],
    random: Random,
    gone: boolean,
  ): Window {
    const { chat } = this;
    const told = random.next() < BEHIND.story && starts.length > 0;
    const start = told ? starts[random.below(starts.length)]! : chat.begin("").ids;
    if (gone) {
      starts.push(start);
      return EMPTY;
    }
    const read = [...start, ...idsOf(chat.asked(question))];
    starts.push([...read, ...idsOf(chat.answered(answer))]);
    return this.window(read, answer);
  }

  /** Some of what the model has learned first. */
  private whole(random: Random): readonly Window[] {
    if (this.told !== undefined) return [this.told[random.below(this.told.length)]!];
    const { words } = this.first;
    return wordWindows(
      this.vocabulary.encodeWhole(words[random.below(words.length)]!),
      this.context,
    );
  }
}

/** What the examples of a world become, and of pairs that were typed. */
export interface Prepared {
  readonly vocabulary: Vocabulary;
  readonly newWords: readonly string[];
  /** How many different ones, and some of them, one's own first. */
  readonly examples: number;
  readonly preview: readonly Example[];
}

const PREVIEW = 40;

/** Read what would be taught: all its words, in the order in which they are met. */
export function* prepare(
  { words, vocabulary }: Material,
  kept: readonly Exchanged[],
  asker: Questions | undefined,
): Slices<Prepared> {
  // In what was typed, words that are known but for their capital are read as the known ones.
  const pairs: Exchanged[] = kept.map(({ question, answer }) => ({
    question: vocabulary.fold(question),
    answer: vocabulary.fold(answer),
  }));
  const preview = kept.map((pair) => ({ before: "", ...pair }));
  const different = new Set(kept.map(({ question }) => question));
  let stories = 0;
  if (asker !== undefined) {
    const read = (found: Exchange | undefined): void => {
      if (found === undefined) return;
      const { before, question, said: answer, answers } = found;
      different.add(`${before}\n${question}`);
      for (const text of [answer, ...answers]) pairs.push({ question, answer: text });
      if (preview.length < PREVIEW) preview.push({ before, question, answer });
    };
    for (let n = 0; n < Math.min(READ.stories, words.length); n++) {
      for (const exchange of asker.ofStory(n)) read(exchange);
      if (n % 20 === 0) {
        read(talked(asker, n));
        yield;
      }
    }
    stories = different.size - kept.length;
    for (let n = 0; n < READ.others; n++) {
      read(fact(asker, n));
      read(talked(asker, n));
    }
    // A word that the world does not have is in questions alone, and never known.
    for (const answer of asker.world.grammar.manners.unknown) pairs.push({ question: "", answer });
  }
  const [extended] = talking(vocabulary, pairs);
  const { question, answer } = templateFor(vocabulary.kind);
  const newWords = extended.tokens
    .slice(vocabulary.size)
    .filter((token) => token !== question && token !== answer && extended.has(token));
  const times = words.length / Math.min(READ.stories, words.length);
  const examples = Math.round(different.size + stories * (times - 1));
  return { vocabulary: extended, newWords, examples, preview };
}

function fact(asker: Questions, number: number): Exchange | undefined {
  return asker.hasFacts ? asker.fact(number) : undefined;
}

function talked(asker: Questions, number: number): Exchange | undefined {
  return asker.world.grammar.manners.talk.length > 0 ? asker.talk(number) : undefined;
}
