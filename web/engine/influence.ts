/**
 * Why this token? What each name of a list has to do with it, found out by experiment: the same
 * training without that name, from the same start, and the chance that the token has then. Other
 * starts tell what is due to the name, and what to the start. The twin of premier_llm/judging/influence.py
 * and premier_llm/training/influence.py. Of a text a sentence can be taken away, of a second
 * apprenticeship a pair of one's own, and of votes a vote, which no start moves.
 *
 * Of a long list only some names are tried: those on which a guess falls that needs no training,
 * and some at random, which tell what the guess is worth. The guess looks at the trained model's
 * slopes (Koh and Liang 2017): which mixture of those of the names gives those of the token?
 * benchmarks/influence.mjs holds it against products of slopes summed over the training (TracIn,
 * Pruthi et al. 2020).
 */

import { INFLUENCE } from "../spec.js";
import type { Arithmetic, Numbers } from "./arithmetic.js";
import { Forest } from "./batch.js";
import { runningWindows, windowsOf, type Ids, type Window } from "./corpus.js";
import { InputError } from "./errors.js";
import { float64 } from "./float64.js";
import { Model } from "./model.js";
import type { Tensors } from "./parameters.js";
import { stretchesOf, type Sentence } from "./prose.js";
import { Random } from "./random.js";
import type { Slices } from "./slices.js";
import { Training } from "./training.js";
import { Voting, type Vote } from "./votes.js";
import { widened } from "./widened.js";

/** What was said, behind what. */
export interface Saying {
  /** The last of them is what the model reads last; the window keeps as many as it sees. */
  readonly before: Ids;
  readonly token: number;
}

/** What a training was made of: enough to do it again. */
export interface Origin {
  readonly training: Training;
  /** The model that a seed starts from. */
  readonly start: (seed: number) => Model;
  /** Of a text: these are taken away, in place of whole paragraphs. */
  readonly sentences?: readonly Sentence[];
}

/** Where experiments are made: some have to be cleared first. */
export type Memory = Arithmetic & { clear?(): void };

/** The training of the page at hand, which can be done again in this memory. */
export function originOf(training: Training, memory: Memory = float64): Origin {
  const { config } = training.model;
  return {
    training,
    start: (seed) => {
      memory.clear?.();
      return new Model(config, seed, memory);
    },
  };
}

/** A second apprenticeship, and the model that it began from, whose new rows each seed draws anew. */
export function secondOriginOf(
  training: Training,
  first: { readonly config: Model["config"]; readonly tensors: Tensors },
  memory: Memory = float64,
): Origin {
  return {
    training,
    start: (seed) => {
      memory.clear?.();
      return widened(first.config, first.tensors, seed, training.model.config, memory);
    },
  };
}

/** Votes that can be cast again. */
export interface Voted {
  readonly votes: readonly Vote[];
  /** The model before all of them. */
  readonly before: Model;
  /**
   * The weights that they were cast on; others than those of `before` where nobody knows the votes
   * between the two any more.
   */
  readonly from: Numbers;
}

/** One experiment: what is taken away, and the token's chance then, for each start. */
export interface Effect {
  /** Places in the list of what can be taken away: one name, or those of a group. */
  readonly names: readonly number[];
  readonly without: readonly number[];
  /** What the guess says of it; null where none was made. */
  readonly guess: number | null;
  /** It was drawn, not chosen. */
  readonly drawn: boolean;
}

export interface Influence {
  /** The starts: the first is that of the training at hand. */
  readonly seeds: readonly number[];
  /** Its steps. */
  readonly steps: number;
  /** The token's chance with all names, for each start. */
  readonly all: readonly number[];
  readonly effects: readonly Effect[];
  /** Trainings done, and to do. */
  readonly done: number;
  readonly of: number;
}

export type Verdict = "likelier" | "less" | "noise";

/** What an effect comes to: how much the chance has gained by the names, over the starts. */
export interface Weighed {
  readonly mean: number;
  /** Of the mean: how far another set of starts would move it; null for a single start. */
  readonly error: number | null;
  readonly verdict: Verdict;
}

/** What a name brought at each start: the chance with it, less the chance without it. */
export function gains(all: readonly number[], without: readonly number[]): number[] {
  return without.map((chance, i) => all[i]! - chance);
}

/**
 * Whether it is the name or luck. It is the name where the mean gain is visible and so far from
 * zero that luck alone would bring it there once in twenty times (Student's t). `exact`: no start was
 * drawn, and what is visible is so.
 */
