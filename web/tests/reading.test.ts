/** What files become when they are read as lists: the same table of cases as Python's. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCorpus } from "../engine/corpus.js";
import { decode } from "../engine/decoding.js";
import { InputError } from "../engine/errors.js";
import { layOut } from "../engine/layout.js";
import { DECODING } from "../spec.js";
import { goldenJson, shippedWords } from "./helpers.js";

interface Case {
  name: string;
  /** Hexadecimal. */
  data: string;
  words: string[];
  encoding: string;
  mended: boolean;
  way: string;
  columns: number[];
  refused: string;
  column: string | null;
  /** What Python finds. */
  cells: [number, string, boolean][];
  titles: string[];
}

const { cases } = goldenJson<{ cases: Case[] }>("reading.json");
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, "hex"));

describe("files as lists", () => {
  assert.ok(cases.length > 60);
  for (const { name, data, refused, column, ...expected } of cases) {
    if (refused === "") {
      it(`reads: ${name}`, () => {
        const { text, encoding } = decode(bytes(data), "liste");
        assert.equal(encoding, expected.encoding);
        const { words, layout, mended } = readCorpus(text, "found", column);
        assert.deepEqual(words, expected.words);
        assert.equal(mended, expected.mended);
        assert.deepEqual([layout.way, layout.columns], [expected.way, expected.columns]);
        assert.deepEqual(layout.titles, expected.titles);
        assert.deepEqual(
          layout.cells.map((cell) => [cell.number, cell.text, cell.title]),
          expected.cells,
        );
      });
    } else {
      it(`refuses: ${name}`, () => {
        assert.throws(
          () => readCorpus(decode(bytes(data), "liste").text, "found", column, "liste"),
          (error) => {
            assert.ok(error instanceof InputError);
            if (Object.hasOwn(DECODING.formats, refused)) {
              assert.deepEqual(error.values, { format: refused, title: "liste" });
            } else {
              assert.equal(error.key, { column: "column", nothing: "corpus.nothing" }[refused]);
            }
            return true;
          },
        );
      });
    }
  }

  it("leaves the lists of the house as they are", () => {
    for (const name of ["pokemon", "prenoms", "villes", "dinosaures", "creatures"]) {
      const text = shippedWords(name);
      const { way, cells } = layOut(text, null, name);
      assert.equal(way, "lines");
      assert.deepEqual(
        cells.map((cell) => cell.text),
        text.split("\n").slice(0, -1),
      );
    }
  });

  it("makes no one wait for 30,000 names", () => {
    const names = Array.from({ length: 30_000 }, (_, i) => `Élo${i.toString(36)}`);
    for (const text of [names.join("\n"), `Nom;Prénom\n${names.join(";Zoé\n")}`]) {
      readCorpus(text); // compiled
      const before = process.cpuUsage();
      readCorpus(text);
      const { user, system } = process.cpuUsage(before);
      assert.ok((user + system) / 1000 < 300, `${(user + system) / 1000} ms`);
    }
  });
});
