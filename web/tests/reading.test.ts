/** What files become when they are read as lists: the same table of cases as Python's. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCorpus } from "../engine/corpus.js";
import { decode, mended } from "../engine/decoding.js";
import { InputError } from "../engine/errors.js";
import { layOut } from "../engine/layout.js";
import { DECODING } from "../spec.js";
import { goldenJson, shippedWords } from "./helpers.js";

/** What is found in a file, or why it is refused. */
type Found =
  | { refused: string }
  | {
      encoding: string;
      mended: boolean;
      way: string;
      titles: readonly string[];
      columns: readonly number[];
      joined: readonly (readonly [number, number])[];
      cells: (readonly [number, string, boolean, boolean])[];
    };

interface Drawn {
  /** Hexadecimal. */
  data: string;
  column: string | null;
  /** By Python. */
  found: Found;
}

interface Case extends Drawn {
  name: string;
  words: string[];
  encoding: string;
  mended: boolean;
  way: string;
  columns: number[];
  joined: [number, number][];
  refused: string;
}

const { cases, drawn } = goldenJson<{ cases: Case[]; drawn: Drawn[] }>("reading.json");
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, "hex"));

function find(data: Uint8Array, column: string | null): Found {
  try {
    const { text, encoding } = decode(data, "");
    const better = mended(text);
    const { way, titles, columns, joined, cells } = layOut(better ?? text, column, "");
    return {
      encoding,
      mended: better !== null,
      way,
      titles,
      columns,
      joined,
      cells: cells.map((cell) => [cell.number, cell.text, cell.title, cell.rest] as const),
    };
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return { refused: error.key === "format" ? String(error.values["format"]) : error.key };
  }
}

describe("files as lists", () => {
  assert.ok(cases.length > 60);
  for (const { name, data, refused, column, ...expected } of cases) {
    if (refused === "") {
      it(`reads: ${name}`, () => {
        const { text, encoding } = decode(bytes(data), "liste");
        assert.equal(encoding, expected.encoding);
        const { words, layout, ...read } = readCorpus(text, "found", column);
        assert.deepEqual(words, expected.words);
        assert.equal(read.mended, expected.mended);
        assert.deepEqual(
          [layout.way, layout.columns, layout.joined],
          [expected.way, expected.columns, expected.joined],
        );
        assert.deepEqual(find(bytes(data), column), expected.found);
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

  it("finds in files drawn at random what Python finds", () => {
    const ways = new Set<string>();
    for (const { data, column, found } of drawn) {
      assert.deepEqual(find(bytes(data), column), found, JSON.stringify(data));
      ways.add("way" in found ? found.way : found.refused);
    }
    assert.ok(drawn.length >= 500 && ways.size >= 4, [...ways].join(", "));
  });

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

  it("takes a name no longer among 30,000 than among 3,000", () => {
    const names = Array.from({ length: 30_000 }, (_, i) => `Élo${i.toString(36)}`);
    const written = [
      (some: string[]) => some.join("\n"),
      (some: string[]) => `Nom;Prénom\n${some.join(";Zoé\n")}`,
    ];
    for (const write of written) {
      const took = (count: number): number => {
        const text = write(names.slice(0, count));
        const times = Array.from({ length: 3 }, () => {
          const before = process.cpuUsage();
          readCorpus(text);
          const { user, system } = process.cpuUsage(before);
          return user + system;
        });
        return Math.min(...times) / count;
      };
      took(3000); // compiled
      const [few, many] = [took(3000), took(30_000)];
      assert.ok(many < 5 * few, `${many / few} times as long`);
    }
  });
});
