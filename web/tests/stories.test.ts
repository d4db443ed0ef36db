/** What le Labo shows of invented stories: their faults, and how they change. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { config as checkedConfig } from "../engine/config.js";
import { writeModel } from "../engine/file.js";
import { Model } from "../engine/model.js";
import { recipe } from "../engine/recipe.js";
import { Training } from "../engine/training.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { Words } from "../engine/words.js";
import { World } from "../engine/worlds/world.js";
import { missed } from "../labo/tabs/inside/missed.js";
import { isShort, tied } from "../labo/tabs/invent/tied.js";
import { verdict } from "../engine/verdict.js";
import type { MaterialKind } from "../worker/protocol.js";
import { judgedBy, Session } from "../worker/session.js";
import { stretches } from "../labo/parts/faults.js";
import { KEPT, withMoment, type Moment } from "../labo/state/reel.js";

const texts = (parts: ReturnType<typeof stretches>): string =>
  parts.map(({ text }) => text).join("");

test("a story that the world tells has no fault, and is whole", () => {
  for (const world of ["histoires", "meteo"] as const) {
    for (const story of new World(world).stories(50)) {
      const found = stretches(world, story);
      assert.equal(texts(found), story);
      assert.deepEqual(
        found.filter(({ fault }) => fault !== null),
        [],
      );
    }
  }
});

test("a word that does not agree is found where it stands, with what should stand there", () => {
  const story = new World("histoires").stories(200).find((told) => /\bune petite\b/.test(told))!;
  const wrong = story.replace("une petite", "un petite");
  const found = stretches("histoires", wrong);
  assert.equal(texts(found), wrong);
  for (const { text, start } of found) assert.equal(wrong.slice(start, start + text.length), text);
  const faults = found.filter(({ fault }) => fault !== null);
  assert.deepEqual(
    faults.map(({ text, fault }) => [text, fault!.kind, fault!.expected]),
    [["un", "article", "une"]],
  );
});

test("a sentence that is none of this language is one stretch, and the rest stays", () => {
  const [story] = new World("histoires").stories(1);
  const [first] = story!.split(". ");
  const wrong = story!.replace(first!, "Le dort pomme bleu chante");
  const found = stretches("histoires", wrong);
  assert.equal(texts(found), wrong);
  assert.equal(found[0]!.fault!.kind, "sentence");
  assert.ok(wrong.startsWith(found[0]!.text));
});

test("anything at all can be checked", () => {
  for (const text of ["", ".", "Il", "😀", "le le le", "Le chat dort", "É"]) {
    assert.equal(texts(stretches("histoires", text)), text);
  }
});

test("moments are kept further and further apart, the first and the last always", () => {
  let film: readonly Moment[] = [];
  const at = (step: number): Moment => ({ step, story: { text: `${step}`, originality: "new" } });
  for (let step = 0; step <= 1000; step += 5) {
    film = withMoment(film, at(step));
    assert.ok(film.length <= KEPT + 1);
    assert.deepEqual([film[0]!.step, film.at(-1)!.step], [0, step]);
  }
  const steps = film.map(({ step }) => step);
  assert.deepEqual(
    steps,
    [...steps].sort((a, b) => a - b),
  );
  for (let i = 2; i < steps.length; i++) assert.ok(steps[i]! >= 1.5 * steps[i - 1]!, `${steps}`);
  // The same step again takes its place; going back drops what had not happened yet.
  assert.equal(withMoment(film, at(1000)).length, film.length);
  assert.deepEqual(
    withMoment(film, at(3)).map(({ step }) => step),
    [0, 3],
  );
});

test("tokens that no space parts stand on one line, unless they are too many", () => {
  const texts = ["Il", " l’", "aida", ".", "\n", "Où", " ", "x"];
  const found = tied(texts);
  assert.deepEqual(
    found.map(({ space, words }) => space + words.map(({ text }) => text).join("|")),
    ["Il", " l’|aida|.|\n", "Où", " |x"],
  );
  assert.deepEqual(
    found.flatMap(({ words }) => words.map(({ place }) => place)),
    [...texts.keys()],
  );
  assert.deepEqual(tied([]), []);
  assert.ok(found.every(isShort));
  assert.ok(!isShort(tied(Array.from({ length: 30 }, () => "字"))[0]!));
});

test("a part that costs agreements is missed, however little the error rises", () => {
  assert.equal(missed(0.16, 0.33), "some");
  assert.equal(missed(-0.03, 0.33), "some");
  assert.equal(missed(0, 0.06), "little");
  assert.deepEqual(
    [2, 0.3, 0.1, 0, -0.1].map((rise) => missed(rise)),
    ["much", "some", "little", "none", "better"],
  );
});

test("a beginning is written as far as the vocabulary goes, and what is left is told", () => {
  const words = Words.found(["Le petit chat l’aida.", "Il dort"]);
  const read = (text: string): unknown => {
    const { ids, left } = words.begun(text);
    return [words.decode(ids), left];
  };
  assert.deepEqual(read("le PETIT chat"), ["Le petit chat", []]);
  assert.deepEqual(read("Le zeppelin petit ovni"), ["Le petit", ["zeppelin", "ovni"]]);
  assert.deepEqual(read("¶Il"), ["Il", []]);
  assert.deepEqual(read(""), ["", []]);
  const { ids, left } = Vocabulary.lesson().begun("Zo3é!");
  assert.deepEqual([Vocabulary.lesson().decode(ids), left], ["zoe", ["3", "!"]]);
});

/** A model of a text of one's own, as a file of the page brings it. */
function learnedText(paragraphs: readonly string[], heldOut = 0): Session {
  const vocabulary = Words.found(paragraphs);
  const material = { words: paragraphs, vocabulary, running: true, told: null };
  const config = checkedConfig({ context: 16, vocabulary: vocabulary.size });
  const training = new Training(
    material,
    config,
    recipe({ steps: 2, held_out: heldOut }),
    1,
    new Model(config, 1),
  );
  const { tensors, facts } = training.state();
  const session = new Session(() => false);
  session.open(writeModel({ config, vocabulary, tensors, training: { ...facts } }));
  return session;
}

