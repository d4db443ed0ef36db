/** What le Labo shows of invented stories: their faults, and how they change. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "../engine/worlds/world.js";
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
