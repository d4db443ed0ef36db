/** Texts of one's own, read and hidden from as in Python. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { InputError } from "../engine/errors.js";
import { normalized } from "../engine/lines.js";
import { readProse, splitParagraphs, type Folded } from "../engine/prose.js";
import { goldenJson } from "./helpers.js";

interface Read {
  readonly text: string;
  /** The format, or "text". */
  readonly refused?: string;
  readonly paragraphs: readonly string[];
  readonly folded: Folded;
}

interface Hidden {
  readonly paragraphs: readonly string[];
  readonly share: number;
  readonly seed: number;
  readonly train: readonly string[];
  readonly heldOut: readonly string[];
}

const { texts, splits } = goldenJson<{ texts: Read[]; splits: Hidden[] }>("prose.json");

describe("a text of one’s own", () => {
  it("is read or refused as in Python", () => {
    assert.ok(texts.some(({ refused }) => refused === "pdf"));
    for (const { text, refused, ...expected } of texts) {
      if (refused === undefined) {
        assert.deepEqual(readProse(text), expected, JSON.stringify(text.slice(0, 60)));
        continue;
      }
      assert.throws(
        () => readProse(text),
        (error: unknown) =>
          error instanceof InputError &&
          (error.key === "format" ? error.values["format"] : error.key.split(".")[0]) === refused,
        JSON.stringify(text),
      );
    }
  });

  it("has the same paragraphs hidden as in Python", () => {
    for (const { paragraphs, share, seed, ...expected } of splits) {
      assert.deepEqual(splitParagraphs(paragraphs, share, seed), expected);
    }
  });

  it("is read in a time that grows with its length alone", () => {
    // Where time grew with the square of the length, each of these would take minutes.
    const size = 500_000;
    for (const odd of [
      "a\u0301\u0323" + "\u0301\u0323".repeat(size) + " b",
      "a b" + " ".repeat(size) + "c",
      "a" + "\n".repeat(size) + "b",
      ".".repeat(size) + " a b",
      "😀".repeat(size),
    ]) {
      splitParagraphs(readProse(odd).paragraphs, 0.5, 0);
    }
  });

  it("keeps what is behind a letter in order", () => {
    assert.equal(normalized("NFC", "e\u0301"), "é");
    const many = "e" + "\u0301".repeat(31);
    assert.equal(normalized("NFC", many), "é" + "\u0301".repeat(30));
  });
});
