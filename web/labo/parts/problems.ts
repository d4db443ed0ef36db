/** What went wrong, in one sentence of the page's language. */

import { InputError, type Values } from "../../engine/errors.js";
import { fill, said } from "../../kit/language.js";
import { DECODING, READ } from "../../spec.js";
import { worded } from "../state/wording.js";

const t = worded("problems");
const names = worded("names");

/** What the package says itself of a text that is no list. */
const OF_THE_PACKAGE: Readonly<Record<string, (values: Values) => string>> = {
  format: ({ format, title }) =>
    fill(said(DECODING.formats[format as keyof typeof DECODING.formats]), {
      title: title || names().text,
    }),
  column: (values) => fill(said(READ.noColumn), values),
};

/** One sentence for an error that a person can cause; a bug says that it is one. */
export function sentence(error: unknown): string {
  if (error instanceof InputError) {
    const known = OF_THE_PACKAGE[error.key] ?? t()[error.key];
    if (known !== undefined) return known(error.values);
  }
  return t()["bug"]!({ problem: error instanceof Error ? error.message : String(error) });
}
