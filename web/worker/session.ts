/** One list, one model, one training: what the worker holds. It knows nothing of workers. */

import { INFLUENCE, RECIPES, TELLING, WORDS } from "../spec.js";
import { Answers, checkPairs, prepare, type Prepared } from "../engine/answers.js";
import { switchOff } from "../engine/anatomy.js";
import type { Arithmetic } from "../engine/arithmetic.js";
import { baselines, type Baselines, type Counted } from "../engine/baselines.js";
import { config as checkedConfig, parameterCount } from "../engine/config.js";
import {
  listed,
  readCorpus,
  readNames,
  windowsOf,
  type Corpus,
  type Line,
  type Material,
  type Told,
  type Window,
} from "../engine/corpus.js";
import { pages } from "../engine/dice.js";
import { InputError } from "../engine/errors.js";
import { readModel, weightsToUse, writeModel } from "../engine/file.js";
import type { Filter } from "../engine/filter.js";
import { float64 } from "../engine/float64.js";
import { headLooks, reading, windowRead } from "../engine/heads.js";
import { Measured } from "../engine/measured.js";
import { Model, type Watch } from "../engine/model.js";
import { under, type Tensors } from "../engine/parameters.js";
import {
  countAll,
  Known,
  Told as ToldStories,
  type Judge,
  type Originalities,
} from "../engine/originality.js";
import {
  influence,
  influenceOfVotes,
  originOf,
  secondOriginOf,
  worth,
  type Influence,
  type Memory,
  type Origin,
} from "../engine/influence.js";
import { BytePairs } from "../engine/pieces.js";
import { readProse, sentencesOf } from "../engine/prose.js";
import type { Copying } from "../engine/recital.js";
import { calm, learnedFrom, recipe, suitedTo } from "../engine/recipe.js";
import {
  MAX_LENGTH,
  nameOf,
  sampleSliced,
  type SamplingDials,
  type Written,
} from "../engine/sampling.js";
import {
  Training,
  type Progress,
  type TrainingFacts,
  type TrainingState,
} from "../engine/training.js";
import { Chat } from "../engine/template.js";
import { verdict, type Verdict } from "../engine/verdict.js";
import { whole, type Slices } from "../engine/slices.js";
import { isAlike, vocabularyFrom } from "../engine/vocabularies.js";
import { Vocabulary, type TokenKind, type VocabularyFacts } from "../engine/vocabulary.js";
import { widened } from "../engine/widened.js";
import { countWords, EDGE, Words } from "../engine/words.js";
import { agreements, type Agreements } from "../engine/worlds/agreements.js";
import { worldNames, type WorldName } from "../engine/worlds/grammar.js";
import { kindsOf } from "../engine/worlds/kinds.js";
import { Questions } from "../engine/worlds/questions.js";
import { floor, World, type Telling } from "../engine/worlds/world.js";
import { Learned } from "./copied.js";
import type { DistantPartner } from "./partner.js";
import { exchanged, Polls, type Candidate } from "./polls.js";
import { answersFrom, answersRead, examined, lessonsFrom, said, type Talker } from "./talk.js";
import {
  MOST_TEXT,
  type AnswersAsked,
  type AnswersRead,
  type AnswersSummary,
  type Asked,
  type Ballot,
  type Book,
  type Copied,
  type Examined,
  type GroupAsked,
  type HeadsRead,
  type JudgedName,
  type ListSummary,
  type ListText,
  type MaterialKind,
  type Requests,
  type MaterialSummary,
  type Measure,
  type Said,
  type Sampling,
  type Setup,
  type Standing,
  type Started,
  type StoriesRead,
  type Talk,
  type TextAsked,
  type TextSummary,
  type Tick,
  type VotesRead,
  type Which,
  type WhyAsked,
  type WhyRead,
} from "./protocol.js";

/** A longer list takes an old computer too long to count. */
export const MOST_NAMES = 50_000;
const PREVIEW = 60;
/** Words of what is looked at while it is learned. */
const MOST_EXAMPLE = 12;
const PREVIEW_TEXTS = 5;
/** Characters of each. */
const LONGEST_PREVIEW = 400;
/** Tokens at most: each word is a row of numbers to learn, and a rare one never is. */
const MOST_WORDS = 1000;
const PIECES = 1000;
const ENDLESS = new RegExp(`(\\S{${WORDS.longest}})`, "u");
/** Characters that pieces are learned from. */
const LEARNED = 1_000_000;
/** Of what is never told. */
const PAIRS = 8;
const UNSEEN = 2;
/** More would make the page slow, and a file of that size was not made here. */
const MOST_PARAMETERS = 1_000_000;
/** How much each token of a window looks at each other one: a file may claim a window of any size. */
const MOST_LOOKS = 2 ** 24;
/** A file may claim any number. */
const MOST_STORIES = 50_000;
const REMARKS = 200;
/** More steps than anyone will wait for: a run pauses at each cycle instead. */
const STEPS = 1_000_000;
/** On how much a resting model is measured, whole or with parts switched off, at most. */
const MEASURED = { windows: 2000, targets: 32_000 };
/** Characters shown of a line that was changed or refused. */
const LONGEST_REMARK = 80;
/** Losses of the last steps, whose mean is shown between two measures. */
const RECENT = 20;
/** What ticks bring: invented names, stories or texts shown, and judged where all is told. */
const SHOWN: Readonly<Record<MaterialKind, number>> = { names: 16, stories: 4, text: 2 };
const JUDGED: Readonly<Record<MaterialKind, number>> = { names: 100, stories: 20, text: 4 };
/** Tokens of an invented text at most. */
const ROOM: Readonly<Record<TokenKind, number>> = { letters: 300, words: 80, pieces: 120 };
/** Stories that are read for what agrees in them, at each look at the hidden ones. */
const READ = 20;

/** Tokens that a story, a question and its answer need side by side. */
const CONVERSATION = 96;
/** Steps between two readings of its answers, and stories on which is measured what was forgotten. */
const READ_ANSWERS = 400;
const FORGOTTEN = 60;
/** Stories to talk about come behind those that are told, or asked about in an exam. */
const TALKED = 2_000_000;
/** Where a file keeps the weights of the model before its second apprenticeship. */
const FIRST = "history.first.";
/** The same, of one that was taught again: before it was. */
const TAUGHT = "history.taught.";
/** The same, before the votes. */
const BEFORE_VOTES = "history.second.";

