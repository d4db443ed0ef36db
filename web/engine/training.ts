/**
 * The training loop: `for (const progress of training.steps()) …` does one step a turn, so that a
 * worker can answer between two steps.
 *
 * Batches depend only on the seed and the step, and `state` holds all the rest: a training taken
 * up again from a state ends bit-identical to one that was never interrupted.
 */

import { EXPLODED as EXPLODED_LIMITS } from "../spec.js";
import { Adam, type Stepping } from "./adam.js";
import type { Arithmetic, Numbers, Precision } from "./arithmetic.js";
import { Average } from "./average.js";
import type { Batch } from "./batch.js";
import {
  Batches,
  Drawn,
  hardshipsOf,
  isLarge,
  type Shared,
  type Steps,
  type Teaching,
} from "./batches.js";
import type { Config } from "./config.js";
import { split, windowsOf, type Material, type Told, type Window } from "./corpus.js";
import { InputError } from "./errors.js";
import { weightsOf } from "./file.js";
import { float64 } from "./float64.js";
import { Measured } from "./measured.js";
import { Model } from "./model.js";
import { counter } from "./multiplications.js";
import { named, under, type Tensor, type Tensors } from "./parameters.js";
import { mix, type Partner } from "./partner.js";
import { splitParagraphs } from "./prose.js";
import { rate, recipe, type Recipe } from "./recipe.js";
import type { Slices } from "./slices.js";
import type { VocabularyFacts } from "./vocabulary.js";

/** What one step says. */
export interface Progress {
  /** Steps done, this one included. */
  readonly step: number;
  /** Training loss of this step's batch, before the step, in nats per token. */
  readonly loss: number;
  /** After the step, where this step looked at the held-out words. */
  readonly heldOutLoss: number | null;
  readonly learningRate: number;
}

/** Why a training ended; after "diverged" the model is the last good one. */
export type Ending = "steps" | "target" | "patience" | "diverged";

/**
 * All that is needed to go on, ready for the file: tensors (the optimiser's, the best model's, the
 * mean's and the curve beside the weights), and facts ready for JSON.
 */
export interface TrainingState {
  readonly tensors: Tensors;
  readonly facts: TrainingFacts;
}

export interface TrainingFacts {
  readonly engine: "lab";
  readonly precision: Precision;
  readonly seed: number;
  readonly recipe: Recipe;
  /**
   * Python's facts name the words' source and fingerprint here; the page keeps the words, or says
   * which stories of which world they are.
   */
  readonly corpus: {
    readonly source: "lab";
    readonly world?: string;
    readonly seed?: string;
    readonly count?: string;
  };
  readonly words: readonly string[];
  /** They are the paragraphs of one text; absent where they are not. */
  readonly running?: true;
  /** In a second apprenticeship: what draws its lessons. */
  readonly lessons?: Readonly<Record<string, unknown>>;
  /** What is said of the model before that, whose weights are kept beside. */
  readonly first?: { readonly config: Config; readonly vocabulary: VocabularyFacts };
  /** On its answers; the weights of before are kept beside. */
  readonly votes?: number;
  /** How it answered before its second apprenticeship, as its worker tells it. */
  readonly answered?: Readonly<Record<string, unknown>>;
  readonly step: number;
  /** Of all its steps; absent where files did not say it yet. */
  readonly multiplications?: number;
  /** Steps that the model had done elsewhere, on a list that nobody knows; absent where none is. */
  readonly before?: number;
  readonly ended: Ending | null;
  readonly best_held_out_loss: number | null;
  readonly held_out_losses: readonly (readonly [number, number])[];
}

/** Dials that came later than the first files: as those were trained. */
const LATER = { lengthen: 1, dropout: 0, label_smoothing: 0, average: 0, average_last: 0 };

const EXPLODED = "exploded";

/** The loss above which a training has exploded: nats, from V and the first step's loss. */
export function explosion(vocabulary: number, first: number): number {
  return Math.max(EXPLODED_LIMITS.chances * Math.log(vocabulary), EXPLODED_LIMITS.start * first);
}

