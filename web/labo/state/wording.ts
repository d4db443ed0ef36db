/** Texts in the words of what the model learns from: names, stories or a text of one's own. */

import { language } from "../../kit/language.js";
import { KINDS, LABO } from "../../texts/labo.js";
import type { Partly } from "../../texts/types.js";
import { whole } from "../../texts/whole.js";
import { kind } from "./model.js";

type Labo = typeof LABO extends ReadonlyMap<string, infer Texts> ? Texts : never;

const made = new Map<string, unknown>();

/** A part of the texts: call the result to have it in the language shown, for what is learned. */
export function worded<Part extends keyof Labo>(part: Part): () => Labo[Part] {
  return () => {
    const [code, of] = [language(), kind()];
    const key = `${code} ${of} ${part}`;
    let found = made.get(key);
    if (found === undefined) {
      const usual = LABO.get(code)![part];
      const other = of === "names" ? undefined : KINDS.get(code)![of][part];
      found = whole<Labo[Part]>(usual, other as Partly<Labo[Part]> | undefined);
      made.set(key, found);
    }
    return found as Labo[Part];
  };
}