type Memories = readonly Memory[];

interface TickMore {
  readonly invent: boolean;
  readonly exact: boolean;
  readonly running: boolean;
  readonly speed: number;
}

export class Session {
  private material: Material | undefined;
  private training: Training | undefined;
  private vocabulary = Vocabulary.lesson();
  /** The world that the model's stories are told in. */
  private world: World | undefined;
  /** The text that was learned, for what is copied from it; made when it is first asked for. */
  private text: Learned | undefined;
  /** What the model learned from; undefined where it came without, or is one text. */
  private known: Judge | undefined;
  private lines: Baselines | undefined;
  private heldOutLines: Baselines | undefined;
  private measured: Measured | undefined;
  private measuredHeldOut: Measured | undefined;
  private sent = { losses: 0, looks: 0, fresh: true };
  private recent: number[] = [];
  private exact: { step: number; loss: number } | undefined;
  private heldOut: { step: number; loss: number } | undefined;
  private lastProgress: Progress | undefined;
  /** The model's step when it was taken. */
  private opened = 0;
  private listKnown = true;
  private partner: DistantPartner | undefined;
  /** What was found in stories since the last tick, and the step of the last look. */
  private agreements: StoriesRead[] = [];
  private agreed = -1;
  private learned: MaterialKind = "names";
  /** The model as it was before its second apprenticeship. */
  private first: Talker | undefined;
  /** What its second apprenticeship began from, where that is not `first`: it had one before. */
  private taughtBefore: Tensors | undefined;
  /** What was found out last, of the same question: what more starts are added to. */
  private found: { readonly asked: string; readonly known: Influence } | undefined;
  /** The votes on its answers; undefined before the first ballot. */
  private polls: Polls | undefined;
  /** How one talks to the model at hand; undefined before its second apprenticeship. */
  private chat: Chat | undefined;
  private answers: AnswersRead[] = [];
  private answered = -1;
  /** How it answered before its second apprenticeship, where that is known. */
  private atStart: AnswersRead | undefined;
  private forgotten: Measured | undefined;
  private asker: Questions | undefined;
  temperature = 1;

  /**
   * `isRude` keeps words off the wall that must not be shown in a classroom. `memories`: the
   * arithmetics to train in, for the model at hand and the next one in turn; `beside`: that of
   * experiments, in the same precision.
   */
  constructor(
    private readonly isRude: Filter,
    private readonly memories: Memories = [float64],
    private readonly beside: Memories[number] = float64,
  ) {}

  /** Take what to learn from; what is unusable throws InputError, and what was there stays. */
  read(asked: ListText): ListSummary;
  read(asked: Asked): MaterialSummary;
  read(asked: Asked): MaterialSummary {
    return whole(this.readSliced(asked));
  }

  *readSliced(asked: Asked): Slices<MaterialSummary> {
    if ("world" in asked) {
      const { world, tokens } = asked;
      const told = { world, seed: 0, count: TELLING.stories };
      const words = new World(world, 0).stories(told.count);
      this.material = stories(told, words, yield* tokensOf(words, tokens));
      return summaryOf(this.material);
    }
    if ("prose" in asked) return yield* this.readText(asked);
    return this.readList(asked);
  }

  private *readText({ prose, tokens, title }: TextAsked): Slices<TextSummary> {
    checkLength(prose);
    const { paragraphs, ...read } = readProse(prose, title);
    yield;
    const times = tokens === "words" ? countWords(paragraphs) : undefined;
    // Where a part is hidden a word may be cut in two: the model must be able to read on.
    const vocabulary = times
      ? Words.counted(times, MOST_WORDS, true)
      : yield* tokensOf(paragraphs, tokens);
    this.material = { words: paragraphs, vocabulary, running: true, told: null };
    return textSummary(this.material, read, times && rareOf(times, vocabulary));
  }

  private readList({ text, letters, column = null, title = "" }: ListText): ListSummary {
    checkLength(text);
    const corpus = readCorpus(text, letters, column, title);
    const beyond = Math.max(0, corpus.words.length - MOST_NAMES);
    const words = corpus.words.slice(0, MOST_NAMES);
    this.material = { ...corpus, words };
    return namesSummary({ ...corpus, words }, beyond);
  }

  /** The words and the pieces of what was read, whatever the model's tokens are. */
  *tokensSliced(): Slices<Requests["tokens"][1]> {
    if (this.material === undefined) throw new InputError("list.none");
    const { words: texts, vocabulary } = this.material;
    const of = function* (kind: TokenKind): Slices<VocabularyFacts> {
      return (kind === vocabulary.kind ? vocabulary : yield* tokensOf(texts, kind)).facts();
    };
    return { words: yield* of("words"), pieces: yield* of("pieces") };
  }

  /** The pairs of the list as pages from which two dice draw. */
  book(): Book {
    if (this.material === undefined) throw new InputError("list.none");
    const { words, vocabulary } = this.material;
    const boundary = vocabulary.boundary ?? 0;
    return {
      pages: pages(words.map((word) => [boundary, ...vocabulary.encode(word), boundary])),
      tokens: vocabulary.tokens,
      boundary,
      names: words.length,
    };
  }

  /** A new, untrained model on the list. */
  start({ dials, recipe, seed }: Setup): Started {
    if (this.material === undefined) throw new InputError("list.none");
    const { vocabulary } = this.material;
    const config = checkedConfig({ ...dials, vocabulary: vocabulary.size });
    const suited = suitedTo(config, learnedFrom(this.material), recipe);
    this.first = undefined;
    const training = new Training(
      this.material,
      config,
      // Training goes on as long as one likes; the learning rate falls over each cycle.
      { ...suited, cycle: suited.steps, steps: STEPS, patience: 0 },
      seed,
      new Model(config, seed, this.spare()),
    );
    return this.take(training);
  }

  /** The memory that the model at hand does not lie in, empty. */
  private spare(): Arithmetic {
    const spare = this.memories.find((memory) => memory !== this.training?.model.arithmetic);
    spare?.clear?.();
    return spare ?? float64;
  }

