/** Inventing names one letter at a time: temperature, top-k, a beginning, a filter. */

import { SAMPLING } from "../spec.js";
import { InputError } from "./errors.js";
import type { Model, Watch } from "./model.js";
import { Random } from "./random.js";
import type { Vocabulary } from "./vocabulary.js";

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
export function nextProbabilities(logits: Float64Array, temperature = 1, topK = 0): Float64Array {
  const highest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  if (temperature === 0) {
    const first = logits.indexOf(highest);
    return logits.map((_, i) => Number(i === first));
  }
  // Tiny temperatures: dividing each difference, never the scores, cannot overflow.
  const weights = logits.map((logit) => Math.exp((logit - highest) / temperature));
  if (topK > 0 && topK < weights.length) {
    // Ties at the border fall to the earlier token, so that exactly topK remain.
    const order = Array.from(weights.keys()).sort((a, b) => weights[b]! - weights[a]!);
    for (const token of order.slice(topK)) weights[token] = 0;
  }
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}

/** The token that a draw in [0, 1) falls on. */
export function pick(probabilities: Float64Array, draw: number): number {
  const goal = draw * probabilities.reduce((a, b) => a + b, 0);
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
  const { count = 10, temperature = 1, topK = 0, maxLength = MAX_LENGTH, refuse, watch } = dials;
  check("temperature", temperature, 0, MAX_TEMPERATURE, false);
  check("count", count, 1, Infinity, true);
  check("topK", topK, 0, Infinity, true);
  check("maxLength", maxLength, 1, Infinity, true);
  const beginning = vocabulary.beginning(dials.beginning ?? "");
  const start = beginningTokens(vocabulary, dials.beginning ?? "");
  const random = new Random(dials.seed ?? 0);
  const kept: Invention[] = [];
  for (let tries = 0; kept.length < count; tries++) {
    if (tries >= 20 * count + 200) {
      throw new InputError("sampling.refused", { beginning });
    }
    const reading = watch ? new WatchedReading(model, start, watch) : model.read(start);
    const draws = Array.from({ length: maxLength }, () => random.next());
    const invention = invent(reading, vocabulary, beginning, temperature, topK, draws);
    if (!refuse?.(invention.text)) kept.push(invention);
  }
  return kept;
}

/** `draws`: all that a name may need, so that it does not depend on the lengths of those before. */
function invent(
  reading: { readonly logits: Float64Array; append(token: number): void },
  vocabulary: Vocabulary,
  beginning: string,
  temperature: number,
  topK: number,
  draws: readonly number[],
): Invention {
  const trace: Choice[] = [];
  const invented: number[] = [];
  for (const draw of draws) {
    const probabilities = nextProbabilities(reading.logits, temperature, topK);
    const chosen = pick(probabilities, draw);
    trace.push({ probabilities, chosen });
    if (chosen === vocabulary.boundary) break;
    invented.push(chosen);
    if (invented.length < draws.length) reading.append(chosen);
  }
  const finished = invented.length < trace.length;
  return { text: beginning + vocabulary.decode(invented), finished, trace };
}

/** As model.read, but seen by a watcher: the whole window is computed again for each letter. */
class WatchedReading {
  logits: Float64Array;
  private readonly tokens: number[];

  constructor(
    private readonly model: Model,
    tokens: readonly number[],
    private readonly watch: Watch,
  ) {
    this.tokens = [...tokens];
    this.logits = this.compute();
  }

  append(token: number): void {
    this.tokens.push(token);
    this.logits = this.compute();
  }

  private compute(): Float64Array {
    const { context: T, vocabulary: V } = this.model.config;
    let logits = new Float64Array(V);
    this.model.forward(this.tokens.slice(-T), (name, values, shape) => {
      this.watch(name, values, shape);
      if (name === "logits") logits = values.slice(-V) as Float64Array<ArrayBuffer>;
    });
    return logits;
  }
}

function check(dial: string, value: number, least: number, most: number, whole: boolean): void {
  if (value >= least && value <= most && (!whole || Number.isInteger(value))) return;
  throw new InputError("sampling.dial", { dial, value, least });
}
