/** A picture that carries a model: what comes out is what went in, and what is damaged is told. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inflateSync } from "node:zlib";
import { InputError } from "../engine/errors.js";
import { readModel } from "../engine/file.js";
import { isPng, modelIn, withModel } from "../engine/png.js";
import { squares } from "../labo/keep/portrait.js";
import { Session } from "../worker/session.js";
import { PICTURE, shippedWords } from "./helpers.js";

function trained(): [Session, Uint8Array] {
  const session = new Session(() => false);
  session.read({ text: shippedWords("pokemon"), letters: "a-z" });
  session.start({ dials: {}, recipe: {}, seed: 1 });
  for (let step = 0; step < 12; step++) session.advance();
  return [session, session.save(true)];
}
const [before, model] = trained();
const card = withModel(PICTURE, model);

const refuses = (bytes: Uint8Array, key: string): void =>
  assert.throws(
    () => modelIn(bytes),
    (error) => error instanceof InputError && error.key === key,
  );

describe("a picture with a model", () => {
  it("gives the model back to the bit, with its steps and its curve", () => {
    assert.ok(isPng(card) && !isPng(model));
    assert.deepEqual(modelIn(card), model);
    const after = new Session(() => false);
    after.open(modelIn(card));
    const said = (of: Session) => of.tick({ invent: true, exact: true, running: false, speed: 0 });
    const [was, is] = [said(before), said(after)];
    assert.equal(is.step, 12);
    assert.equal(is.losses.length, 12);
    assert.deepEqual(is, { ...was, fresh: true, learningRate: is.learningRate });
  });

  it("is still a picture: its own chunks stand as they stood, and a new checksum is right", () => {
    assert.deepEqual(card.subarray(0, PICTURE.length - 12), PICTURE.subarray(0, -12));
    assert.deepEqual(card.subarray(-12), PICTURE.subarray(-12));
    const place = Buffer.from(PICTURE).indexOf("IDAT");
    const length = Buffer.from(PICTURE).readUInt32BE(place - 4);
    assert.deepEqual([...inflateSync(card.subarray(place + 4, place + 4 + length))], [0, 255]);
    // The end's own chunk, whose checksum is known, comes out of the same function.
    const nothing = withModel(PICTURE, new Uint8Array(0));
    assert.equal(nothing.length, PICTURE.length + 12);
    assert.deepEqual(modelIn(nothing), new Uint8Array(0));
  });

  it("is told from one without, one that was cut, and one that was changed", () => {
    refuses(PICTURE, "card.none");
    for (const end of [8, 15, 40, card.length - 200]) {
      refuses(card.subarray(0, end), "card.damaged");
    }
    refuses(PICTURE.subarray(0, -5), "card.damaged");
    const changed = card.slice();
    changed[card.length - 100]! ^= 1;
    refuses(changed, "card.damaged");
    const endless = card.slice();
    new DataView(endless.buffer).setUint32(8, 0xffffffff);
    refuses(endless, "card.damaged");
  });

  it("of something else is refused as that thing is", () => {
    const foreign = withModel(PICTURE, new TextEncoder().encode("no model at all"));
    assert.throws(() => readModel(modelIn(foreign)), InputError);
  });
});

it("a portrait has each number of a small model, and an even share of a large one's", () => {
  const few = squares(Float64Array.from({ length: 10 }, (_, i) => i));
  assert.deepEqual(few, { side: 4, values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] });
  const many = squares(new Float32Array(100_000).map((_, i) => i));
  assert.equal(many.side, 64);
  assert.equal(many.values.length, 64 * 64);
  assert.ok(many.values.at(-1)! > 99_900);
});
