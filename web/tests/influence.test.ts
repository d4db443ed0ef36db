/** Why this letter: the same numbers as Python's, and the very training of the page. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { config, type Config } from "../engine/config.js";
import { listed, readCorpus, readNames, windowsOf } from "../engine/corpus.js";
import { rudeFilter } from "../engine/filter.js";
import { float32 } from "../engine/float32.js";
import {
  influence,
  originOf,
  rankCorrelation,
  shortlist,
  weigh,
  worth,
  type Influence,
} from "../engine/influence.js";
import { Model } from "../engine/model.js";
import { recipe } from "../engine/recipe.js";
import { whole } from "../engine/slices.js";
import { Training } from "../engine/training.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { INFLUENCE } from "../spec.js";
import type { WhyAsked, WhyRead } from "../worker/protocol.js";
import { Session } from "../worker/session.js";
import { close, goldenJson, goldenModel, REMEDIES, shippedWords } from "./helpers.js";

interface Case {
  names: string[];
  before: number[];
  token: number;
  groups: number[][] | null;
  seeds: number;
  recipe: { steps: number };
  all: number[];
  without: [number[], number[]][];
  guesses: (number | null)[];
  drawn: boolean[];
  worth: number | null;
}

const GOLDEN = goldenJson<Record<"each" | "groups" | "many", Case>>("influence.json");
const { ranks, weighed } = goldenJson<{
  ranks: [number[], number[], number | null][];
  weighed: [number[], number, number | null, string][];
}>("influence.json");
const SMALL = config({ embedding: 4, hidden: 4, context: 4 });

function asInPython(of: Case): Influence {
  const corpus = readNames(of.names);
  const steps = recipe({ ...of.recipe, evaluate_every: 1000 });
  const start = (seed: number): Model => goldenModel(SMALL, undefined, 42 + seed);
  const training = new Training(corpus, SMALL, steps, 5, start(5));
  while (training.step < of.recipe.steps) training.advance();
  const { before, token, seeds } = of;
  const groups = of.groups && { groups: of.groups };
  return whole(influence({ training, start }, { before, token }, { seeds, ...groups }));
}

describe("why this letter", () => {
  for (const [name, expected] of Object.entries(GOLDEN)) {
    if (!["each", "groups", "many"].includes(name)) continue;
    it(`has Python's numbers: ${name}`, () => {
      const found = asInPython(expected);
      close(found.all, expected.all, "with all");
      assert.equal(found.effects.length, expected.without.length);
      for (const [i, [names, chances]] of expected.without.entries()) {
        const effect = found.effects[i]!;
        assert.deepEqual(effect.names, names);
        close(effect.without, chances, `without ${names.join()}`);
        assert.equal(effect.drawn, expected.drawn[i]);
        const guess = expected.guesses[i]!;
        if (guess === null) assert.equal(effect.guess, null);
        else assert.ok(Math.abs(effect.guess! / guess - 1) < 1e-8, `guess of ${names.join()}`);
      }
      assert.equal(found.done, found.of);
      if (expected.worth === null) assert.equal(worth(found), null);
      else close([worth(found)!], [expected.worth], "worth");
    });
  }

  it("weighs and ranks as Python does", () => {
    for (const [a, b, expected] of ranks) {
      const found = rankCorrelation(a, b);
      if (expected === null) assert.equal(found, null);
      else close([found!], [expected], "ranks");
    }
    for (const [gained, mean, error, verdict] of weighed) {
      const found = weigh(gained);
      close([found.mean], [mean], "mean");
      if (error === null) assert.equal(found.error, null);
      else close([found.error!], [error], "error");
      assert.equal(found.verdict, verdict);
    }
  });

  it("calls luck noise: of names that do nothing, hardly one in twenty passes", () => {
    // Gains drawn from one law, whatever the name: four equal bells around zero.
    let state = 1;
    const draw = (): number => (state = (state * 16807) % 2147483647) / 2147483647;
    const bell = (): number => draw() + draw() + draw() + draw() - 2;
    for (const seeds of [2, 3, 6]) {
      let passed = 0;
      for (let name = 0; name < 2000; name++) {
        if (weigh(Array.from({ length: seeds }, bell)).verdict !== "noise") passed++;
      }
      assert.ok(passed > 60 && passed < 140, `${passed} of 2000 with ${seeds} starts`);
    }
  });

  it("tries those on which the guess falls, and some that are drawn", () => {
    const guesses = asInPython(GOLDEN.many).effects.map(({ guess }) => Math.abs(guess!));
    const best = guesses.slice(0, INFLUENCE.best);
    assert.deepEqual(
      best,
      [...best].sort((a, b) => b - a),
    );
    assert.ok(guesses.slice(INFLUENCE.best).every((guess) => guess <= best.at(-1)!));
    const found = shortlist([3, -9, ...Array.from({ length: 20 }, (_, i) => i / 10)], 1);
    assert.deepEqual(found.best.slice(0, 3), [1, 0, 21]);
    const all = [...found.best, ...found.drawn];
    assert.equal(new Set(all).size, INFLUENCE.best + INFLUENCE.drawn);
  });

  it("takes a paragraph out of its windows, and leaves the others where they are", () => {
    const vocabulary = new Vocabulary([".", "a", "b", "c"], 0);
    const material = { vocabulary, running: true };
    const ids = (without?: number[]) =>
      windowsOf(material, ["aaa", "bb", "ccc"], 4, without && new Set(without)).map(
        ({ tokens, targets }) => [[...tokens].join(""), [...targets].join("")],
      );
    assert.deepEqual(ids(), [
      ["0111", "1110"],
      ["0220", "2203"],
      ["333", "330"],
    ]);
    assert.deepEqual(ids([1]), [
      ["011", "111"],
      ["0", "3"],
      ["333", "330"],
    ]);
    assert.deepEqual(ids([0, 1, 2]).flat().join(""), "");
  });
});

const SETUP = { dials: {}, recipe: {}, seed: 3 };

function begun(list: string, steps: number, setup = SETUP): Session {
  const [one, other, beside] = [float32()!, float32()!, float32()!];
  const session = new Session(rudeFilter(""), [one, other], beside);
  session.read({ text: shippedWords(list), letters: "a-z" });
  session.start(setup);
  for (let i = 0; i < steps; i++) session.advance();
  return session;
}

const PIK: WhyAsked = { before: [0, 16, 9, 11], token: 1, seeds: 1, group: null };

/** As the page computes it from what a tick brings. */
function chance(shape: Config, weights: ArrayLike<number>): number {
  const model = new Model(shape);
  model.parameters.flat.set(weights);
  return model.forward(PIK.before)[(PIK.before.length - 1) * shape.vocabulary + PIK.token]!;
}

