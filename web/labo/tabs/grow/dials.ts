/** The dials that make a model larger or smaller: their values, and turning them. */

import { batch, createSignal } from "solid-js";
import { config, PRESETS, type Config } from "../../../engine/config.js";
import { LIMITS } from "../../state/address.js";
import { vocabularySize } from "../../state/model.js";
import { setSettings, settings, type Dials } from "../../state/settings.js";

export type Size = keyof typeof LIMITS;
const LESSON = config();
const KEYS = (Object.keys(LESSON) as (keyof Config)[]).filter((dial) => dial !== "vocabulary");

const VALUES: Readonly<Record<Size, readonly number[]>> = {
  embedding: [2, 4, 8, 16, 24, 32, 48, 64],
  context: [1, 2, 3, 4, 6, 8, 12, 16, 24, 32],
  heads: [1, 2, 3, 4, 6, 8],
  layers: [1, 2, 3, 4],
  hidden: [4, 8, 16, 32, 64, 96, 128, 192, 256],
};

export const PLANS = {
  tiny: { embedding: 4, context: 3, hidden: 8 },
  lesson: {},
  microgpt: PRESETS.microgpt,
  large: {
    embedding: 32,
    context: 16,
    heads: 4,
    layers: 2,
    hidden: 128,
    activation: "gelu",
    norm: "rms",
    norm_embedding: true,
    norm_blocks: true,
    attention_output: true,
    mlp_bias: false,
    init: "gpt2",
  },
} as const satisfies Record<string, Dials>;
export type Plan = keyof typeof PLANS;

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
  const usual = VALUES[dial].filter((value) => dial !== "heads" || fits(dials(), value));
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
        // The store merges: a key goes away when it is set to undefined.
        setSettings("dials", Object.fromEntries(KEYS.map((dial) => [dial, undefined])) as Dials);
        setSettings("dials", chosen);
        setDraft(undefined);
      }),
    REST,
  );
}

/** Turn some dials; the number of heads that had to follow, if it had to. */
export function turn(change: Dials): number | undefined {
  const next = { ...dials(), ...change };
  const { heads } = next;
  const fitting = [...VALUES.heads].reverse().find((n) => n <= heads && fits(next, n)) ?? 1;
  const follows = fits(next, heads) ? undefined : fitting;
  setDials({ ...next, heads: follows ?? heads });
  return follows;
}

export function isPlan(plan: Plan): boolean {
  const [now, wanted] = [dials(), config({ ...PLANS[plan] })];
  return KEYS.every((dial) => now[dial] === wanted[dial]);
}