test("what is copied from a text of one's own is shown in its place", () => {
  const poem = [
    "Un chat dort.",
    `${"Le vent passe et rit. ".repeat(10)}La mer est belle et le ciel aussi.`,
  ];
  const session = learnedText(poem);
  const found = session.recital(["Oh ! La mer est belle et le ciel tombe.", "Rien"])!;
  assert.equal(found.recitals.length, 2);
  const { longest } = found;
  assert.ok(longest !== null);
  assert.equal(longest.words, "La mer est belle et le ciel");
  assert.deepEqual([longest.text, longest.paragraph, longest.paragraphs], [0, 2, 2]);
  assert.ok(longest.before.startsWith("…") && poem[1]!.includes(longest.before.slice(1)));
  assert.equal(longest.after, " aussi.");
  assert.equal(session.recital(["Zut"])!.longest, null);
  // The one paragraph of which the end is hidden is the first, not one before it.
  const cut = learnedText([poem[1]!], 0.2).recital(["Le vent passe et rit."])!.longest;
  assert.deepEqual([cut?.paragraph, cut?.paragraphs], [1, 1]);
  // Of names and stories nobody asks.
  const names = new Session(() => false);
  names.read({ text: "lea\nzoe", letters: "a-z" });
  names.start({ dials: {}, recipe: {}, seed: 1 });
  assert.equal(names.recital(["lea"]), null);
});

test("near the floor of its language a model of stories has learned; it does not recite", () => {
  // As the stories of "histoires" have them, in words; the floor of their language is 0.455.
  const lines = { chance: 6.4, singles: 5.18, pairs: 1.76, triples: 0.9, floor: 0.255 };
  const hidden = { loss: 0.48, lines };
  const stage = (kind: MaterialKind, loss: number): string =>
    verdict(loss, judgedBy(kind, lines), hidden).stage;
  assert.equal(stage("stories", 0.47), "a appris");
  assert.equal(stage("text", 0.47), "a appris");
  assert.equal(stage("stories", 0.2), "récite");
  assert.equal(stage("names", 0.47), "récite");
});
