/** The catalogues: no hole in English, and plurals by the language's own rule. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as english from "../texts/languages/en.js";
import * as french from "../texts/languages/fr.js";

/** What English says otherwise: the engine's own messages are English already. */
const ELSEWHERE = /^problems\.sentences\./;

function holes(usual: unknown, own: unknown, path: string): string[] {
  if (own === undefined) return [path];
  if (typeof usual !== "object" || usual === null || Array.isArray(usual)) {
    return typeof usual === typeof own ? [] : [path];
  }
  return Object.entries(usual).flatMap(([key, value]) =>
    holes(value, (own as Record<string, unknown>)[key], path === "" ? key : `${path}.${key}`),
  );
}

describe("the catalogues", () => {
  it("English has all that French has", () => {
    const missing = holes(french.texts, english.texts, "").filter((path) => !ELSEWHERE.test(path));
    assert.deepEqual(missing, []);
    assert.deepEqual(holes({ a: { b: "x" } }, { a: {} }, ""), ["a.b"]);
  });

  it("counts as each language does", () => {
    const { names, counts } = french.texts.names;
    assert.deepEqual([0, 1, 2].map(names), ["0 nom", "1 nom", "2 noms"]);
    assert.match(counts(1, 27), /^\*\*1 nom\*\*, /);
    assert.match(counts(20, 1), /^\*\*20 noms\*\* différents, \*\*1 signe\*\*/);
    const inEnglish = english.texts.names!.names!;
    assert.deepEqual([0, 1, 2].map(inEnglish), ["0 names", "1 name", "2 names"]);
    assert.equal(french.texts.size.time.hours(1.5), "1,5 heure");
  });
});
