/** Four numbers at once: what is not an instruction of its own, and what stands at the end of rows. */

const PART = memory.data(16, 16);

/** The last 1 to 3 numbers of a row; the other lanes hold what `rest` does. */
export function loadPart(at: usize, count: i32, rest: v128): v128 {
  v128.store(PART, rest);
  for (let i: usize = 0; i < <usize>count * 4; i += 4) store<f32>(PART + i, load<f32>(at + i));
  return v128.load(PART);
}

export function storePart(at: usize, values: v128, count: i32): void {
  v128.store(PART, values);
  for (let i: usize = 0; i < <usize>count * 4; i += 4) store<f32>(at + i, load<f32>(PART + i));
}

export function sum(values: v128): f32 {
  const halves = f32x4.add(values, v128.shuffle<f32>(values, values, 2, 3, 0, 1));
  return f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1);
}

export function largest(values: v128): f32 {
  const halves = f32x4.max(values, v128.shuffle<f32>(values, values, 2, 3, 0, 1));
  return max<f32>(f32x4.extract_lane(halves, 0), f32x4.extract_lane(halves, 1));
}

/**
 * The exponential: x = n ln 2 + r, and a polynomial for r (Moshier's Cephes, expf.c), to a unit of
 * the last place. Below -87 it is 0, for what lies there would only slow the processor down.
 */
export function exp(x: v128): v128 {
  const low = f32x4.lt(x, f32x4.splat(-87));
  // pmin and pmax are one instruction each, and hand a NaN on if it comes first.
  const bounded = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-87)), f32x4.splat(88));
  // With 1.5 * 2^23 added, a number is rounded to a whole one, which its last bits are.
  const shifted = f32x4.add(f32x4.mul(bounded, f32x4.splat(1.44269504)), f32x4.splat(12582912));
  const n = f32x4.sub(shifted, f32x4.splat(12582912));
  let r = f32x4.sub(bounded, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(p, power), low);
}
