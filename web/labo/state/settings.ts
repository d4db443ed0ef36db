/** What a person has set: the list, the dials, the pace … All of it stands in the page's address. */

import { createStore } from "solid-js/store";
import type { Config } from "../../engine/config.js";
import type { TokenKind } from "../../engine/vocabulary.js";
import type { Letters } from "../../worker/protocol.js";
import type { ListId } from "./lists.js";
import type { Tab } from "./tabs.js";

/** Steps a second; 0 is as fast as the computer goes. */
export const PACES = [1, 10, 50, 250, 0] as const;

/** The dials that differ from the lesson's model; the vocabulary comes from the list. */
export type Dials = Partial<Omit<Config, "vocabulary">>;

/** What the address of the page holds; the names of a list never do. */
export interface Settings {
  tab: Tab;
  list: ListId;
  letters: Letters;
  /** Of stories. */
  tokens: TokenKind;
  /** Share of the names to hide; null for what suits the list. */
  heldOut: number | null;
  /** null for what suits the list. */
  learningRate: number | null;
  /** Against learning by heart, as in the recipe: 0 is none. */
  dropout: number;
  average: number;
  smoothing: number;
  dials: Dials;
  seed: number;
  pace: (typeof PACES)[number];
  temperature: number;
  topK: number;
}

export const DEFAULTS: Settings = {
  tab: "noms",
  list: "pokemon",
  letters: "a-z",
  tokens: "words",
  heldOut: null,
  learningRate: null,
  dropout: 0,
  average: 0,
  smoothing: 0,
  dials: {},
  seed: 1,
  pace: 250,
  temperature: 1,
  topK: 0,
};

export const [settings, setSettings] = createStore<Settings>({ ...DEFAULTS });

/** The store merges: a key goes away when it is set to undefined. */
export function replaceDials(dials: Dials): void {
  const none = Object.fromEntries(Object.keys(settings.dials).map((dial) => [dial, undefined]));
  setSettings("dials", { ...none, ...dials });
}
