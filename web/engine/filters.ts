/** The filters of the MLP and their slopes, as exactly as JavaScript's numbers allow. */

import type { Numbers } from "./arithmetic.js";
import type { Activation } from "./config.js";

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