  private take(training: Training, chat?: Chat): Started {
    const { config } = training.model;
    const { material, windows, heldOutWindows: hidden } = training;
    const { vocabulary } = material;
    const listKnown = (this.listKnown = training.before === null);
    this.opened = training.step;
    this.training = training;
    if (training.halved) this.partner?.take(training.halved);
    this.vocabulary = vocabulary;
    this.sent = { losses: 0, looks: 0, fresh: true };
    this.recent = training.losses.slice(-RECENT);
    this.exact = undefined;
    this.heldOut = undefined;
    this.lastProgress = undefined;
    const { trainWords, heldOutWords, recipe, seed } = training;
    this.learned = kindOf(material);
    this.text = undefined;
    this.known = listKnown ? judgeOf(material) : undefined;
    this.world = material.told === null ? undefined : new World(material.told.world);
    this.agreements = [];
    this.agreed = -1;
    const { lessons } = material;
    this.asker = askerOf(material);
    this.chat = chat;
    this.taughtBefore = undefined;
    this.found = undefined;
    this.polls = undefined;
    this.answers = [];
    this.atStart = undefined;
    this.answered = -1;
    this.forgotten = chat && this.newStoriesMeasured(material, config);
    const { vocabulary: V, context: T } = config;
    // Answers hang on what was read long before: no table of pairs is worth a line beside them.
    const lined = lessons === undefined && windows.length > 0;
    this.lines = lined ? baselines(windows, V, T) : undefined;
    this.heldOutLines = lined && hidden.length > 0 ? baselines(windows, V, T, hidden) : undefined;
    this.measured = windows.length > 0 ? new Measured(config, some(windows)) : undefined;
    this.measuredHeldOut = hidden.length > 0 ? new Measured(config, some(hidden)) : undefined;
    const targets = windows.reduce((sum, window) => sum + window.targets.length, 0);
    const whole = lessons === undefined && (recipe.batch === 0 || recipe.batch >= windows.length);
    this.targetsPerStep = whole ? targets : (targets / windows.length) * recipe.batch;
    return {
      kind: this.kind,
      stage: chat === undefined ? 1 : 2,
      taught: taughtBy(material),
      floor: material.told && floorOf(material.told.world, vocabulary.kind),
      config,
      vocabulary: vocabulary.facts(),
      recipe,
      seed,
      precision: training.model.arithmetic.precision,
      listKnown,
      trainNames: trainWords.length,
      heldOutNames: heldOutWords.length,
      example: beginningOf(trainWords[0] ?? ""),
      targets,
      lines: this.lines,
      heldOutLines: this.heldOutLines,
      cycle: recipe.cycle || recipe.steps,
      room: this.room,
    };
  }

  /** Whether there is a model. */
  get ready(): boolean {
    return this.training !== undefined;
  }

  /** What it learns from. */
  get kind(): MaterialKind {
    return this.learned;
  }

  get step(): number {
    return this.training?.step ?? 0;
  }

  /** Somebody could compute half of each step. */
  get wantsPartner(): boolean {
    return this.training?.halved !== undefined && this.partner === undefined;
  }

  /** From now on somebody does. */
  join(partner: DistantPartner): void {
    this.partner = partner;
    if (this.training?.halved) partner.take(this.training.halved);
  }

  /** The step under way can only go on when the partner has finished. */
  get waits(): boolean {
    return this.training?.waits ?? false;
  }

  /** A step was begun and is not done. */
  get midway(): boolean {
    return this.training?.midway ?? false;
  }

  /** Targets that one step learns from, on average. */
  targetsPerStep = 0;

  /** One step; false when the training has ended. */
  advance(): boolean {
    this.settle();
    return this.heard(this.training?.advance() ?? null);
  }

  /** A slice of a step: what `advance` gives once the step is done, undefined before. */
  slice(): boolean | undefined {
    const partner = this.training?.halved && this.partner;
    const progress = this.training === undefined ? null : this.training.slice(partner);
    return progress === undefined ? undefined : this.heard(progress);
  }

  /** No step is half done any more: the model is wanted for something else. */
  settle(): void {
    const progress = this.training?.settle();
    if (progress !== undefined) this.heard(progress);
  }

  private heard(progress: Progress | null): boolean {
    if (progress === null) return false;
    this.lastProgress = progress;
    this.recent.push(progress.loss);
    if (this.recent.length > RECENT) this.recent.shift();
    return this.training!.ended === null;
  }

  /**
   * What has happened since the last tick. `invent`: names too; `exact`: the loss on the list, and
   * on the hidden names. Without either nothing is computed.
   */
  tick(more: TickMore): Tick {
    return whole(this.tickSliced(more));
  }

  *tickSliced(more: TickMore): Slices<Tick> {
    this.settle();
    const training = this.need();
    const { model } = training;
    if (more.exact && this.measured !== undefined && this.exact?.step !== training.step) {
      this.exact = { step: training.step, loss: yield* this.measured.lossSliced(model) };
    }
    const loss = this.loss();
    const heldOutLoss = yield* this.heldOutLoss(more.exact);
    let names: readonly JudgedName[] | undefined;
    let originalities: Originalities | undefined;
    let said: Verdict | undefined;
    if (more.invent) {
      const invented = yield* this.shown(model, (more.exact ? JUDGED : SHOWN)[this.kind]);
      names = invented.slice(0, SHOWN[this.kind]);
      originalities = this.originalities(invented);
      const copying = more.exact ? this.recital(invented.map(({ text }) => text)) : null;
      said = this.verdict(loss, heldOutLoss, more.exact ? originalities : undefined, copying);
    }
    // A word on a model that rests comes while a close look at it is on its way.
    if (more.running || more.exact) {
      yield* this.readStories(model);
      yield* this.readAnswers(more.exact);
    }
    const { losses, heldOut, ended } = training;
    const tick: Tick = {
      step: training.step,
      losses: Float64Array.from(losses.slice(this.sent.losses)),
      heldOut: heldOut.slice(this.sent.looks),
      fresh: this.sent.fresh,
      weights: model.parameters.flat.slice(),
      learningRate: this.lastProgress?.learningRate ?? training.recipe.learning_rate,
      multiplications: training.multiplications,
      running: more.running,
      ended,
      speed: more.speed,
      names,
      originalities,
      verdict: said,
      agreements: this.agreements,
      answers: this.answers,
      loss,
      heldOutLoss,
    };
    this.agreements = [];
    this.answers = [];
    this.sent = { losses: losses.length, looks: heldOut.length, fresh: false };
    return tick;
  }

