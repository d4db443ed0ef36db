/** A vocabulary of any kind from what a file says of it. */

import { isRecord } from "./json.js";
import { InputError } from "./errors.js";
import { BytePairs } from "./pieces.js";
import { Vocabulary, type VocabularyFacts } from "./vocabulary.js";
import { Words } from "./words.js";

/** What is unusable throws InputError. */
export function vocabularyFrom(facts: unknown): Vocabulary {
  if (!isRecord(facts)) throw new InputError("vocabulary.unreadable");
  if ("words" in facts) return Words.from(facts);
  if ("byte_pairs" in facts) return BytePairs.from(facts);
  return Vocabulary.from(facts);
}

/** Whether two vocabularies give the same text the same ids. */
export function isAlike(a: VocabularyFacts, b: VocabularyFacts): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
