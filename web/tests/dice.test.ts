/** The book of dice is the command's, grid by grid. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pages } from "../engine/dice.js";
import { InputError } from "../engine/errors.js";
import { Session } from "../worker/session.js";
import { goldenJson, shippedWords } from "./helpers.js";

type Printed = [number, number, number[], [number, number][]];

describe("the book of dice", () => {
  const expected = goldenJson<Record<string, Printed[]>>("dice.json");
  for (const [name, grids] of Object.entries(expected)) {
    it(`of ${name} has Python's grids`, () => {
      const session = new Session(() => false);
      session.read({ text: shippedWords(name), letters: "a-z" });
      const { pages, tokens } = session.book();
      assert.deepEqual(
        pages.map(({ token, times, places, lost }) => [token, times, places, lost]),
        grids,
      );
      assert.equal(tokens[0], ".");
    });
  }

  it("tells what is too rare for a place", () => {
    const [page] = pages([...Array.from({ length: 100 }, () => [0, 1]), [0, 2]]);
    assert.deepEqual([...new Set(page!.places)], [1]);
    assert.deepEqual(page!.lost, [[2, 1]]);
  });

  it("is of a list of names", () => {
    const session = new Session(() => false);
    assert.throws(() => session.book(), InputError);
  });
});