  /** Where the hidden stories were just looked at, or none yet: what agrees in invented ones. */
  private *readStories(model: Model): Slices<void> {
    const step = this.need().heldOut.at(-1)?.[0] ?? 0;
    if (this.world === undefined || step === this.agreed) return;
    this.agreements.push(yield* this.agreementsOf(model, READ));
    // At its end: who leaves it before asks again.
    this.agreed = step;
  }

  /** Every so often, and where the model rests: how it answers questions never asked. */
  private *readAnswers(exact: boolean): Slices<void> {
    const { asker, chat, step } = this;
    if (asker === undefined || chat === undefined || step === this.answered) return;
    if (!exact && Math.floor(step / READ_ANSWERS) === Math.floor(this.answered / READ_ANSWERS)) {
      return;
    }
    const read = yield* answersRead(this.talker("second"), asker, step, this.forgotten);
    this.answers.push(read);
    if (step === 0) this.atStart = read;
    this.answered = step;
  }

  private *agreementsOf(model: Model, count: number, watch?: Watch): Slices<StoriesRead> {
    const dials = { count, seed: 2, maxLength: this.room, ...(watch && { watch }) };
    const told = yield* sampleSliced(model, this.vocabulary, dials);
    const texts = told.map(({ text }) => text);
    return { step: this.step, ...agreements(this.world!, texts) };
  }

  private loss(): number {
    const training = this.need();
    if (this.exact?.step === training.step) return this.exact.loss;
    const { batch } = training.recipe;
    const last = batch === 0 ? this.recent.slice(-1) : this.recent;
    return last.reduce((sum, loss) => sum + loss, 0) / last.length;
  }

  /** Measured anew where asked, else as at the last look; null before the first. */
  private *heldOutLoss(exact: boolean): Slices<number | null> {
    const training = this.need();
    if (this.measuredHeldOut === undefined) return null;
    const look = training.heldOut.at(-1);
    if (exact) {
      const loss = yield* this.measuredHeldOut.lossSliced(training.model);
      this.heldOut = { step: training.step, loss };
    } else if (look !== undefined && look[0] > (this.heldOut?.step ?? -1)) {
      this.heldOut = { step: look[0], loss: look[1] };
    }
    return this.heldOut?.loss ?? null;
  }

  private verdict(
    loss: number,
    heldOut: number | null,
    originalities: Originalities | undefined,
    copying: Copying | null,
  ): Verdict | undefined {
    // Another list taught it: what this one says of it counts once it has learned here.
    const stranger = !this.listKnown && this.step === this.opened;
    if (this.lines === undefined || stranger) return undefined;
    const hidden =
      heldOut !== null && this.heldOutLines !== undefined
        ? {
            loss: heldOut,
            lines: this.heldOutLines,
            past: this.heldOut?.step !== this.training?.step,
          }
        : undefined;
    return verdict(
      loss,
      judgedBy(this.kind, this.lines),
      hidden,
      originalities,
      copying ?? undefined,
    );
  }

  /** Tokens of a name, a story or a text at most. */
  private get room(): number {
    if (this.kind === "names") return this.known?.room ?? MAX_LENGTH;
    return ROOM[this.vocabulary.kind];
  }

  private *names(model: Model, dials: SamplingDials): Slices<JudgedName[]> {
    const inventions = yield* sampleSliced(model, this.vocabulary, {
      ...dials,
      maxLength: this.room,
      refuse: this.isRude,
    });
    return this.judge(inventions);
  }

  /** Names to show beside the curve: none where the filter refuses nearly all, rather than stop. */
  private *shown(model: Model, count: number, watch?: Watch): Slices<JudgedName[]> {
    const { temperature } = this;
    const dials = { count, temperature, seed: 1, ...(watch && { watch }) };
    try {
      return yield* this.names(model, dials);
    } catch (error) {
      if (error instanceof InputError && error.key === "sampling.refused") return [];
      throw error;
    }
  }

  /** Names from these dials; bad values throw InputError. */
  invent(dials: Sampling): JudgedName[] {
    this.settle();
    return whole(this.names(this.need().model, dials));
  }

  /** What the names are; those that must not be shown in a classroom are left out. */
  judge(names: readonly Written[]): JudgedName[] {
    return names
      .filter(({ text }) => !this.isRude(text))
      .map((name) => ({
        text: nameOf(name),
        originality: this.known?.judge(name.text) ?? null,
      }));
  }

  /** What these texts have copied from the text of one's own that was learned. */
  recital(texts: readonly string[]): Copied | null {
    const { trainWords, heldOutWords, material } = this.need();
    if (this.kind !== "text" || !this.listKnown) return null;
    this.text ??= new Learned(trainWords, heldOutWords, material.words);
    return this.text.copied(texts);
  }

  /** What the next step learns from, in part. */
  lesson(): Requests["lesson"][1] {
    const { tokens, targets } = this.need().lesson;
    return { tokens: [...tokens], targets: [...targets] };
  }

  private originalities(names: readonly JudgedName[]): Originalities | undefined {
    return this.known && countAll(names);
  }

  /** Loss and inventions with these parts switched off; unknown parts throw InputError. */
  measure(off: readonly string[], count: number): Measure {
    this.settle();
    const { model } = this.need();
    const watch = off.length > 0 ? switchOff(model.config, off) : undefined;
    const kept = this.kind === "names" ? count : Math.min(count, SHOWN[this.kind]);
    const names = whole(this.shown(model, kept, watch));
    return {
      agreements: this.world && whole(this.agreementsOf(model, count, watch)),
      loss: this.measured?.loss(model, watch) ?? Number.NaN,
      heldOutLoss: this.measuredHeldOut?.loss(model, watch) ?? null,
      names: names.slice(0, SHOWN[this.kind]),
      originalities: this.originalities(names),
    };
  }

