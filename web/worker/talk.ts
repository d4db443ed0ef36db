/** Talking to a model, and what its answers are worth. */

import type { AnswersAsked, Mark, Questions } from "../engine/answers.js";
import { InputError } from "../engine/errors.js";
import type { Filter } from "../engine/filter.js";
import { isRecord } from "../engine/json.js";
import type { Measured } from "../engine/measured.js";
import type { Model } from "../engine/model.js";
import type { Slices } from "../engine/slices.js";
import { answerTo, fingerprint, type Answer } from "../engine/talking.js";
import { idsOf, type Chat, type Part } from "../engine/template.js";
import type { Vocabulary } from "../engine/vocabulary.js";
import type { AnswersRead, Count, Examined, QuestionKind, Said, Talk } from "./protocol.js";

/** A model that one can talk to; without `chat` it was never taught to answer. */
export interface Talker {
  readonly model: Model;
  readonly vocabulary: Vocabulary;
  readonly chat: Chat | undefined;
}

/** Of a longer conversation the page is told the end: so many times what the model sees. */
const SHOWN = 4;
/** Tries at an answer that can be shown in a classroom. */
const TRIES = 20;
/** Questions never asked, at each look. */
const READ = { story: 60, fact: 20, unknown: 42 };
const UNKNOWN: readonly QuestionKind[] = ["absent", "untold", "stranger"];

/** The answer to a conversation's last question. */
export function said(
  talker: Talker,
  talk: Talk,
  asker: Questions | undefined,
  isRude: Filter,
): Said {
  const { parameters, config } = talker.model;
  const before = fingerprint(parameters.flat);
  const question = talk.turns.at(-1)?.question ?? "";
  if (question.trim() === "") throw new InputError("talk.question");
  if (isRude(question)) throw new InputError("talk.rude");
  const { context } = config;
  const parts = conversation(talker, talk, question, SHOWN * context);
  const seen = idsOf(parts).slice(-context);
  const answer = shownAnswer(talker, seen, talk, isRude);
  const mark = asker?.mark(talk.before, question, answer.text) ?? null;
  const truth = asker?.trueAnswers(talk.before, question)?.[0] ?? null;
  const read = parts.flatMap(({ kind, ids }) =>
    talker.vocabulary.texts(ids).map((text) => ({ text, kind })),
  );
  return {
    answer: answer.text,
    tokens: answer.tokens,
    probability: answer.probability,
    read,
    unseen: Math.max(0, read.length - context),
    ids: [...seen, ...answer.chosen],
    mark,
    truth,
    fingerprint: [before, fingerprint(parameters.flat)],
  };
}

function shownAnswer(
  talker: Talker,
  read: readonly number[],
  { temperature, seed }: Pick<Talk, "temperature" | "seed">,
  isRude: Filter,
): Answer {
  const { model, vocabulary, chat } = talker;
  // One that was never taught to answer just goes on telling.
  const stop = chat?.stop;
  const tries = temperature === 0 ? 1 : TRIES;
  for (let i = 0; i < tries; i++) {
    const answer = answerTo(model, vocabulary, read, stop, temperature, seed + i * 2 ** 32);
    if (!isRude(answer.text)) return answer;
  }
  throw new InputError("talk.rude_answer");
}

function conversation(
  { vocabulary, chat }: Talker,
  { before, turns }: Talk,
  question: string,
  most: number,
): Part[] {
  if (chat !== undefined) return chat.conversation(before, turns.slice(0, -1), question, most);
  // One that was never taught to answer reads it all as one text, without what it does not know.
  const start = [vocabulary.boundary!, ...vocabulary.begun(before).ids];
  const begun = [{ kind: "text" as const, ids: start }];
  return [...begun, { kind: "question", ids: vocabulary.begun(question).ids }];
}

