/**
 * The arithmetic that is made to be exact, in JavaScript's own numbers: the oracle of the other
 * one, what the page shows numbers with, and what trains where there is no SIMD.
 */

import type { Arithmetic, Block, Rotation } from "./arithmetic.js";
import { NORM_EPSILON } from "./config.js";
import { drawnOf, limitOf } from "./dropout.js";
import { InputError } from "./errors.js";
import { FILTERS } from "./filters.js";

type Numbers = Float64Array;

class Plain implements Block {
  constructor(readonly values: Numbers) {}

  get length(): number {
    return this.values.length;
  }

  part(start: number, end: number): Plain {
    return new Plain(this.values.subarray(start, end));
  }
}

/** Only blocks of this arithmetic ever come here. */
const of = (block: Block): Numbers => block.values as Numbers;
const maybe = (block: Block | undefined): Numbers | undefined => block && of(block);

export const float64: Arithmetic = {
  precision: "float64",

  block(length) {
    try {
      return new Plain(new Float64Array(length));
    } catch {
      throw new InputError("training.room");
    }
  },

  copy(from, to, start, end) {
    const [a, b] = [of(from), of(to)];
    for (let i = start; i < end; i++) b[i] = a[i]!;
  },

  add(from, to, start, end) {
    const [a, b] = [of(from), of(to)];
    for (let i = start; i < end; i++) b[i]! += a[i]!;
  },

  scale(values, factor) {
    const x = of(values);
    for (let i = 0; i < x.length; i++) x[i]! *= factor;
  },

  squares(values) {
    const x = of(values);
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!;
    return sum;
  },

  drop(values, keys, rows, size, rate) {
    const x = of(values);
    const [limit, factor] = [limitOf(rate), 1 / (1 - rate)];
    for (let row = 0; row < rows; row++) {
      const key = keys[row]!;
      for (let i = 0; i < size; i++) {
        if (drawnOf(key, i) < limit) x[row * size + i] = 0;
        else x[row * size + i]! *= factor;
      }
    }
  },

  approach(from, to, share) {
    const [a, b] = [of(from), of(to)];
    for (let i = 0; i < b.length; i++) b[i]! += share * (a[i]! - b[i]!);
  },

  embed(tokens, places, rowTokens, rowPlaces, y, first, end, size) {
    const [cards, ofPlaces, sum] = [of(tokens), maybe(places), of(y)];
    for (let row = first; row < end; row++) {
      const from = rowTokens[row]! * size;
      if (ofPlaces) {
        const at = rowPlaces[row]! * size;
        for (let i = 0; i < size; i++) sum[row * size + i] = cards[from + i]! + ofPlaces[at + i]!;
      } else {
        for (let i = 0; i < size; i++) sum[row * size + i] = cards[from + i]!;
      }
    }
  },

  embedBackward(dy, rowTokens, rowPlaces, dTokens, dPlaces, rows, size) {
    const [d, tokens, places] = [of(dy), of(dTokens), maybe(dPlaces)];
    for (let row = 0; row < rows; row++) {
      const to = rowTokens[row]! * size;
      const at = rowPlaces[row]! * size;
      for (let i = 0; i < size; i++) {
        const slope = d[row * size + i]!;
        tokens[to + i]! += slope;
        if (places) places[at + i]! += slope;
      }
    }
  },

  linear(x, weight, bias, y, first, end, inputs, outputs) {
    const [to, offset] = [of(y), maybe(bias)];
    for (let row = first; row < end; row++) {
      const at = row * outputs;
      for (let o = 0; o < outputs; o++) to[at + o] = offset === undefined ? 0 : offset[o]!;
    }
    const [from, into, rows] = [first * inputs, first * outputs, end - first];
    product(of(x), from, inputs, 1, of(weight), inputs, 1, to, into, rows, outputs, inputs, true);
  },

  linearBackward(dy, weight, dx, rows, inputs, outputs) {
    const [d, w, to] = [of(dy), of(weight), of(dx)];
    product(d, 0, outputs, 1, w, 1, inputs, to, 0, rows, inputs, outputs, false);
  },

  linearGradient(dy, x, dWeight, dBias, rows, inputs, outputs) {
    const [d, offset] = [of(dy), maybe(dBias)];
    product(d, 0, 1, outputs, of(x), 1, inputs, of(dWeight), 0, outputs, inputs, rows, true);
    if (offset === undefined) return;
    for (let row = 0; row < rows; row++) {
      for (let o = 0; o < outputs; o++) offset[o]! += d[row * outputs + o]!;
    }
  },

  normalise(kind, x, gain, offset, unit, scale, y, first, end, size) {
    const [from, gains, offsets] = [of(x), maybe(gain), maybe(offset)];
    const [units, factors, to] = [of(unit), of(scale), of(y)];
    for (let row = first; row < end; row++) {
      const at = row * size;
      let mean = 0;
      if (kind === "layer") {
        for (let i = at; i < at + size; i++) mean += from[i]!;
        mean /= size;
      }
      let squares = 0;
      for (let i = at; i < at + size; i++) {
        const value = from[i]! - mean;
        units[i] = value;
        squares += value * value;
      }
      const factor = 1 / Math.sqrt(squares / size + NORM_EPSILON);
      factors[row] = factor;
      for (let i = 0; i < size; i++) {
        const value = units[at + i]! * factor;
        units[at + i] = value;
        to[at + i] =
          value * (gains === undefined ? 1 : gains[i]!) + (offsets === undefined ? 0 : offsets[i]!);
      }
    }
  },

  normaliseBackward(kind, d, unit, scale, gain, dGain, dOffset, rows, size) {
    const [slopes, units, factors, gains] = [of(d), of(unit), of(scale), maybe(gain)];
    const [dGains, dOffsets] = [maybe(dGain), maybe(dOffset)];
    for (let row = 0; row < rows; row++) {
      const at = row * size;
      let along = 0;
      let mean = 0;
      for (let i = 0; i < size; i++) {
        let slope = slopes[at + i]!;
        if (dOffsets !== undefined) dOffsets[i]! += slope;
        if (dGains !== undefined) dGains[i]! += slope * units[at + i]!;
        if (gains !== undefined) slopes[at + i] = slope *= gains[i]!;
        along += slope * units[at + i]!;
        mean += slope;
      }
      along /= size;
      mean = kind === "layer" ? mean / size : 0;
      const factor = factors[row]!;
      for (let i = at; i < at + size; i++)
        slopes[i] = (slopes[i]! - units[i]! * along - mean) * factor;
    }
  },

  makeComparable(qkv, scale, rotation, places, first, end, heads, size) {
    const [values, factors] = [of(qkv), maybe(scale)];
    for (let row = first; row < end; row++) {
      for (let part = 0; part < 2 * heads; part++) {
        const at = (row * 3 * heads + part) * size;
        if (factors) factors[row * 2 * heads + part] = unit(values, at, size);
        if (rotation) turn(rotation, values, at, size, places[row]!, 1);
      }
    }
  },

  comparableBackward(dQkv, qkv, scale, rotation, places, rows, heads, size) {
    const [d, values, factors] = [of(dQkv), of(qkv), maybe(scale)];
    for (let row = 0; row < rows; row++) {
      for (let part = 0; part < 2 * heads; part++) {
        const at = (row * 3 * heads + part) * size;
        // A rotation changes no length, so that the norm may be undone before it as well.
        if (factors) unitBackward(d, values, factors[row * 2 * heads + part]!, at, size);
        if (rotation) turn(rotation, d, at, size, places[row]!, -1);
      }
    }
  },

  scores(qkv, { askers, own, sees, seen }, weights, first, heads, size, context) {
    const [values, to] = [of(qkv), of(weights)];
    const D = heads * size;
    const scale = 1 / Math.sqrt(size);
    for (let a = first; a < askers; a++) {
      const count = sees[a]!;
      for (let head = 0; head < heads; head++) {
        const row = (a * heads + head) * context;
        const query = own[a]! * 3 * D + head * size;
        for (let j = 0; j < count; j++) {
          const key = seen[a * context + j]! * 3 * D + D + head * size;
          let sum = 0;
          for (let i = 0; i < size; i++) sum += values[query + i]! * values[key + i]!;
          to[row + j] = sum * scale;
        }
      }
    }
  },

  softmaxSeen(weights, { askers, sees }, first, heads, context) {
    const values = of(weights);
    for (let a = first; a < askers; a++) {
      for (let head = 0; head < heads; head++) {
        softmax(values, (a * heads + head) * context, sees[a]!);
      }
    }
  },

  mix(qkv, { askers, sees, seen }, weights, mixed, first, heads, size, context) {
    const [values, shares, to] = [of(qkv), of(weights), of(mixed)];
    const D = heads * size;
    to.fill(0, first * D, askers * D);
    for (let a = first; a < askers; a++) {
      const count = sees[a]!;
      for (let head = 0; head < heads; head++) {
        const out = a * D + head * size;
        for (let j = 0; j < count; j++) {
          const share = shares[(a * heads + head) * context + j]!;
          const value = seen[a * context + j]! * 3 * D + 2 * D + head * size;
          for (let i = 0; i < size; i++) to[out + i]! += share * values[value + i]!;
        }
      }
    }
  },

  attentionBackward(
    qkv,
    { sources, askers, own, sees, seen },
    weights,
    d,
    dQkv,
    heads,
    size,
    context,
    left,
    rate,
  ) {
    const [values, shares, dMixed, slopes] = [of(qkv), of(weights), of(d), of(dQkv)];
    const mixedBy = of(left);
    const D = heads * size;
    const scale = 1 / Math.sqrt(size);
    const factor = 1 / (1 - rate);
    const dShares = new Float64Array(context);
    slopes.fill(0, 0, sources * 3 * D);
    for (let a = 0; a < askers; a++) {
      const count = sees[a]!;
      for (let head = 0; head < heads; head++) {
        const row = (a * heads + head) * context;
        const from = a * D + head * size;
        const query = own[a]! * 3 * D + head * size;
        // Softmax backward: only what exceeds the mean counts.
        let mean = 0;
        for (let j = 0; j < count; j++) {
          const value = seen[a * context + j]! * 3 * D + 2 * D + head * size;
          const share = mixedBy[row + j]!;
          let sum = 0;
          for (let i = 0; i < size; i++) {
            const slope = dMixed[from + i]!;
            sum += slope * values[value + i]!;
            slopes[value + i]! += share * slope;
          }
          if (rate > 0) sum *= share === 0 ? 0 : factor;
          dShares[j] = sum;
          mean += shares[row + j]! * sum;
        }
        for (let j = 0; j < count; j++) {
          const key = seen[a * context + j]! * 3 * D + D + head * size;
          const slope = shares[row + j]! * (dShares[j]! - mean) * scale;
          for (let i = 0; i < size; i++) {
            slopes[query + i]! += slope * values[key + i]!;
            slopes[key + i]! += slope * values[query + i]!;
          }
        }
      }
    }
  },

  addOwn(x, own, y, first, end, size) {
    const [from, to] = [of(x), of(y)];
    for (let row = first; row < end; row++) {
      const at = own[row]! * size;
      for (let i = 0; i < size; i++) to[row * size + i]! += from[at + i]!;
    }
  },

  addOwnBackward(dy, own, dx, rows, size) {
    const [from, to] = [of(dy), of(dx)];
    for (let row = 0; row < rows; row++) {
      const at = own[row]! * size;
      for (let i = 0; i < size; i++) to[at + i]! += from[row * size + i]!;
    }
  },

  filter(kind, up, active, start, end) {
    FILTERS[kind].forward(of(up), of(active), start, end);
  },

  filterBackward(kind, up, d, count) {
    FILTERS[kind].backward(of(up), of(d), count);
  },

  softmax(logits, rows, V) {
    const values = of(logits);
    for (let row = 0; row < rows; row++) softmax(values, row * V, V);
  },

  crossEntropy(logits, { read, total, targets, targetRows, targetCounts }, V) {
    const values = of(logits);
    let said = 0;
    for (let t = 0; t < total; t++) said += values[targetRows[t]! * V + targets[t]!]!;
    let loss = -said;
    for (let row = 0; row < read; row++) loss += targetCounts[row]! * softmax(values, row * V, V);
    return loss / total;
  },

  crossEntropyBackward(logits, { read, total, targets, targetRows, targetCounts }, V, smoothing) {
    const values = of(logits);
    const share = 1 / total;
    for (let row = 0; row < read; row++) {
      const weight = share * targetCounts[row]!;
      for (let i = row * V; i < (row + 1) * V; i++) {
        values[i] = (values[i]! - smoothing / V) * weight;
      }
    }
    const truth = share * (1 - smoothing);
    for (let t = 0; t < total; t++) values[targetRows[t]! * V + targets[t]!]! -= truth;
  },

  adam(weights, slopes, m, v, { new1, new2, rate, epsilon }) {
    const [w, d, means, meanSquares] = [of(weights), of(slopes), of(m), of(v)];
    for (let i = 0; i < w.length; i++) {
      const slope = d[i]!;
      const mean = means[i]! + new1 * (slope - means[i]!);
      const square = meanSquares[i]! + new2 * (slope * slope - meanSquares[i]!);
      means[i] = mean;
      meanSquares[i] = square;
      w[i]! -= (rate * mean) / (Math.sqrt(square) + epsilon);
    }
  },
};

