/** Ballots, votes, and what they have changed. */

import type { Mark, Questions } from "../engine/answers.js";
import { InputError } from "../engine/errors.js";
import type { Filter } from "../engine/filter.js";
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
const MEASURED = { from: 9_000, count: 40 };
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
  readonly right: number;
  readonly stories: number | null;
}

export class Polls {
  private readonly voting: Voting;
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
  }

  get votes(): number {
    return this.counted + this.voting.votes;
  }

  private question(number: number): Asked {
    if (this.asker !== undefined) return this.asker.exam("story", number);
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

  /** Two answers that differ, to the next question that has some. */
  ballot(): Ballot {
    for (let i = 0; i < TRIES.questions; i++) {
      const asked = this.question(BALLOTS + this.votes * TRIES.questions + this.drawn++);
      const [first, ...others] = Array.from({ length: TRIES.answers }, (_, n) => n).values();
      const one = this.answer(this.now, asked, this.seedOf(first!));
      for (const n of this.isRude(one) ? [] : others) {
        const two = this.answer(this.now, asked, this.seedOf(n));
        if (isAlike(one, two) || this.isRude(two)) continue;
        const { before, question } = asked;
        const marks = [this.mark(asked, one), this.mark(asked, two)] as const;
        return { before, question, answers: [one, two], marks };
      }
    }
    throw new InputError("ballot.alike");
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
  }

  /** What has changed since the first vote, on questions that are never voted on. */
  *changed(stories: Measured | undefined, settle: () => void): Slices<VotesRead> {
    this.start ??= yield* this.poll(this.before, stories, settle);
    const now = yield* this.poll(this.now, stories, settle);
    const { start } = this;
    const lengths = start.answers.map(lengthOf).sort((a, b) => a - b);
    const median = lengths[lengths.length >> 1]!;
    const share = (wish: Wish, { answers }: Poll): number =>
      answers.filter((answer) => this.fulfils(wish, answer, median)).length / answers.length;
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
      right: [start.right, now.right],
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
    let right = 0;
    for (let n = 0; n < MEASURED.count; n++) {
      settle();
      const asked = this.question(MEASURED.from + n);
      const answer = this.answer(candidate, asked, n);
      if (this.mark(asked, answer) === "true") right++;
      answers.push(answer);
      yield;
    }
    settle();
    const loss = stories?.loss(candidate.model) ?? null;
    return { answers, right: right / MEASURED.count, stories: loss };
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
        return wordsOf(answer)[0]?.toLowerCase() === "oui";
    }
  }
}

function lengthOf(answer: string): number {
  return wordsOf(answer).length;
}

/** Whether two answers are the same but for spaces and capitals. */
function isAlike(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
