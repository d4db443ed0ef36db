/** What went wrong, in one sentence of the page's language. */

import { InputError } from "../../engine/errors.js";
import { number, ownTexts, texts } from "../../kit/language.js";

const t = texts("problems");

/** One sentence for an error that a person can cause; a bug says that it is one. */
export function sentence(error: unknown): string {
  if (error instanceof InputError) {
    // The engine's own message is English: better than French for whoever reads neither.
    const known = ownTexts("problems")?.sentences?.[error.key];
    const values = Object.fromEntries(
      Object.entries(error.values).map(([key, value]) => [
        key,
        typeof value === "number" && Number.isInteger(value) ? number(value) : value,
      ]),
    );
    if (known !== undefined) return known(values);
    if (error.key !== "bug") return error.message;
  }
  const problem = error instanceof Error ? error.message : String(error);
  return t().bug(problem);
}
