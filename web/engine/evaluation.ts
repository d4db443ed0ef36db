/** Does it learn or recite? How original are its inventions, and a verdict. */

import { VERDICT } from "../spec.js";
import type { Baselines } from "./baselines.js";
import type { Values } from "./errors.js";

export type Originality = "copy" | "near" | "new";
/** The file's and Python's own names, not words for a page. */
export type Stage = "hasard" | "apprend" | "a appris" | "récite";

/** A list of names, ready to say of any name whether it is a copy. */
export class Known {
  private readonly names: Set<string>;
  // Looking into these sets replaces comparing with every name.
  private readonly gaps = new Set<string>();
  private readonly shorter = new Set<string>();

  constructor(names: Iterable<string>) {
    this.names = new Set(names);
    for (const name of this.names) {
      for (const [place, short] of gaps(name)) {
        this.gaps.add(`${place} ${short}`);
        this.shorter.add(short);
      }
    }
  }

  /** copy: in the list; near: one letter added, left out or changed; new: anything else. */
  judge(name: string): Originality {
    if (this.names.has(name)) return "copy";
    const added = gaps(name).some(([, short]) => this.names.has(short));
    const changed = gaps(name).some(([place, short]) => this.gaps.has(`${place} ${short}`));
    return this.shorter.has(name) || added || changed ? "near" : "new";
  }
}

/** (place, the name without the letter there); of a single letter nothing would be left. */
function gaps(name: string): [number, string][] {
  const letters = [...name];
  if (letters.length < 2) return [];
  return letters.map((_, place) => [
    place,
    letters.slice(0, place).join("") + letters.slice(place + 1).join(""),
  ]);
}

/** How original a set of invented names is. */
export interface Originalities {
  readonly copies: number;
  readonly near: number;
  readonly new: number;
  /** How many of them differ from one another. */
  readonly different: number;
}

export function judgeAll(names: readonly string[], known: Known): Originalities {
  const count = { copy: 0, near: 0, new: 0 };
  for (const name of names) count[known.judge(name)]++;
  return { copies: count.copy, near: count.near, new: count.new, different: new Set(names).size };
}

/** Why the verdict is what it is: a page turns the key and the numbers into a sentence. */
export interface Reason {
  readonly key: "no better than letters" | "near floor" | "copies" | "held out higher" | "pairs";
  readonly values: Values;
}

export interface Verdict {
  readonly stage: Stage;
  readonly reasons: readonly Reason[];
}

/**
 * Say where the model stands; every rule that holds gives a reason. The first of these that holds:
 *
 * - hasard: the loss is not below what single letters give;
 * - récite: the loss on the list has almost reached the floor, or too many inventions are
 *   copies, or it beats the pairs on the list but not on hidden names, where it is much higher;
 * - a appris: the loss (held-out where there is one) is below counting pairs;
 * - apprend: anything between.
 *
 * The training loss is compared with `lines`, the held-out loss with its own lines.
 */
export function verdict(
  loss: number,
  lines: Baselines,
  heldOut?: { readonly loss: number; readonly lines: Baselines },
  inventions?: Originalities,
): Verdict {
  const judged = heldOut ?? { loss, lines };
  const where = heldOut ? "heldOut" : "list";
  // Written so that a loss that is not a number is chance too.
  if (!(judged.loss < judged.lines.singles || loss < lines.singles)) {
    const values = { where, loss: judged.loss, line: judged.lines.singles };
    return { stage: "hasard", reasons: [{ key: "no better than letters", values }] };
  }
  const reciting: Reason[] = [];
  if (loss <= lines.floor + VERDICT.nearFloor * (lines.singles - lines.floor)) {
    reciting.push({ key: "near floor", values: { loss, floor: lines.floor } });
  }
  if (inventions !== undefined) {
    const total = inventions.copies + inventions.near + inventions.new;
    if (total > 0 && inventions.copies >= VERDICT.recitesCopies * total) {
      reciting.push({ key: "copies", values: { copies: inventions.copies, total } });
    }
  }
  if (
    heldOut !== undefined &&
    loss < lines.pairs &&
    heldOut.loss >= heldOut.lines.pairs &&
    heldOut.loss - loss >= VERDICT.recitesGap
  ) {
    reciting.push({ key: "held out higher", values: { loss, heldOut: heldOut.loss } });
  }
  if (reciting.length > 0) return { stage: "récite", reasons: reciting };
  const below = judged.loss < judged.lines.pairs;
  const side = below ? "below" : "not yet below";
  const values = { where, loss: judged.loss, side, line: judged.lines.pairs };
  return { stage: below ? "a appris" : "apprend", reasons: [{ key: "pairs", values }] };
}