const TICK = { invent: false, exact: false, running: true, speed: 0 };

describe("why, in the page", () => {
  for (const [list, dials, text] of [
    ["pokemon", {}, "pik"],
    // With names hidden, batches, and remedies against learning by heart.
    ["creatures", { held_out: 0.1, ...REMEDIES }, "pi"],
  ] as const) {
    it(`with all names it is the page's own chance, to the bit: ${list}`, () => {
      const session = begun(list, 12, { ...SETUP, recipe: dials });
      const tick = session.tick(TICK);
      const group = { where: "start", text } as const;
      const found = whole(session.whySliced({ ...PIK, group }));
      assert.equal(found.all[0], chance(config(), tick.weights));
      assert.equal(found.steps, 12);
    });
  }

  it("leaves the training at hand as it would have gone", () => {
    const [alone, asked] = [begun("pokemon", 4), begun("pokemon", 4)];
    const slices = asked.whySliced(PIK);
    for (let i = 0; i < 10; i++) {
      alone.advance();
      for (let turn = 0; turn < 7; turn++) slices.next();
      asked.advance();
    }
    assert.deepEqual(asked.tick(TICK).weights, alone.tick(TICK).weights);
    // What it has learned since is of no concern.
    const found = whole(slices);
    const then = whole(begun("pokemon", 4).whySliced(PIK));
    assert.equal(found.steps, 4);
    assert.deepEqual(found, then);
  });

  it("adds starts to those that are known", () => {
    const session = begun("pokemon", 3);
    const group = { where: "start", text: "pik" } as const;
    const first = whole(session.whySliced({ ...PIK, group }));
    const heard: number[] = [];
    const more = whole(
      session.whySliced({ ...PIK, group, seeds: 3 }, ({ done }) => heard.push(done)),
    );
    assert.deepEqual(heard, [2, 3, 4, 5, 6]);
    assert.equal(more.all[0], first.all[0]);
    assert.deepEqual(more, whole(begun("pokemon", 3).whySliced({ ...PIK, group, seeds: 3 })));
  });

  it("without a name it is what a list without that name gives", () => {
    const session = begun("pokemon", 8);
    const heard: WhyRead[] = [];
    const found = whole(session.whySliced({ ...PIK, seeds: 2 }, (known) => heard.push(known)));
    assert.equal(found.done, 42);
    assert.deepEqual(found.seeds, [3, 4]);
    assert.deepEqual(
      heard.map(({ done }) => done),
      Array.from({ length: 43 }, (_, i) => i),
    );
    // All is one batch here, so that the order of the names is of no concern.
    const { words } = readCorpus(shippedWords("pokemon"));
    const fewer = begun("pokemon", 0);
    fewer.read({ text: words.filter((word) => word !== "pikachu").join("\n"), letters: "a-z" });
    fewer.start({ ...SETUP, seed: 4 });
    for (let i = 0; i < 8; i++) fewer.advance();
    const pikachu = found.effects.find(({ names }) => names[0] === "pikachu")!;
    const plain = chance(config(), fewer.tick(TICK).weights);
    assert.ok(Math.abs(pikachu.without[1]! - plain) < 1e-4, `${pikachu.without[1]}, not ${plain}`);
    assert.ok(pikachu.without[1]! < found.all[1]!);
  });

  it("finds groups by how they begin, end or what is in them, accents folded", () => {
    const session = begun("pokemon", 2);
    const names = (where: "start" | "end" | "anywhere", text: string): readonly string[] =>
      whole(session.whySliced({ ...PIK, group: { where, text } })).effects[0]!.names;
    assert.deepEqual(names("start", "Év"), ["evoli"]);
    assert.ok(names("end", "chu").includes("pikachu"));
    assert.ok(names("anywhere", "ali").every((name) => name.includes("ali")));
  });
});

