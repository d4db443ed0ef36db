/** The invented names, stories and texts that one wants to keep. */

import { createSignal } from "solid-js";
import type { JudgedName, MaterialKind } from "../../worker/protocol.js";
import { kind } from "./model.js";

/** Those that were kept by an older page do not say what they are: names. */
export interface Favourite extends JudgedName {
  readonly kind?: MaterialKind;
}

export const [favourites, setFavourites] = createSignal<readonly Favourite[]>([]);

export function isFavourite(text: string): boolean {
  return favourites().some((name) => name.text === text);
}

export function toggleFavourite(name: JudgedName): void {
  setFavourites((before) =>
    isFavourite(name.text)
      ? before.filter(({ text }) => text !== name.text)
      : [...before, { ...name, kind: kind() }],
  );
}
