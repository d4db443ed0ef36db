/** What the class server says no to, in a sentence. */

import { texts } from "../kit/language.js";
import { TOGETHER } from "../texts/together.js";
import { Refusal } from "./server.js";

const t = texts(TOGETHER, "refused");

export function refused(word: string): string {
  const known: Readonly<Record<string, string>> = t();
  return known[word] ?? t().away;
}

/** Does it, and gives the sentence where it could not be done. */
export async function attempted(action: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return refused(error.word);
    throw error;
  }
}