describe("a training repeated with and without", () => {
  it("draws the same batches, less the missing name", () => {
    const corpus = readCorpus(shippedWords("pokemon"));
    const dials = recipe({ steps: 6, batch: 4 });
    const losses = (without: number[]): readonly number[] => {
      const model = new Model(config(), 1);
      const material = listed(corpus.words, corpus.vocabulary);
      const windows = windowsOf(material, corpus.words, config().context, new Set(without));
      const training = new Training(material, config(), dials, 1, model, windows);
      for (const _ of training.steps());
      return training.losses;
    };
    const all = losses([]);
    // The first step that has the name is the first that differs.
    const firsts = corpus.words.map((_, place) => {
      const found = losses([place]).findIndex((loss, step) => loss !== all[step]);
      return found < 0 ? 6 : found;
    });
    assert.ok(new Set(firsts).size > 3, String(firsts));
    // Nothing is left to learn: nothing is learned.
    assert.deepEqual(losses(corpus.words.map((_, place) => place)), [0, 0, 0, 0, 0, 0]);
  });

  it("refuses a model of which a run explodes", () => {
    const training = new Training(readNames(["pika", "pike"]), config(), recipe({ steps: 3 }), 1);
    training.advance();
    const start = (): Model => {
      const model = new Model(config());
      model.parameters.flat.fill(NaN);
      return model;
    };
    assert.throws(
      () => whole(influence({ ...originOf(training), start }, PIK, { seeds: 1 })),
      /why.exploded/,
    );
  });
});

describe("why, of stories and texts", () => {
  it("takes stories away that have a word in common, and paragraphs one by one", () => {
    const session = new Session(rudeFilter(""));
    const { preview } = session.read({ world: "meteo", tokens: "words" });
    session.start({ dials: { embedding: 8, hidden: 8 }, recipe: {}, seed: 1 });
    session.advance();
    const text = preview[0]!.split(" ")[2]!;
    const asked = { before: [0], token: 1, seeds: 1 };
    const group = { where: "anywhere", text } as const;
    const found = whole(session.whySliced({ ...asked, group }));
    assert.ok(found.effects[0]!.names.every((story) => story.includes(text)));
    assert.notEqual(found.effects[0]!.without[0], found.all[0]);

    session.read({ prose: "Le chat dort.\n\nLe chien court.", tokens: "words", title: "" });
    session.start({ dials: { embedding: 8, hidden: 8 }, recipe: { held_out: 0 }, seed: 1 });
    for (let i = 0; i < 3; i++) session.advance();
    const paragraphs = whole(session.whySliced({ ...asked, group: null }));
    assert.deepEqual(
      paragraphs.effects.map(({ names }) => names),
      [["Le chat dort."], ["Le chien court."]],
    );
    assert.ok(paragraphs.effects.every(({ without }) => without[0] !== paragraphs.all[0]));
  });
});