  /** What the heads look at in new stories of the world, or else in windows that were learned. */
  heads(from: number, count: number): HeadsRead {
    this.settle();
    const { model, windows } = this.need();
    const kinds = kindsOf(this.world?.grammar, this.vocabulary);
    const readings =
      this.world === undefined
        ? windows.slice(from, from + count).map(({ tokens }) => windowRead(tokens, kinds))
        : this.newStories(this.world, from, count).map((story) =>
            reading(this.vocabulary, model.config.context, story, kinds),
          );
    return { looks: whole(headLooks(model, readings)), texts: readings.length };
  }

  private newStories(
    world: World,
    from: number,
    count: number,
    vocabulary = this.vocabulary,
  ): Telling[] {
    const told = Array.from({ length: count }, (_, n) => world.tell(TELLING.stories + from + n));
    // A word of a new story may be one that was never told before.
    return told.filter(({ text }) => vocabulary.cut(text).every((token) => vocabulary.has(token)));
  }

  /** What holds in these stories; undefined where they are of no world. */
  check(stories: readonly string[]): Agreements | undefined {
    return this.world && agreements(this.world, stories);
  }

  private newStoriesMeasured({ vocabulary, running }: Material, config: Model["config"]) {
    if (this.world === undefined) return undefined;
    const told = this.newStories(this.world, 0, FORGOTTEN, vocabulary).map(({ text }) => text);
    return new Measured(config, windowsOf({ vocabulary, running }, told, config.context));
  }

  /** What the second apprenticeship would teach. */
  *answersSliced(asked: AnswersAsked): Slices<AnswersSummary> {
    const { refused, examples, preview, newWords } = yield* this.prepared(asked);
    return { world: this.asker !== undefined, examples, preview, newWords, refused };
  }

  private *prepared(asked: AnswersAsked): Slices<Prepared & ReturnType<typeof checkPairs>> {
    const { material, model } = this.need();
    if (this.kind === "names" && this.vocabulary.kind === "letters") {
      throw new InputError("second.names");
    }
    const context = contextOf(model.config);
    const checked = checkPairs(asked.own, this.vocabulary, context, this.isRude);
    return {
      ...checked,
      ...(yield* prepare(material, checked.kept, this.asker)),
    };
  }

  /** Begin a second apprenticeship, from the model at hand. */
  *secondSliced({ asked, seed }: Requests["second"][0]): Slices<Started> {
    const { kept, vocabulary } = yield* this.prepared(asked);
    this.settle();
    const { model, material } = this.need();
    const { lessons: _before, ...learned } = material;
    const first = { ...learned, vocabulary };
    const context = contextOf(model.config);
    const lesson = { own: kept, refusing: asked.refusing };
    const lessons = new Answers(first, vocabulary, context, lesson, seed, this.asker);
    const was = this.talker("now");
    const tensors = model.tensors();
    const old = { config: model.config, vocabulary: this.vocabulary };
    const wider = widened(
      model.config,
      tensors,
      seed,
      { vocabulary: vocabulary.size, context },
      this.spare(),
    );
    if (was.chat === undefined) this.first = untaught(old.config, old.vocabulary, tensors);
    const suited = RECIPES.suited.answers;
    const plan = recipe({
      ...suited,
      // The hidden questions are the lessons' own.
      held_out: 0,
      learning_rate: suited.learning_rate * calm(wider.config),
      batch: Math.round(lessons.some.length / lessons.steps),
      cycle: suited.steps,
      steps: STEPS,
    });
    const training = new Training({ ...first, lessons }, wider.config, plan, seed, wider);
    const before = was.chat === undefined ? undefined : wider.tensors();
    const started = this.take(training, lessons.chat);
    this.taughtBefore = before;
    // Before anybody can make it run: only now can it be known how it answered before.
    yield* this.readAnswers(true);
    return started;
  }

  /** Which models there are to talk to. */
  talkers(): Which[] {
    if (this.training === undefined) return [];
    if (this.chat === undefined) return ["first"];
    const found: Which[] = this.first === undefined ? ["second"] : ["first", "second"];
    return this.voted ? [...found, "now"] : found;
  }

  private get voted(): boolean {
    return this.polls !== undefined && this.polls.votes > 0;
  }

  private talker(which: Which): Talker {
    const { model } = this.need();
    if (which === "first" && this.chat !== undefined) {
      if (this.first === undefined) throw new InputError("talk.first");
      return this.first;
    }
    if (which === "second" && this.voted) return this.polls!.before;
    return { model, vocabulary: this.vocabulary, chat: this.chat };
  }

  private poll(): Polls {
    this.settle();
    return (this.polls ??= this.pollsFrom(this.need().model.tensors()));
  }

  private pollsFrom(before: Tensors, counted = 0): Polls {
    const { model, material } = this.need();
    const { chat, vocabulary, asker, isRude } = this;
    const own = lessonsFrom(material.lessons?.facts)?.own ?? [];
    if (chat === undefined || (asker === undefined && own.length === 0)) {
      throw new InputError("ballot.none");
    }
    const of = (model: Model): Candidate => ({ model, vocabulary, chat });
    const still = of(Model.fromTensors(model.config, before));
    return new Polls(of(model), still, asker, own, isRude, counted);
  }

  /** Those of a file; what is damaged of them is not worth losing the model for. */
  private pollsKept(before: Tensors, votes: unknown): Polls | undefined {
    try {
      return this.pollsFrom(before, Number.isSafeInteger(votes) ? (votes as number) : 0);
    } catch {
      return undefined;
    }
  }

  /** Two answers to vote on. */
  ballot(wish: Requests["ballot"][0] = null): Ballot {
    return this.poll().ballot(wish);
  }

  vote({ ballot, chosen }: Requests["vote"][0]): void {
    this.poll().vote(ballot, chosen);
    this.exact = undefined;
  }

  *votesSliced(): Slices<VotesRead> {
    return yield* this.poll().changed(this.forgotten, () => this.settle());
  }