export class Training {
  /** The model that moves. */
  readonly learner: Model;
  /** The mean of its weights, where the recipe wants one. */
  private readonly average: Average | undefined;
  readonly trainWords: readonly string[];
  readonly heldOutWords: readonly string[];
  readonly windows: readonly Window[];
  readonly heldOutWindows: readonly Window[];
  /** Training loss before each step. */
  readonly losses: number[] = [];
  /** (steps done, held-out loss) at each look. */
  readonly heldOut: [number, number][] = [];
  /** Why it ended; null while it runs. Then `model` is the best held-out one, if words are hidden. */
  ended: Ending | null = null;
  /** Steps that the model had done elsewhere, on a list that nobody knows; null: it began here. */
  before: number | null = null;
  /** Multiplications of all steps; null where nobody knows those of the first. */
  multiplications: number | null = 0;
  private readonly costOf: (batch: Batch) => number;
  /** Of the step under way. */
  private cost = 0;
  private readonly adam: Adam;
  private readonly batches: Steps;
  private readonly teaching: Teaching;
  /** What a partner must know to compute half of each step; undefined where they are too small. */
  readonly halved: Shared | undefined;
  /** The slopes of a step's first half. */
  private firstHalf: Numbers | undefined;
  private readonly hidden: Measured | undefined;
  private readonly best: Numbers;
  private bestLoss: number | null = null;
  private readonly good: Numbers;
  /** The step that was begun and is not done. */
  private underway: Slices<Progress | null> | undefined;
  /** It has moved the weights. */
  private moved = false;
  /** It can only go on when the partner has finished. */
  waits = false;

  constructor(
    readonly material: Material,
    config: Config,
    readonly recipe: Recipe,
    readonly seed = 0,
    model = new Model(config, seed),
    /** What is learned from, where some of it is taken away. */
    windows?: readonly Window[],
  ) {
    const { words, vocabulary, running, told, lessons } = material;
    if (vocabulary.size !== config.vocabulary) {
      throw new InputError("training.vocabulary", {
        found: vocabulary.size,
        expected: config.vocabulary,
      });
    }
    this.learner = model;
    if (recipe.average > 0 || recipe.average_last > 0) this.average = new Average(model, recipe);
    this.adam = new Adam(model, recipe);
    this.costOf = counter(config);
    const apart = running && told === null ? splitParagraphs : split;
    const { train, heldOut } =
      recipe.held_out > 0 ? apart(words, recipe.held_out, seed) : { train: words, heldOut: [] };
    this.trainWords = train;
    this.heldOutWords = heldOut;
    this.windows = lessons?.some ?? windows ?? windowsOf(material, train, config.context);
    this.heldOutWindows = lessons?.hidden ?? windowsOf(material, heldOut, config.context);
    const { dropout, label_smoothing: smoothing } = recipe;
    this.teaching = { config, seed, dropout, smoothing };
    const lot = { ...this.teaching, windows: this.windows, size: recipe.batch };
    const halves = model.arithmetic.precision === "float32" && isLarge(lot);
    this.batches = lessons ? new Drawn(this.teaching, lessons, halves) : new Batches(lot, halves);
    if (halves) this.halved = lessons ? this.teaching : lot;
    if (this.heldOutWindows.length > 0) {
      this.hidden = new Measured(config, spread(this.heldOutWindows, recipe.evaluate_windows));
    }
    this.good = model.parameters.flat.slice();
    this.best = model.parameters.flat.slice();
  }

  /** What has been learned so far: the mean of the weights once there is one, and none is better. */
  get model(): Model {
    const { average } = this;
    return this.ended === null && average?.hasBegun(this.step) ? average.model : this.learner;
  }

  /** Steps done. */
  get step(): number {
    return (this.before ?? 0) + this.adam.steps;
  }

  /** A window that the next step learns from. */
  get lesson(): Window {
    return this.batches.windowOf(this.step);
  }

  /** A step was begun and is not done. */
  get midway(): boolean {
    return this.underway !== undefined;
  }

  /** The model comes from elsewhere: its steps so far, and the curves that its file tells of them. */
  goOnFrom(steps: number, losses: Iterable<number>, heldOut: Iterable<[number, number]>): void {
    this.before = steps;
    this.multiplications = null;
    for (const loss of losses) this.losses.push(loss);
    for (const look of heldOut) this.heldOut.push(look);
  }

  /** Do the remaining steps, one per turn. */
  *steps(): Generator<Progress, void> {
    for (let progress = this.advance(); progress !== null; progress = this.advance()) {
      yield progress;
    }
  }

  /** Do one step; null when the training has ended. */
  advance(): Progress | null {
    // Alone: a partner's answer could not come in meanwhile.
    if (!this.moved) this.underway = undefined;
    for (;;) {
      const said = this.slice();
      if (said !== undefined) return said;
    }
  }

