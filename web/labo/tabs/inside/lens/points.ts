/** The curve of one weight, however long the model trains. No DOM, no Solid. */

export interface Point {
  readonly step: number;
  readonly value: number;
}

/** Points at most; then every second one goes. */
export const MOST = 600;

/** The points with one more, the earliest first; what came after it, on another way, goes. */
export function withPoint(points: readonly Point[], last: Point): readonly Point[] {
  const before = points.filter(({ step }) => step < last.step);
  const kept = before.length < MOST ? before : before.filter((_, i) => i % 2 === 0);
  return [...kept, last];
}
