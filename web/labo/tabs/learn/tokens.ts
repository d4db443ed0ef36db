/** Tokens as people see them. */

import { visible } from "../../../kit/letters.js";
import { trainer } from "../../state/model.js";
import { worded } from "../../state/wording.js";

const t = worded("slow");

/** The one that comes next: the boundary ends what is written. */
export function nextOf(token: number): string {
  const vocabulary = trainer.live()?.vocabulary;
  return token === vocabulary?.boundary ? t().end : visible(vocabulary?.label(token) ?? "");
}

/** Those that were read: the boundary begins. */
export function readOf(tokens: readonly number[]): string[] {
  const boundary = trainer.live()?.vocabulary.boundary;
  return tokens.map((token) => (token === boundary ? t().start : nextOf(token)));
}
