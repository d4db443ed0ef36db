/** What a language has of some texts, and French where it has nothing. */

import type { Partly } from "./types.js";

export function whole<Texts>(french: Texts, own: Partly<Texts> | undefined): Texts {
  return filled(french, own);
}

function filled<T>(usual: T, own: unknown): T {
  if (own === undefined) return usual;
  if (typeof usual !== "object" || usual === null || Array.isArray(usual)) return own as T;
  const merged = Object.entries(usual).map(([key, value]) => [
    key,
    filled(value, (own as Record<string, unknown>)[key]),
  ]);
  return Object.fromEntries(merged) as T;
}
