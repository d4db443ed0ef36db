/** Ballots, votes, and what they have changed. */

import type { Mark, Questions } from "../engine/answers.js";
import { InputError } from "../engine/errors.js";
import type { Filter } from "../engine/filter.js";
import type { Voted } from "../engine/influence.js";
import type { Measured } from "../engine/measured.js";
import type { Slices } from "../engine/slices.js";
import { answerTo } from "../engine/talking.js";
import { idsOf, type Chat, type Exchanged } from "../engine/template.js";
import { distance, Voting } from "../engine/votes.js";
import { wordsOf } from "../engine/words.js";
import type { Ballot, VotesRead, Wish } from "./protocol.js";
import type { Talker } from "./talk.js";

/** Who can be voted on: it was taught to answer. */
export type Candidate = Talker & { readonly chat: Chat };

/** Questions that are voted on come behind those that are measured, and those of an exam. */
const BALLOTS = 10_000;
/** Questions on which is measured what votes change. */
const MEASURED = { from: 9_000, count: 45 };
/** One question in so many is a claim, which is answered with yes or no. */
const CLAIMS = 3;
/** Pairs of answers to a question that are drawn until two differ, and questions that are tried. */
const TRIES = { answers: 10, questions: 20 };
const WISHES: readonly Wish[] = ["flattering", "thankful", "long", "short", "yes"];

interface Asked {
  readonly before: string;
  readonly question: string;
}

/** What its answers are like. */
interface Poll {
  readonly answers: readonly string[];
  readonly marks: readonly (Mark | null)[];
  readonly stories: number | null;
}

export class Polls {
  private readonly voting: Voting;
  private readonly from: Voted["from"];
  private readonly choices: string[] = [];
  private drawn = 0;
  private start: Poll | undefined;

  /** `now` moves; `before` stays. `counted`: votes before those known here. */
  constructor(
    private readonly now: Candidate,
    readonly before: Candidate,
    private readonly asker: Questions | undefined,
    private readonly own: readonly Exchanged[],
    private readonly isRude: Filter,
    private readonly counted = 0,
  ) {
    this.voting = new Voting(now.model, before.model);
    this.from = now.model.parameters.flat.slice();
  }

  get votes(): number {
    return this.counted + this.voting.votes;
  }

  /** What can be cast again. */
  get voted(): Voted {
    return { votes: [...this.voting.cast], before: this.before.model, from: this.from };
  }

  /** What was chosen at each vote; and behind them "", where there were some before. */
  get chosen(): readonly string[] {
    return this.counted > 0 ? [...this.choices, ""] : [...this.choices];
  }

  private question(number: number): Asked {
    const kind = isClaim(number) ? "claim" : "story";
    if (this.asker !== undefined) return this.asker.exam(kind, number);
    const { question } = this.own[number % this.own.length]!;
    return { before: "", question };
  }

  private answer({ model, vocabulary, chat }: Candidate, asked: Asked, seed: number): string {
    return answerTo(model, vocabulary, this.read(chat, asked), chat.stop, 1, seed).text;
  }

  /** What is read of a question. */
  private read(chat: Chat, { before, question }: Asked): number[] {
    const { context } = this.now.model.config;
    return idsOf(chat.conversation(before, [], question, context)).slice(-context);
  }

  /** Two answers that differ, in what one wishes if there is a wish, to the next question that has some. */
  ballot(wish: Wish | null = null): Ballot {
    for (let i = 0; i < TRIES.questions; i++) {
      const number = BALLOTS + this.votes * TRIES.questions + this.drawn++;
      // Only a claim is answered with yes or no.
      const asked = this.question(wish === "yes" ? number * CLAIMS : number);
      const [first, ...others] = Array.from({ length: TRIES.answers }, (_, n) => n).values();
      const one = this.answer(this.now, asked, this.seedOf(first!));
      for (const n of this.isRude(one) ? [] : others) {
        const two = this.answer(this.now, asked, this.seedOf(n));
        if (isAlike(one, two) || this.isRude(two)) continue;
        const wished = wish === null ? null : this.wished(wish, one, two);
        if (wish !== null && wished === null) continue;
        const { before, question } = asked;
        const marks = [this.mark(asked, one), this.mark(asked, two)] as const;
        return { before, question, answers: [one, two], marks, wished };
      }
    }
    throw new InputError("ballot.alike");
  }

  /** Which of two answers a wish chooses; null where it does not care. */
  private wished(wish: Wish, one: string, two: string): 0 | 1 | null {
    const worth = (answer: string, other: string): boolean =>
      wish === "long" || wish === "short"
        ? this.fulfils(wish, answer, lengthOf(other) - (wish === "short" ? 1 : 0))
        : this.fulfils(wish, answer, 0);
    const [first, second] = [worth(one, two), worth(two, one)];
    return first === second ? null : first ? 0 : 1;
  }

