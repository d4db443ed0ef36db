/** How to train: the dials of a training, those suited to a list, and the rate of each step. */

import { RECIPES } from "../spec.js";
import type { Config } from "./config.js";
import type { Material } from "./corpus.js";
import { InputError } from "./errors.js";
import type { TokenKind } from "./vocabulary.js";

type Declared = typeof RECIPES.dials;
type Value<D> = D extends { readonly choices: readonly (infer Choice)[] } ? Choice : number;
/** The dials that are for other engines than le Labo's: what moves the weights, how, is Adam's. */
const ELSEWHERE = ["accumulate", "optimizer"] as const;
type RecipeDial = Exclude<keyof Declared, (typeof ELSEWHERE)[number]>;

/** How to train: premier_llm's Recipe, where each dial is explained. */
export type Recipe = { readonly [D in RecipeDial]: Value<Declared[D]> };
export type Schedule = Recipe["schedule"];

const RECIPE_DIALS = (Object.keys(RECIPES.dials) as (keyof Declared)[]).filter(
  (dial): dial is RecipeDial => !(ELSEWHERE as readonly string[]).includes(dial),
);
const DEFAULTS = Object.fromEntries(
  RECIPE_DIALS.map((dial) => [dial, RECIPES.dials[dial].default]),
) as unknown as Recipe;

/** The recipe with these dials turned; impossible values throw InputError. */
export function recipe(dials: Partial<Recipe> = {}): Recipe {
  for (const [dial, value] of Object.entries(dials)) {
    if (!Object.hasOwn(DEFAULTS, dial) || !isPossible(RECIPES.dials[dial as RecipeDial], value)) {
      throw new InputError("recipe.value", { dial, value: String(value) });
    }
  }
  const made = { ...DEFAULTS, ...dials };
  if (made.average > 0 && made.average_last > 0) {
    throw new InputError("recipe.value", { dial: "average_last", value: made.average_last });
  }
  return made;
}

/** What a dial of the recipe may be. */
interface Bounds {
  readonly kind: "whole" | "number" | "choice";
  readonly least?: number;
  readonly most?: number;
  readonly below?: number;
  readonly choices?: readonly string[];
}

function isPossible(bounds: Bounds, value: unknown): boolean {
  if (bounds.kind === "choice") return bounds.choices!.includes(value as string);
  return (
    typeof value === "number" &&
    Number.isFinite(value) &&
    value >= bounds.least! &&
    value <= (bounds.most ?? Infinity) &&
    value < (bounds.below ?? Infinity) &&
    (bounds.kind !== "whole" || Number.isInteger(value))
  );
}

/** Below this, hiding names would leave too few to learn from: none is held out by default. */
export const FEW_WORDS = RECIPES.fewWords;

/** What is learned from, as far as a recipe depends on it. */
export interface Learned {
  /** Names, or stories. */
  readonly names: number;
  readonly tokens: TokenKind;
  /** Letters of one, on average. */
  readonly letters: number;
  /** It is one running text. */
  readonly running: boolean;
}

/** What a recipe depends on, of some material. */
export function learnedFrom({ words, vocabulary, running }: Material): Learned {
  const letters = words.reduce((sum, { length }) => sum + length, 0) / Math.max(1, words.length);
  return { names: words.length, tokens: vocabulary.kind, letters, running };
}

/** The recipe we would choose at le Labo's sizes: that of few names or of many, or of stories and texts. */
export function suitedTo(
  config: Config,
  { names, tokens, letters, running }: Learned,
  dials: Partial<Recipe> = {},
): Recipe {
  const few = names < FEW_WORDS && !running;
  const { suited: all, shortStory } = RECIPES;
  const short = !running && letters < shortStory;
  const suited = recipe(
    running || tokens === "words"
      ? { ...all[short ? "short stories" : "stories"], ...(few && { held_out: 0 }) }
      : all[few ? "few words" : "many words"],
  );
  // A deeper model learns as much of stories in more steps.
  const steps = suited.steps * (!running && tokens === "words" ? config.layers : 1);
  const learning_rate = suited.learning_rate * calm(config);
  const turned = { ...suited, steps, learning_rate, ...dials };
  const shortest = Math.floor(turned.steps / RECIPES.warmupShare);
  return recipe({ ...turned, warmup: dials.warmup ?? Math.min(turned.warmup, shortest) });
}

/** The share of the learning rate that a model bears: see premier_llm/training/recipe.py. */
export function calm({ norm, embedding, layers }: Config): number {
  return norm === "none" ? Math.min(1, RECIPES.calmEmbedding / embedding) / layers : 1;
}

/** Where the cycle of a step, counted from 0, begins and ends. */
export function cycleAt({ cycle, steps, lengthen }: Recipe, step: number): [number, number] {
  let length = cycle || steps;
  if (lengthen === 1) {
    const start = step - (step % length);
    return [start, start + length];
  }
  let start = 0;
  for (; step >= start + length; length *= lengthen) start += length;
  return [start, start + length];
}

/** The learning rate of a step, counted from 0. */
export function rate(recipe: Recipe, step: number): number {
  const [start, end] = cycleAt(recipe, step);
  const [length, place] = [end - start, step - start];
  if (place < recipe.warmup) return (recipe.learning_rate * (place + 1)) / recipe.warmup;
  if (recipe.schedule === "constant") return recipe.learning_rate;
  let fall = (place - recipe.warmup) / Math.max(length - recipe.warmup, 1); // 0 towards 1
  if (recipe.schedule === "cosine") fall = (1 - Math.cos(Math.PI * fall)) / 2;
  return recipe.learning_rate + (recipe.final_rate - recipe.learning_rate) * fall;
}
