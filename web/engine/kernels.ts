/**
 * The small tools of the model, each beside its slope: linear, norm, rotation, activation.
 *
 * All are loops over flat arrays of rows. `d_x` of the Python engines is `dx` here: how much the
 * loss grows when x grows a little.
 */

import { NORM_EPSILON, ROTARY_BASE, type Activation, type Norm } from "./config.js";

type Numbers = Float64Array;

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

/** y = weight x + bias for rows first to end: x (rows, inputs), weight (outputs, inputs). */
export function linear(
  x: Numbers,
  weight: Numbers,
  bias: Numbers | undefined,
  y: Numbers,
  first: number,
  end: number,
  inputs: number,
  outputs: number,
): void {
  for (let row = first; row < end; row++) {
    for (let o = 0; o < outputs; o++) y[row * outputs + o] = bias === undefined ? 0 : bias[o]!;
  }
  const [from, to, rows] = [first * inputs, first * outputs, end - first];
  product(x, from, inputs, 1, weight, inputs, 1, y, to, rows, outputs, inputs, true);
}

/** Slope along x (written): every output hands its slope back through its weights. */
export function linearBackward(
  dy: Numbers,
  weight: Numbers,
  dx: Numbers,
  rows: number,
  inputs: number,
  outputs: number,
): void {
  product(dy, 0, outputs, 1, weight, 1, inputs, dx, 0, rows, inputs, outputs, false);
}

/** Slope along the weight and the bias (added): sums over rows of dy[o] x[i]. */
export function linearGradient(
  dy: Numbers,
  x: Numbers,
  dWeight: Numbers,
  dBias: Numbers | undefined,
  rows: number,
  inputs: number,
  outputs: number,
): void {
  product(dy, 0, 1, outputs, x, 1, inputs, dWeight, 0, outputs, inputs, rows, true);
  if (dBias === undefined) return;
  for (let row = 0; row < rows; row++) {
    for (let o = 0; o < outputs; o++) dBias[o]! += dy[row * outputs + o]!;
  }
}

/** unit = x brought to a usual size, scale = the factor that did it; y = unit gain + offset. */
export function normalise(
  kind: Norm,
  x: Numbers,
  gain: Numbers | undefined,
  offset: Numbers | undefined,
  unit: Numbers,
  scale: Numbers,
  y: Numbers,
  first: number,
  end: number,
  size: number,
): void {
  for (let row = first; row < end; row++) {
    const at = row * size;
    let mean = 0;
    if (kind === "layer") {
      for (let i = at; i < at + size; i++) mean += x[i]!;
      mean /= size;
    }
    let squares = 0;
    for (let i = at; i < at + size; i++) {
      const value = x[i]! - mean;
      unit[i] = value;
      squares += value * value;
    }
    const factor = 1 / Math.sqrt(squares / size + NORM_EPSILON);
    scale[row] = factor;
    for (let i = 0; i < size; i++) {
      const value = unit[at + i]! * factor;
      unit[at + i] = value;
      y[at + i] =
        value * (gain === undefined ? 1 : gain[i]!) + (offset === undefined ? 0 : offset[i]!);
    }
  }
}

/** d becomes the slope along x where it was the slope along y; slopes of gain and offset added. */
export function normaliseBackward(
  kind: Norm,
  d: Numbers,
  unit: Numbers,
  scale: Numbers,
  gain: Numbers | undefined,
  dGain: Numbers | undefined,
  dOffset: Numbers | undefined,
  rows: number,
  size: number,
): void {
  for (let row = 0; row < rows; row++) {
    const at = row * size;
    let along = 0;
    let mean = 0;
    for (let i = 0; i < size; i++) {
      let slope = d[at + i]!;
      if (dOffset !== undefined) dOffset[i]! += slope;
      if (dGain !== undefined) dGain[i]! += slope * unit[at + i]!;
      if (gain !== undefined) d[at + i] = slope *= gain[i]!;
      along += slope * unit[at + i]!;
      mean += slope;
    }
    along /= size;
    mean = kind === "layer" ? mean / size : 0;
    const factor = scale[row]!;
    for (let i = at; i < at + size; i++) d[i] = (d[i]! - unit[i]! * along - mean) * factor;
  }
}

/** Numbers start to start + size to a root mean square of 1, in place; the factor that did it. */
export function unit(values: Numbers, start: number, size: number): number {
  let squares = 0;
  for (let i = start; i < start + size; i++) squares += values[i]! * values[i]!;
  const factor = 1 / Math.sqrt(squares / size + NORM_EPSILON);
  for (let i = start; i < start + size; i++) values[i]! *= factor;
  return factor;
}

