/** What an invented text has copied, as in Python. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { share, Source, type Run } from "../engine/recital.js";
import { goldenJson } from "./helpers.js";

interface Found {
  readonly words: number;
  readonly runs: readonly (readonly [number, number, string])[];
  readonly longest: readonly [number, number, string] | null;
  readonly recited: number;
}

interface Case {
  readonly source: readonly string[];
  readonly texts: readonly string[];
  readonly long: number;
  readonly found: readonly Found[];
}

describe("what is recited", () => {
  it("is what Python finds, and stands where it says", () => {
    for (const { source, texts, long, found } of goldenJson<{ cases: Case[] }>("recital.json")
      .cases) {
      const said = (run: Run) => {
        const there = source[run.paragraph]!.slice(run.sourceStart, run.sourceEnd);
        return [run.words, run.paragraph, there];
      };
      const recitals = new Source(source).recitals(texts, long);
      assert.deepEqual(
        recitals.map((one) => ({
          ...one,
          runs: one.runs.map(said),
          longest: one.longest && said(one.longest),
        })),
        found,
      );
      for (const [i, one] of recitals.entries()) {
        for (const run of one.runs) {
          const there = source[run.paragraph]!.slice(run.sourceStart, run.sourceEnd);
          const here = texts[i]!.slice(run.start, run.end);
          assert.equal(here.replace(/\s+/g, ""), there.replace(/\s+/g, ""));
        }
      }
    }
  });

  it("has a share of all words", () => {
    const source = new Source(["a b c d e f g h i j"]);
    const [whole, none] = source.recitals(["a b c d e f g h", "a b c d x f g h"]);
    assert.equal(whole!.recited, 8);
    assert.deepEqual(none!.runs, []);
    assert.equal(share([whole!, none!]), 0.5);
    assert.equal(share([]), 0);
  });

  it("takes a time that grows with the length of the texts alone", () => {
    const said = "la ".repeat(200_000);
    const [found] = new Source([said]).recitals([said]);
    assert.equal(found!.longest!.words, 200_000);
  });
});
