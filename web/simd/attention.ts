/** Attention over what each asker sees: see arithmetic.ts, whose order of arguments this keeps. */

import { exp, largest, loadPart, storePart, sum } from "./lanes";

/** Each head's numbers to a root mean square of 1 (`factors` != 0), then turned (`cos` != 0). */
export function makeComparable(
  qkv: usize,
  factors: usize,
  cos: usize,
  sin: usize,
  places: usize,
  rows: i32,
  heads: i32,
  size: i32,
  epsilon: f32,
): void {
  const bytes = <usize>size * 4;
  for (let row = 0; row < rows; row++) {
    const at = <usize>load<i32>(places) * (bytes / 2);
    let head = qkv;
    for (let part = 0; part < 2 * heads; part++) {
      if (factors != 0) {
        let squares: f32 = 0;
        for (let i: usize = 0; i < bytes; i += 4)
          squares += load<f32>(head + i) * load<f32>(head + i);
        const factor: f32 = 1 / sqrt<f32>(squares / <f32>size + epsilon);
        for (let i: usize = 0; i < bytes; i += 4)
          store<f32>(head + i, load<f32>(head + i) * factor);
        store<f32>(factors, factor);
        factors += 4;
      }
      if (cos != 0) turn(head, cos + at, sin + at, bytes / 2, 1);
      head += bytes;
    }
    qkv += 3 * <usize>heads * bytes;
    places += 4;
  }
}

export function comparableBackward(
  d: usize,
  qkv: usize,
  factors: usize,
  cos: usize,
  sin: usize,
  places: usize,
  rows: i32,
  heads: i32,
  size: i32,
): void {
  const bytes = <usize>size * 4;
  for (let row = 0; row < rows; row++) {
    const at = <usize>load<i32>(places) * (bytes / 2);
    for (let part: usize = 0; part < 2 * <usize>heads; part++) {
      const slopes = d + part * bytes;
      const made = qkv + part * bytes;
      // A rotation changes no length, so that the norm may be undone before it as well.
      if (factors != 0) {
        let along: f32 = 0;
        for (let i: usize = 0; i < bytes; i += 4)
          along += load<f32>(slopes + i) * load<f32>(made + i);
        along /= <f32>size;
        const factor = load<f32>(factors);
        for (let i: usize = 0; i < bytes; i += 4) {
          store<f32>(slopes + i, (load<f32>(slopes + i) - load<f32>(made + i) * along) * factor);
        }
        factors += 4;
      }
      if (cos != 0) turn(slopes, cos + at, sin + at, bytes / 2, -1);
    }
    d += 3 * <usize>heads * bytes;
    qkv += 3 * <usize>heads * bytes;
    places += 4;
  }
}

function turn(values: usize, cos: usize, sin: usize, half: usize, way: f32): void {
  for (let i: usize = 0; i < half; i += 4) {
    const c = load<f32>(cos + i);
    const s = load<f32>(sin + i) * way;
    const a = load<f32>(values + i);
    const b = load<f32>(values + half + i);
    store<f32>(values + i, a * c - b * s);
    store<f32>(values + half + i, a * s + b * c);
  }
}

function dot(a: usize, b: usize, bytes: usize): f32 {
  const end = bytes & ~15;
  let sums = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    sums = f32x4.add(sums, f32x4.mul(v128.load(a + i), v128.load(b + i)));
  }
  let total = sum(sums);
  for (let i = end; i < bytes; i += 4) total += load<f32>(a + i) * load<f32>(b + i);
  return total;
}

/** to += from * factor */
function addScaled(from: usize, factor: f32, to: usize, bytes: usize): void {
  const end = bytes & ~15;
  const four = f32x4.splat(factor);
  for (let i: usize = 0; i < end; i += 16) {
    v128.store(to + i, f32x4.add(v128.load(to + i), f32x4.mul(v128.load(from + i), four)));
  }
  for (let i = end; i < bytes; i += 4) {
    store<f32>(to + i, load<f32>(to + i) + load<f32>(from + i) * factor);
  }
}

export function scores(
  qkv: usize,
  own: usize,
  sees: usize,
  seen: usize,
  weights: usize,
  askers: i32,
  heads: i32,
  size: i32,
  context: i32,
): void {
  const bytes = <usize>size * 4;
  const D = <usize>heads * bytes;
  const scale: f32 = 1 / sqrt<f32>(<f32>size);
  for (let a = 0; a < askers; a++) {
    const count = load<i32>(sees);
    const query = qkv + <usize>load<i32>(own) * 3 * D;
    for (let head: usize = 0; head < D; head += bytes) {
      for (let j = 0; j < count; j++) {
        const key = qkv + <usize>load<i32>(seen + <usize>j * 4) * 3 * D + D + head;
        store<f32>(weights + <usize>j * 4, dot(query + head, key, bytes) * scale);
      }
      weights += <usize>context * 4;
    }
    own += 4;
    sees += 4;
    seen += <usize>context * 4;
  }
}

