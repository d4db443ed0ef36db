/** Deux modèles: the vote, and what measures allow to conclude. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { copies, losses } from "../labo/tabs/compare/conclusions.js";
import { byChance, copiesShown, pairs, tally } from "../labo/tabs/compare/vote.js";
import type { JudgedName } from "../worker/protocol.js";

const name = (text: string, originality: JudgedName["originality"] = "new"): JudgedName => ({
  text,
  originality,
});

describe("the vote", () => {
  it("pairs names that differ, each once, copies last", () => {
    const a = [name("pikachu", "copy"), name("rati"), name("rati"), name(""), name("mevo")];
    const b = [name("rati"), name("salo"), name("evoli", "copy")];
    const made = pairs(a, b, 6).map((pair) => [pair.a.text, pair.b.text]);
    assert.deepEqual(made, [
      ["rati", "salo"],
      ["mevo", "rati"],
      ["pikachu", "evoli"],
    ]);
    assert.equal(pairs(a, b, 1).length, 1);
    assert.equal(pairs([name("")], b, 6).length, 0);
  });

  it("counts votes and the copies that were seen", () => {
    assert.deepEqual(tally(["a", null, "b", "a"]), { a: 2, b: 1, none: 1 });
    const shown = pairs([name("rati"), name("mew", "copy")], [name("salo"), name("evo")], 6);
    assert.equal(copiesShown(shown, "a"), 1);
    assert.equal(copiesShown(shown, "b"), 0);
  });

  it("says how often heads or tails are as uneven", () => {
    assert.equal(byChance(6, 0), 2 / 64);
    assert.equal(byChance(0, 6), 2 / 64);
    assert.equal(byChance(3, 3), 1);
    assert.equal(byChance(5, 1), 14 / 64);
  });
});

describe("the conclusions", () => {
  it("tell a lower loss from one as good", () => {
    assert.deepEqual(losses({ a: 1, b: 1 }), { of: "equal" });
    assert.deepEqual(losses({ a: 1, b: 1.019 }), { of: "same" });
    assert.deepEqual(losses({ a: Number.NaN, b: 1 }), { of: "same" });
    assert.deepEqual(losses({ a: 1.5, b: 1 }), { of: "differ", lower: "b", low: 1, high: 1.5 });
  });

  it("call no count larger that the draw could explain", () => {
    assert.deepEqual(copies({ a: 0, b: 0 }, 100), { of: "equal" });
    assert.deepEqual(copies({ a: 20, b: 30 }, 100), { of: "same" });
    assert.deepEqual(copies({ a: 20, b: 40 }, 100), {
      of: "differ",
      lower: "a",
      low: 20,
      high: 40,
    });
  });
});
