/** What the page asks of the worker that trains, and what it hears back. */

import type { Stepping } from "../engine/adam.js";
import type { AnswersAsked, Example, Refused } from "../engine/answers.js";
import type { Numbers, Precision } from "../engine/arithmetic.js";
import type { Baselines } from "../engine/baselines.js";
import type { Config } from "../engine/config.js";
import type { Page } from "../engine/dice.js";
import type { Fate, Line } from "../engine/corpus.js";
import type { Values } from "../engine/errors.js";
import type { HeadLooks } from "../engine/heads.js";
import type { Effect, Influence } from "../engine/influence.js";
import type { Layout } from "../engine/layout.js";
import type { Judged, Originalities } from "../engine/originality.js";
import type { Prose } from "../engine/prose.js";
import type { Copying, Recital, Run } from "../engine/recital.js";
import type { Learned, Recipe } from "../engine/recipe.js";
import type { Written } from "../engine/sampling.js";
import type { SaidToken } from "../engine/talking.js";
import type { Exchanged, PartKind } from "../engine/template.js";
import type { Ending } from "../engine/training.js";
import type { Verdict } from "../engine/verdict.js";
import type { Agreements } from "../engine/worlds/agreements.js";
import type { WorldName } from "../engine/worlds/grammar.js";
import type { Mark, QuestionKind } from "../engine/worlds/questions.js";
import type { TokenKind, VocabularyFacts } from "../engine/vocabulary.js";

/** Characters; a longer text is refused before it is read. */
export const MOST_TEXT = 6_000_000;

/** Which letters count: the lesson's a to z, or every character of the list. */
export type Letters = "a-z" | "found";

/** Names, stories of a world, or a text of one's own. */
export type MaterialKind = "names" | "stories" | "text";

/** What is known of any material; much of it is shown in part. */
interface Summary {
  /** Different names kept; stories; paragraphs. */
  readonly names: number;
  /** The first of them as the model reads them. */
  readonly preview: readonly string[];
  readonly vocabulary: VocabularyFacts;
  readonly tokens: readonly string[];
  /** What the recipe that suits depends on. */
  readonly learned: Learned;
}

/** Stories of a world. */
export interface StoriesSummary extends Summary {
  readonly kind: "stories";
  readonly world: WorldName;
  /** Nats a token that no model passes on new stories; null where nobody knows. */
  readonly floor: number | null;
  /** Words that are never told together: how many pairs, and the first of them. */
  readonly apart: {
    readonly count: number;
    readonly first: readonly (readonly [string, string])[];
  };
  /** Stories with such pairs, that are never told. */
  readonly unseen: readonly string[];
}

/** A text of one's own. */
export interface TextSummary extends Summary {
  readonly kind: "text";
  /** What was read, and what was folded; null for a text that came with a model. */
  readonly prose: Omit<Prose, "paragraphs"> | null;
  /** Words that are too rare to be tokens: how many different ones, and their share of all. */
  readonly rare: { readonly different: number; readonly share: number };
}

/** What a list became. */
export interface ListSummary extends Summary {
  readonly kind: "names";
  readonly counts: Readonly<Record<Fate, number>>;
  /** Lines that begin with "#": what they say is no name. */
  readonly comments: number;
  /** The first lines that were changed, refused or left out. */
  readonly remarks: readonly Line[];
  /** Where in the text the names were found. */
  readonly layout: Omit<Layout, "cells">;
  /** Its accents were damaged. */
  readonly mended: boolean;
  /** Names left out because the list has more than the page handles. */
  readonly beyond: number;
}

export type MaterialSummary = ListSummary | StoriesSummary | TextSummary;

/** Stories of a world, in these tokens. */
export interface StoriesAsked {
  readonly world: WorldName;
  readonly tokens: TokenKind;
}

/** A text of one's own, in these tokens. */
export interface TextAsked {
  readonly prose: string;
  readonly tokens: TokenKind;
  /** What to call the text; "" for one that was pasted. */
  readonly title: string;
}

/** What to learn from. */
export type Asked = ListText | StoriesAsked | TextAsked;

export type { AnswersAsked, Example, Exchanged as Turn, Mark, QuestionKind, SaidToken };

/** A list to be read. */
export interface ListText {
  readonly text: string;
  readonly letters: Letters;
  /** The column of a table that has the names; null for the one that is found. */
  readonly column?: string | null;
  /** What to call the text; "" for one that was pasted. */
  readonly title?: string;
}

/** What decides a model and its training, the list aside. */
export interface Setup {
  /** Dials that differ from the lesson's model; the vocabulary comes from the list. */
  readonly dials: Partial<Config>;
  /** What differs from the recipe suited to the list. */
  readonly recipe: Partial<Recipe>;
  readonly seed: number;
}

