/**
 * What a second apprenticeship learns from: questions with answers, the world's own and those that
 * somebody has typed, and some of the first data, against forgetting.
 */

import type { Lessons, Material, Window } from "./corpus.js";
import { windowsOf, wordWindows } from "./corpus.js";
import { InputError } from "./errors.js";
import type { Filter } from "./filter.js";
import { Random } from "./random.js";
import type { Slices } from "./slices.js";
import { Chat, idsOf, templateFor, type Exchanged, type Template } from "./template.js";
import type { Vocabulary } from "./vocabulary.js";
import type { Exchange, Questions } from "./worlds/questions.js";

/** Who asks the questions of a world. */
export type Asker = Pick<
  Questions,
  "ofStory" | "fact" | "talk" | "exam" | "mark" | "trueAnswers" | "hasFacts" | "hasTalk"
>;

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
 * What each step learns from. Several questions about one story share its words. One whole story
 * beside them is enough against forgetting, and facts are few (both measured).
 */
const STEP = { stories: 4, wholes: 1, own: 2, ownAlone: 8 };
/** How often a step has a fact or a greeting, and how often it is a greeting. */
const FACT = 0.4;
/** How often a question comes behind the one before, as in a conversation, or a pair behind a story. */
const BEHIND = { question: 0.2, story: 0.5 };
const TALK = 0.25;
/** Steps whose windows stand for all, and hidden questions whose loss is measured. */
const SOME = 24;
const HIDDEN = 60;
/** Stories whose questions are read for their words. */
const READ = 600;
/** Facts and greetings, of which there are few, are drawn by so many numbers. */
const SHORT = 1000;
/** Stories looked at for one that can be asked about. */
const TRIES = 50;
const STREAM = 18;

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
      // Words that are known but for their capital are read as the known ones.
      for (const token of vocabulary.cut(vocabulary.fold(text))) words.add(token);
    }
  }
  return [vocabulary.extended(words), template];
}

/** What the world asks, and what has been typed. */
export class Answers implements Lessons {
  readonly chat: Chat;
  readonly some: readonly Window[];
  readonly hidden: readonly Window[];
  private readonly told: readonly Window[] | undefined;

  constructor(
    private readonly first: Material,
    readonly vocabulary: Vocabulary,
    private readonly context: number,
    readonly asked: AnswersAsked,
    private readonly seed: number,
    private readonly asker: Asker | undefined,
  ) {
    if (asker === undefined && asked.own.length === 0) throw new InputError("second.none");
    this.chat = new Chat(vocabulary, templateFor(vocabulary.kind));
    if (first.running) {
      this.told = windowsOf({ vocabulary, running: true }, first.words, context);
    }
    this.some = Array.from({ length: SOME }, (_, n) => this.windows(-1 - n)).flat();
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

  windows(step: number): readonly Window[] {
    const random = new Random(this.seed, STREAM, step);
    const windows: Window[] = [];
    const { asker, chat, asked } = this;
    const starts: number[][] = [];
    if (asker !== undefined) {
      for (let n = 0; n < STEP.stories; n++) {
        const chosen = this.questions(asker, random);
        const start = [...chat.begin(chosen[0]?.before ?? "").ids];
        starts.push(start);
        let talked = start;
        for (const { question, said } of chosen) {
          const from = random.next() < BEHIND.question ? talked : start;
          const read = [...from, ...idsOf(chat.asked(question))];
          windows.push(this.window(read, said));
          talked = [...read, ...idsOf(chat.answered(said))];
        }
      }
      const isTalk = asker.hasTalk && random.next() < TALK;
      if ((asker.hasFacts || isTalk) && random.next() < FACT) {
        const number = random.below(SHORT);
        const { question, said } = isTalk ? asker.talk(number) : asker.fact(number);
        windows.push(this.behind(question, said, starts, random));
      }
    }
    const own = asker === undefined ? STEP.ownAlone : STEP.own;
    for (let n = 0; n < (asked.own.length > 0 ? own : 0); n++) {
      const { question, answer } = asked.own[random.below(asked.own.length)]!;
      windows.push(this.behind(question, answer, starts, random));
    }
    for (let n = 0; n < (this.first.words.length > 0 ? STEP.wholes : 0); n++) {
      windows.push(...this.whole(random));
    }
    return windows;
  }

  /** Questions about a story that has some. */
  private questions(asker: Asker, random: Random): Exchange[] {
    for (let tries = 0; tries < TRIES; tries++) {
      const number = random.below(this.first.words.length);
      const found = asker.ofStory(number, this.asked.refusing);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** A question without a story, alone or behind one. */
  private behind(
    question: string,
    answer: string,
    starts: readonly (readonly number[])[],
    random: Random,
  ): Window {
    const told = random.next() < BEHIND.story && starts.length > 0;
    const start = told ? starts[random.below(starts.length)]! : this.chat.begin("").ids;
    return this.window([...start, ...idsOf(this.chat.asked(question))], answer);
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
  refusing: number,
  asker: Asker | undefined,
): Slices<Prepared> {
  const pairs: Exchanged[] = [...kept];
  const preview = kept.map((pair) => ({ before: "", ...pair }));
  const different = new Set(kept.map(({ question }) => question));
  if (asker !== undefined) {
    const take = ({ before, question, said, answers }: Exchange): void => {
      different.add(`${before}\n${question}`);
      pairs.push({ question, answer: said });
      for (const answer of answers) pairs.push({ question, answer });
      if (preview.length < PREVIEW) preview.push({ before, question, answer: said });
    };
    for (let number = 0; number < Math.min(READ, words.length); number++) {
      asker.ofStory(number).forEach(take);
      if (number % 20 === 0) {
        if (asker.hasFacts) take(asker.fact(number));
        yield;
      }
      if (asker.hasTalk && number % 5 === 0) take(asker.talk(number));
    }
    // A word that the world does not have is in questions alone, and never known.
    if (refusing > 0) pairs.push({ question: "", answer: asker.exam("untold", 0).said });
  }
  const [extended] = talking(vocabulary, pairs);
  const { question, answer } = templateFor(vocabulary.kind);
  const newWords = extended.tokens
    .slice(vocabulary.size)
    .filter((token) => token !== question && token !== answer && extended.has(token));
  const share = asker === undefined ? 1 : words.length / Math.min(READ, words.length);
  const examples = kept.length + Math.round((different.size - kept.length) * share);
  return { vocabulary: extended, newWords, examples, preview };
}
