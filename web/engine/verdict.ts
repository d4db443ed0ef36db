/** Does it learn or recite? A verdict, from losses, reference lines and inventions. */

import { VERDICT } from "../spec.js";
import type { Counted } from "./baselines.js";
import type { Values } from "./errors.js";
import type { Originalities } from "./originality.js";
import type { Copying } from "./recital.js";

/** The file's and Python's own names, not words for a page. */
export type Stage = "hasard" | "apprend" | "a appris" | "récite";

/** Why the verdict is what it is: a page turns the key and the numbers into a sentence. */
export interface Reason {
  readonly key:
    | "no better than letters"
    | "near floor"
    | "near zero"
    | "copies"
    | "copied runs"
    | "held out higher"
    | "pairs";
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
 *   of a text, too many of the invented words are in long runs of it, more than usual;
 * - a appris: the loss (held-out where there is one) is below counting pairs;
 * - apprend: anything between.
 *
 * The training loss is compared with `lines`, the held-out loss with its own lines. The floor of a
 * text is not known: 0, which no loss can be below, stands for it.
 *
 * A held-out loss of the past is not compared with the list's of now: both fall with each step.
 */
export function verdict(
  loss: number,
  lines: Counted & { readonly floor?: number },
  heldOut?: { readonly loss: number; readonly lines: Counted; readonly past?: boolean },
  inventions?: Originalities,
  copying?: Copying,
): Verdict {
  const judged = heldOut ?? { loss, lines };
  const where = heldOut ? "heldOut" : "list";
  const floor = lines.floor ?? 0;
  const byHeart = floor + VERDICT.nearFloor * (lines.singles - floor);
  // Written so that a loss that is not a number is chance too.
  if (!(judged.loss < judged.lines.singles || loss < lines.singles || loss <= byHeart)) {
    const values = { where, loss: judged.loss, line: judged.lines.singles };
    return { stage: "hasard", reasons: [{ key: "no better than letters", values }] };
  }
  const reciting: Reason[] = [];
  if (loss <= byHeart) {
    reciting.push(
      lines.floor === undefined
        ? { key: "near zero", values: { loss } }
        : { key: "near floor", values: { loss, floor } },
    );
  }
  if (inventions !== undefined) {
    const total = inventions.copies + inventions.near + inventions.new;
    if (total > 0 && inventions.copies >= VERDICT.recitesCopies * total) {
      reciting.push({ key: "copies", values: { copies: inventions.copies, total } });
    }
  }
  if (copying !== undefined && recites(copying)) {
    reciting.push({
      key: "copied runs",
      values: { share: Math.round(100 * copying.share), long: VERDICT.long },
    });
  }
  if (
    heldOut !== undefined &&
    !heldOut.past &&
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

/** Much more is in long copied runs than is so anyway. */
export function recites({ share, usual }: Copying): boolean {
  return share > 0 && share - usual >= VERDICT.recitesCopies * (1 - usual);
}