  /** Where a token comes from: the training at hand, done again beside it without each. */
  *whySliced(asked: WhyAsked, tell: (known: WhyRead) => void = () => {}): Slices<WhyRead> {
    const { before, token, seeds, of = "words" } = asked;
    const exact = of === "votes";
    const { names, groups, ...away } = exact ? this.votesAway() : yield* this.away(asked);
    const read = (known: Influence): WhyRead => ({
      ...known,
      exact,
      effects: known.effects.map((effect) => ({
        ...effect,
        names: effect.names.map((place) => names[place]!),
      })),
      worth: worth(known),
    });
    const same = JSON.stringify({ ...asked, seeds: 0, step: this.step });
    const last = this.found?.asked === same ? this.found.known : undefined;
    const known = last !== undefined && last.all.length < seeds ? last : undefined;
    const wanted = { seeds, ...(groups && { groups }), known };
    const saying = { before, token };
    const hear = (known: Influence): void => tell(read(known));
    const found =
      "voted" in away
        ? yield* influenceOfVotes(away.voted, saying, wanted, hear, this.beside)
        : yield* influence(away.origin, saying, wanted, hear);
    this.found = { asked: same, known: found };
    return read(found);
  }

  private votesAway() {
    if (!this.voted) throw new InputError("why.votes");
    const { voted, chosen: names } = this.polls!;
    return { voted, names, groups: names.map((_, place) => [place]) };
  }

  private *away({ group, of }: WhyAsked): Slices<{
    readonly origin: Origin;
    readonly names: readonly string[];
    readonly groups: readonly (readonly number[])[] | null;
  }> {
    const training = this.need();
    const { trainWords, material } = training;
    const { vocabulary } = material;
    if (of === "pairs" || of === "own" || of === "refusals") return this.pairsAway(of);
    if (material.lessons !== undefined) throw new InputError("why.second");
    const origin = originOf(training, this.beside);
    const chosen = (names: readonly string[]) => group && [groupOf(group, names, vocabulary)];
    if (of !== "sentences") return { origin, names: trainWords, groups: chosen(trainWords) };
    const sentences = yield* sentencesOf(trainWords, vocabulary);
    const names = sentences.map(({ text }) => text);
    // Each takes as long as the whole training.
    const count = names.length;
    if (group === null && count > INFLUENCE.all) throw new InputError("why.many", { count });
    if (count === 1) throw new InputError("why.everything");
    return { origin: { ...origin, sentences }, names, groups: chosen(names) };
  }

  private pairsAway(of: "pairs" | "own" | "refusals") {
    const training = this.need();
    const { first, taughtBefore } = this;
    const lesson = lessonsFrom(training.material.lessons?.facts);
    if (lesson === undefined || first === undefined) throw new InputError("why.first");
    const from =
      taughtBefore === undefined
        ? { config: first.model.config, tensors: first.model.tensors() }
        : { config: training.model.config, tensors: taughtBefore };
    const { own } = lesson;
    const places = own.map((_, place) => place);
    return {
      origin: secondOriginOf(training, from, this.beside),
      names: [...own.map(exchanged), ""],
      groups: { pairs: places.map((place) => [place]), own: [places], refusals: [[own.length]] }[
        of
      ],
    };
  }

  /** All votes taken back. */
  unvote(): void {
    this.settle();
    const { model } = this.need();
    if (this.polls !== undefined) {
      model.parameters.flat.set(this.polls.before.model.parameters.flat);
    }
    this.polls = undefined;
    this.exact = undefined;
  }

  /** A story that was never told to the model. */
  story(number: number): Requests["story"][1] {
    this.need();
    if (this.world === undefined) throw new InputError("talk.story");
    const place = TALKED + number;
    const questions = this.asker?.ofStory(place).map(({ question }) => question) ?? [];
    return { text: this.world.story(place), questions };
  }

  /** Answer the last question of a conversation. */
  ask(talk: Talk): Said {
    this.settle();
    return said(this.talker(talk.which), talk, this.asker, this.isRude);
  }

  /** Questions never asked, and the likeliest answers. */
  *examSliced({ which, ...wanted }: Requests["exam"][0]): Slices<Examined[]> {
    if (this.asker === undefined) throw new InputError("talk.story");
    if (!this.asker.kinds.includes(wanted.kind)) return [];
    return yield* examined(this.talker(which), this.asker, wanted, () => this.settle());
  }

  /** The training as it stands. */
  standing(): Standing {
    this.settle();
    const training = this.need();
    return {
      step: training.step,
      weights: training.learner.parameters.flat.slice(),
      stepping: training.stepping(),
    };
  }

  /** The project's file. With names it can be trained further, here; without, only used. */
  save(withNames: boolean): Uint8Array<ArrayBuffer> {
    this.settle();
    const training = this.need();
    const { tensors, facts } = training.state();
    const chat = this.chat?.template;
    const about = { config: training.model.config, vocabulary: this.vocabulary, chat };
    if (withNames) {
      const { first, polls } = this;
      const kept = new Map(tensors);
      const keep = (prefix: string, tensors: Tensors | undefined): void => {
        for (const [name, tensor] of tensors ?? []) kept.set(prefix + name, tensor);
      };
      keep(FIRST, first?.model.tensors());
      keep(TAUGHT, this.taughtBefore);
      if (this.voted) keep(BEFORE_VOTES, polls!.before.model.tensors());
      const more = {
        ...(first && {
          first: { config: first.model.config, vocabulary: first.vocabulary.facts() },
        }),
        ...(this.voted && { votes: polls!.votes }),
        ...(this.atStart && { answered: { ...this.atStart } }),
      };
      return writeModel({ ...about, tensors: kept, training: { ...facts, ...more } });
    }
    // Nobody's own words go with it; those of a world are everybody's.
    const { words: _kept, lessons: _typed, ...others } = facts;
    const told = training.material.told !== null && {
      words: [],
      ...(facts.lessons && { lessons: { ...facts.lessons, own: [] } }),
    };
    const shared = training.model.tensors();
    shared.set("history.losses", tensors.get("history.losses")!);
    // Without its list the training cannot be taken up: for the file it has ended here.
    const ended = facts.ended ?? "steps";
    return writeModel({
      ...about,
      tensors: shared,
      training: { ...others, ...told, ended, best_held_out_loss: null },
    });
  }

