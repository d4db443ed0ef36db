/** A model's answer to a conversation, word by word, and the fingerprint of its numbers. */

import type { Numbers } from "./arithmetic.js";
import type { Model } from "./model.js";
import { Random } from "./random.js";
import { crc32 } from "./safetensors.js";
import { nextProbabilities, pick } from "./sampling.js";
import type { Vocabulary } from "./vocabulary.js";

/** Tokens of an answer at most. */
export const LONGEST_ANSWER = 40;
const RIVALS = 3;

/** A token of an answer; the last one is its end, unless it was cut. */
export interface SaidToken {
  readonly text: string;
  readonly probability: number;
  /** The likeliest tokens in its place, itself among them or not. */
  readonly rivals: readonly { readonly text: string; readonly probability: number }[];
}

export interface Answer {
  readonly text: string;
  readonly ids: readonly number[];
  /** The same, and the end where it was said. */
  readonly chosen: readonly number[];
  /** How each was chosen, the end included. */
  readonly tokens: readonly SaidToken[];
  /** Of the whole answer: the product. */
  readonly probability: number;
}

/** What the model says behind these tokens, up to `stop`, if any; at temperature 0 always the likeliest. */
export function answerTo(
  model: Model,
  vocabulary: Vocabulary,
  read: readonly number[],
  stop: number | undefined,
  temperature = 0,
  seed = 0,
): Answer {
  const random = new Random(seed);
  const readings = model.read(read, 1, LONGEST_ANSWER);
  const chosen: number[] = [];
  const beliefs: Float64Array[] = [];
  let probability = 1;
  while (beliefs.length < LONGEST_ANSWER) {
    const logits = readings.logits();
    const belief = nextProbabilities(logits);
    const drawn = temperature === 0 ? belief : nextProbabilities(logits, temperature);
    const token = temperature === 0 ? likeliest(belief) : pick(drawn, random.next());
    beliefs.push(belief);
    chosen.push(token);
    probability *= belief[token]!;
    if (token === stop) break;
    if (beliefs.length < LONGEST_ANSWER) readings.append([0, token]);
  }
  const ids = chosen.at(-1) === stop ? chosen.slice(0, -1) : chosen;
  const texts = vocabulary.texts(chosen);
  const tokens = beliefs.map((belief, i) => ({
    text: texts[i]!,
    probability: belief[chosen[i]!]!,
    rivals: best(belief, RIVALS).map((id) => ({
      text: vocabulary.label(id),
      probability: belief[id]!,
    })),
  }));
  return { text: vocabulary.decode(ids).trim(), ids, chosen, tokens, probability };
}

function likeliest(belief: Float64Array): number {
  let best = 0;
  for (let id = 1; id < belief.length; id++) if (belief[id]! > belief[best]!) best = id;
  return best;
}

/** The likeliest so many, the first one first. */
function best(belief: Float64Array, count: number): number[] {
  const found: number[] = [];
  for (let id = 0; id < belief.length; id++) {
    let place = found.length;
    while (place > 0 && belief[id]! > belief[found[place - 1]!]!) place--;
    if (place >= count) continue;
    found.splice(place, 0, id);
    if (found.length > count) found.pop();
  }
  return found;
}

/**
 * Eight hex digits of all a model's numbers, which stand in the table's order: the CRC-32 of each as
 * a float32, in whatever precision they are held. Python's rule too (using/conversation.py).
 */
export function fingerprint(numbers: Numbers): string {
  const bytes = new Uint8Array(Float32Array.from(numbers).buffer);
  return crc32(bytes, 0).toString(16).padStart(8, "0");
}
