/** A map of points with many numbers each: the plane on which they lie widest apart (PCA). */

import type { Numbers } from "../../../engine/arithmetic.js";

export interface Plane {
  readonly mean: Float64Array;
  /** Two directions at right angles, of length 1. */
  readonly axes: readonly [Float64Array, Float64Array];
  /** Where each point lies on the plane. */
  readonly points: readonly (readonly [number, number])[];
  /** Part of the points' variance that the plane shows, 0 to 1. */
  readonly share: number;
}

/**
 * The plane through `rows` (count, size) of largest variance. With an `earlier` plane, this one is
 * turned and mirrored within itself to lie as near to it as can be: a map must not flip.
 */
export function project(rows: Numbers, size: number, earlier?: Plane): Plane {
  const count = rows.length / size;
  const mean = new Float64Array(size);
  for (let r = 0; r < count; r++) {
    for (let i = 0; i < size; i++) mean[i]! += rows[r * size + i]! / count;
  }
  const covariance = new Float64Array(size * size);
  for (let r = 0; r < count; r++) {
    for (let i = 0; i < size; i++) {
      const x = rows[r * size + i]! - mean[i]!;
      for (let j = 0; j <= i; j++) {
        covariance[i * size + j]! += (x * (rows[r * size + j]! - mean[j]!)) / count;
      }
    }
  }
  let whole = 0;
  for (let i = 0; i < size; i++) {
    whole += covariance[i * size + i]!;
    for (let j = 0; j < i; j++) covariance[j * size + i] = covariance[i * size + j]!;
  }
  const { values, vectors } = eigen(covariance, size);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
  const first = vectors[order[0]!]!;
  const second = size > 1 ? vectors[order[1]!]! : new Float64Array(size);
  const shown = values[order[0]!]! + (size > 1 ? values[order[1]!]! : 0);
  const axes =
    earlier?.axes[0].length === size
      ? aligned([first, second], earlier.axes)
      : ([first, second] as const);
  const points = Array.from({ length: count }, (_, r) => {
    const at = (axis: Float64Array): number => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (rows[r * size + i]! - mean[i]!) * axis[i]!;
      return sum;
    };
    return [at(axes[0]), at(axes[1])] as const;
  });
  return { mean, axes, points, share: whole > 0 ? Math.min(1, shown / whole) : 0 };
}

/** The row nearest to each row, by distance in all dimensions; -1 where there is no other. */
export function nearest(rows: Numbers, size: number): number[] {
  const count = rows.length / size;
  return Array.from({ length: count }, (_, a) => {
    let [best, least] = [-1, Infinity];
    for (let b = 0; b < count; b++) {
      if (a === b) continue;
      let distance = 0;
      for (let i = 0; i < size; i++) distance += (rows[a * size + i]! - rows[b * size + i]!) ** 2;
      if (distance < least) [best, least] = [b, distance];
    }
    return best;
  });
}

/** The other rows, the nearest to this one first. */
export function nearestTo(rows: Numbers, size: number, row: number): number[] {
  const count = rows.length / size;
  const distances = new Float64Array(count);
  for (let other = 0; other < count; other++) {
    for (let i = 0; i < size; i++) {
      distances[other]! += (rows[row * size + i]! - rows[other * size + i]!) ** 2;
    }
  }
  const others = [...distances.keys()].filter((other) => other !== row);
  return others.sort((a, b) => distances[a]! - distances[b]!);
}

/** Jacobi's method: rotations, each of which makes one off-diagonal number 0. `matrix` is used up. */
function eigen(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array[] } {
  const vectors = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size);
    row[i] = 1;
    return row;
  });
  for (let sweep = 0; sweep < 30; sweep++) {
    let [off, diagonal] = [0, 0];
    for (let i = 0; i < size; i++) {
      diagonal += matrix[i * size + i]! ** 2;
      for (let j = 0; j < i; j++) off += matrix[i * size + j]! ** 2;
    }
    if (!(off > 1e-22 * diagonal)) break;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const pq = matrix[p * size + q]!;
        if (pq === 0) continue;
        const theta = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * pq);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        const s = t * c;
        for (let k = 0; k < size; k++) {
          const [a, b] = [matrix[k * size + p]!, matrix[k * size + q]!];
          matrix[k * size + p] = c * a - s * b;
          matrix[k * size + q] = s * a + c * b;
        }
        for (let k = 0; k < size; k++) {
          const [a, b] = [matrix[p * size + k]!, matrix[q * size + k]!];
          matrix[p * size + k] = c * a - s * b;
          matrix[q * size + k] = s * a + c * b;
        }
        const [u, v] = [vectors[p]!, vectors[q]!];
        for (let k = 0; k < size; k++) {
          const [a, b] = [u[k]!, v[k]!];
          u[k] = c * a - s * b;
          v[k] = s * a + c * b;
        }
      }
    }
  }
  return { values: Float64Array.from(vectors, (_, i) => matrix[i * size + i]!), vectors };
}

/** Where the points of a plane stand in a picture, in pixels, so far from its edges. */
export function inPicture(
  points: readonly (readonly [number, number])[],
  width: number,
  height: number,
  margin: number,
): { x: number; y: number }[] {
  const reach = (axis: 0 | 1): [number, number] => [
    Math.min(...points.map((point) => point[axis])),
    Math.max(...points.map((point) => point[axis])),
  ];
  const [[left, right], [low, high]] = [reach(0), reach(1)];
  // One scale for both directions, or distances would lie.
  const scale = Math.min(
    (width - 2 * margin) / Math.max(right - left, 1e-9),
    (height - 2 * margin) / Math.max(high - low, 1e-9),
  );
  return points.map(([x, y]) => ({
    x: width / 2 + (x - (left + right) / 2) * scale,
    y: height / 2 - (y - (low + high) / 2) * scale,
  }));
}

type Axes = readonly [Float64Array, Float64Array];

/** The axes turned, and mirrored where that is nearer, to match earlier ones best. */
function aligned([a, b]: Axes, [p, q]: Axes): Axes {
  const dot = (x: Float64Array, y: Float64Array): number =>
    x.reduce((sum, v, i) => sum + v * y[i]!, 0);
  const [pa, pb, qa, qb] = [dot(p, a), dot(p, b), dot(q, a), dot(q, b)];
  // The best rotation and the best mirror image, each in closed form in two dimensions.
  const mirror = Math.hypot(pa - qb, pb + qa) > Math.hypot(pa + qb, pb - qa) ? -1 : 1;
  const [c, s] = [pa + mirror * qb, pb - mirror * qa];
  const length = Math.hypot(c, s);
  if (length === 0) return [a, b];
  const [cos, sin] = [c / length, s / length];
  return [
    a.map((x, i) => cos * x + sin * b[i]!),
    a.map((x, i) => mirror * (-sin * x + cos * b[i]!)),
  ];
}
