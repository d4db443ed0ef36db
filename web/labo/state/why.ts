/** Of which letter (or word) of what was said one wants to know why. */

import { createSignal } from "solid-js";
import { trainer } from "./model.js";

export interface Said {
  /** Its tokens, with what stands before the first. */
  readonly tokens: readonly number[];
  /** The place that is asked about; undefined until one is chosen. */
  readonly place: number | undefined;
  /** Of an answer in a conversation: where it begins. */
  readonly from?: number | undefined;
}

export const [said, setSaid] = createSignal<Said>();

/** Ask about a place of these tokens; of an answer, with where it begins. */
export function askWhy(tokens: readonly number[], place?: number, from?: number): void {
  setSaid({ tokens, place, from });
}

/** Ask about an invented name, whose letter is still to be chosen. */
export function askWhyOf(text: string): void {
  const { vocabulary } = trainer.live()!;
  const finished = !text.endsWith("…");
  const { ids } = vocabulary.begun(text.replace(/…$/, ""));
  const edge = vocabulary.boundary === null ? [] : [vocabulary.boundary];
  askWhy([...edge, ...ids, ...(finished ? edge : [])]);
}