export function weigh(gained: readonly number[], exact = false): Weighed {
  const n = gained.length;
  const mean = gained.reduce((sum, gain) => sum + gain, 0) / n;
  if (exact && Math.abs(mean) >= INFLUENCE.visible) {
    return { mean, error: null, verdict: mean > 0 ? "likelier" : "less" };
  }
  if (n < 2) return { mean, error: null, verdict: "noise" };
  const squares = gained.reduce((sum, gain) => sum + (gain - mean) ** 2, 0);
  const error = Math.sqrt(squares / (n - 1) / n);
  const limit = INFLUENCE.student[Math.min(n - 2, INFLUENCE.student.length - 1)]!;
  const sure = Math.abs(mean) >= INFLUENCE.visible && Math.abs(mean) > limit * error;
  return { mean, error, verdict: !sure ? "noise" : mean > 0 ? "likelier" : "less" };
}

/** Spearman's rank correlation: 1 for the same order, 0 for none in common; null where one has no order. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | null {
  const [first, second] = [ranks(a), ranks(b)];
  const middle = (a.length - 1) / 2;
  let [both, one, other] = [0, 0, 0];
  for (const [i, rank] of first.entries()) {
    both += (rank - middle) * (second[i]! - middle);
    one += (rank - middle) ** 2;
    other += (second[i]! - middle) ** 2;
  }
  return one === 0 || other === 0 ? null : both / Math.sqrt(one * other);
}

/** Each one's place in the order, from 0; equals share the mean of their places. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const found = values.map(() => 0);
  for (let from = 0; from < order.length;) {
    let end = from + 1;
    while (end < order.length && values[order[end]!] === values[order[from]!]) end++;
    for (let i = from; i < end; i++) found[order[i]!] = (from + end - 1) / 2;
    from = end;
  }
  return found;
}

/** How well the guess foresaw what was then tried: of the mean gains. */
export function worth({ all, effects }: Influence): number | null {
  const tried = effects.filter(({ guess, without }) => guess !== null && without.length > 0);
  if (tried.length < INFLUENCE.few) return null;
  return rankCorrelation(
    tried.map(({ guess }) => guess!),
    tried.map(({ without }) => weigh(gains(all, without)).mean),
  );
}

/** What is to be tried. */
export interface Wanted {
  readonly seeds: number;
  /** Groups instead of names one by one. */
  readonly groups?: readonly (readonly number[])[];
  /** What is known of the first starts: it is not done again. */
  readonly known?: Influence | undefined;
}

/** Who does it again. */
interface Again {
  readonly seed: number;
  readonly steps: number;
  /** How many there are that can be taken away. */
  readonly count: number;
  /** The token's chance then; into `guess` goes how much each seems to have to do with it. */
  chance(seed: number, without: readonly number[], guess?: Float64Array): Slices<number>;
}

/**
 * Try each name, or those on which the guess falls; `tell` hears what is known after each training.
 * Who no longer wants to know drops the slices.
 */
export function* influence(
  origin: Origin,
  saying: Saying,
  wanted: Wanted,
  tell?: (known: Influence) => void,
): Slices<Influence> {
  checkAgain(origin.training);
  return yield* experiment(new Trained(origin, saying), wanted, tell);
}

/** Try each vote: all others are cast again, in their order. */
export function* influenceOfVotes(
  voted: Voted,
  saying: Saying,
  wanted: Wanted,
  tell?: (known: Influence) => void,
  memory?: Memory,
): Slices<Influence> {
  return yield* experiment(new Cast(voted, saying, memory), wanted, tell);
}

