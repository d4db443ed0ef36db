/** The glossary, as the package has it (premier_llm/glossary): for le Labo, in every language. */

import { GLOSSARY } from "../../spec.js";

export interface Word {
  readonly term: string;
  /** Other words that one meets for it. */
  readonly also: string;
  /** One sentence. */
  readonly short: string;
  /** A few sentences more. */
  readonly long: string;
}

export interface Term {
  readonly id: string;
  readonly fr: Word;
  readonly en: Word;
}

export const TERMS: readonly Term[] = Object.entries(GLOSSARY).map(([id, words]) => ({
  id,
  ...words,
}));
