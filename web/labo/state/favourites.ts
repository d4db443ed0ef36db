/** The invented names that one wants to keep. */

import { createSignal } from "solid-js";
import type { JudgedName } from "../../worker/protocol.js";

export const [favourites, setFavourites] = createSignal<readonly JudgedName[]>([]);

export function isFavourite(text: string): boolean {
  return favourites().some((name) => name.text === text);
}

export function toggleFavourite(name: JudgedName): void {
  setFavourites((before) =>
    isFavourite(name.text) ? before.filter(({ text }) => text !== name.text) : [...before, name],
  );
}
