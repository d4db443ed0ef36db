/** The languages of the pages: each is a file of `languages/`, found by being there. */

import { texts as french } from "./languages/fr.js";

/** Every text, by the part of the pages that shows it; texts with gaps are functions. */
export type Catalogue = typeof french;

type Part<T> = T extends (...gaps: never[]) => unknown
  ? T
  : T extends readonly unknown[] | string
    ? T
    : { readonly [Key in keyof T]?: Part<T[Key]> };
/** A catalogue with holes. */
export type Partly = Part<Catalogue>;

/** What a file of `languages/` exports. */
export interface Language {
  /** As its speakers call it. */
  readonly name: string;
  /** How numbers and dates are written. */
  readonly locale: string;
  readonly texts: Partly;
}

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
