/**
 * Forgetting on purpose (dropout, Srivastava et al. 2014): which numbers a training step loses. That
 * is drawn from the seed, the step and what has been read, so that whoever computes a position loses
 * the same, in any batch and in either language: the twin of premier_llm/engines/dropout.py.
 */

/** What a training step loses: this share of the numbers, drawn by seed and step. */
export interface Dropout {
  readonly rate: number;
  readonly seed: number;
  /** From 0. */
  readonly step: number;
}

/** Where numbers are lost. */
export const SITES = {
  embedding: 0,
  weights: (layer: number): number => 1 + 3 * layer,
  output: (layer: number): number => 2 + 3 * layer,
  mlp: (layer: number): number => 3 + 3 * layer,
};

/** MurmurHash3's finaliser (Appleby): 32 bits, well stirred. */
function stirred(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** All that is read up to a token and with it, as one number; `before` the first it is 0. */
export function pathTo(before: number, token: number): number {
  return stirred(Math.imul(31, before) + token + 1);
}

/** Into `keys`, for the path of each row, what draws its numbers at a site. */
export function keysAt(
  site: number,
  paths: Int32Array,
  rows: number,
  { seed, step }: Dropout,
  keys: Int32Array,
): void {
  const drawn = stirred(stirred(seed) + step);
  for (let row = 0; row < rows; row++) keys[row] = stirred(stirred(paths[row]! ^ drawn) + site);
}

/** Number i of a row is lost where `drawnOf(key, i)` is below this. */
export const limitOf = (rate: number): number => Math.floor(rate * 2 ** 32);

/** 32 bits drawn for number i of a row. */
export const drawnOf = (key: number, i: number): number => stirred(key + Math.imul(i, 0x9e3779b9));