function* experiment(
  again: Again,
  { seeds: count, groups, known: before }: Wanted,
  tell: (known: Influence) => void = () => {},
): Slices<Influence> {
  const { seed: first, steps, count: names } = again;
  const seeds = Array.from({ length: count }, (_, i) => first + i);
  const long = groups === undefined && names > INFLUENCE.all;
  const all: number[] = [...(before?.all ?? [])];
  let effects: Effect[] = [...(before?.effects ?? [])];
  let [done, of] = [before?.done ?? 0, seeds.length * (1 + effects.length)];
  const known = (): Influence => ({ seeds, steps, all: [...all], effects: [...effects], done, of });
  const plan = (tried: readonly Omit<Effect, "without">[]): void => {
    effects = tried.map((one) => ({ ...one, without: [] }));
    of = seeds.length * (1 + tried.length);
  };
  const one = (place: number, guess: number | null, drawn: boolean) => ({
    names: [place],
    guess,
    drawn,
  });
  if (before !== undefined) {
    // What was planned then holds.
  } else if (long) of = seeds.length * (1 + INFLUENCE.best + INFLUENCE.drawn);
  else {
    plan(
      groups?.map((names) => ({ names, guess: null, drawn: false })) ??
        Array.from({ length: names }, (_, place) => one(place, null, false)),
    );
  }
  tell(known());
  for (const [i, seed] of seeds.entries()) {
    if (i < (before?.all.length ?? 0)) continue;
    const guessing = long && i === 0;
    const guess = guessing ? new Float64Array(names) : undefined;
    all.push(yield* again.chance(seed, [], guess));
    done++;
    if (guess !== undefined) {
      const { best, drawn } = shortlist(guess, first);
      plan([
        ...best.map((place) => one(place, guess[place]!, false)),
        ...drawn.map((place) => one(place, guess[place]!, true)),
      ]);
    }
    tell(known());
    for (const [e, effect] of effects.entries()) {
      const chance = yield* again.chance(seed, effect.names);
      effects[e] = { ...effect, without: [...effect.without, chance] };
      done++;
      tell(known());
    }
  }
  return known();
}

/** The guess alone, of all names. */
export function* guesses(origin: Origin, saying: Saying): Slices<Float64Array> {
  const guess = new Float64Array(origin.training.trainWords.length);
  yield* new Trained(origin, saying).chance(origin.training.seed, [], guess);
  return guess;
}

/** Refuse a model whose training cannot be done again. */
function checkAgain({ before, ended, step }: Training): void {
  if (before !== null) throw new InputError("why.elsewhere");
  if (ended === "diverged") throw new InputError("why.ended");
  if (step === 0) throw new InputError("why.untrained");
}

/** The names on which the guess falls, the strongest first; and some of the others, drawn. */
export function shortlist(
  guess: ArrayLike<number>,
  seed: number,
): { best: number[]; drawn: number[] } {
  const order = Array.from(guess, (_, place) => place).sort(
    (i, j) => Math.abs(guess[j]!) - Math.abs(guess[i]!) || i - j,
  );
  const best = order.slice(0, INFLUENCE.best);
  const others = order.slice(INFLUENCE.best).sort((i, j) => i - j);
  const draws = new Random(seed).order(others.length).subarray(0, INFLUENCE.drawn);
  return { best, drawn: Array.from(draws, (i) => others[i]!) };
}

/** Looks at a token's chance with the exact arithmetic of the page. */
class Look {
  private readonly exact: Model;
  readonly window: Ids;
  readonly token: number;

  constructor({ config }: Model, { before, token }: Saying) {
    this.exact = new Model(config);
    this.window = before.slice(-config.context);
    this.token = token;
  }

  at({ parameters }: Model): number {
    const { exact, window, token } = this;
    exact.parameters.flat.set(parameters.flat);
    return exact.forward(window)[(window.length - 1) * exact.config.vocabulary + token]!;
  }
}

/** The votes, cast again on the model before them. */
class Cast implements Again {
  readonly seed = 0;
  readonly steps: number;
  readonly count: number;
  private readonly look: Look;

  constructor(
    private readonly voted: Voted,
    saying: Saying,
    private readonly memory: Memory = float64,
  ) {
    this.steps = voted.votes.length;
    // Behind those that are known, all that came before as one.
    this.count = voted.votes.length + 1;
    this.look = new Look(voted.before, saying);
  }

  *chance(_seed: number, without: readonly number[]): Slices<number> {
    const { votes, before, from } = this.voted;
    this.memory.clear?.();
    const model = new Model(before.config, 0, this.memory);
    model.parameters.flat.set(without.includes(votes.length) ? before.parameters.flat : from);
    const voting = new Voting(model, before);
    for (const [place, vote] of votes.entries()) {
      if (without.includes(place)) continue;
      voting.vote(vote);
      yield;
    }
    return this.look.at(model);
  }
}

/** The training at hand, done again: without some names, from another start. */
class Trained implements Again {
  readonly seed: number;
  /** Those that it has now: it may go on meanwhile. */
  readonly steps: number;
  readonly count: number;
  private readonly look: Look;

  constructor(
    private readonly origin: Origin,
    saying: Saying,
  ) {
    const { seed, step, trainWords, model } = origin.training;
    this.seed = seed;
    this.steps = step;
    this.count = origin.sentences?.length ?? trainWords.length;
    this.look = new Look(model, saying);
  }