  /** Open a file's model; anything unusable throws InputError and what was there stays. */
  open(bytes: Uint8Array): { started: Started; list: MaterialSummary | null } {
    const file = readModel(bytes);
    // Before the model is built: a file may ask for more memory than there is.
    const parameters = parameterCount(file.config);
    if (parameters > MOST_PARAMETERS) throw new InputError("file.large", { parameters });
    const { context, heads, layers } = file.config;
    if (context ** 2 * heads * layers > MOST_LOOKS)
      throw new InputError("file.window", { context });
    const facts = file.training as unknown as Partial<TrainingFacts>;
    if (file.vocabulary.boundary === null) {
      throw new InputError("file.text");
    }
    const chat = file.chat && new Chat(file.vocabulary, file.chat);
    const material =
      facts.engine === "lab" ? this.materialOf(facts, file.vocabulary, file.config) : undefined;
    if (material !== undefined) {
      const state = { tensors: file.tensors, facts } as TrainingState;
      const training = Training.fromState(material, file.config, state, this.spare());
      // Names are read again, for what is said of each.
      const names = kindOf(material) === "names";
      const corpus = names ? readNames(material.words, file.vocabulary) : undefined;
      const first = firstFrom(file.tensors, facts);
      const started = this.take(training, chat);
      this.first = first;
      this.taughtBefore = taughtFrom(file.tensors, file.config);
      this.atStart = answersFrom(facts.answered);
      if (this.atStart !== undefined) this.answers.push(this.atStart);
      const before = under(BEFORE_VOTES, file.tensors);
      if (before.size > 0) this.polls = this.pollsKept(before, facts.votes);
      // A new model begins with the tokens of the first apprenticeship.
      const { lessons: _second, ...learned } = material;
      this.material = { ...learned, vocabulary: first?.vocabulary ?? file.vocabulary };
      return { started, list: corpus ? namesSummary(corpus, 0) : summaryOf(this.material) };
    }
    return {
      started: this.takeModel(file.config, file.vocabulary, file.tensors, facts, chat),
      list: null,
    };
  }

  /** What a file of the page says that its model learned from, in its second apprenticeship too. */
  private materialOf(
    facts: Partial<TrainingFacts>,
    vocabulary: Vocabulary,
    { context }: Model["config"],
  ): Material | undefined {
    const first = materialOf(facts, vocabulary);
    const lesson = lessonsFrom(facts.lessons);
    if (first === undefined || lesson === undefined) return first;
    const { seed, ...asked } = lesson;
    const asker = askerOf(first);
    // What was typed has stayed where it was typed.
    if (asker === undefined && asked.own.length === 0) return first;
    const lessons = new Answers(first, vocabulary, context, asked, seed, asker);
    return { ...first, lessons };
  }

  /** A model without its list: it goes on training on the page's list where the letters agree. */
  private takeModel(
    config: Model["config"],
    vocabulary: Vocabulary,
    tensors: Tensors,
    facts: Partial<TrainingFacts>,
    chat: Chat | undefined,
  ): Started {
    const model = Model.fromTensors(config, weightsToUse(tensors), this.spare());
    const losses = tensors.get("history.losses")?.values ?? [];
    const { material } = this;
    const same = material !== undefined && isAlike(material.vocabulary.facts(), vocabulary.facts());
    const from = same ? material : listed([], vocabulary);
    const suited = suitedTo(config, learnedFrom(from));
    const seed = typeof facts.seed === "number" ? facts.seed : 0;
    const recipe = { ...suited, cycle: suited.steps, steps: STEPS, patience: 0 };
    const training = new Training(from, config, recipe, seed, model);
    const steps = Number.isSafeInteger(facts.step) ? facts.step! : 0;
    training.goOnFrom(steps, losses, looksOf(facts.held_out_losses));
    this.first = undefined;
    return this.take(training, chat);
  }

  private need(): Training {
    if (this.training === undefined) throw new InputError("model.none");
    return this.training;
  }
}

/** What the last second apprenticeship of several began from, where a file has it. */
function taughtFrom(tensors: Tensors, config: Model["config"]): Tensors | undefined {
  const kept = under(TAUGHT, tensors);
  try {
    return kept.size === 0 ? undefined : Model.fromTensors(config, kept).tensors();
  } catch {
    // It is asked about, and no more.
    return undefined;
  }
}

/** What its second apprenticeship has; null before. */
function taughtBy({ lessons }: Material): Started["taught"] {
  const lesson = lessonsFrom(lessons?.facts);
  return lesson ? { own: lesson.own.length, refuses: lesson.refusing > 0 } : null;
}

/** Who asks the questions of a world; undefined where there are none. */
function askerOf({ told }: Material): Questions | undefined {
  const questions = told === null ? undefined : new Questions(new World(told.world, told.seed));
  return questions?.has ? questions : undefined;
}

/** Places that a model has for a conversation. */
function contextOf({ context }: Model["config"]): number {
  return Math.max(context, CONVERSATION);
}

/** A model that is only talked to, apart from the one that learns on. */
function untaught(config: Model["config"], vocabulary: Vocabulary, tensors: Tensors): Talker {
  return { model: Model.fromTensors(config, tensors), vocabulary, chat: undefined };
}

/** The model before the second apprenticeship, where a file has it. */
function firstFrom(tensors: Tensors, { first }: Partial<TrainingFacts>): Talker | undefined {
  const kept = under(FIRST, tensors);
  if (kept.size === 0 || first === undefined) return undefined;
  try {
    return untaught(checkedConfig({ ...first.config }), vocabularyFrom(first.vocabulary), kept);
  } catch {
    // It is talked to beside the other, and no more.
    return undefined;
  }
}

/** What a file says of the looks at its held-out names; anything else is no look. */
function looksOf(said: unknown): [number, number][] {
  const isLook = (look: unknown): look is [number, number] =>
    Array.isArray(look) && look.length === 2 && look.every(Number.isFinite);
  return Array.isArray(said) ? said.filter(isLook) : [];
}

function kindOf({ told, running }: Material): MaterialKind {
  return told !== null ? "stories" : running ? "text" : "names";
}

/**
 * What a loss is compared with. Names alone can be learned so well that nothing is left: stories that
 * were read are hardly easier than new ones, so that who is near their floor has learned their
 * language; and of a text nobody knows the floor.
 */
export function judgedBy(kind: MaterialKind, lines: Baselines): Counted & { floor?: number } {
  const { floor, ...counted } = lines;
  return kind === "names" ? { ...counted, floor } : counted;
}

function judgeOf(material: Material): Judge | undefined {
  const kind = kindOf(material);
  if (kind === "text") return undefined;
  return kind === "names" ? new Known(material.words) : new ToldStories(material.words);
}