/** Questions never asked, and the likeliest answers. `settle`: leave the model fit for use. */
export function* examined(
  talker: Talker,
  asker: Questions,
  { kind, from, count }: { kind: QuestionKind; from: number; count: number },
  settle: () => void,
): Slices<Examined[]> {
  const found: Examined[] = [];
  for (let number = from; number < from + count; number++) {
    settle();
    found.push(examine(talker, asker, kind, number));
    yield;
  }
  return found;
}

const anything: Filter = () => false;

function examine(talker: Talker, asker: Questions, kind: QuestionKind, number: number): Examined {
  const { before, question } = asker.exam(kind, number);
  const turns = [{ question, answer: "" }];
  const talk: Talk = { which: "now", before, turns, temperature: 0, seed: 0 };
  const { context } = talker.model.config;
  const read = idsOf(conversation(talker, talk, question, context)).slice(-context);
  const { text: answer, tokens } = shownAnswer(talker, read, talk, anything);
  const probability = certainty(tokens, answer, asker.withoutManners(answer));
  const truth = asker.trueAnswers(before, question) ?? [];
  const mark = asker.marked(truth, answer);
  return { before, question, answer, kind, probability, mark, truth: truth[0] ?? null };
}

/**
 * How sure the model is of what it says, however it says it: the probability of the words of an
 * answer, without its manners, behind the first, which chooses the form of the sentence.
 */
function certainty(tokens: Answer["tokens"], answer: string, bare: string): number {
  const start = answer.indexOf(bare);
  let [place, product] = [0, 1];
  for (const { text, probability } of tokens) {
    if (place > start && place < start + bare.length) product *= probability;
    place += text.length;
  }
  // Of a single word, that one: "Bonjour".
  return bare === "" || product === 1 ? (tokens[0]?.probability ?? 0) : product;
}

/** How it answers questions that it was never asked. */
export function* answersRead(
  talker: Talker,
  asker: Questions,
  step: number,
  stories: Measured | undefined,
): Slices<AnswersRead> {
  const asked = asker.kinds;
  const marks = function* (among: readonly QuestionKind[], count: number): Slices<Mark[]> {
    const kinds = among.filter((kind) => asked.includes(kind));
    const marks: Mark[] = [];
    for (let n = 0; n < (kinds.length > 0 ? count : 0); n++) {
      const kind = kinds[n % kinds.length]!;
      marks.push(examine(talker, asker, kind, Math.floor(n / kinds.length)).mark);
      yield;
    }
    return marks;
  };
  return {
    step,
    known: counted(yield* marks(["story"], READ.story)),
    facts: counted(yield* marks(["fact"], READ.fact)),
    unknown: counted(yield* marks(UNKNOWN, READ.unknown)),
    stories: stories === undefined ? null : yield* stories.lossSliced(talker.model),
  };
}

function counted(marks: readonly Mark[]): Count {
  const times = (which: Mark): number => marks.filter((mark) => mark === which).length;
  return { of: marks.length, right: times("true"), refused: times("refused") };
}

/** What a file says of the lessons of its second apprenticeship. */
export function lessonsFrom(
  facts: unknown,
): (AnswersAsked & { readonly seed: number }) | undefined {
  if (!isRecord(facts)) return undefined;
  const { own, refusing, seed } = facts;
  const isPair = (pair: unknown): pair is { question: string; answer: string } =>
    isRecord(pair) && typeof pair["question"] === "string" && typeof pair["answer"] === "string";
  if (!Array.isArray(own) || !own.every(isPair)) return undefined;
  if (typeof refusing !== "number" || typeof seed !== "number") return undefined;
  return { own, refusing, seed };
}

/** What a file says of how the model answered before its second apprenticeship. */
export function answersFrom(said: unknown): AnswersRead | undefined {
  if (!isRecord(said)) return undefined;
  const isCount = (count: unknown): boolean =>
    isRecord(count) && [count["of"], count["right"], count["refused"]].every(Number.isFinite);
  const { known, facts, unknown, stories } = said;
  const isLoss = stories === null || Number.isFinite(stories);
  return said["step"] === 0 && [known, facts, unknown].every(isCount) && isLoss
    ? (said as unknown as AnswersRead)
    : undefined;
}
