/** What heads look at, measured; and what agrees with what in the stories of a world. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { config } from "../engine/config.js";
import {
  clearly,
  headLooks,
  meanOf,
  PLACES,
  reading,
  together,
  type HeadLooks,
  type Reading,
} from "../engine/heads.js";
import { Model, type Watch } from "../engine/model.js";
import { whole } from "../engine/slices.js";
import { Words } from "../engine/words.js";
import { worldNames } from "../engine/worlds/grammar.js";
import { kindsOf } from "../engine/worlds/kinds.js";
import { World } from "../engine/worlds/world.js";
import { Session } from "../worker/session.js";

const world = new World("histoires");
const stories = world.stories(300);
const vocabulary = Words.found(stories);
const kinds = kindsOf(world.grammar, vocabulary);

describe("what agrees in a story", () => {
  it("is said with the story, which stays the same", () => {
    for (const name of worldNames) {
      const other = new World(name, 3);
      for (let n = 0; n < 100; n++) {
        for (const unseen of [false, true]) {
          const { text, links } = other.tell(n, unseen);
          assert.equal(text, other.story(n, unseen));
          for (const { word, nouns } of links) {
            assert.ok(nouns.length > 0 && nouns.every(([, end]) => end <= word[0]), text);
            assert.match(text.slice(...word), /^[\p{L}’'-][\p{L} ’'-]*$/u);
          }
        }
      }
    }
  });

  it("is each word whose form hangs on a noun, and the noun as it was named last", () => {
    const { text, links } = world.tell(0);
    const said = links.map(({ kind, word, nouns }) =>
      [kind, ...[word, ...nouns].map(([start, end]) => text.slice(start, end))].join(" "),
    );
    assert.deepEqual(said, [
      "adjective généreux canard",
      "pronoun il canard",
      "article des champignons",
      "adjective exquis champignons",
      "article Le canard",
      "article les champignons",
      "pronoun Ils canard chaton",
      "adjective amis canard chaton",
    ]);
    // The second time, not the first.
    const [, , , exquis] = links;
    assert.ok(exquis!.nouns[0]![0] > text.indexOf("trouva"));
    // What tells the gender before: "des", the second time.
    assert.deepEqual(
      exquis!.agreeing.map(([start, end]) => text.slice(start, end)),
      ["des", "des"],
    );
  });

  it("knows each word's kind, and its gender where the word tells it", () => {
    const of = (word: string) => kinds[vocabulary.tokens.indexOf(word)];
    assert.deepEqual(of("loutre"), { kind: "noun", gender: "f" });
    assert.deepEqual(of("champignons"), { kind: "noun", gender: "m" });
    assert.deepEqual(of("timide"), { kind: "adjective", gender: "" });
    assert.deepEqual(of("curieuse"), { kind: "adjective", gender: "f" });
    assert.deepEqual(of("Elle"), { kind: "pronoun", gender: "f" });
    assert.deepEqual(of("."), { kind: "mark", gender: "" });
    assert.equal(kinds[0], undefined);
  });
});

/** A model whose heads look where each of these says, at each row. */
function looking(...at: ((row: number, tokens: readonly number[]) => number)[]): Model {
  const forward = (tokens: readonly number[], watch: Watch): void => {
    const n = tokens.length;
    const weights = new Float64Array(at.length * n * n);
    for (const [head, to] of at.entries()) {
      for (let row = 0; row < n; row++) weights[(head * n + row) * n + to(row, tokens)] = 1;
    }
    watch("blocks.0.attention.weights", weights, [at.length, n, n]);
  };
  return {
    config: config({ heads: at.length, embedding: 4 * at.length }),
    forward,
  } as unknown as Model;
}

const parts = (looks: HeadLooks[number][number]) =>
  Object.fromEntries(PLACES.map((place) => [place, meanOf(looks[place]).part]));

describe("the heads", () => {
  const told = Array.from({ length: 30 }, (_, n) => world.tell(n));
  const readings: Reading[] = told.map((telling) => reading(vocabulary, 64, telling, kinds));

  it("of a model that has learned nothing look at everything alike", () => {
    const model = new Model(config({ vocabulary: vocabulary.size, context: 64, heads: 2 }));
    model.parameters.get("blocks.0.attention.query").fill(0);
    for (const looks of whole(headLooks(model, readings))[0]!) {
      for (const place of PLACES) {
        const { part, even } = meanOf(looks[place]);
        assert.ok(looks[place].rows > 5, place);
        assert.ok(Math.abs(part - even) < 1e-12 && even > 0.01, place);
      }
      assert.deepEqual(clearly(looks), []);
    }
  });

  it("are told by where they look", () => {
    const model = looking(
      (row) => Math.max(0, row - 1),
      () => 0,
      (row) => row,
    );
    const [previous, first, itself] = whole(headLooks(model, readings))[0]!;
    assert.equal(parts(previous!)["previous"], 1);
    assert.equal(parts(previous!)["itself"], 0);
    assert.equal(clearly(previous!)[0], "previous");
    assert.equal(parts(first!)["first"], 1);
    assert.equal(clearly(first!)[0], "first");
    assert.equal(clearly(itself!)[0], "itself");
  });

  it("are found to look for the noun, however far it lies", () => {
    for (const telling of told) {
      const { tokens, aims } = reading(vocabulary, 64, telling, kinds);
      for (const { from, to } of aims.filter(({ place }) => place === "noun")) {
        // The row before the word to be guessed asks, and finds a noun further back.
        for (const row of to) {
          assert.equal(kinds[tokens[row]!]?.kind, "noun");
          assert.ok(row < from - 1);
        }
      }
    }
    const known = new Map(
      readings.map(({ tokens, aims }) => [
        tokens.join(),
        new Map(aims.filter(({ place }) => place === "noun").map(({ from, to }) => [from, to[0]!])),
      ]),
    );
    const model = looking((row, tokens) => known.get(tokens.join())!.get(row) ?? 0);
    const [head] = whole(headLooks(model, readings))[0]!;
    // Of two nouns it looks at the first.
    assert.equal(parts(head!)["noun"], 1);
    assert.ok(clearly(head!).includes("noun"));
    assert.equal(parts(head!)["pronoun"], 1);
    assert.equal(parts(head!)["verb"], 0);
  });

  it("are measured in parts that add up, in a session", () => {
    const session = new Session(() => false);
    session.read({ world: "meteo", tokens: "words" });
    session.start({ dials: { context: 12, heads: 2 }, recipe: {}, seed: 1 });
    const all = session.heads(0, 10).looks;
    const added = together([session.heads(0, 4).looks, session.heads(4, 6).looks]);
    for (const place of PLACES) {
      assert.equal(added[0]![1]![place].rows, all[0]![1]![place].rows);
      assert.ok(Math.abs(added[0]![1]![place].given - all[0]![1]![place].given) < 1e-9);
    }
  });

  it("of a text of one's own are measured on its own windows, and no more than there are", () => {
    const session = new Session(() => false);
    const prose =
      "Le chat dort.\n\nLe chien dort, et le chat dort.\n\nLe chat et le chien dorment.";
    session.read({ prose, tokens: "words", title: "" });
    session.start({ dials: { context: 12 }, recipe: { held_out: 0 }, seed: 1 });
    const { looks, texts } = session.heads(0, 100);
    assert.ok(texts > 1 && texts < 10, String(texts));
    assert.ok(looks[0]![0]!.same.rows > 0 && looks[0]![0]!.mark.rows > 0);
    assert.equal(looks[0]![0]!.noun.rows, 0);
    assert.equal(session.heads(texts, 20).texts, 0);
  });
});
