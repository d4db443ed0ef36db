/**
 * What the heads of the attention look at, measured over texts that the model reads: the part of
 * their attention that goes to each place a head may have learned to look for.
 */

import type { Ids } from "./corpus.js";
import type { Model } from "./model.js";
import type { Slices } from "./slices.js";
import type { Vocabulary } from "./vocabulary.js";
import type { Kind } from "./worlds/kinds.js";
import type { Stretch, Telling } from "./worlds/world.js";

/** Kinds of words that agree. */
const AGREEING = ["adjective", "pronoun", "article"] as const;
type Agreeing = (typeof AGREEING)[number];

/**
 * Where one may look: at the token before, at the same token wherever it stood before, at the
 * first one, at itself, at verbs, at marks. And where the word to be guessed must agree with a noun
 * that lies further back: at this noun; and, for each kind of word to be guessed, at all that
 * shows its gender: the noun and what agreed with it before.
 */
export const PLACES = [
  "previous",
  "same",
  "first",
  "itself",
  "verb",
  "mark",
  "noun",
  ...AGREEING,
] as const;
export type LookedAt = (typeof PLACES)[number];

/** How much attention went there, summed over the rows where one could look there. */
export interface Look {
  readonly given: number;
  /** What it would be if all that is seen were looked at alike. */
  readonly even: number;
  readonly rows: number;
}

export type Looks = Readonly<Record<LookedAt, Look>>;

/** What every head looks at: by layer, then by head. */
export type HeadLooks = readonly (readonly Looks[])[];

/** Rows of the window, and what stands at one of these places as one of the others sees it. */
interface Aim {
  readonly place: LookedAt;
  readonly from: number;
  readonly to: readonly number[];
}

/** Tokens to be read, and where to look in them. */
export interface Reading {
  readonly tokens: Ids;
  readonly aims: readonly Aim[];
}

/** A story as the model reads it, as far as its window goes. `kinds` says what each token is. */
export function reading(
  vocabulary: Vocabulary,
  context: number,
  { text, links }: Telling,
  kinds: readonly (Kind | undefined)[],
): Reading {
  const ids = vocabulary.encodeWhole(text);
  const { tokens, aims } = windowRead(ids.slice(0, Math.min(context, ids.length - 1)), kinds);
  // A word agrees as a whole: of letters and pieces nobody can say which one does.
  if (vocabulary.kind !== "words") return { tokens, aims };
  let end = 0;
  const ends = vocabulary.texts(ids.slice(1, -1)).map((text) => (end += text.length));
  // The boundary has the first row.
  const rowAt = ([start]: Stretch): number => 1 + ends.findIndex((end) => end > start);
  for (const { kind, word, nouns, agreeing } of links) {
    const from = rowAt(word) - 1;
    const named = nouns.map(rowAt);
    // At itself and at the token before one looks for other reasons, too.
    if (from >= tokens.length || !named.every((row) => row < from - 1)) continue;
    aims.push({ place: "noun", from, to: named });
    if (!isAgreeing(kind)) continue;
    const showing = [...named, ...agreeing.map(rowAt)].filter((row) => row < from);
    aims.push({ place: kind, from, to: [...new Set(showing)] });
  }
  return { tokens, aims };
}

/** A window of any text. */
export function windowRead(
  tokens: Ids,
  kinds: readonly (Kind | undefined)[],
): { tokens: Ids; aims: Aim[] } {
  const aims: Aim[] = [];
  // The first row has no choice.
  for (let from = 1; from < tokens.length; from++) {
    const aim = (place: LookedAt, to: readonly number[]): void => {
      if (to.length > 0) aims.push({ place, from, to });
    };
    const rows = Array.from({ length: from + 1 }, (_, row) => row);
    const of = (kind: string): number[] => rows.filter((row) => kinds[tokens[row]!]?.kind === kind);
    aim("previous", [from - 1]);
    aim("first", [0]);
    aim("itself", [from]);
    aim(
      "same",
      rows.filter((row) => row > 0 && row < from && tokens[row] === tokens[from]),
    );
    aim("verb", of("verb"));
    aim("mark", of("mark"));
  }
  return { tokens, aims };
}

function isAgreeing(kind: string): kind is Agreeing {
  return (AGREEING as readonly string[]).includes(kind);
}

/** What the heads of a model look at while it reads. */
export function* headLooks(model: Model, readings: Iterable<Reading>): Slices<HeadLooks> {
  const { layers, heads } = model.config;
  const found = Array.from({ length: layers }, () => Array.from({ length: heads }, nothing));
  for (const { tokens, aims } of readings) {
    model.forward(tokens, (name, weights) => {
      const [, layer] = /^blocks\.(\d+)\.attention\.weights$/.exec(name) ?? [];
      if (layer === undefined) return;
      for (const [head, sums] of found[Number(layer)]!.entries()) {
        for (const { place, from, to } of aims) {
          const row = (head * tokens.length + from) * tokens.length;
          for (const at of to) sums[place].given += weights[row + at]!;
          sums[place].even += to.length / (from + 1);
          sums[place].rows++;
        }
      }
    });
    yield;
  }
  return found;
}

/** Several measures together. */
export function together(all: readonly HeadLooks[]): HeadLooks {
  const [first, ...others] = all;
  return first!.map((heads, layer) =>
    heads.map((looks, head) => {
      const sums = nothing();
      for (const one of [looks, ...others.map((other) => other[layer]![head]!)]) {
        for (const place of PLACES) {
          sums[place].given += one[place].given;
          sums[place].even += one[place].even;
          sums[place].rows += one[place].rows;
        }
      }
      return sums;
    }),
  );
}

/** The mean part of its attention that a head gives to a place, and the part without a choice. */
export function meanOf({ given, even, rows }: Look): { part: number; even: number } {
  return rows === 0 ? { part: 0, even: 0 } : { part: given / rows, even: even / rows };
}

/** A head does something where it gives a place so much of its attention … */
const CLEAR = 0.12;
/** … so many times what it would give without a choice … */
const TIMES = 1.8;
/** … in so many rows. */
const ROWS = 20;

/** What a head does above all, the clearest first; nothing where nothing is clear. */
export function clearly(looks: Looks): LookedAt[] {
  const gain = (place: LookedAt): number => {
    const { part, even } = meanOf(looks[place]);
    const clear = part >= CLEAR && part >= TIMES * even && looks[place].rows >= ROWS;
    return clear ? part - even : 0;
  };
  return PLACES.filter((place) => gain(place) > 0).sort((a, b) => gain(b) - gain(a));
}

type Sums = Record<LookedAt, { given: number; even: number; rows: number }>;

function nothing(): Sums {
  return Object.fromEntries(PLACES.map((place) => [place, { given: 0, even: 0, rows: 0 }])) as Sums;
}
