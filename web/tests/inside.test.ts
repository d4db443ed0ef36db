import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, project } from "../labo/tabs/inside/project.js";

const near = (a: number, b: number): void => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

/** A flat cloud in five dimensions: wide along u, less along v, little along w. */
function cloud(turn = 0): Float64Array {
  const [u, v, w] = [
    [0.6, 0.8, 0, 0, 0],
    [0, 0, 0.8, 0.6, 0],
    [0, 0, 0, 0, 1],
  ] as const;
  const rows: number[] = [];
  for (const [a, b, c] of [
    [3, 0, 0.1],
    [-3, 0, 0.1],
    [0, 2, -0.1],
    [0, -2, -0.1],
  ] as const) {
    const x = a * Math.cos(turn) - b * Math.sin(turn);
    const y = a * Math.sin(turn) + b * Math.cos(turn);
    for (let i = 0; i < 5; i++) rows.push(7 + x * u[i]! + y * v[i]! + c * w[i]!);
  }
  return Float64Array.from(rows);
}

test("the map shows the two widest directions and says how much that is", () => {
  const { points, axes, share } = project(cloud(), 5);
  near(share, (18 / 4 + 8 / 4) / (18 / 4 + 8 / 4 + 0.01));
  near(Math.abs(points[0]![0]), 3);
  near(points[0]![0] + points[1]![0], 0);
  near(Math.abs(points[2]![1]), 2);
  near(
    axes[0].reduce((sum, x, i) => sum + x * axes[1][i]!, 0),
    0,
  );
  for (const axis of axes) near(Math.hypot(...axis), 1);
});

test("the map does not flip or turn from one moment to the next", () => {
  let plane = project(cloud(), 5);
  const start = plane.points;
  const [a] = plane.axes;
  const flipped = { ...plane, axes: [a.map((x) => -x), plane.axes[1]] as const };
  // Whatever sign and turn the earlier map had, the same points stay where they were.
  near(project(cloud(), 5, flipped).points[0]![0], -start[0]![0]);
  for (let turn = 0; turn < 40; turn++) {
    const next = project(cloud(turn / 20), 5, plane);
    for (const [i, [x, y]] of next.points.entries()) {
      const [px, py] = plane.points[i]!;
      assert.ok(Math.hypot(x - px, y - py) < 0.2, `jumped at turn ${turn}`);
    }
    plane = next;
  }
});

test("equal points, one point, and one dimension do no harm", () => {
  assert.equal(project(new Float64Array(12), 4).share, 0);
  assert.deepEqual(project(Float64Array.of(1, 2), 2).points, [[0, 0]]);
  near(project(Float64Array.of(1, 3, 8), 1).share, 1);
});

test("the nearest letter counts all dimensions", () => {
  assert.deepEqual(nearest(Float64Array.of(0, 0, 1, 1, 5, 5), 2), [1, 0, 1]);
  assert.deepEqual(nearest(Float64Array.of(1, 2), 2), [-1]);
});