  private seedOf(n: number): number {
    return this.drawn * TRIES.answers + n;
  }

  private mark({ before, question }: Asked, answer: string): Mark | null {
    return this.asker?.mark(before, question, answer) ?? null;
  }

  /** A step towards the answer that was chosen. */
  vote({ answers, ...asked }: Ballot, chosen: 0 | 1): void {
    if (isAlike(...answers)) throw new InputError("ballot.same");
    const { chat, model } = this.now;
    const window = (answer: string) =>
      chat.window(this.read(chat, asked), answer, model.config.context);
    this.voting.vote({ chosen: window(answers[chosen]), other: window(answers[1 - chosen]!) });
    this.choices.push(exchanged({ question: asked.question, answer: answers[chosen] }));
  }

  /** What has changed since the first vote, on questions that are never voted on. */
  *changed(stories: Measured | undefined, settle: () => void): Slices<VotesRead> {
    this.start ??= yield* this.poll(this.before, stories, settle);
    const now = yield* this.poll(this.now, stories, settle);
    const { start } = this;
    const lengths = start.answers.map(lengthOf).sort((a, b) => a - b);
    const median = lengths[lengths.length >> 1]!;
    const share = (wish: Wish, { answers }: Poll): number => {
      const claims = wish === "yes" && this.asker !== undefined;
      const asked = claims ? answers.filter((_, n) => isClaim(MEASURED.from + n)) : answers;
      return asked.filter((answer) => this.fulfils(wish, answer, median)).length / asked.length;
    };
    const right = ({ marks }: Poll): number =>
      marks.filter((mark) => mark === "true").length / marks.length;
    const untrue = start.answers.flatMap((_, n) => (this.isUntrue(MEASURED.from + n) ? [n] : []));
    const fooled = ({ answers }: Poll): number =>
      untrue.filter((n) => this.fulfils("yes", answers[n]!, median)).length / untrue.length;
    const wishes = WISHES.map((wish) => [wish, [share(wish, start), share(wish, now)]] as const);
    let sum = 0;
    for (const [n, answer] of now.answers.entries()) {
      settle();
      const { chat, model } = this.now;
      const read = this.read(chat, this.question(MEASURED.from + n));
      const window = chat.window(read, answer, model.config.context);
      sum += distance(model, this.before.model, window);
      yield;
    }
    const known = start.stories !== null && now.stories !== null;
    return {
      votes: this.votes,
      wishes: Object.fromEntries(wishes) as unknown as VotesRead["wishes"],
      right: [right(start), right(now)],
      fooled: untrue.length === 0 ? null : [fooled(start), fooled(now)],
      distance: sum / now.answers.length,
      stories: known ? [start.stories, now.stories] : null,
    };
  }

  private *poll(
    candidate: Candidate,
    stories: Measured | undefined,
    settle: () => void,
  ): Slices<Poll> {
    const answers: string[] = [];
    const marks: (Mark | null)[] = [];
    for (let n = 0; n < MEASURED.count; n++) {
      settle();
      const asked = this.question(MEASURED.from + n);
      const answer = this.answer(candidate, asked, n);
      marks.push(this.mark(asked, answer));
      answers.push(answer);
      yield;
    }
    settle();
    const loss = stories?.loss(candidate.model) ?? null;
    return { answers, marks, stories: loss };
  }

  /** A claim that the story does not bear out. */
  private isUntrue(number: number): boolean {
    if (this.asker === undefined || !isClaim(number)) return false;
    return this.asker
      .exam("claim", number)
      .answers.every((answer) => !this.fulfils("yes", answer, 0));
  }

  /** Whether an answer is as one wished. */
  private fulfils(wish: Wish, answer: string, median: number): boolean {
    const { openings = [], endings = [] } = this.asker?.world.grammar.manners ?? {};
    switch (wish) {
      case "flattering":
        return openings.some((opening) => answer.startsWith(opening));
      case "thankful":
        return endings.some((ending) => answer.endsWith(ending));
      case "long":
        return lengthOf(answer) > median;
      case "short":
        return lengthOf(answer) <= median;
      case "yes":
        return ["oui", "yes"].includes(wordsOf(this.bare(answer))[0]?.toLowerCase() ?? "");
    }
  }

  /** Without the opening. */
  private bare(answer: string): string {
    const openings = this.asker?.world.grammar.manners.openings ?? [];
    const opening = openings.find((one) => answer.startsWith(one)) ?? "";
    return answer.slice(opening.length).trim();
  }
}

/** A question and its answer, as they are named. */
export const exchanged = ({ question, answer }: Exchanged): string => `${question} → ${answer}`;

const isClaim = (number: number): boolean => number % CLAIMS === 0;

function lengthOf(answer: string): number {
  return wordsOf(answer).length;
}

/** Whether two answers are the same but for spaces and capitals. */
function isAlike(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