/** d becomes the slope along the numbers that `unit` had; `made` are those that it left. */
export function unitBackward(
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

/** By which angle each of the size / 2 pairs of a head's numbers has turned at each place. */
export class Rotation {
  readonly cos: Numbers; // (places, size / 2)
  readonly sin: Numbers;

  constructor(
    places: number,
    readonly size: number,
  ) {
    const half = size / 2;
    this.cos = new Float64Array(places * half);
    this.sin = new Float64Array(places * half);
    for (let at = 0; at < places * half; at++) {
      const angle = Math.floor(at / half) * ROTARY_BASE ** (-(at % half) / half);
      this.cos[at] = Math.cos(angle);
      this.sin[at] = Math.sin(angle);
    }
  }

  /**
   * Turn the pairs (i, i + size / 2) of the numbers from start on, in place; back with `way` -1,
   * which is also the way of the slopes (Su et al. 2021, section 3.2).
   */
  turn(values: Numbers, start: number, place: number, way: 1 | -1): void {
    const half = this.size / 2;
    for (let i = 0; i < half; i++) {
      const cos = this.cos[place * half + i]!;
      const sin = this.sin[place * half + i]! * way;
      const a = values[start + i]!;
      const b = values[start + half + i]!;
      values[start + i] = a * cos - b * sin;
      values[start + half + i] = a * sin + b * cos;
    }
  }
}

/** What the MLP's filter does to each number, and to the slopes that come back. */
interface Filter {
  /** Numbers first to end of `up`, filtered into `active`. */
  forward(up: Numbers, active: Numbers, first: number, end: number): void;
  /** Multiplies slopes by the filter's own. */
  backward(up: Numbers, d: Numbers, count: number): void;
}

const ROOT = Math.sqrt(2 / Math.PI);

export const FILTERS: Readonly<Record<Activation, Filter>> = {
  relu: {
    forward(up, active, first, end) {
      for (let i = first; i < end; i++) {
        const value = up[i]!;
        active[i] = value > 0 ? value : 0;
      }
    },
    backward(up, d, count) {
      for (let i = 0; i < count; i++) if (!(up[i]! > 0)) d[i] = 0;
    },
  },
  // So et al. 2021
  relu2: {
    forward(up, active, first, end) {
      for (let i = first; i < end; i++) {
        const value = up[i]!;
        active[i] = value > 0 ? value * value : 0;
      }
    },
    backward(up, d, count) {
      for (let i = 0; i < count; i++) d[i]! *= up[i]! > 0 ? 2 * up[i]! : 0;
    },
  },
  // Hendrycks and Gimpel 2016
  gelu: {
    forward(up, active, first, end) {
      for (let i = first; i < end; i++) {
        const value = up[i]!;
        active[i] = 0.5 * value * (1 + erf(value * Math.SQRT1_2));
      }
    },
    backward(up, d, count) {
      for (let i = 0; i < count; i++) {
        const value = up[i]!;
        const bell = Math.exp(-0.5 * value * value) / Math.sqrt(2 * Math.PI);
        d[i]! *= 0.5 * (1 + erf(value * Math.SQRT1_2)) + value * bell;
      }
    },
  },
  gelu_tanh: {
    forward(up, active, first, end) {
      for (let i = first; i < end; i++) {
        const value = up[i]!;
        active[i] = 0.5 * value * (1 + Math.tanh(ROOT * (value + 0.044715 * value ** 3)));
      }
    },
    backward(up, d, count) {
      for (let i = 0; i < count; i++) {
        const value = up[i]!;
        const tanh = Math.tanh(ROOT * (value + 0.044715 * value ** 3));
        const inner = ROOT * (1 + 3 * 0.044715 * value * value);
        d[i]! *= 0.5 * (1 + tanh) + 0.5 * value * (1 - tanh * tanh) * inner;
      }
    },
  },
};

/**
 * The error function, which JavaScript lacks, to a few units of the last place: the series with
 * positive terms alone (Abramowitz and Stegun 7.1.6), 2 / sqrt(pi) e^(-x^2) sum of
 * 2^n x^(2n+1) / (1 3 5 … (2n+1)).
 */
export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x); // 1 - erf(6) is below 1e-16
  const square = 2 * x * x;
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= square / odd;
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Softmax in place over numbers start to start + count; returns log of the sum of exponentials. */
export function softmax(values: Numbers, start: number, count: number): number {
  let highest = -Infinity;
  for (let i = start; i < start + count; i++) if (values[i]! > highest) highest = values[i]!;
  let total = 0;
  for (let i = start; i < start + count; i++) total += values[i] = Math.exp(values[i]! - highest);
  const share = 1 / total;
  for (let i = start; i < start + count; i++) values[i]! *= share;
  return highest + Math.log(total);
}