/** The sum of the exponentials; the largest number is in `highest`. */
let highest: f32 = 0;
function softmaxRow(values: usize, count: i32): f32 {
  const lowest = f32x4.splat(-Infinity);
  const end = <usize>(count & ~3) * 4;
  const rest = count & 3;
  let most = lowest;
  // One instruction each; a NaN, which they pass over, comes back in the sum.
  for (let i: usize = 0; i < end; i += 16) most = f32x4.pmax(most, v128.load(values + i));
  if (rest > 0) most = f32x4.pmax(most, loadPart(values + end, rest, lowest));
  highest = largest(most);
  const peak = f32x4.splat(highest);
  let sums = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const value = exp(f32x4.sub(v128.load(values + i), peak));
    v128.store(values + i, value);
    sums = f32x4.add(sums, value);
  }
  if (rest > 0) {
    const value = exp(f32x4.sub(loadPart(values + end, rest, lowest), peak));
    storePart(values + end, value, rest);
    sums = f32x4.add(sums, value);
  }
  const total = sum(sums);
  const share = f32x4.splat(1 / total);
  for (let i: usize = 0; i < end; i += 16) {
    v128.store(values + i, f32x4.mul(v128.load(values + i), share));
  }
  for (let i = end; i < <usize>count * 4; i += 4) {
    store<f32>(values + i, load<f32>(values + i) * f32x4.extract_lane(share, 0));
  }
  return total;
}

export function softmaxSeen(
  weights: usize,
  sees: usize,
  askers: i32,
  heads: i32,
  context: i32,
): void {
  for (let a = 0; a < askers; a++) {
    const count = load<i32>(sees);
    for (let head = 0; head < heads; head++) {
      softmaxRow(weights, count);
      weights += <usize>context * 4;
    }
    sees += 4;
  }
}

/** Rows of `size` to probabilities; where `logs` is not 0, (highest, sum) of each row goes there. */
export function softmax(values: usize, logs: usize, rows: i32, size: i32): void {
  for (let row = 0; row < rows; row++) {
    const total = softmaxRow(values, size);
    if (logs != 0) {
      store<f32>(logs, highest);
      store<f32>(logs, total, 4);
      logs += 8;
    }
    values += <usize>size * 4;
  }
}

export function mix(
  qkv: usize,
  sees: usize,
  seen: usize,
  weights: usize,
  mixed: usize,
  askers: i32,
  heads: i32,
  size: i32,
  context: i32,
): void {
  const bytes = <usize>size * 4;
  const D = <usize>heads * bytes;
  memory.fill(mixed, 0, <usize>askers * D);
  for (let a = 0; a < askers; a++) {
    const count = load<i32>(sees);
    for (let head: usize = 0; head < D; head += bytes) {
      for (let j = 0; j < count; j++) {
        const value = qkv + <usize>load<i32>(seen + <usize>j * 4) * 3 * D + 2 * D + head;
        addScaled(value, load<f32>(weights + <usize>j * 4), mixed, bytes);
      }
      mixed += bytes;
      weights += <usize>context * 4;
    }
    sees += 4;
    seen += <usize>context * 4;
  }
}

/**
 * `left`: the weights by which the values were mixed, those that were not lost times `factor`; it is
 * `weights` and 1 where none was. `dShares`: room for as many numbers as a window has.
 */
export function attentionBackward(
  qkv: usize,
  own: usize,
  sees: usize,
  seen: usize,
  weights: usize,
  left: usize,
  d: usize,
  dQkv: usize,
  dShares: usize,
  sources: i32,
  askers: i32,
  heads: i32,
  size: i32,
  context: i32,
  factor: f32,
): void {
  const bytes = <usize>size * 4;
  const D = <usize>heads * bytes;
  const scale: f32 = 1 / sqrt<f32>(<f32>size);
  memory.fill(dQkv, 0, <usize>sources * 3 * D);
  for (let a = 0; a < askers; a++) {
    const count = load<i32>(sees);
    const mine = <usize>load<i32>(own) * 3 * D;
    for (let head: usize = 0; head < D; head += bytes) {
      // Softmax backward: only what exceeds the mean counts.
      let mean: f32 = 0;
      for (let j: usize = 0; j < <usize>count * 4; j += 4) {
        const value = <usize>load<i32>(seen + j) * 3 * D + 2 * D + head;
        const share = load<f32>(left + j);
        let slope = dot(d, qkv + value, bytes);
        addScaled(d, share, dQkv + value, bytes);
        if (left != weights) slope *= share == 0 ? 0 : factor;
        store<f32>(dShares + j, slope);
        mean += load<f32>(weights + j) * slope;
      }
      for (let j: usize = 0; j < <usize>count * 4; j += 4) {
        const key = <usize>load<i32>(seen + j) * 3 * D + D + head;
        const slope = load<f32>(weights + j) * (load<f32>(dShares + j) - mean) * scale;
        addScaled(qkv + key, slope, dQkv + mine + head, bytes);
        addScaled(qkv + mine + head, slope, dQkv + key, bytes);
      }
      d += bytes;
      left += <usize>context * 4;
      weights += <usize>context * 4;
    }
    own += 4;
    sees += 4;
    seen += <usize>context * 4;
  }
}
