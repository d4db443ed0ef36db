/** The languages of the pages: each is a file of `languages/`, found by being there. */

import { texts as french } from "./languages/fr.js";
import type { Catalogue, Language, Partly } from "./types.js";

const FOUND = import.meta.glob<Language>("./languages/*.ts", { eager: true });

/** By their code: fr, en, … */
export const LANGUAGES: ReadonlyMap<string, Language> = new Map(
  Object.entries(FOUND).map(([file, language]) => [/(\w[\w-]*)\.ts$/.exec(file)![1]!, language]),
);

/** What a language has, and French where it has nothing. */
export function whole(texts: Partly): Catalogue {
  return filled(french, texts);
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
