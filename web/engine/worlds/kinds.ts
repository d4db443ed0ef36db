/** What kind of word each token of a world's vocabulary is, as its grammar says. */

import type { Vocabulary } from "../vocabulary.js";
import { FEATURES, type Forms, type Grammar } from "./grammar.js";

export interface Kind {
  /** "noun", "adjective", "article"…; "mark" of a sign. */
  readonly kind: string;
  /** "m" or "f" where the word tells it, in the singular or the plural; else nothing. */
  readonly gender: string;
}

const MARK = /^\p{P}$/u;

/** By token; nothing of those that are part of longer words only, and of the boundary. */
export function kindsOf(
  grammar: Grammar | undefined,
  vocabulary: Vocabulary,
): readonly (Kind | undefined)[] {
  const found = new Map<string, Kind>();
  const add = (said: string, kind: string, gender: string): void => {
    const before = found.get(said);
    // A word of two kinds is of the first; one of two genders tells none.
    found.set(said, {
      kind: before?.kind ?? kind,
      gender: before ? both(before.gender, gender) : gender,
    });
  };
  const addForms = ({ plain, beforeVowel }: Forms, kind: string): void => {
    for (const forms of [plain, beforeVowel]) {
      for (const [column, said] of forms.entries()) {
        const gender = FEATURES[column]!.slice(0, 1);
        add(said, kind, gender);
        // At the beginning of a sentence.
        add(said.slice(0, 1).toUpperCase() + said.slice(1), kind, gender);
      }
    }
  };
  for (const { words } of grammar?.variables.values() ?? []) {
    for (const { feature, parts } of words.entries) {
      for (const part of parts) {
        if (feature === "") addForms(part, words.kind);
        else for (const said of part.plain) add(said, words.kind, feature.slice(0, 1));
      }
    }
  }
  for (const { kind, forms } of grammar?.little.values() ?? []) addForms(forms, kind);
  return vocabulary.tokens.map((token, id) => {
    if (id === vocabulary.boundary) return undefined;
    // A piece may begin with its space.
    return (
      found.get(vocabulary.label(id).replace("␣", "")) ??
      (MARK.test(token) ? { kind: "mark", gender: "" } : undefined)
    );
  });
}

const both = (one: string, other: string): string => (one === other ? one : "");
