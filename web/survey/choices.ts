/** A question in the words of the language shown. */

import { texts } from "../kit/language.js";
import { SURVEY } from "../texts/survey.js";
import { LETTERS, type Asked, type Form } from "./form.js";

const items = texts(SURVEY, "items");

export interface Worded {
  readonly ask: string;
  /** In the order in which they are shown: "A", and what it says. */
  readonly choices: readonly { readonly letter: string; readonly text: string }[];
}

export function worded(form: Form, { belief, number, order }: Asked): Worded {
  const [ask, ...choices] = items()[belief][form.startsWith("A") ? "A" : "B"][number];
  return {
    ask,
    choices: order.map((choice, at) => ({ letter: LETTERS[at]!, text: choices[choice]! })),
  };
}