  /**
   * Do a slice of a step, which a partner may share: what `advance` gives once the step is done,
   * undefined before.
   */
  slice(partner?: Partner): Progress | null | undefined {
    this.underway ??= this.advancing(partner);
    const { done, value } = this.underway.next();
    if (done !== true) return undefined;
    this.underway = undefined;
    this.moved = false;
    return value;
  }

  /**
   * Leave no step half done, because the model is wanted for something else. One that has moved the
   * weights is done to its end, as `advance` would; one that has not is forgotten, and begins anew.
   */
  settle(): Progress | null | undefined {
    if (this.moved) return this.advance();
    this.underway = undefined;
    this.waits = false;
    return undefined;
  }

  private *advancing(partner: Partner | undefined): Slices<Progress | null> {
    const { recipe } = this;
    this.waits = false;
    if (this.ended !== null) return null;
    if (this.step >= recipe.steps) {
      this.finish("steps");
      return null;
    }
    const loss = yield* this.lossAndGradients(partner);
    if (this.explodes(loss)) return null;
    if (recipe.target > 0 && loss <= recipe.target) {
      this.finish("target");
      return { step: this.step, loss, heldOutLoss: null, learningRate: 0 };
    }
    const learningRate = rate(recipe, this.step);
    this.adam.step(learningRate);
    this.moved = true;
    this.average?.take(this.step);
    if (this.multiplications !== null) this.multiplications += this.cost;
    this.losses.push(loss);
    const looks = this.step % recipe.evaluate_every === 0 || this.step === recipe.steps;
    const heldOutLoss = looks ? yield* this.look() : null;
    return heldOutLoss === EXPLODED ? null : { step: this.step, loss, heldOutLoss, learningRate };
  }

  /** The loss of the step's batch, and its slopes in the model. */
  private *lossAndGradients(partner: Partner | undefined): Slices<number> {
    const { learner: model, step } = this;
    const hardships = hardshipsOf(this.teaching, step);
    const [first, second] = this.batches.ofStep(step);
    this.cost = this.costOf(first!) + (second === undefined ? 0 : this.costOf(second));
    if (second === undefined) return yield* model.lossAndGradientsSliced(first!, hardships);
    partner?.begin(model.parameters.flat.slice(), step, this.batches.ofPartner?.(step));
    const loss = yield* model.lossAndGradientsSliced(first!, hardships);
    const slopes = (this.firstHalf ??= model.gradients.flat.slice());
    slopes.set(model.gradients.flat);
    let half = partner === undefined ? null : partner.finished();
    for (; half === undefined; half = partner!.finished()) {
      this.waits = true;
      yield;
    }
    this.waits = false;
    half ??= {
      loss: yield* model.lossAndGradientsSliced(second, hardships),
      slopes: model.gradients.flat,
    };
    const share = first!.total / Math.max(1, first!.total + second.total);
    mix(model.gradients.flat, slopes, half.slopes, share);
    return share * loss + (1 - share) * half.loss;
  }

  /** Whether a loss is far worse than chance and than the start; then the training has ended. */
  private explodes(loss: number): boolean {
    const limit = explosion(this.learner.config.vocabulary, this.losses[0] ?? loss);
    // Written so that a loss that is not a number explodes too.
    if (Number.isFinite(loss) && loss <= limit) return false;
    this.ended = "diverged";
    this.learner.parameters.flat.set(this.good);
    return true;
  }

  /** Measure the held-out loss, remember the best model and the last sane one. */
  private *look(): Slices<number | null | typeof EXPLODED> {
    // The step's own loss was taken before its update, which may have been the one too many.
    let [sum, total] = [0, 0];
    for (const batch of this.batches.ofStep(this.step - 1)) {
      if (batch.total === 0) continue;
      sum += batch.total * (yield* this.learner.lossSliced(batch));
      total += batch.total;
    }
    if (this.explodes(sum / Math.max(1, total))) return EXPLODED;
    this.good.set(this.model.parameters.flat);
    if (this.hidden === undefined) return null;
    const loss = yield* this.hidden.lossSliced(this.model);
    this.heldOut.push([this.step, loss]);
    if (this.bestLoss === null || loss < this.bestLoss) {
      this.bestLoss = loss;
      this.best.set(this.good);
    }
    let bestPlace = 0;
    for (const [place, [, value]] of this.heldOut.entries()) {
      if (value < this.heldOut[bestPlace]![1]) bestPlace = place;
    }
    const waited = this.heldOut.length - 1 - bestPlace;
    if (this.recipe.patience > 0 && waited >= this.recipe.patience) this.finish("patience");
    return loss;
  }

