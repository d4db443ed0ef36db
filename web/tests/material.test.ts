/** What is told of stories, and of a text of one's own, before anything is learned. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { InputError } from "../engine/errors.js";
import { rudeFilter } from "../engine/filter.js";
import { worldNames } from "../engine/worlds/grammar.js";
import { floor, World } from "../engine/worlds/world.js";
import { TELLING } from "../spec.js";
import { splitParagraphs } from "../engine/prose.js";
import { whole } from "../engine/slices.js";
import { vocabularyFrom } from "../engine/vocabularies.js";
import type { TextSummary, StoriesSummary } from "../worker/protocol.js";
import { Session } from "../worker/session.js";

const session = (): Session => new Session(rudeFilter(""));

describe("stories", () => {
  for (const world of worldNames) {
    it(`of ${world}: their floor, and what they never tell`, () => {
      const one = session();
      const found = one.read({ world, tokens: "words" }) as StoriesSummary;
      assert.equal(found.world, world);
      const { surprise, tokens, letters } = floor(world);
      assert.equal(found.floor, surprise / tokens);
      const inLetters = one.read({ world, tokens: "letters" }) as StoriesSummary;
      assert.equal(inLetters.floor, surprise / letters);
      assert.ok(found.apart.count > found.apart.first.length);
      // Nothing that is said never to come stands in a story beside its noun; the rest does.
      const told = ` ${new World(world).stories(TELLING.stories).join(" ").toLowerCase()} `;
      const beside = ([other, word]: readonly [string, string]): boolean =>
        told.includes(` ${other} ${word} `) || told.includes(` ${word} ${other} `);
      const { first } = found.apart;
      assert.ok(!first.some(beside));
      const mixed = first.flatMap(([other], i) =>
        first.flatMap(([, word], j) => (i === j ? [] : [[other, word] as const])),
      );
      // Somewhere else in a story there may be words between them.
      const stories = told.split(". ");
      const within = ([other, word]: readonly [string, string]): boolean =>
        stories.some((story) => story.includes(` ${other} `) && story.includes(` ${word}`));
      assert.ok(mixed.some(within));
      for (const story of found.unseen) assert.ok(!told.includes(story.toLowerCase()));
    });
  }
});

const POEM = [
  "Le chat ouvrit les yeux,\nle soleil y entra.\nLe chat ferma les yeux,\nle soleil y resta.",
  "Voilà pourquoi le soir,\nquand le chat se réveille,\nj’aperçois dans le noir\ndeux morceaux de soleil.",
  "Et puis plus rien.",
];
const TOKENS = ["letters", "pieces", "words"] as const;
const small = { embedding: 4, hidden: 4, heads: 1, context: 8 };

describe("a text", () => {
  const read = (text: string, tokens: (typeof TOKENS)[number] = "words"): TextSummary =>
    session().read({ prose: text, tokens, title: "" }) as TextSummary;

  it("is read in paragraphs; what was folded is told", () => {
    const found = read(`\ufeff${POEM.join("\r\n\r\n \r\n")}`);
    assert.equal(found.kind, "text");
    assert.deepEqual(found.preview, POEM);
    assert.equal(found.names, 3);
    assert.equal(found.prose!.words, 40);
    const { lineEnds, blankLines, spaces, control } = found.prose!.folded;
    assert.deepEqual([lineEnds, blankLines, spaces, control], [6, 2, 2, 1]);
    assert.deepEqual(found.rare, { different: 0, share: 0 });
  });

  for (const tokens of TOKENS) {
    it(`in ${tokens} is learned as one running text, part of it hidden, and comes back from its file`, () => {
      const one = session();
      const found = one.read({ prose: POEM.join("\n\n"), tokens, title: "" });
      assert.ok(found.learned.running && found.learned.tokens === tokens);
      const vocabulary = vocabularyFrom(found.vocabulary);
      for (const text of POEM) assert.equal(vocabulary.decode(vocabulary.encode(text)), text);
      const started = one.start({ dials: small, recipe: {}, seed: 3 });
      const { train, heldOut } = splitParagraphs(POEM, 0.1, 3);
      assert.deepEqual([started.trainNames, started.heldOutNames], [train.length, heldOut.length]);
      const ids = (texts: string[]): number =>
        texts.reduce((sum, text) => sum + vocabulary.encode(text).length + 1, 0);
      assert.equal(started.targets, ids(train));
      assert.equal(started.kind, "text");
      for (let i = 0; i < 5; i++) one.advance();
      const other = session();
      const opened = other.open(one.save(true));
      assert.deepEqual(opened.list, { ...found, prose: null });
      assert.ok(opened.started.listKnown);
      for (const each of [one, other]) for (let i = 0; i < 5; i++) each.advance();
      const full = { invent: true, exact: true, running: false, speed: 0 };
      const [a, b] = [one.tick(full), other.tick(full)];
      assert.deepEqual([...a.weights], [...b.weights]);
      assert.deepEqual(a.names, b.names);
    });
  }

  it("of many words keeps the frequent ones, and says how much the others are", () => {
    const rare = Array.from({ length: 3000 }, (_, i) => `mot${i}`);
    const found = read(`${rare.join(" ")}\n\n${"le chat ".repeat(3000)}`);
    assert.equal(found.tokens.length, 1000);
    assert.ok(found.tokens.includes("□"));
    // ¶, □, le, chat and 996 of the others.
    assert.equal(found.rare.different, 3000 - 996);
    assert.equal(found.rare.share, (3000 - 996) / 9000);
  });

  it("of a single line, of one long word, of emoji, of any script is read and can be learned", () => {
    for (const text of [
      "le chat dort ".repeat(40_000),
      `un ${"a".repeat(100_000)} mot`,
      "😀😀🦕",
      "שלום עולם. מה שלומך היום?",
      "e\u0301te\u0301 a\u0300 la plage",
      "漢字仮名",
      "un\0mot et des zéros\0 dedans, mais peu",
    ]) {
      for (const tokens of TOKENS) {
        const one = session();
        const found = one.read({ prose: text, tokens, title: "" });
        assert.ok(found.preview.every((shown) => shown.length <= 401));
        assert.ok(
          found.tokens.every((token) => token.length <= 200),
          `${tokens}: ${text.slice(0, 20)}`,
        );
        one.start({ dials: small, recipe: {}, seed: 1 });
        assert.ok(one.advance());
        assert.ok(
          Number.isFinite(one.tick({ invent: true, exact: false, running: true, speed: 0 }).loss),
        );
      }
    }
  });

  it("that is none is refused in a sentence, and what was there stays", () => {
    const one = session();
    one.read({ prose: POEM[0]!, tokens: "words", title: "" });
    for (const [text, key] of [
      ["", "text.empty"],
      [" \n \n", "text.blank"],
      ["bonjour", "text.word"],
      ["😀", "text.word"],
      ["%PDF-1.7 un fichier", "format"],
      ["<!DOCTYPE html><p>une page", "format"],
      ["\0\0\0a b", "format"],
      ["un mot ".repeat(1_000_000), "list.text"],
    ] as const) {
      const asked = { prose: text, tokens: "words", title: "x.txt" } as const;
      assert.throws(
        () => one.read(asked),
        (error) => error instanceof InputError && error.key === key,
        key,
      );
    }
    assert.equal(one.start({ dials: small, recipe: {}, seed: 1 }).trainNames, 1);
  });
});

describe("the cutter's tokens", () => {
  for (const asked of [
    { text: "pikachu\nevoli\nraichu", letters: "a-z" },
    { world: "meteo", tokens: "words" },
    { prose: POEM.join("\n\n"), tokens: "letters", title: "" },
  ] as const) {
    it(`are learned from ${Object.keys(asked)[0]}`, () => {
      const one = session();
      const { preview } = one.read(asked);
      const { words, pieces } = whole(one.tokensSliced());
      for (const facts of [words, pieces]) {
        const vocabulary = vocabularyFrom(facts);
        for (const text of preview) assert.equal(vocabulary.decode(vocabulary.encode(text)), text);
      }
      assert.equal(vocabularyFrom(words).kind, "words");
      assert.equal(vocabularyFrom(pieces).kind, "pieces");
    });
  }

  it("want something to learn from", () => {
    assert.throws(() => whole(session().tokensSliced()), InputError);
  });
});
