/** One guess of a model, looked at while it learns. No DOM, no Solid. */

import type { Ids } from "../../engine/corpus.js";
import type { Model } from "../../engine/model.js";
import type { Vocabulary } from "../../engine/vocabulary.js";

/** What is read, and the token that was right. */
export interface Place {
  readonly read: readonly number[];
  readonly right: number;
}

export interface Guess {
  /** The likeliest tokens, the likeliest first. */
  readonly likeliest: readonly { readonly token: number; readonly probability: number }[];
  /** The probability of the right one. */
  readonly right: number;
}

/** Tokens of a guess that are shown. */
const LIKELIEST = 3;
/** Tokens read before the first guess that is looked at, the boundary included. */
const READ = 3;

/** The first guess worth a look in a text that is learned. */
export function placeIn(text: string, vocabulary: Vocabulary, context: number): Place | undefined {
  const ids = vocabulary.encodeWhole(text);
  const tokens = ids.slice(0, Math.min(context, ids.length - 1));
  return placeAt({ tokens, targets: ids.slice(1, tokens.length + 1) });
}

/** The same in a window, or one that is so many tokens further. */
export function placeAt(
  { tokens, targets }: { readonly tokens: Ids; readonly targets: Ids },
  further = 0,
): Place | undefined {
  // What comes before is read alone.
  const start = tokens.length - targets.length;
  const at = Math.max(0, Math.min(READ - 1 - start + further, targets.length - 1));
  const right = targets[at];
  return right === undefined
    ? undefined
    : { read: Array.from(tokens.slice(0, start + at + 1)), right };
}

export function guessAt(model: Model, { read, right }: Place): Guess {
  const last = model.forward(read).subarray((read.length - 1) * model.config.vocabulary);
  const ranked = Array.from(last, (probability, token) => ({ token, probability })).sort(
    (a, b) => b.probability - a.probability,
  );
  return { likeliest: ranked.slice(0, LIKELIEST), right: last[right]! };
}

/** How the model goes on from there, with its likeliest token each time. */
export function continued(
  model: Model,
  vocabulary: Vocabulary,
  { read }: Place,
  most: number,
): { readonly text: string; readonly finished: boolean } {
  const readings = model.read(read, 1, most + 1);
  const ids = [...read];
  const letters = (): number[] => ids.filter((id) => id !== vocabulary.boundary);
  while (letters().length < most) {
    const scores = readings.logits();
    let best = 0;
    for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i;
    if (best === vocabulary.boundary) return { text: vocabulary.decode(letters()), finished: true };
    ids.push(best);
    readings.append([0, best]);
  }
  return { text: vocabulary.decode(letters()), finished: false };
}
