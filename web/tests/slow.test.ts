/** The first training, slowly: it is the very same one, and what is told of it is what it does. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Forest } from "../engine/batch.js";
import { config } from "../engine/config.js";
import { listed } from "../engine/corpus.js";
import { float32 } from "../engine/float32.js";
import { Model } from "../engine/model.js";
import { recipe } from "../engine/recipe.js";
import { Training } from "../engine/training.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { vocabularyFrom } from "../engine/vocabularies.js";
import { continued, guessAt, placeIn, placeAt } from "../labo/state/guess.js";
import { BEATS, FASTER, LOOKS } from "../labo/state/pacing.js";
import { Session } from "../worker/session.js";
import type { Started } from "../worker/protocol.js";
import { shippedWords } from "./helpers.js";

function begin(): [Session, Started] {
  const session = new Session(() => false, [float32()!]);
  session.read({ text: shippedWords("pokemon"), letters: "a-z" });
  return [session, session.start({ dials: {}, recipe: {}, seed: 1 })];
}

describe("the first training, slowly", () => {
  it("takes some 20 seconds, each pace quicker than the one before", () => {
    const looks = LOOKS.map((time) => time * BEATS.length);
    const rest = FASTER.map(([, time]) => time);
    const seconds = [...looks, ...rest].reduce((sum, time) => sum + time, 0) / 1000;
    assert.ok(seconds > 17 && seconds < 23, String(seconds));
    const paces = [...looks.map((time) => 1000 / time), ...FASTER.map(([pace]) => pace)];
    assert.deepEqual(
      paces,
      [...paces].sort((a, b) => a - b),
    );
  });

  it("ends with the same model to the bit, however often one has looked", () => {
    const [slow, started] = begin();
    const [fast] = begin();
    const model = new Model(started.config, started.seed);
    const vocabulary = vocabularyFrom(started.vocabulary);
    const look = (exact: boolean): void => {
      const { weights } = slow.tick({ invent: true, exact, running: !exact, speed: 0 });
      model.parameters.flat.set(weights);
      guessAt(model, placeIn(started.example, vocabulary, started.config.context)!);
    };
    for (let step = 0; step < 60; step++) {
      while (slow.slice() === undefined);
      look(step < LOOKS.length);
      fast.advance();
    }
    assert.deepEqual(slow.save(true), fast.save(true));
  });

  it("tells what the model guesses: after a nudge the right letter is likelier", () => {
    const [session, started] = begin();
    const model = new Model(started.config, started.seed);
    const vocabulary = vocabularyFrom(started.vocabulary);
    for (const look of LOOKS.keys()) {
      const place = placeAt(session.lesson(), look)!;
      const told = vocabulary.decode([...place.read.slice(1), place.right]);
      assert.equal(told, started.example.slice(0, 3 + look));
      const before = guessAt(model, place);
      const all = model.forward(place.read).slice(-27);
      assert.equal(before.likeliest[0]!.probability, Math.max(...all));
      assert.equal(before.right, all[place.right]);
      session.advance();
      const { weights } = session.tick({ invent: false, exact: false, running: true, speed: 0 });
      model.parameters.flat.set(weights);
      assert.ok(guessAt(model, place).right > before.right);
    }
  });

  it("looks at what the very step learns from, where it learns from a few names", () => {
    const names = ["ab", "cde", "fghij", "klm", "nop"];
    const plan = recipe({ batch: 1, held_out: 0, steps: 100 });
    const training = new Training(listed(names, Vocabulary.lesson()), config(), plan, 3);
    const seen = new Set<string>();
    for (let step = 0; step < names.length; step++) {
      const { tokens, targets } = training.lesson;
      assert.equal(tokens.length, targets.length);
      seen.add(Vocabulary.lesson().decode(targets));
      const batch = new Forest(config(), [training.lesson]).all();
      assert.equal(training.model.loss(batch), training.advance()!.loss);
    }
    assert.deepEqual([...seen].sort(), names.map((name) => `${name}.`).sort());
  });

  it("finds a letter to look at in the shortest name and the narrowest window", () => {
    const { vocabulary } = begin()[1];
    const letters = vocabularyFrom(vocabulary);
    assert.deepEqual(placeIn("a", letters, 8), { read: [0, 1], right: 0 });
    assert.deepEqual(placeIn("abc", letters, 1), { read: [0], right: 1 });
    assert.equal(placeIn("", letters, 8)?.right, 0);
    // Later in a name all that is seen is read, and one letter alone is guessed.
    const late = { tokens: [1, 2, 3, 4], targets: [5] };
    for (const look of [0, 2]) {
      assert.deepEqual(placeAt(late, look), { read: [1, 2, 3, 4], right: 5 });
    }
    assert.equal(placeAt({ tokens: [0], targets: [] }), undefined);
  });

  it("goes on as the model is likeliest to", () => {
    const [session, started] = begin();
    for (let step = 0; step < 250; step++) session.advance();
    const model = new Model(started.config);
    const { weights } = session.tick({ invent: false, exact: false, running: false, speed: 0 });
    model.parameters.flat.set(weights);
    const vocabulary = vocabularyFrom(started.vocabulary);
    const place = placeIn(started.example, vocabulary, 8)!;
    const { text, finished } = continued(model, vocabulary, place, 14);
    const [said] = session.invent({
      temperature: 0,
      topK: 0,
      beginning: started.example.slice(0, 2),
      seed: 1,
      count: 1,
    });
    assert.deepEqual([text, finished], [said!.text, true]);
  });
});