  *chance(seed: number, without: readonly number[], guess?: Float64Array): Slices<number> {
    const again = this.again(seed, new Set(without));
    while (again.step < this.steps) {
      while (again.slice() === undefined) yield;
      if (again.ended !== null) throw new InputError("why.exploded");
      yield;
    }
    const chance = this.look.at(again.model);
    if (guess !== undefined) guess.set(yield* this.guess(again.model));
    return chance;
  }

  private again(seed: number, without: ReadonlySet<number>): Training {
    const { training, start, sentences } = this.origin;
    const { recipe, trainWords: words, material } = training;
    const { config } = training.model;
    const { vocabulary, lessons, ...others } = material;
    const windows = (): Window[] =>
      sentences === undefined
        ? windowsOf(material, words, config.context, without)
        : runningWindows(vocabulary, words, config.context, stretchesOf(sentences, without));
    return new Training(
      { ...others, vocabulary, words, ...(lessons && { lessons: lessons.again(seed, without) }) },
      config,
      // What is hidden was hidden before; nobody looks at it.
      { ...recipe, held_out: 0, evaluate_every: Number.MAX_SAFE_INTEGER },
      seed,
      start(seed),
      lessons === undefined ? windows() : undefined,
    );
  }

  /** How much each name seems to have to do with the token: of those left out, nothing. */
  private *guess(model: Model): Slices<Float64Array> {
    const { config } = model;
    const { window, token } = this.look;
    const { material, trainWords } = this.origin.training;
    const target = new Forest(config, [{ tokens: window, targets: [token] }]).all();
    yield* model.lossAndGradientsSliced(target);
    const wanted = model.gradients.flat.slice();
    const slopesOf = function* (word: string): Slices<Numbers> {
      const batch = new Forest(config, windowsOf(material, [word], config.context)).all();
      yield* model.lossAndGradientsSliced(batch);
      // Of all its tokens: a long name has as much to say as it has tokens.
      return model.gradients.flat.map((slope) => slope * batch.total);
    };
    const products = new Float64Array(trainWords.length);
    const rows: Numbers[] = [];
    const most = Math.floor(INFLUENCE.room / wanted.length);
    for (const [place, word] of trainWords.entries()) {
      const slopes = yield* slopesOf(word);
      products[place] = dot(wanted, slopes);
      if (trainWords.length <= most) rows.push(slopes);
      yield;
    }
    // Of more names there is no room for the slopes: of those that point least to the token.
    const kept = Array.from(products, (_, place) => place);
    if (trainWords.length > most) {
      kept.sort((i, j) => Math.abs(products[j]!) - Math.abs(products[i]!) || i - j).splice(most);
      for (const place of kept) rows.push(yield* slopesOf(trainWords[place]!));
    }
    const mixture = yield* mixtureOf(
      rows,
      Float64Array.from(kept, (place) => products[place]!),
    );
    const guess = new Float64Array(trainWords.length);
    for (const [i, place] of kept.entries()) guess[place] = mixture[i]!;
    return guess;
  }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Rows after which others may have their turn. */
const TURN = 32;

/**
 * How much of each row there is in what has these products with them: least squares, held back by
 * a ridge as large as a row's mean square (conjugate gradients, Hestenes and Stiefel 1952).
 */
function* mixtureOf(rows: readonly Numbers[], products: Float64Array): Slices<Float64Array> {
  const ridge = rows.reduce((sum, row) => sum + dot(row, row), 0) / rows.length;
  const found = new Float64Array(rows.length);
  const rest = products.slice();
  const way = products.slice();
  let left = dot(rest, rest);
  const enough = INFLUENCE.enough * left;
  for (let turn = 0; turn < INFLUENCE.turns && left > enough; turn++) {
    const sum = new Float64Array(rows[0]!.length);
    for (const [r, row] of rows.entries()) {
      const share = way[r]!;
      for (let i = 0; i < sum.length; i++) sum[i]! += share * row[i]!;
      if (r % TURN === 0) yield;
    }
    const image = way.map((value) => ridge * value);
    for (const [r, row] of rows.entries()) {
      image[r]! += dot(row, sum);
      if (r % TURN === 0) yield;
    }
    const length = left / dot(way, image);
    for (let r = 0; r < rows.length; r++) {
      found[r]! += length * way[r]!;
      rest[r]! -= length * image[r]!;
    }
    const before = left;
    left = dot(rest, rest);
    for (let r = 0; r < rows.length; r++) way[r] = rest[r]! + (left / before) * way[r]!;
  }
  return found;
}
