/** Byte pair encoding: what Python learns, and how it cuts and joins. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { InputError } from "../engine/errors.js";
import { BytePairs } from "../engine/pieces.js";
import { vocabularyFrom } from "../engine/vocabularies.js";
import { goldenJson } from "./helpers.js";

type Facts = Readonly<Record<string, unknown>>;
const golden = goldenJson<{
  readonly unicode: string;
  readonly stories: readonly string[];
  readonly told: Facts;
  readonly told_ids: readonly (readonly number[])[];
  readonly odd: readonly string[];
  readonly pieces: Facts;
  readonly ids: readonly (readonly number[])[];
  readonly rows: readonly (readonly [readonly number[], readonly string[]])[];
}>("pieces.json");
const told = BytePairs.found(golden.stories, 800, true);

/** Of a character that this Unicode does not know, nobody can say whether it is a letter. */
const older = Number.parseFloat(process.versions["unicode"]!) < Number.parseFloat(golden.unicode);

test("stories give Python's pieces, merge by merge, and its ids", () => {
  assert.deepEqual(told.facts(), golden.told);
  assert.deepEqual(
    [...golden.stories.slice(0, 50), "a<|endoftext|>b"].map((text) => told.encode(text)),
    golden.told_ids,
  );
});

test("10,000 texts of any script give Python's pieces and ids", { skip: older }, () => {
  const pieces = BytePairs.found(golden.odd, 2000);
  assert.deepEqual(pieces.facts(), golden.pieces);
  for (const [i, text] of golden.odd.entries()) {
    assert.deepEqual(pieces.encode(text), golden.ids[i], JSON.stringify(text));
    assert.equal(pieces.decode(golden.ids[i]!), text);
  }
});

test("what each token adds to a text is Python's, where bytes are no character too", () => {
  const pieces = BytePairs.from(golden.pieces);
  for (const [ids, texts] of golden.rows) assert.deepEqual(pieces.texts(ids), texts, `${ids}`);
});

test("any text comes back", () => {
  const running = BytePairs.found(golden.stories, 400);
  const odd = [
    "",
    " ",
    "\n\n",
    "\0",
    "\ufeff\ufeffa",
    "a<|endoftext|>b",
    "e\u0301",
    "👩‍🚀",
    "ab".repeat(50_000),
  ];
  for (const text of [...odd, ...golden.odd.slice(0, 500)]) {
    for (const pieces of [told, running]) {
      const ids = pieces.encode(text);
      assert.equal(pieces.decode(ids), text);
      assert.equal(pieces.cut(text).length, ids.length);
    }
  }
  // Between stories stands what no text can write.
  assert.ok(running.encode("a<|endoftext|>b").includes(0));
  assert.ok(!told.encode("a<|endoftext|>b").includes(0));
  assert.deepEqual(told.encodeWhole("Un"), [0, ...told.encode("Un"), 0]);
  assert.equal(told.beginning("<|endoftext|>Un ours"), "Un ours");
  for (const half of ["\ud83d", "a\udc00b"]) {
    for (const way of [(): unknown => told.encode(half), (): unknown => told.cutWith(half, 9)]) {
      assert.throws(way, InputError);
    }
  }
});

test("merges are told as they are learned, with their counts, and can be read", () => {
  const heard: [string, number][] = [];
  const slices = BytePairs.foundSliced(["abab abab é é"], 300, false, (merge, count) =>
    heard.push([`${merge.left}+${merge.right}=${merge.joined}`, count]),
  );
  for (let next = slices.next(); ; next = slices.next()) {
    if (next.done !== true) continue;
    const { merges } = next.value;
    assert.deepEqual(
      merges.map(({ left, right, joined }) => `${left}+${right}=${joined}`),
      heard.map(([merge]) => merge),
    );
    break;
  }
  assert.deepEqual(heard, [
    ["a+b=ab", 4],
    ["⟨C3⟩+⟨A9⟩=é", 2],
    ["␣+é=␣é", 2],
    ["ab+ab=abab", 2],
  ]);
});

test("a text is cut with the first merges only", () => {
  const pieces = BytePairs.found(["abab abab é é"], 300);
  assert.deepEqual(pieces.cutWith("abab é\n", 0), ["a", "b", "a", "b", "␣", "⟨C3⟩", "⟨A9⟩", "⏎"]);
  assert.deepEqual(pieces.cutWith("abab é\n", 1), ["ab", "ab", "␣", "⟨C3⟩", "⟨A9⟩", "⏎"]);
  assert.deepEqual(pieces.cutWith("abab é\n", 99), pieces.cut("abab é\n"));
  assert.deepEqual(pieces.cut("abab\u200dé"), ["abab", "⟨E2⟩", "⟨80⟩", "⟨8D⟩", "é"]);
  // Each step of the slider joins, and none takes apart.
  const text = golden.stories[7]!;
  let last = Infinity;
  for (let count = 0; count <= told.merges.length; count++) {
    const cut = told.cutWith(text, count);
    assert.ok(cut.length <= last);
    last = cut.length;
  }
  assert.deepEqual(told.cutWith(text, told.merges.length), told.cut(text));
});

test("a vocabulary comes back from its description, however its merges are written", () => {
  const running = BytePairs.found(golden.stories, 300);
  for (const pieces of [told, running]) {
    const again = vocabularyFrom(JSON.parse(JSON.stringify(pieces.facts())));
    assert.deepEqual(again.facts(), pieces.facts());
    assert.deepEqual(again.encode(golden.stories[0]!), pieces.encode(golden.stories[0]!));
  }
  const { model, ...steps } = running.facts()["byte_pairs"] as { model: Facts };
  const merges = (model["merges"] as string[][]).map((pair) => pair.join(" "));
  const asText = vocabularyFrom({ byte_pairs: { ...steps, model: { ...model, merges } } });
  assert.deepEqual(asText.facts(), running.facts());
  assert.deepEqual(
    vocabularyFrom({ byte_pairs: { ...steps, model, truncation: {} } }).facts(),
    running.facts(),
  );
  const refuses = (byte_pairs: unknown, key: string): void =>
    assert.throws(
      () => vocabularyFrom({ byte_pairs }),
      (error) => error instanceof InputError && error.key === key,
      JSON.stringify(byte_pairs)?.slice(0, 60),
    );
  for (const wrong of [
    { pre_tokenizer: null },
    { pre_tokenizer: { type: "Whitespace" } },
    { pre_tokenizer: { type: "ByteLevel", add_prefix_space: true } },
    { normalizer: { type: "NFC" } },
    { model: { ...model, type: "WordPiece" } },
    { model: { ...model, ignore_merges: true } },
    { added_tokens: [{ id: 0, content: "<|endoftext|>", lstrip: true }] },
  ]) {
    refuses({ ...steps, model, ...wrong }, "vocabulary.foreign");
  }
  for (const wrong of [
    null,
    [],
    { ...steps },
    { ...steps, model: { ...model, vocab: null } },
    { ...steps, model: { ...model, vocab: { a: 1 } } },
    { ...steps, model: { ...model, vocab: { a: "0" } } },
    { ...steps, model: { ...model, merges: ["a"] } },
    { ...steps, model: { ...model, merges: [["a", "?!"]] } },
    { ...steps, model, added_tokens: [3] },
  ]) {
    refuses(wrong, "vocabulary.unreadable");
  }
});