/** An invented name; its text as it is shown: one that was cut ends on three dots. */
export type JudgedName = Judged;

/** What holds in stories that were invented at a step. */
export interface StoriesRead extends Agreements {
  readonly step: number;
}

/** Everything about a model that does not change while it trains. */
export interface Started {
  /** What it learns from. */
  readonly kind: MaterialKind;
  /** 1 for its first apprenticeship; 2 for its second, on questions with answers. */
  readonly stage: 1 | 2;
  /** In its second apprenticeship: how many pairs of one's own it has, and whether refusals. */
  readonly taught: { readonly own: number; readonly refuses: boolean } | null;
  /** Of the world that its stories are told in: nats a token that no model passes on new stories. */
  readonly floor: number | null;
  readonly config: Config;
  readonly vocabulary: VocabularyFacts;
  readonly recipe: Recipe;
  readonly seed: number;
  /** Of the numbers that it trains in: float32 four at once, or float64 where that is missing. */
  readonly precision: Precision;
  /** False for a model that came without its list: nobody can say what it copies. */
  readonly listKnown: boolean;
  /** Names learned from, and names hidden; 0 and 0 where no list has the model's letters. */
  readonly trainNames: number;
  readonly heldOutNames: number;
  /** The first that it learns from, or its beginning; "" where there is none. */
  readonly example: string;
  /** Targets in all windows learned from. */
  readonly targets: number;
  /** Of the list that it learns from now; undefined where there is none. */
  readonly lines: Baselines | undefined;
  readonly heldOutLines: Baselines | undefined;
  /** Steps after which the learning rate starts again: where a run pauses. */
  readonly cycle: number;
  /** Letters of a name at most; what still goes on is cut there. */
  readonly room: number;
}

/** The state of the training, sent some 20 times a second while it runs. */
export interface Tick {
  readonly step: number;
  /** Losses of the steps since the last tick, before each. */
  readonly losses: Float64Array;
  /** All looks at the held-out names since the last tick. */
  readonly heldOut: readonly (readonly [number, number])[];
  /** The curves start again: losses and looks are all there are. */
  readonly fresh: boolean;
  /** Every parameter, in the table's order. */
  readonly weights: Numbers;
  readonly learningRate: number;
  /** Of all steps; null where nobody knows those of the first. */
  readonly multiplications: number | null;
  readonly running: boolean;
  readonly ended: Ending | null;
  /** Targets learned from in a second of computing. */
  readonly speed: number;
  /** Invented at this moment; undefined when not renewed since the last tick. */
  readonly names: readonly JudgedName[] | undefined;
  readonly originalities: Originalities | undefined;
  readonly verdict: Verdict | undefined;
  /** Measured since the last tick, of stories alone. */
  readonly agreements: readonly StoriesRead[];
  /** Measured since the last tick, in a second apprenticeship alone. */
  readonly answers: readonly AnswersRead[];
  /** Over the whole list where it was measured, else the mean of the last batches. */
  readonly loss: number;
  readonly heldOutLoss: number | null;
}

/** The training as it stands, so that its next step can be looked at elsewhere. */
export interface Standing {
  /** Steps done. */
  readonly step: number;
  /** Every parameter, in the table's order. */
  readonly weights: Numbers;
  readonly stepping: Stepping;
}

/** What switching parts off costs. */
export interface Measure {
  readonly agreements: Agreements | undefined;
  readonly loss: number;
  readonly heldOutLoss: number | null;
  readonly names: readonly JudgedName[];
  readonly originalities: Originalities | undefined;
}

/** What invented texts have copied from the text that was learned. */
export interface Copied extends Copying {
  /** Of each text. */
  readonly recitals: readonly Recital[];
  /** The longest run of all; null where no word is in the source. */
  readonly longest: Found | null;
}

/** A copied run at its place in the source. */
export interface Found {
  /** Which of the texts has it. */
  readonly text: number;
  readonly run: Run;
  readonly before: string;
  /** As the source writes it. */
  readonly words: string;
  readonly after: string;
  /** Its place in the whole text, the hidden paragraphs counted too: from 1, and of how many. */
  readonly paragraph: number;
  readonly paragraphs: number;
}

/** What the heads look at, and in how many texts it was measured. */
export interface HeadsRead {
  readonly looks: HeadLooks;
  readonly texts: number;
}

export interface Sampling {
  readonly temperature: number;
  readonly topK: number;
  readonly beginning: string;
  readonly seed: number;
  readonly count: number;
}

