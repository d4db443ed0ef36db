/** What happens to rows of numbers: looked up, copied, added, summed. */

import { loadPart, storePart, sum } from "./lanes";

const ZERO = f32x4.splat(0);

/** to += from */
export function add(from: usize, to: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i * 4;
    v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)));
  }
  for (; i < count; i++) {
    const at = <usize>i * 4;
    store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at));
  }
}

export function scale(values: usize, factor: f32, count: i32): void {
  const four = f32x4.splat(factor);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = values + <usize>i * 4;
    v128.store(at, f32x4.mul(v128.load(at), four));
  }
  for (; i < count; i++) {
    const at = values + <usize>i * 4;
    store<f32>(at, load<f32>(at) * factor);
  }
}

export function shift(values: usize, by: f32, count: i32): void {
  for (let i: usize = 0; i < <usize>count * 4; i += 4) {
    store<f32>(values + i, load<f32>(values + i) + by);
  }
}

/** to += share (from - to) */
export function approach(from: usize, to: usize, share: f32, count: i32): void {
  for (let i: usize = 0; i < <usize>count * 4; i += 4) {
    const was = load<f32>(to + i);
    store<f32>(to + i, was + share * (load<f32>(from + i) - was));
  }
}

/** MurmurHash3's finaliser, of four numbers: see dropout.ts. */
function stirred(x: v128): v128 {
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x85ebca6b));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** Of each row, the numbers that its key draws below `limit` are lost, the others times `factor`. */
export function drop(
  values: usize,
  keys: usize,
  rows: i32,
  size: i32,
  limit: u32,
  factor: f32,
): void {
  const below = i32x4.splat(limit);
  const factors = f32x4.splat(factor);
  const end = size & ~3;
  const rest = size - end;
  const next = i32x4.splat(4 * 0x9e3779b9);
  for (let row = 0; row < rows; row++) {
    let draw = i32x4.add(
      i32x4.splat(load<i32>(keys)),
      i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(0x9e3779b9)),
    );
    for (let i = 0; i < end; i += 4) {
      const kept = f32x4.mul(v128.load(values), factors);
      v128.store(values, v128.andnot(kept, i32x4.lt_u(stirred(draw), below)));
      draw = i32x4.add(draw, next);
      values += 16;
    }
    if (rest > 0) {
      const kept = f32x4.mul(loadPart(values, rest, ZERO), factors);
      storePart(values, v128.andnot(kept, i32x4.lt_u(stirred(draw), below)), rest);
      values += <usize>rest * 4;
    }
    keys += 4;
  }
}

/** The sum of the squares; by the thousand, so that the last ones count as much as the first. */
export function squares(values: usize, count: i32): f64 {
  let total: f64 = 0;
  for (let from = 0; from < count; from += 1024) {
    const end = min<i32>(count, from + 1024);
    let sums = ZERO;
    let i = from;
    for (; i + 4 <= end; i += 4) {
      const x = v128.load(values + <usize>i * 4);
      sums = f32x4.add(sums, f32x4.mul(x, x));
    }
    if (i < end) {
      const x = loadPart(values + <usize>i * 4, end - i, ZERO);
      sums = f32x4.add(sums, f32x4.mul(x, x));
    }
    total += <f64>sum(sums);
  }
  return total;
}

/** dBias += the sum of the rows of d. */
export function sumRows(d: usize, dBias: usize, rows: i32, size: i32): void {
  for (let row = 0; row < rows; row++) {
    add(d, dBias, size);
    d += <usize>size * 4;
  }
}

/** y = a card of the token, and that of the place if `places` is not 0. */
export function embed(
  tokens: usize,
  places: usize,
  rowTokens: usize,
  rowPlaces: usize,
  y: usize,
  rows: i32,
  size: i32,
): void {
  const bytes = <usize>size * 4;
  for (let row = 0; row < rows; row++) {
    memory.copy(y, tokens + <usize>load<i32>(rowTokens) * bytes, bytes);
    if (places != 0) add(places + <usize>load<i32>(rowPlaces) * bytes, y, size);
    rowTokens += 4;
    rowPlaces += 4;
    y += bytes;
  }
}

/** to[which[row]] += from[row] */
export function addTo(from: usize, which: usize, to: usize, rows: i32, size: i32): void {
  const bytes = <usize>size * 4;
  for (let row = 0; row < rows; row++) {
    add(from, to + <usize>load<i32>(which) * bytes, size);
    from += bytes;
    which += 4;
  }
}

/** to[row] += from[which[row]] */
export function addFrom(from: usize, which: usize, to: usize, rows: i32, size: i32): void {
  const bytes = <usize>size * 4;
  for (let row = 0; row < rows; row++) {
    add(from + <usize>load<i32>(which) * bytes, to, size);
    to += bytes;
    which += 4;
  }
}

