/** Where the loss's slope begins, and what becomes of slopes in the end. */

import { loadPart, storePart } from "./lanes";
import { scale, shift } from "./rows";

/**
 * Probabilities (rows, size) become slopes: times how often the row counts, less the truth, which is
 * `spread` on every token and `truth` besides on the right one.
 */
export function crossEntropyBackward(
  values: usize,
  counts: usize,
  targetRows: usize,
  targets: usize,
  rows: i32,
  total: i32,
  size: i32,
  truth: f32,
  spread: f32,
): void {
  const share: f32 = 1 / <f32>total;
  if (spread != 0) shift(values, -spread, rows * size);
  for (let row = 0; row < rows; row++) {
    scale(values + <usize>(row * size) * 4, share * <f32>load<i32>(counts + <usize>row * 4), size);
  }
  for (let t: usize = 0; t < <usize>total * 4; t += 4) {
    const at = values + <usize>(load<i32>(targetRows + t) * size + load<i32>(targets + t)) * 4;
    store<f32>(at, load<f32>(at) - share * truth);
  }
}

/** Adam: see adam.ts, which gives the numbers. */
export function adam(
  weights: usize,
  slopes: usize,
  m: usize,
  v: usize,
  count: i32,
  new1: f32,
  new2: f32,
  rate: f32,
  epsilon: f32,
): void {
  const end = <usize>(count & ~3) * 4;
  const rest = count & 3;
  for (let i: usize = 0; i < end; i += 16) {
    const slope = v128.load(slopes + i);
    const mean = meanOf(v128.load(m + i), slope, new1);
    const square = meanOf(v128.load(v + i), f32x4.mul(slope, slope), new2);
    v128.store(m + i, mean);
    v128.store(v + i, square);
    v128.store(weights + i, f32x4.sub(v128.load(weights + i), move(mean, square, rate, epsilon)));
  }
  if (rest > 0) {
    const none = f32x4.splat(0);
    const slope = loadPart(slopes + end, rest, none);
    const mean = meanOf(loadPart(m + end, rest, none), slope, new1);
    const square = meanOf(loadPart(v + end, rest, none), f32x4.mul(slope, slope), new2);
    storePart(m + end, mean, rest);
    storePart(v + end, square, rest);
    const weight = loadPart(weights + end, rest, none);
    storePart(weights + end, f32x4.sub(weight, move(mean, square, rate, epsilon)), rest);
  }
}

/** Numbers below this move nothing any more, and smaller ones slow the processor down. */
const SPECK: f32 = 1e-30;

function meanOf(mean: v128, value: v128, share: f32): v128 {
  const moved = f32x4.add(mean, f32x4.mul(f32x4.splat(share), f32x4.sub(value, mean)));
  return v128.andnot(moved, f32x4.lt(f32x4.abs(moved), f32x4.splat(SPECK)));
}

function move(mean: v128, square: v128, rate: f32, epsilon: f32): v128 {
  const spread = f32x4.add(f32x4.sqrt(square), f32x4.splat(epsilon));
  return f32x4.div(f32x4.mul(f32x4.splat(rate), mean), spread);
}