/**
 * c (rows, columns) = the sums over k of a[row][k] b[column][k], or c + them.
 *
 * `aRow` is the distance from one row of a to the next and `aStep` that from one k to the next;
 * with both chosen freely, the three products that a layer needs are this one loop. It computes
 * tiles of 2 x 4 sums, so that six numbers read serve eight multiplications.
 */
function product(
  a: Numbers,
  aStart: number,
  aRow: number,
  aStep: number,
  b: Numbers,
  bColumn: number,
  bStep: number,
  c: Numbers,
  cStart: number,
  rows: number,
  columns: number,
  depth: number,
  add: boolean,
): void {
  const tiledRows = rows - (rows % 2);
  const tiledColumns = columns - (columns % 4);
  for (let column = 0; column < tiledColumns; column += 4) {
    for (let row = 0; row < tiledRows; row += 2) {
      let a0 = aStart + row * aRow;
      let a1 = a0 + aRow;
      let b0 = column * bColumn;
      let b1 = b0 + bColumn;
      let b2 = b1 + bColumn;
      let b3 = b2 + bColumn;
      const c0 = cStart + row * columns + column;
      const c1 = c0 + columns;
      let s00 = add ? c[c0]! : 0;
      let s01 = add ? c[c0 + 1]! : 0;
      let s02 = add ? c[c0 + 2]! : 0;
      let s03 = add ? c[c0 + 3]! : 0;
      let s10 = add ? c[c1]! : 0;
      let s11 = add ? c[c1 + 1]! : 0;
      let s12 = add ? c[c1 + 2]! : 0;
      let s13 = add ? c[c1 + 3]! : 0;
      for (let k = 0; k < depth; k++) {
        const x = a[a0]!;
        const y = a[a1]!;
        const p = b[b0]!;
        const q = b[b1]!;
        const r = b[b2]!;
        const s = b[b3]!;
        s00 += x * p;
        s01 += x * q;
        s02 += x * r;
        s03 += x * s;
        s10 += y * p;
        s11 += y * q;
        s12 += y * r;
        s13 += y * s;
        a0 += aStep;
        a1 += aStep;
        b0 += bStep;
        b1 += bStep;
        b2 += bStep;
        b3 += bStep;
      }
      c[c0] = s00;
      c[c0 + 1] = s01;
      c[c0 + 2] = s02;
      c[c0 + 3] = s03;
      c[c1] = s10;
      c[c1 + 1] = s11;
      c[c1 + 2] = s12;
      c[c1 + 3] = s13;
    }
  }
  // What the tiles leave over.
  for (let row = 0; row < rows; row++) {
    for (let column = row < tiledRows ? tiledColumns : 0; column < columns; column++) {
      const at = cStart + row * columns + column;
      let sum = add ? c[at]! : 0;
      let i = aStart + row * aRow;
      let j = column * bColumn;
      for (let k = 0; k < depth; k++) {
        sum += a[i]! * b[j]!;
        i += aStep;
        j += bStep;
      }
      c[at] = sum;
    }
  }
}

