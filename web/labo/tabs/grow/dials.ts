/** The dials that make a model larger or smaller: their values, and turning them. */

import { batch, createSignal } from "solid-js";
import {
  config,
  DIAL_NAMES,
  READY,
  type Config,
  type Dial,
  type Norm,
} from "../../../engine/config.js";
import { DIALS } from "../../../spec.js";
import { said } from "../../../kit/language.js";
import { vocabularySize } from "../../state/model.js";
import { replaceDials, settings, type Dials } from "../../state/settings.js";
import { worded } from "../../state/wording.js";

const t = worded("grow");

type Turned = {
  [D in Dial]: (typeof DIALS)[D] extends { readonly stops: readonly [number, ...number[]] }
    ? D
    : never;
}[Dial];
/** A number that le Labo lets turn. */
export type Size = Turned;
export const SIZES = DIAL_NAMES.filter((dial): dial is Size => {
  const declared = DIALS[dial];
  return declared.kind === "number" && declared.stops.length > 0;
});
/** A dial that has a name for pupils. */
export type Labelled = {
  [D in Dial]: (typeof DIALS)[D] extends { readonly label: object } ? D : never;
}[Dial];
/** What le Labo lets switch on and off by itself; a norm comes with its places. */
export type Switch = {
  [D in Labelled]: Config[D] extends boolean ? D : never;
}[Labelled];
export const SWITCHES = DIAL_NAMES.filter(
  (dial): dial is Switch => DIALS[dial].kind === "switch" && "label" in DIALS[dial],
);
/** What a dial is called, with the marks of Rich. */
export function labelOf(dial: Labelled): string {
  const declared: { label: { fr: string; en: string }; term?: string } = DIALS[dial];
  const own: Partial<Record<Dial, string>> = t().labels;
  const label = own[dial] || said(declared.label);
  return declared.term === undefined ? label : `[[${declared.term}|${label}]]`;
}

const LESSON = config();
const KEYS = DIAL_NAMES.filter((dial) => dial !== "vocabulary");

export const PLANS: Readonly<Record<keyof typeof READY, Dials>> = READY;
export type Plan = keyof typeof READY;

/** Milliseconds: each change of the settings may build a model, a moving slider must not. */
const REST = 300;
const [draft, setDraft] = createSignal<Dials>();
let late: ReturnType<typeof setTimeout> | undefined;

/** The settings do not have the last turn of a dial yet. */
export const turning = (): boolean => draft() !== undefined;

/** Every dial as it was turned last, possible together or not. */
export const dials = (): Config => ({
  ...LESSON,
  ...(draft() ?? settings.dials),
  vocabulary: vocabularySize(),
});

/** The model that they ask for; undefined where they cannot be together. */
export const shape = (): Config | undefined => {
  try {
    return config({ ...dials() });
  } catch {
    return undefined;
  }
};

/** Whether so many heads can share the embedding; rotary positions turn pairs of numbers. */
const fits = ({ embedding, positions }: Config, heads: number): boolean =>
  embedding % (positions === "rotary" ? 2 * heads : heads) === 0;

/** What the slider of a dial goes through; the present value among them, wherever it came from. */
export function values(dial: Size): number[] {
  const now = dials()[dial];
  const usual = DIALS[dial].stops.filter((value) => dial !== "heads" || fits(dials(), value));
  return [...new Set([...usual, now])].sort((a, b) => a - b);
}

/** Only what differs from the lesson stands in the settings, always in the same order. */
export function setDials(next: Dials): void {
  const differing = KEYS.filter((dial) => next[dial] !== undefined && next[dial] !== LESSON[dial]);
  const chosen = Object.fromEntries(differing.map((dial) => [dial, next[dial]])) as Dials;
  setDraft(chosen);
  clearTimeout(late);
  late = setTimeout(
    () =>
      batch(() => {
        replaceDials(chosen);
        setDraft(undefined);
      }),
    REST,
  );
}

/** Turn some dials; the number of heads that had to follow, if it had to. */
export function turn(change: Dials): number | undefined {
  const next = { ...dials(), ...change };
  const { heads } = next;
  const fitting = [...DIALS.heads.stops].reverse().find((n) => n <= heads && fits(next, n)) ?? 1;
  const follows = fits(next, heads) ? undefined : fitting;
  setDials({ ...next, heads: follows ?? heads });
  return follows;
}

export function isPlan(plan: Plan): boolean {
  const [now, wanted] = [dials(), config({ ...PLANS[plan] })];
  return KEYS.every((dial) => now[dial] === wanted[dial]);
}

/** Whether two models are built alike. */
export const alike = (one: Config, other: Config): boolean =>
  DIAL_NAMES.every((dial) => one[dial] === other[dial]);

/** What a norm asks for: none leaves nothing of it, another one goes where there was one. */
export const withNorm = (norm: Norm, { norm: before, norm_embedding }: Config): Dials =>
  norm === "none"
    ? {
        norm,
        norm_embedding: false,
        norm_blocks: false,
        norm_final: false,
        norm_weight: false,
        norm_bias: false,
      }
    : { norm, norm_embedding: before === "none" || norm_embedding, norm_blocks: true };
