/** What a language's file holds: French has every text, others may have holes. */

import type { texts as french } from "./languages/fr.js";

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
