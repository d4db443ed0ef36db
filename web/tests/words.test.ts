/** Whole words to token ids and back, as Python has them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { InputError } from "../engine/errors.js";
import { vocabularyFrom } from "../engine/vocabularies.js";
import { cut, EDGE, join, UNKNOWN, Words } from "../engine/words.js";
import { goldenJson } from "./helpers.js";

interface Facts {
  readonly cuts: readonly (readonly [string, readonly string[]])[];
  readonly found: { readonly texts: readonly string[]; readonly tokens: readonly string[] };
}

test("a text is cut as in Python, and comes back", () => {
  const { cuts, found } = goldenJson<Facts>("words.json");
  for (const [text, tokens] of cuts) {
    assert.deepEqual(cut(text), tokens, text);
    if (!/[¶□⁀]/.test(text)) assert.equal(join(cut(text)).join(""), text);
  }
  assert.deepEqual(Words.found(found.texts, 200).tokens, found.tokens);
});

test("the most frequent words are kept, the others are unknown", () => {
  assert.throws(() => Words.found(["a b"]).encode("c"), InputError);
  const short = Words.found(["a b a", "c a b d"], 4);
  assert.deepEqual(short.tokens, [EDGE, UNKNOWN, "a", "b"]);
  assert.equal(short.decode(short.encode("a c b")), "a □ b");
  assert.deepEqual(short.encodeWhole(`a ${EDGE}`), [0, 2, 1, 0]);
  assert.ok(!short.has(UNKNOWN) && !short.has(EDGE) && short.has("a"));
});

test("what is typed finds the word that differs by capitals and accents", () => {
  const words = Words.found(["Un hérisson l’âne."]);
  assert.equal(words.beginning("¶un HERISSON"), "Un hérisson");
});

test("a vocabulary comes back from its description", () => {
  for (const words of [Words.found(["a b"]), Words.found(["a b c"], 3)]) {
    assert.deepEqual(vocabularyFrom(JSON.parse(JSON.stringify(words.facts()))), words);
  }
});