  private finish(why: Ending): void {
    const { flat } = this.model.parameters;
    this.ended = why;
    this.learner.parameters.flat.set(this.bestLoss === null ? flat : this.best);
  }

  /** How the next step is done, with a copy of what the optimiser remembers. */
  stepping(): Stepping {
    const { recipe } = this;
    return { dials: recipe, learningRate: rate(recipe, this.step), memory: this.adam.memory() };
  }

  /** A copy of all that is needed to go on; once it has ended, the weights and the curve. */
  state(): TrainingState {
    const { words, running, told, lessons } = this.material;
    const tensors: Map<string, Tensor> = this.learner.tensors();
    const losses = Float64Array.from(this.losses);
    tensors.set("history.losses", { shape: [losses.length], values: losses });
    if (this.ended === null) {
      for (const [name, tensor] of this.adam.tensors()) tensors.set(`optimizer.${name}`, tensor);
      if (this.average?.hasBegun(this.step)) {
        for (const [name, tensor] of this.average.tensors()) tensors.set(name, tensor);
      }
      if (this.bestLoss !== null) {
        const best = named(this.learner.config, this.best.slice(), "best.");
        for (const [name, tensor] of best) tensors.set(name, tensor);
      }
    }
    return {
      tensors,
      facts: {
        engine: "lab",
        precision: this.learner.arithmetic.precision,
        seed: this.seed,
        recipe: this.recipe,
        corpus: { source: "lab", ...(told !== null && facts(told)) },
        words: told === null ? words : [],
        ...(running && { running }),
        ...(lessons && { lessons: lessons.facts }),
        step: this.step,
        ...(this.multiplications !== null && { multiplications: this.multiplications }),
        ...(this.before !== null && { before: this.before }),
        ended: this.ended,
        best_held_out_loss: this.ended === null ? this.bestLoss : null,
        held_out_losses: this.heldOut.map(([step, loss]) => [step, loss] as const),
      },
    };
  }

  /** Take up a training where `state` left it; anything else throws InputError. */
  static fromState(
    material: Material,
    config: Config,
    state: TrainingState,
    arithmetic: Arithmetic = float64,
  ): Training {
    try {
      if (state.facts.engine === "lab") {
        return Training.resumed(material, config, state, arithmetic);
      }
    } catch (error) {
      if (error instanceof InputError) throw error;
    }
    throw new InputError("training.foreign");
  }

  private static resumed(
    material: Material,
    config: Config,
    state: TrainingState,
    arithmetic: Arithmetic,
  ): Training {
    const { tensors, facts } = state;
    const dials = { ...LATER, ...facts.recipe };
    // A dial that is missing must not silently become the default.
    if (Object.keys(dials).length !== Object.keys(recipe()).length) throw new Error("recipe");
    if (!Array.isArray(facts.words)) throw new Error("words");
    const training = new Training(
      material,
      config,
      recipe(dials),
      facts.seed,
      Model.fromTensors(config, weightsOf(tensors), arithmetic),
    );
    for (const loss of tensors.get("history.losses")?.values ?? []) training.losses.push(loss);
    for (const [step, loss] of facts.held_out_losses) training.heldOut.push([step, loss]);
    training.ended = facts.ended;
    training.before = facts.before ?? null;
    training.multiplications = facts.multiplications ?? null;
    const steps = facts.step - (training.before ?? 0);
    if (facts.ended !== null) {
      training.adam.steps = steps;
      return training;
    }
    training.adam.load(under("optimizer.", tensors), steps);
    if (training.average?.hasBegun(training.step)) training.average.load(tensors);
    if (facts.best_held_out_loss !== null) {
      training.bestLoss = facts.best_held_out_loss;
      const best = Model.fromTensors(config, under("best.", tensors));
      training.best.set(best.parameters.flat);
    }
    return training;
  }
}

/** What a file says of stories: Python wants texts there. */
function facts({ world, seed, count }: Told): { world: string; seed: string; count: string } {
  return { world, seed: String(seed), count: String(count) };
}

/** At most so many windows, evenly spread over the list. */
function spread(windows: readonly Window[], most: number): readonly Window[] {
  if (windows.length <= most) return windows;
  return Array.from({ length: most }, (_, i) => windows[Math.floor((i * windows.length) / most)]!);
}