/** Numbers start to start + size to a root mean square of 1, in place; the factor that did it. */
function unit(values: Numbers, start: number, size: number): number {
  let squares = 0;
  for (let i = start; i < start + size; i++) squares += values[i]! * values[i]!;
  const factor = 1 / Math.sqrt(squares / size + NORM_EPSILON);
  for (let i = start; i < start + size; i++) values[i]! *= factor;
  return factor;
}

/** d becomes the slope along the numbers that `unit` had; `made` are those that it left. */
function unitBackward(
  d: Numbers,
  made: Numbers,
  factor: number,
  start: number,
  size: number,
): void {
  let along = 0;
  for (let i = start; i < start + size; i++) along += d[i]! * made[i]!;
  along /= size;
  for (let i = start; i < start + size; i++) d[i] = (d[i]! - made[i]! * along) * factor;
}

/** Turn the pairs of the numbers from start on, in place; back with `way` -1, as slopes do. */
function turn(
  { cos, sin }: Rotation,
  values: Numbers,
  start: number,
  size: number,
  place: number,
  way: 1 | -1,
): void {
  const [cosines, sines] = [of(cos), of(sin)];
  const half = size / 2;
  for (let i = 0; i < half; i++) {
    const c = cosines[place * half + i]!;
    const s = sines[place * half + i]! * way;
    const a = values[start + i]!;
    const b = values[start + half + i]!;
    values[start + i] = a * c - b * s;
    values[start + half + i] = a * s + b * c;
  }
}

/** Softmax in place over numbers start to start + count; returns log of the sum of exponentials. */
function softmax(values: Numbers, start: number, count: number): number {
  let highest = -Infinity;
  for (let i = start; i < start + count; i++) if (values[i]! > highest) highest = values[i]!;
  let total = 0;
  for (let i = start; i < start + count; i++) total += values[i] = Math.exp(values[i]! - highest);
  const share = 1 / total;
  for (let i = start; i < start + count; i++) values[i]! *= share;
  return highest + Math.log(total);
}