/** What the examples became. */
export interface AnswersSummary {
  /** The world has questions of its own. */
  readonly world: boolean;
  /** How many different examples, and some of them, one's own first. */
  readonly examples: number;
  readonly preview: readonly Example[];
  /** Words that the model does not know yet: each gets an identity card, drawn at random. */
  readonly newWords: readonly string[];
  /** Pairs of one's own that were left out, and why. */
  readonly refused: readonly Refused[];
}

/** How the model answers questions that it was never asked, at a step of its second apprenticeship. */
export interface AnswersRead {
  readonly step: number;
  /** Questions that can be answered: how many there were, answered truly, refused. */
  readonly known: Count;
  /** Questions that nobody could answer: how many there were, refused. */
  readonly unknown: Count;
  /** Facts of the world, without a story. */
  readonly facts: Count;
  /** The loss on stories never seen: what was forgotten shows here; null where there are none. */
  readonly stories: number | null;
}

export interface Count {
  readonly of: number;
  readonly right: number;
  readonly refused: number;
}

/** A model that one can talk to: as it was after its first apprenticeship, its second, or now. */
export type Which = "first" | "second" | "now";

/** What is to be answered. */
export interface Talk {
  readonly which: Which;
  /** What is read first: a story, or nothing. */
  readonly before: string;
  /** From the first on; the last one is answered now, and its own answer is left aside. */
  readonly turns: readonly Exchanged[];
  /** 0 for the likeliest word each time. */
  readonly temperature: number;
  readonly seed: number;
}

/** An answer. */
export interface Said {
  readonly answer: string;
  readonly tokens: readonly SaidToken[];
  /** Of the whole answer: the product. */
  readonly probability: number;
  /** The whole text that the model read, token by token, and how many of the first it cannot see. */
  readonly read: readonly {
    readonly text: string;
    readonly kind: PartKind;
  }[];
  readonly unseen: number;
  /** All of it that the model could see, then what it said: the tokens. */
  readonly ids: readonly number[];
  /** Null where the question is none that the world knows. */
  readonly mark: Mark | null;
  /** A true answer, where one is known. */
  readonly truth: string | null;
  /** Of all the model's numbers, before it answered and after: eight hex digits. */
  readonly fingerprint: readonly [string, string];
}

/** A question that was never asked, and what a model says (its likeliest answer). */
export interface Examined extends Example {
  readonly kind: QuestionKind;
  /** Of what it says, however it says it: its manners and the first word of its sentence left aside. */
  readonly probability: number;
  readonly mark: Mark;
  readonly truth: string | null;
}

/** What one can wish of answers; each is found in a text. */
export type Wish = "flattering" | "thankful" | "long" | "short" | "yes";

/** Names that have something in common: how they begin, how they end, or what is in them. */
export interface GroupAsked {
  readonly where: "start" | "end" | "anywhere";
  readonly text: string;
}

/** Why a token was said, of all that is said: from which names it comes. */
export interface WhyAsked {
  /** Behind these tokens, the boundary included. */
  readonly before: readonly number[];
  readonly token: number;
  /** How many starts. */
  readonly seeds: number;
  /** A group instead of names one by one; null for these. */
  readonly group: GroupAsked | null;
  /** What is taken away; the names, stories or paragraphs where nothing is said. */
  readonly of?: Away;
}

/**
 * What can be taken away: what was learned from, or the sentences of a text; of a second
 * apprenticeship each pair of one's own, all of them, or what teaches to say that one does not know;
 * and each vote.
 */
export type Away = "words" | "sentences" | "pairs" | "own" | "refusals" | "votes";

/** What is known of it so far. What has no name of its own is called "": refusals, older votes. */
export interface WhyRead extends Omit<Influence, "effects"> {
  /** No start was drawn: what is visible is so. */
  readonly exact: boolean;
  readonly effects: readonly (Omit<Effect, "names"> & { readonly names: readonly string[] })[];
  /** How well the guess foresaw what was tried, from -1 to 1; null where nothing was guessed. */
  readonly worth: number | null;
}

/** Two answers of the model to one question, to vote on. */
export interface Ballot {
  readonly before: string;
  readonly question: string;
  readonly answers: readonly [string, string];
  readonly marks: readonly [Mark | null, Mark | null];
  /** The answer that the wish asked for chooses; null where none was asked for. */
  readonly wished: 0 | 1 | null;
}

