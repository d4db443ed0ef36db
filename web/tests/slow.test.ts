/** The first training, slowly: it is the very same one, and what is told of it is what it does. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { float32 } from "../engine/float32.js";
import { Model } from "../engine/model.js";
import { vocabularyFrom } from "../engine/vocabularies.js";
import { continued, guessAt, placeIn } from "../labo/state/guess.js";
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
      const place = placeIn(started.example, vocabulary, started.config.context, look)!;
      assert.equal(
        vocabulary.decode([...place.read.slice(1), place.right]),
        started.example.slice(0, 3 + look),
      );
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

  it("finds a letter to look at in the shortest name and the narrowest window", () => {
    const { vocabulary } = begin()[1];
    const letters = vocabularyFrom(vocabulary);
    assert.deepEqual(placeIn("a", letters, 8), { read: [0, 1], right: 0 });
    assert.deepEqual(placeIn("abc", letters, 1, 2), { read: [0], right: 1 });
    assert.equal(placeIn("", letters, 8)?.right, 0);
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
