/** What went wrong, in one sentence of the page's language. */

import { InputError } from "../../engine/errors.js";
import { texts } from "../../kit/language.js";
import { LABO } from "../../texts/labo.js";

const t = texts(LABO, "problems");

/** One sentence for an error that a person can cause; a bug says that it is one. */
export function sentence(error: unknown): string {
  const said = error instanceof InputError ? t()[error.key]?.(error.values) : undefined;
  if (said !== undefined) return said;
  return t()["bug"]!({ problem: error instanceof Error ? error.message : String(error) });
}