/** See arithmetic.ts; `centred` for LayerNorm. A gain or offset of 0 is none. */
export function normalise(
  centred: bool,
  epsilon: f32,
  x: usize,
  gain: usize,
  offset: usize,
  unit: usize,
  factors: usize,
  y: usize,
  rows: i32,
  size: i32,
): void {
  const bytes = <usize>size * 4;
  const whole = size & ~3;
  const rest = size - whole;
  const share: f32 = 1 / <f32>size;
  for (let row = 0; row < rows; row++) {
    let sums = ZERO;
    let mean: f32 = 0;
    const end = <usize>whole * 4;
    if (centred) {
      for (let i: usize = 0; i < end; i += 16) sums = f32x4.add(sums, v128.load(x + i));
      if (rest > 0) sums = f32x4.add(sums, loadPart(x + end, rest, ZERO));
      mean = sum(sums) * share;
      sums = ZERO;
    }
    const means = f32x4.splat(mean);
    for (let i: usize = 0; i < end; i += 16) {
      const value = f32x4.sub(v128.load(x + i), means);
      v128.store(unit + i, value);
      sums = f32x4.add(sums, f32x4.mul(value, value));
    }
    if (rest > 0) {
      const value = f32x4.sub(loadPart(x + end, rest, means), means);
      storePart(unit + end, value, rest);
      sums = f32x4.add(sums, f32x4.mul(value, value));
    }
    const factor: f32 = 1 / sqrt<f32>(sum(sums) * share + epsilon);
    store<f32>(factors, factor);
    const four = f32x4.splat(factor);
    for (let i: usize = 0; i < end; i += 16) {
      let value = f32x4.mul(v128.load(unit + i), four);
      v128.store(unit + i, value);
      if (gain != 0) value = f32x4.mul(value, v128.load(gain + i));
      if (offset != 0) value = f32x4.add(value, v128.load(offset + i));
      v128.store(y + i, value);
    }
    for (let i = end; i < bytes; i += 4) {
      let value = load<f32>(unit + i) * factor;
      store<f32>(unit + i, value);
      if (gain != 0) value *= load<f32>(gain + i);
      if (offset != 0) value += load<f32>(offset + i);
      store<f32>(y + i, value);
    }
    x += bytes;
    unit += bytes;
    y += bytes;
    factors += 4;
  }
}

export function normaliseBackward(
  centred: bool,
  d: usize,
  unit: usize,
  factors: usize,
  gain: usize,
  dGain: usize,
  dOffset: usize,
  rows: i32,
  size: i32,
): void {
  const bytes = <usize>size * 4;
  const end = <usize>(size & ~3) * 4;
  const share: f32 = 1 / <f32>size;
  for (let row = 0; row < rows; row++) {
    if (dOffset != 0) add(d, dOffset, size);
    let alongs = ZERO;
    let means = ZERO;
    for (let i: usize = 0; i < end; i += 16) {
      let slope = v128.load(d + i);
      const u = v128.load(unit + i);
      if (dGain != 0) {
        v128.store(dGain + i, f32x4.add(v128.load(dGain + i), f32x4.mul(slope, u)));
      }
      if (gain != 0) v128.store(d + i, (slope = f32x4.mul(slope, v128.load(gain + i))));
      alongs = f32x4.add(alongs, f32x4.mul(slope, u));
      means = f32x4.add(means, slope);
    }
    let along = sum(alongs);
    let mean = sum(means);
    for (let i = end; i < bytes; i += 4) {
      let slope = load<f32>(d + i);
      const u = load<f32>(unit + i);
      if (dGain != 0) store<f32>(dGain + i, load<f32>(dGain + i) + slope * u);
      if (gain != 0) store<f32>(d + i, (slope *= load<f32>(gain + i)));
      along += slope * u;
      mean += slope;
    }
    along *= share;
    mean = centred ? mean * share : 0;
    const factor = load<f32>(factors);
    const fourFactors = f32x4.splat(factor);
    const fourAlongs = f32x4.splat(along);
    const fourMeans = f32x4.splat(mean);
    for (let i: usize = 0; i < end; i += 16) {
      const slope = f32x4.sub(v128.load(d + i), f32x4.mul(v128.load(unit + i), fourAlongs));
      v128.store(d + i, f32x4.mul(f32x4.sub(slope, fourMeans), fourFactors));
    }
    for (let i = end; i < bytes; i += 4) {
      const slope = load<f32>(d + i) - load<f32>(unit + i) * along - mean;
      store<f32>(d + i, slope * factor);
    }
    d += bytes;
    unit += bytes;
    factors += 4;
  }
}
