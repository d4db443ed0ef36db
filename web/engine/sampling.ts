/** Inventing names one letter at a time: temperature, top-k, a beginning, a filter. */

import { SAMPLING } from "../spec.js";
import type { Numbers } from "./arithmetic.js";
import { InputError } from "./errors.js";
import type { Model, Watch } from "./model.js";
import { Random } from "./random.js";
import type { Readings } from "./reading.js";
import { whole, type Slices } from "./slices.js";
import type { Vocabulary } from "./vocabulary.js";
import { rowsAtOnce } from "./workspace.js";

/** Beyond this every letter is as likely as any other to three decimals. */
export const MAX_TEMPERATURE = SAMPLING.mostTemperature;
/** Letters of a name, unless asked otherwise. */
export const MAX_LENGTH = SAMPLING.mostLetters;

/** How one letter was chosen. */
export interface Choice {
  /** (V) after temperature and top-k: what the letter was drawn from. */
  readonly probabilities: Float64Array;
  /** The token drawn; the boundary when the name ended here. */
  readonly chosen: number;
}

/** A name, whole or cut at the maximum length. */
export interface Written {
  /** Without boundaries; the beginning included. */
  readonly text: string;
  readonly finished: boolean;
}

/** As a name is shown: one that was cut ends on three dots. */
export const nameOf = ({ text, finished }: Written): string => (finished ? text : `${text}…`);

export interface Invention extends Written {
  /** One for each letter invented. */
  readonly trace: readonly Choice[];
}

export interface SamplingDials {
  readonly count?: number;
  readonly temperature?: number;
  /** Keep the likeliest so many tokens; 0 for all. */
  readonly topK?: number;
  readonly beginning?: string;
  readonly seed?: number;
  readonly maxLength?: number;
  /** Sees, and may change, every value on its way: to invent with parts switched off. */
  readonly watch?: Watch;
  /** Names for which it says true are left out, and others invented in their place. */
  readonly refuse?: (name: string) => boolean;
}

/**
 * Softmax of logits / temperature, (V), kept to the topK likeliest (0: all). Temperature 0 puts
 * everything on the likeliest token (the first, if several are).
 */
export function nextProbabilities(logits: Numbers, temperature = 1, topK = 0): Float64Array {
  const weights = new Float64Array(logits.length);
  let highest = -Infinity;
  for (const logit of logits) if (logit > highest) highest = logit;
  if (temperature === 0) {
    weights[logits.indexOf(highest)] = 1;
    return weights;
  }
  // Tiny temperatures: dividing each difference, never the scores, cannot overflow.
  for (let i = 0; i < weights.length; i++) {
    weights[i] = Math.exp((logits[i]! - highest) / temperature);
  }
  if (topK > 0 && topK < weights.length) {
    // Ties at the border fall to the earlier token, so that exactly topK remain.
    const order = Array.from(weights.keys()).sort((a, b) => weights[b]! - weights[a]!);
    for (const token of order.slice(topK)) weights[token] = 0;
  }
  const sum = total(weights);
  for (let i = 0; i < weights.length; i++) weights[i]! /= sum;
  return weights;
}

function total(numbers: Float64Array): number {
  let sum = 0;
  for (const x of numbers) sum += x;
  return sum;
}

/** The token that a draw in [0, 1) falls on. */
export function pick(probabilities: Float64Array, draw: number): number {
  const goal = draw * total(probabilities);
  let sum = 0;
  for (let token = 0; token < probabilities.length - 1; token++) {
    sum += probabilities[token]!;
    if (goal < sum) return token;
  }
  return probabilities.length - 1;
}

/**
 * The tokens that the model reads before its first letter. A boundary inside a name throws
 * InputError: no model has ever seen one there.
 */
export function beginningTokens(vocabulary: Vocabulary, beginning: string): number[] {
  const { boundary } = vocabulary;
  const tokens = vocabulary.encode(vocabulary.beginning(beginning));
  if (boundary !== null && tokens.includes(boundary)) {
    throw new InputError("sampling.boundary", { boundary: vocabulary.tokens[boundary]! });
  }
  if (boundary !== null) return [boundary, ...tokens];
  return tokens.length > 0 ? tokens : [0];
}

/**
 * Invent names. The first of a long list are those of a short one with the same seed. Bad values,
 * and a beginning from which nearly everything is refused, throw InputError.
 */
export function sample(
  model: Model,
  vocabulary: Vocabulary,
  dials: SamplingDials = {},
): Invention[] {
  return whole(sampleSliced(model, vocabulary, dials));
}

/** The same in slices, between which the model must not be used for anything else. */
export function* sampleSliced(
  model: Model,
  vocabulary: Vocabulary,
  dials: SamplingDials = {},
): Slices<Invention[]> {
  const { count = 10, temperature = 1, topK = 0, maxLength = MAX_LENGTH, refuse, watch } = dials;
  check("temperature", temperature, 0, MAX_TEMPERATURE, false);
  check("count", count, 1, Infinity, true);
  check("topK", topK, 0, Infinity, true);
  check("maxLength", maxLength, 1, Infinity, true);
  const beginning = vocabulary.beginning(dials.beginning ?? "");
  const start = beginningTokens(vocabulary, dials.beginning ?? "");
  const given = start.filter((token) => token !== vocabulary.boundary);
  const random = new Random(dials.seed ?? 0);
  const kept: Invention[] = [];
  const length = Math.min(maxLength, model.config.context);
  const together = Math.max(1, Math.min(TOGETHER, Math.floor(rowsAtOnce(model.config) / length)));
  for (let tries = 0; kept.length < count;) {
    if (tries >= 20 * count + 200) throw new InputError("sampling.refused", { beginning });
    const group = Math.min(count - kept.length, together);
    tries += group;
    const readings = model.read(start, group, maxLength, watch);
    // All that a name may need, so that it does not depend on the lengths of those before.
    const draws = Array.from({ length: group }, () =>
      Array.from({ length: maxLength }, () => random.next()),
    );
    const written = yield* invent(readings, vocabulary, temperature, topK, draws);
    for (const { tokens, trace } of written) {
      const text = vocabulary.decode([...given, ...tokens]);
      if (!refuse?.(text)) kept.push({ text, finished: tokens.length < trace.length, trace });
    }
  }
  return kept;
}

/** Names invented side by side, at most. */
const TOGETHER = 64;

/** A name for each of the draws, letter by letter. */
function* invent(
  readings: Readings,
  vocabulary: Vocabulary,
  temperature: number,
  topK: number,
  draws: readonly (readonly number[])[],
): Slices<{ readonly tokens: number[]; readonly trace: Choice[] }[]> {
  const names = draws.map(() => ({ tokens: [] as number[], trace: [] as Choice[] }));
  let going = [...names.keys()];
  for (let place = 0; going.length > 0; place++) {
    const more: [number, number][] = [];
    for (const which of going) {
      const { tokens, trace } = names[which]!;
      const probabilities = nextProbabilities(readings.logits(which), temperature, topK);
      const chosen = pick(probabilities, draws[which]![place]!);
      trace.push({ probabilities, chosen });
      if (chosen === vocabulary.boundary) continue;
      tokens.push(chosen);
      if (tokens.length < draws[which]!.length) more.push([which, chosen]);
    }
    going = more.map(([which]) => which);
    if (going.length > 0) readings.append(...more);
    yield;
  }
  return names;
}

function check(dial: string, value: number, least: number, most: number, whole: boolean): void {
  if (value >= least && value <= most && (!whole || Number.isInteger(value))) return;
  throw new InputError("sampling.dial", { dial, value, least });
}
