/** Texts in the words of what the model learns from: names, stories or a text; letters or words. */

import { language, texts } from "../../kit/language.js";
import { KINDS, LABO } from "../../texts/labo.js";
import type { Partly } from "../../texts/types.js";
import { whole } from "../../texts/whole.js";
import { kind, learned } from "./model.js";

type Labo = typeof LABO extends ReadonlyMap<string, infer Texts> ? Texts : never;

const kinds = texts(KINDS);
const made = new Map<string, unknown>();

/** A part of the texts: call the result to have it in the language shown, for what is learned. */
export function worded<Part extends keyof Labo>(part: Part): () => Labo[Part] {
  const usual = texts(LABO, part);
  return () => {
    const [of, { tokens }] = [kind(), learned()];
    const key = `${language()} ${of} ${tokens} ${part}`;
    let found = made.get(key);
    if (found === undefined) {
      // Pieces are told as words are: most of them are.
      const others = [
        tokens === "letters" ? undefined : kinds().words[part],
        of === "names" ? undefined : kinds()[of][part],
      ];
      found = others.reduce<Labo[Part]>(
        (usual, other) => whole<Labo[Part]>(usual, other as Partly<Labo[Part]> | undefined),
        usual(),
      );
      made.set(key, found);
    }
    return found as Labo[Part];
  };
}
