/** The filters of the MLP and their slopes, four numbers at once; others are engine/filters.ts's. */

import { exp, loadPart, storePart } from "./lanes";

const RELU = 0;
const RELU2 = 1;
const GELU = 2;

// As the dial calls them.
export function relu(up: usize, active: usize, count: i32): void {
  filter(RELU, up, active, count);
}

export function relu2(up: usize, active: usize, count: i32): void {
  filter(RELU2, up, active, count);
}

export function gelu(up: usize, active: usize, count: i32): void {
  filter(GELU, up, active, count);
}

export function relu_backward(up: usize, d: usize, count: i32): void {
  filterBackward(RELU, up, d, count);
}

export function relu2_backward(up: usize, d: usize, count: i32): void {
  filterBackward(RELU2, up, d, count);
}

export function gelu_backward(up: usize, d: usize, count: i32): void {
  filterBackward(GELU, up, d, count);
}

/** active = the filter of up; a loop of its own for each kind. */
function filter(kind: i32, up: usize, active: usize, count: i32): void {
  const end = <usize>(count & ~3) * 4;
  const rest = count & 3;
  for (let i: usize = 0; i < end; i += 16) {
    v128.store(active + i, filtered(kind, v128.load(up + i)));
  }
  if (rest > 0) {
    storePart(active + end, filtered(kind, loadPart(up + end, rest, f32x4.splat(0))), rest);
  }
}

/** d *= the filter's slope at up */
function filterBackward(kind: i32, up: usize, d: usize, count: i32): void {
  const end = <usize>(count & ~3) * 4;
  const rest = count & 3;
  for (let i: usize = 0; i < end; i += 16) {
    v128.store(d + i, f32x4.mul(v128.load(d + i), slope(kind, v128.load(up + i))));
  }
  if (rest > 0) {
    const slopes = slope(kind, loadPart(up + end, rest, f32x4.splat(0)));
    storePart(d + end, f32x4.mul(loadPart(d + end, rest, f32x4.splat(0)), slopes), rest);
  }
}

function filtered(kind: i32, x: v128): v128 {
  if (kind == GELU) return f32x4.mul(x, normal(x, bell(x)));
  const positive = f32x4.max(x, f32x4.splat(0));
  return kind == RELU2 ? f32x4.mul(positive, positive) : positive;
}

function slope(kind: i32, x: v128): v128 {
  if (kind == GELU) {
    const high = bell(x);
    return f32x4.add(normal(x, high), f32x4.mul(x, f32x4.mul(high, f32x4.splat(0.3989422804))));
  }
  const open = v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.splat(1));
  return kind == RELU2 ? f32x4.mul(open, f32x4.add(x, x)) : open;
}

/** exp(-x² / 2) */
function bell(x: v128): v128 {
  return exp(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)));
}

/**
 * The share of the normal law below x, (1 + erf(x / sqrt 2)) / 2, where its bell is `high`; the error
 * is below 1e-7 (Abramowitz and Stegun 7.1.26).
 */
function normal(x: v128, high: v128): v128 {
  const one = f32x4.splat(1);
  const far = f32x4.mul(f32x4.abs(x), f32x4.splat(0.7071067812));
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(far, f32x4.splat(0.3275911))));
  let p = f32x4.splat(1.061405429);
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(-1.453152027));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(1.421413741));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(-0.284496736));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(0.254829592));
  p = f32x4.mul(p, t);
  const beyond = f32x4.mul(f32x4.splat(0.5), f32x4.mul(p, high));
  const below = f32x4.lt(x, f32x4.splat(0));
  return v128.bitselect(beyond, f32x4.sub(one, beyond), below);
}