/** Nats a token that no model passes on new stories; null where a story has no known number of them. */
function floorOf(world: WorldName, tokens: TokenKind): number | null {
  const found = floor(world);
  if (tokens === "pieces") return null;
  return found.surprise / (tokens === "words" ? found.tokens : found.letters);
}

/** A longer text is refused before it is read. */
function checkLength(text: string): void {
  if (text.length > MOST_TEXT) throw new InputError("list.text", { most: MOST_TEXT / 1e6 });
}

/** Stories of a world, in these tokens. */
function stories(told: Told, words: readonly string[], vocabulary: Vocabulary): Material {
  // Letter by letter a story is longer than any window.
  return { words, vocabulary, told, running: vocabulary.kind === "letters" };
}

/** The tokens of texts. */
function* tokensOf(texts: readonly string[], kind: TokenKind): Slices<Vocabulary> {
  if (kind === "words") return Words.found(texts, MOST_WORDS);
  if (kind === "pieces") return yield* BytePairs.foundSliced(firstOf(texts), PIECES, true);
  const letters = new Set<string>();
  for (const text of texts) for (const letter of text) letters.add(letter);
  return Vocabulary.of(letters, EDGE);
}

/** Of long texts, the first paragraphs: pieces come as often in the others. */
function* firstOf(texts: readonly string[]): Iterable<string> {
  let left = LEARNED;
  for (const text of texts) {
    if (left <= 0) return;
    const part = text.length <= left ? text : text.slice(0, left).replace(/[\ud800-\udbff]$/, "");
    // One endless word would be one piece.
    yield* part.split(ENDLESS).filter((some) => some !== "");
    left -= text.length;
  }
}

/** Words that are no tokens, among those counted. */
function rareOf(times: ReadonlyMap<string, number>, vocabulary: Vocabulary): TextSummary["rare"] {
  let [different, rare, all] = [0, 0, 0];
  for (const [word, n] of times) {
    all += n;
    if (vocabulary.has(word)) continue;
    different++;
    rare += n;
  }
  return { different, share: rare / all };
}

/** What a file of the page says that its model learned from; undefined where it does not say. */
function materialOf(facts: Partial<TrainingFacts>, vocabulary: Vocabulary): Material | undefined {
  const { world, seed, count } = facts.corpus ?? {};
  const known = worldNames.find((name) => name === world);
  if (known !== undefined) {
    const told = { world: known, seed: Number(seed), count: Math.min(Number(count), MOST_STORIES) };
    return stories(told, new World(known, told.seed).stories(told.count), vocabulary);
  }
  if (!Array.isArray(facts.words) || facts.words.length === 0) return undefined;
  return { words: facts.words, vocabulary, told: null, running: facts.running === true };
}

function summaryOf(material: Material): MaterialSummary {
  const { vocabulary, told } = material;
  if (told === null) return textSummary(material);
  const world = new World(told.world, told.seed);
  const apart = world.apart();
  return {
    ...shared(material),
    kind: "stories",
    world: told.world,
    floor: floorOf(told.world, vocabulary.kind),
    apart: { count: apart.length, first: apart.slice(0, PAIRS) },
    unseen: Array.from({ length: UNSEEN }, (_, number) => world.story(number, true)),
  };
}

/** What is known of stories as of texts. */
function shared(material: Material) {
  const { words, vocabulary } = material;
  return {
    names: words.length,
    preview: words.slice(0, PREVIEW_TEXTS).map((text) => shortened(text, LONGEST_PREVIEW)),
    vocabulary: vocabulary.facts(),
    tokens: vocabulary.tokens,
    learned: learnedFrom(material),
  };
}

function textSummary(
  material: Material,
  prose: TextSummary["prose"] = null,
  rare: TextSummary["rare"] = { different: 0, share: 0 },
): TextSummary {
  return { ...shared(material), kind: "text", prose, rare };
}

/** A few words of it: whole ones, because a part of one may be no token. */
function beginningOf(text: string): string {
  return text.split(/(?=\s)/u, MOST_EXAMPLE).join("");
}

/** At most so many characters; none is cut in two. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…`;
}

function namesSummary(corpus: Corpus, beyond: number): ListSummary {
  const { words, vocabulary, counts, lines, layout, mended } = corpus;
  const { cells: _cells, ...found } = layout;
  const remarks: Line[] = [];
  for (const line of lines) {
    if (line.fate === "kept" || line.fate === "blank" || line.fate === "comment") continue;
    if (remarks.push({ ...line, text: line.text.slice(0, LONGEST_REMARK) }) >= REMARKS) break;
  }
  return {
    kind: "names",
    names: words.length,
    preview: words.slice(0, PREVIEW),
    counts,
    comments: lines.filter(({ reason }) => reason === "comment").length,
    remarks,
    vocabulary: vocabulary.facts(),
    tokens: vocabulary.tokens,
    learned: learnedFrom(corpus),
    layout: found,
    mended,
    beyond,
  };
}

/** The places of the names that a group asks for; it must leave some. */
function groupOf(
  { where, text }: GroupAsked,
  names: readonly string[],
  vocabulary: Vocabulary,
): readonly number[] {
  const wanted = vocabulary.kind === "letters" ? vocabulary.fold(text) : text;
  const is = {
    start: (name: string) => name.startsWith(wanted),
    end: (name: string) => name.endsWith(wanted),
    anywhere: (name: string) => name.includes(wanted),
  }[where];
  const found = names.flatMap((name, place) => (wanted !== "" && is(name) ? [place] : []));
  if (found.length === 0) throw new InputError("why.group", { text });
  if (found.length === names.length) throw new InputError("why.everything");
  return found;
}

/** Evenly spread windows, at most MEASURED; fewer where each has much to guess. */
function some(windows: readonly Window[]): readonly Window[] {
  const targets = windows.reduce((sum, window) => sum + window.targets.length, 0);
  const share = Math.min(1, MEASURED.windows / windows.length, MEASURED.targets / targets);
  const count = Math.max(1, Math.round(share * windows.length));
  if (count === windows.length) return windows;
  return Array.from(
    { length: count },
    (_, i) => windows[Math.floor((i * windows.length) / count)]!,
  );
}
