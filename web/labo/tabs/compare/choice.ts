/** What is compared: the one thing in which two models differ, and what follows from it. */

import { createStore, unwrap } from "solid-js/store";
import { config, PRESETS } from "../../../engine/config.js";
import { suitedTo, type Recipe } from "../../../engine/recipe.js";
import type { Setup } from "../../../worker/protocol.js";
import { kind, learned, wanted } from "../../state/model.js";
import { settings, type Dials } from "../../state/settings.js";
import { isUsual, usualDials } from "../../state/usual.js";
import type { DuelKind } from "../../state/tried.js";
import { both, type Both, type Side } from "./sides.js";

const SIZES = ["half", "usual", "double", "microgpt"] as const;
export type Size = (typeof SIZES)[number] | "mine";

// What was chosen stays while one looks at other tabs.
export const [choice, setChoice] = createStore({
  kind: "age" as DuelKind,
  size: { a: "usual" as Size, b: "double" as Size },
  temperature: { a: 0.5, b: 1.5 },
  /** null for a whole cycle, which depends on the list. */
  age: { a: 20 as number | null, b: null as number | null },
  /** Steps of both, where something else sets them apart; null for what suits the list. */
  length: null as number | null,
  seed: null as number | null,
});

/** The sizes to choose from: one's own too, where the dials were turned. */
export const sizes = (): Size[] => [
  // Its plan is made for names.
  ...SIZES.filter((size) => size !== "microgpt" || kind() === "names"),
  ...(isUsual(settings.dials, settings.list) ? [] : (["mine"] as const)),
];

export function dialsOf(size: Size): Dials {
  if (size === "mine") return { ...unwrap(settings.dials) };
  if (size === "microgpt") return PRESETS.microgpt;
  const usual = usualDials(settings.list);
  if (size === "usual") return usual;
  const { embedding, hidden } = config(usual);
  const times = size === "half" ? 0.5 : 2;
  return { ...usual, embedding: times * embedding, hidden: times * hidden };
}

function suited(): Recipe {
  try {
    return suitedTo(config({ ...settings.dials }), learned());
  } catch {
    return suitedTo(config(), learned());
  }
}
/** Every step sees the whole list, which is short. */
export const short = (): boolean => suited().batch === 0;
/** Steps of a whole training. */
export const cycle = (): number => suited().steps;
/** After a whole cycle on a short list both would recite, and nothing could be compared. */
export const length = (): number =>
  Math.min(choice.length ?? (short() ? 15 : cycle()), 2 * cycle());
export const age = (side: Side): number => Math.min(choice.age[side] ?? cycle(), 2 * cycle());
export const seed = (): number => choice.seed ?? settings.seed;

/** Both from the child's settings, but for the one thing. */
export function setup(side: Side): Setup {
  const base = structuredClone(unwrap(wanted()));
  if (choice.kind !== "size") return { ...base, seed: seed() };
  // The suited recipe depends on the layers: one recipe for both, or two things would differ.
  const recipe = suitedTo(config(base.dials), learned(), base.recipe);
  return { dials: { ...dialsOf(choice.size[side]) }, recipe, seed: seed() };
}

/** The step at which each stops. */
export const untils = (): Both<number> =>
  both((side) => (choice.kind === "age" ? age(side) : length()));

export const temperatures = (): Both<number> =>
  choice.kind === "temperature"
    ? { ...unwrap(choice.temperature) }
    : both(() => settings.temperature);
