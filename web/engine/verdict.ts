/** Does it learn or recite? A verdict, from losses, reference lines and inventions. */

import { VERDICT } from "../spec.js";
import type { Baselines } from "./baselines.js";
import type { Values } from "./errors.js";
import type { Originalities } from "./originality.js";

/** The file's and Python's own names, not words for a page. */
export type Stage = "hasard" | "apprend" | "a appris" | "récite";

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
 * - hasard: the loss is neither below what single letters give nor at the floor;
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
  const byHeart = lines.floor + VERDICT.nearFloor * (lines.singles - lines.floor);
  // Written so that a loss that is not a number is chance too.
  if (!(judged.loss < judged.lines.singles || loss < lines.singles || loss <= byHeart)) {
    const values = { where, loss: judged.loss, line: judged.lines.singles };
    return { stage: "hasard", reasons: [{ key: "no better than letters", values }] };
  }
  const reciting: Reason[] = [];
  if (loss <= byHeart) {
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
