/** Agrandir: where the parameters are. */

import assert from "node:assert/strict";
import { it } from "node:test";
import { config, parameterCount, PRESETS } from "../engine/config.js";
import { rows, shares } from "../labo/tabs/grow/parameters.js";

for (const [name, shape] of Object.entries({ lesson: config(), ...PRESETS })) {
  it(`${name}: rows and shares hold every parameter, once`, () => {
    const all = parameterCount(shape);
    const found = rows(shape);
    assert.equal(
      found.reduce((sum, { count }) => sum + count, 0),
      all,
    );
    for (const { factors, count } of found)
      assert.equal(
        factors.reduce((product, [, size]) => product * size, 1),
        count,
      );
    const sum = Object.values(shares(shape)).reduce((sum, share) => sum + share, 0);
    assert.ok(Math.abs(sum - 1) < 1e-12);
  });
}

it("one row stands for the tables of all layers", () => {
  const names = rows(config({ layers: 3 })).map(({ name }) => name);
  assert.ok(names.includes("blocks.*.attention.query"));
  assert.ok(!names.some((name) => /blocks\.\d/.test(name)));
  assert.ok(rows(config()).some(({ name }) => name === "blocks.0.attention.query"));
});
