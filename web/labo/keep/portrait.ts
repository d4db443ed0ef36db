/** The numbers that stand for a model on its card. No DOM, no Solid. */

import type { Numbers } from "../../engine/arithmetic.js";

/** Squares along each side, at most. */
const MOST = 64;

/** So many of the numbers, evenly spread. */
export function squares(weights: Numbers): { readonly side: number; readonly values: number[] } {
  const side = Math.min(MOST, Math.ceil(Math.sqrt(weights.length)));
  const count = Math.min(side * side, weights.length);
  const values = Array.from(
    { length: count },
    (_, i) => weights[Math.floor((i * weights.length) / count)]!,
  );
  return { side, values };
}
