/** Trust and truth: how sure beside how right, what refusing costs, what believing is worth. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { calibration, lost, summary } from "../labo/tabs/talk/exam/calibration.js";
import { balance, points } from "../labo/tabs/talk/judge/score.js";
import type { Examined } from "../worker/protocol.js";
import { close } from "./helpers.js";

const said = (probability: number, mark: Examined["mark"], question = "Qui ?"): Examined => ({
  before: "",
  question,
  answer: "Le chat.",
  kind: "story",
  probability,
  mark,
  truth: null,
});

describe("how sure beside how right", () => {
  const examined = [
    said(0.81, "true"),
    said(0.95, "false"),
    said(1, "unclear"),
    said(0.1, "false"),
    said(0.99, "refused"),
  ];
  it("is counted in five bins, refusals left aside", () => {
    const bins = calibration(examined);
    assert.deepEqual(
      bins.map(({ count }) => count),
      [1, 0, 0, 0, 3],
    );
    close([bins[4]!.said], [0.92], "share", 1e-12);
    close([bins[4]!.right], [1 / 3], "share", 1e-12);
    assert.deepEqual([bins[4]!.from, bins[4]!.to], [0.8, 1]);
  });
  it("is summed up over what was answered", () => {
    const { count, answered, right, said: sure } = summary(examined);
    assert.deepEqual([count, answered, right], [5, 4, 1]);
    close([sure], [(0.81 + 0.95 + 1 + 0.1) / 4], "share", 1e-12);
    assert.equal(summary([said(1, "refused")]).said, 0);
  });
  it("pays for refusals with what was known, question by question", () => {
    const before = [said(1, "true", "A"), said(1, "true", "B"), said(1, "false", "C")];
    const after = [said(1, "refused", "A"), said(1, "false", "B"), said(1, "refused", "C")];
    assert.deepEqual(lost(before, after), { knew: 2, lost: 1 });
  });
});

describe("the game of trust", () => {
  it("pays for belief in what is true, and a refusal is true", () => {
    for (const mark of ["true", "refused"] as const) assert.equal(points("believe", { mark }), 2);
    for (const mark of ["false", "unclear"] as const) assert.equal(points("believe", { mark }), -2);
    for (const mark of ["true", "false"] as const) assert.equal(points("check", { mark }), 0);
  });
  it("is won by whoever believes just what is truer than not", () => {
    for (const chance of [0.2, 0.4, 0.6, 0.8]) {
      const [right, wrong] = (["true", "false"] as const).map((mark) =>
        points("believe", { mark }),
      );
      const believing = chance * right! + (1 - chance) * wrong!;
      assert.equal(believing > points("check", { mark: "true" }), chance > 0.5);
    }
  });
  it("says where one trusted too much or too little, beside the model", () => {
    const game = [said(0.9, "true"), said(0.9, "false"), said(0.2, "true"), said(0.2, "false")];
    const found = balance(game, ["check", "believe", "believe", "check"]);
    assert.deepEqual(found, { points: 0, most: 4, tooMuch: 1, tooLittle: 1, model: 0 });
    assert.equal(balance(game, ["believe", "check", "believe", "check"]).points, 4);
  });
});
