/** What can be tried on the page, as plain values: the missions look at it. No DOM, no Solid. */

/** How the two models of a duel can differ. */
export const DUEL_KINDS = ["size", "temperature", "age"] as const;
export type DuelKind = (typeof DUEL_KINDS)[number];

/** What was tried on the page since it opened, which its state does not show. */
export interface Tried {
  /** What switching a part off cost, in nats on the list, by part; of the model as last measured. */
  costs: Readonly<Record<string, number>>;
  /** What it cost in agreements held, 0 to 1, by part; where the model tells stories. */
  falls: Readonly<Record<string, number>>;
  /** The part that was last switched off alone; null where several were. */
  apart: string | null;
  /** Numbers whose origin was looked at. */
  explained: number;
  /** Steps that were walked through under the lens, all stages of each. */
  walked: number;
  /** Letters chosen in place of the model's draw. */
  forced: number;
  /** The last names asked for at once. */
  batch: { readonly temperature: number; readonly count: number; readonly new: number } | null;
  /** Duels that ended, by how the two models differed. */
  duels: readonly DuelKind[];
  /** Words of the longest run that was seen to be copied from a text of one's own. */
  recited: number;
  /** The step at which the training was last stopped by hand; null before. */
  paused: number | null;
  /** Letters that a name was found to have made likelier, by training without it. */
  culprits: number;
  saved: number;
  opened: number;
}

export const UNTRIED: Tried = {
  costs: {},
  falls: {},
  apart: null,
  explained: 0,
  walked: 0,
  forced: 0,
  batch: null,
  duels: [],
  recited: 0,
  paused: null,
  culprits: 0,
  saved: 0,
  opened: 0,
};
