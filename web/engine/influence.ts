/**
 * Why this token? What each name of a list has to do with it, found out by experiment: the same
 * training without that name, from the same start, and the chance that the token has then. Other
 * starts tell what is due to the name, and what to the start. The twin of premier_llm/judging/influence.py
 * and premier_llm/training/influence.py.
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
import { windowsOf, type Ids } from "./corpus.js";
import { InputError } from "./errors.js";
import { float64 } from "./float64.js";
import { Model } from "./model.js";
import { Random } from "./random.js";
import type { Slices } from "./slices.js";
import { Training } from "./training.js";

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
}

/** The training of the page at hand, which can be done again in this memory. */
export function originOf(
  training: Training,
  memory: Arithmetic & { clear?(): void } = float64,
): Origin {
  const { config } = training.model;
  return {
    training,
    start: (seed) => {
      memory.clear?.();
      return new Model(config, seed, memory);
    },
  };
}

/** One experiment: what is taken away, and the token's chance then, for each start. */
export interface Effect {
  /** Places in the list of what was learned: one name, or those of a group. */
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
 * zero that luck alone would bring it there once in twenty times (Student's t).
 */
export function weigh(gained: readonly number[]): Weighed {
  const n = gained.length;
  const mean = gained.reduce((sum, gain) => sum + gain, 0) / n;
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
}

/**
 * Try each name, or those on which the guess falls; `tell` hears what is known after each training.
 * Who no longer wants to know drops the slices.
 */
export function* influence(
  origin: Origin,
  saying: Saying,
  { seeds: count, groups }: Wanted,
  tell: (known: Influence) => void = () => {},
): Slices<Influence> {
  const { training } = origin;
  checkAgain(training);
  const again = new Again(origin, saying);
  const steps = training.step;
  const seeds = Array.from({ length: count }, (_, i) => training.seed + i);
  const names = training.trainWords.length;
  const long = groups === undefined && names > INFLUENCE.all;
  const all: number[] = [];
  let effects: Effect[] = [];
  let [done, of] = [0, 0];
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
  if (long) of = seeds.length * (1 + INFLUENCE.best + INFLUENCE.drawn);
  else {
    plan(
      groups?.map((names) => ({ names, guess: null, drawn: false })) ??
        Array.from({ length: names }, (_, place) => one(place, null, false)),
    );
  }
  tell(known());
  for (const [i, seed] of seeds.entries()) {
    const guessing = long && i === 0;
    const guess = guessing ? new Float64Array(names) : undefined;
    all.push(yield* again.chance(seed, [], guess));
    done++;
    if (guess !== undefined) {
      const { best, drawn } = shortlist(guess, training.seed);
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
  yield* new Again(origin, saying).chance(origin.training.seed, [], guess);
  return guess;
}

/** Refuse a model whose training cannot be done again. */
function checkAgain({ before, ended, step, material }: Training): void {
  if (material.lessons) throw new InputError("why.second");
  if (before !== null) throw new InputError("why.elsewhere");
  if (ended !== null) throw new InputError("why.ended");
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

/** The training at hand, done again: without some names, from another start. */
class Again {
  /** Looks at a token's chance with the exact arithmetic of the page. */
  private readonly exact: Model;
  private readonly window: Ids;

  constructor(
    private readonly origin: Origin,
    private readonly saying: Saying,
  ) {
    const { config } = origin.training.model;
    this.exact = new Model(config);
    this.window = saying.before.slice(-config.context);
  }

  /** The token's chance then; into `guess` goes how much each name seems to have to do with it. */
  *chance(seed: number, without: readonly number[], guess?: Float64Array): Slices<number> {
    const { training, start } = this.origin;
    const { recipe, trainWords, material, step: steps } = training;
    const again = new Training(
      { ...material, words: trainWords },
      training.model.config,
      // What is hidden was hidden before; nobody looks at it.
      { ...recipe, held_out: 0, evaluate_every: Number.MAX_SAFE_INTEGER },
      seed,
      start(seed),
      new Set(without),
    );
    while (again.step < steps) {
      while (again.slice() === undefined) yield;
      if (again.ended !== null) throw new InputError("why.exploded");
      yield;
    }
    this.exact.parameters.flat.set(again.model.parameters.flat);
    if (guess !== undefined) guess.set(yield* this.guess(again.model));
    const { window, saying } = this;
    const V = this.exact.config.vocabulary;
    return this.exact.forward(window)[(window.length - 1) * V + saying.token]!;
  }

  /** How much each name seems to have to do with the token: of those left out, nothing. */
  private *guess(model: Model): Slices<Float64Array> {
    const { config } = model;
    const { window, saying } = this;
    const { material, trainWords } = this.origin.training;
    const target = new Forest(config, [{ tokens: window, targets: [saying.token] }]).all();
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
