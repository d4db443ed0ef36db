/** How what was found is read. */

import { capital } from "../../kit/letters.js";
import { INFLUENCE } from "../../spec.js";
import type { WhyRead } from "../../worker/protocol.js";
import { kind, trainer } from "../state/model.js";
import type { Said } from "../state/why.js";

/** Stories or paragraphs, that are tried one by one: each takes as long as the whole training. */
export const MOST_EACH = INFLUENCE.all;
const LONGEST = { alone: 40, exchange: 160 };

/** Names of a group that are told. */
const TOLD = 3;

/** A name, or what a group is called. */
export function title(
  names: readonly string[],
  group: (first: string, count: number) => string,
  exchanges = false,
): string {
  const most = exchanges && names.length === 1 ? LONGEST.exchange : LONGEST.alone;
  const shown = names
    .slice(0, TOLD)
    .map((name) => (kind() === "names" ? capital(name) : shortened(name, most)));
  return names.length === 1 ? shown[0]! : group(shown.join(", "), names.length);
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** From so much on two chances differ. */
const DIFFERENT = 0.005;

/**
 * The chance that the page's model gives, where the training that was done again has come to
 * another one: it was not trained here in one go.
 */
export function movedTo(said: Said, read: WhyRead, step: number): number | undefined {
  const live = trainer.live();
  if (live === undefined || said.place === undefined) return undefined;
  // The steps of votes are no steps of the training.
  if (!read.exact && read.steps !== step) return undefined;
  const { model } = live;
  const { context: T, vocabulary: V } = model.config;
  const window = said.tokens.slice(0, said.place).slice(-T);
  const chance = model.forward(window)[(window.length - 1) * V + said.tokens[said.place]!]!;
  return Math.abs(chance - read.all[0]!) > DIFFERENT ? chance : undefined;
}