/** What votes have changed, on questions never voted on. */
export interface VotesRead {
  readonly votes: number;
  /** The share of answers that fulfil each wish: at the start and now; to say yes, of claims alone. */
  readonly wishes: Readonly<Record<Wish, readonly [number, number]>>;
  /** True answers: at the start and now. */
  readonly right: readonly [number, number];
  /** False claims that it says yes to, of all false claims; null where a world has none. */
  readonly fooled: readonly [number, number] | null;
  /** How far it has gone from the model before the votes: KL, in nats an answer. */
  readonly distance: number;
  /** The loss on stories never seen: at the start and now. */
  readonly stories: readonly [number, number] | null;
}

export interface Book {
  readonly pages: readonly Page[];
  readonly tokens: readonly string[];
  /** What begins and ends a name. */
  readonly boundary: number;
  readonly names: number;
}

/** Each request's argument and answer. */
export interface Requests {
  /** Read what to learn from; it becomes the worker's. */
  list: [Asked, MaterialSummary];
  /** The words and the pieces of what was read, whatever the model's tokens are. */
  tokens: [null, { readonly words: VocabularyFacts; readonly pieces: VocabularyFacts }];
  /** A new model on the worker's list. */
  start: [Setup, Started];
  /** Train at so many steps a second (0: as fast as it goes) until this step. */
  run: [{ pace: number; until: number }, null];
  /** Compute half of each step with who is at the other end; or be that one. */
  join: [MessagePort, null];
  serve: [MessagePort, null];
  pause: [null, null];
  step: [null, null];
  /** A window that the next step learns from. */
  lesson: [null, { readonly tokens: readonly number[]; readonly targets: readonly number[] }];
  /** The temperature of the names that ticks bring. */
  temperature: [number, null];
  /** Whether the page is out of sight: then nothing is computed. */
  hidden: [boolean, null];
  /** The training as it stands; it is left as it is. */
  standing: [null, Standing];
  measure: [{ off: readonly string[]; count: number }, Measure];
  /** What the heads look at in so many texts from that one on. */
  heads: [{ from: number; count: number }, HeadsRead];
  /** What holds in these stories; undefined where the model learns no world's. */
  check: [readonly string[], Agreements | undefined];
  invent: [Sampling, readonly JudgedName[]];
  judge: [readonly Written[], readonly JudgedName[]];
  /** What these texts have copied; null where no text of one's own was learned, or it is not there. */
  recital: [readonly string[], Copied | null];
  /** Read what the second apprenticeship would teach. */
  answers: [AnswersAsked, AnswersSummary];
  /** Begin a second apprenticeship, from the model at hand; `run` goes on with it. */
  second: [{ readonly asked: AnswersAsked; readonly seed: number }, Started];
  /** Which models there are to talk to. */
  talkers: [null, readonly Which[]];
  /** A story that was never told to the model, by its number. */
  story: [number, { readonly text: string; readonly questions: readonly string[] }];
  /** Answer the last question of a conversation. */
  ask: [Talk, Said];
  /** Questions never asked, and the model's answers. */
  exam: [
    {
      readonly which: Which;
      readonly kind: QuestionKind;
      readonly from: number;
      readonly count: number;
    },
    readonly Examined[],
  ];
  /** The next ballot: two answers that differ, and in what one wishes where a wish is given. */
  ballot: [Wish | null, Ballot];
  /** A vote for the first or the second answer: a step a vote. */
  vote: [{ readonly ballot: Ballot; readonly chosen: 0 | 1 }, null];
  /** What the votes have changed so far. */
  votes: [null, VotesRead];
  /** Train again without each name; what is known so far is heard meanwhile. */
  why: [WhyAsked, WhyRead];
  /** This answer is no longer waited for. */
  drop: [number, null];
  /** Take all votes back. */
  unvote: [null, null];
  /** The pairs of the list as pages from which two dice draw. */
  book: [null, Book];
  /** The file's bytes; the list of names is in it only when asked. */
  save: [{ withNames: boolean }, Uint8Array<ArrayBuffer>];
  /** A model from a file, or one kept on the device; `list` where the file brought its names. */
  open: [Uint8Array, { started: Started; list: MaterialSummary | null }];
}

export type RequestKind = keyof Requests;

export interface Request<K extends RequestKind = RequestKind> {
  readonly id: number;
  readonly kind: K;
  readonly value: Requests[K][0];
}

export interface Failure {
  readonly key: string;
  readonly values: Values;
}

export type Message =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: Failure }
  /** What is known so far of an answer that takes long. */
  | { readonly kind: "sofar"; readonly id: number; readonly value: unknown }
  | { readonly kind: "tick"; readonly tick: Tick }
  /** Steps are so large that a second worker could compute half of each. */
  | { readonly kind: "large" }
  /** The training, or the look at it, has failed: it stands still now. */
  | { readonly kind: "trouble"; readonly failure: Failure };
