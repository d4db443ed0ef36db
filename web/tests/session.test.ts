/** What the worker holds, without a worker: lists, training in ticks, parts switched off, files. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Forest } from "../engine/batch.js";
import { READY } from "../engine/config.js";
import { listed, readCorpus, windowsOf } from "../engine/corpus.js";
import { InputError } from "../engine/errors.js";
import { float32 } from "../engine/float32.js";
import { rudeFilter } from "../engine/filter.js";
import { readModel, writeModel } from "../engine/file.js";
import { Model } from "../engine/model.js";
import { MAX_LENGTH } from "../engine/sampling.js";
import { stepped } from "../engine/nudge.js";
import { whole } from "../engine/slices.js";
import { Slopes } from "../engine/slopes.js";
import { Training } from "../engine/training.js";
import { floor } from "../engine/worlds/world.js";
import { TELLING } from "../spec.js";
import { MOST_TEXT } from "../worker/protocol.js";
import { MOST_NAMES, Session } from "../worker/session.js";
import type { Setup, Tick } from "../worker/protocol.js";
import { close, REMEDIES, shippedWords } from "./helpers.js";

const SETUP: Setup = { dials: {}, recipe: {}, seed: 1 };
const isRude = rudeFilter(shippedWords("filter/rude"));
const FULL = { invent: true, exact: true, running: false, speed: 0 };

function begun(text = shippedWords("pokemon"), setup = SETUP): Session {
  const session = new Session(isRude);
  session.read({ text: text, letters: "a-z" });
  session.start(setup);
  return session;
}

function train(session: Session, steps: number): Tick {
  for (let i = 0; i < steps; i++) assert.ok(session.advance());
  return session.tick(FULL);
}

/** What the whole list costs the session's model: on every window, or on 2,000 spread evenly. */
function expectedLosses(text: string, setup: Setup) {
  const session = begun(text, setup);
  const started = session.start(setup);
  const tick = session.tick(FULL);
  const { config, recipe, seed } = started;
  const model = new Model(config);
  model.parameters.flat.set(tick.weights);
  const { words, vocabulary } = readCorpus(text, "a-z");
  const training = new Training(listed(words, vocabulary), config, recipe, seed);
  const on = (names: readonly string[]) => {
    const windows = windowsOf(listed(names, vocabulary), names, config.context);
    const most = 2000;
    const measured =
      windows.length <= most
        ? windows
        : Array.from({ length: most }, (_, i) => windows[Math.floor((i * windows.length) / most)]!);
    const loss = measured.length > 0 ? model.loss(new Forest(config, measured).all()) : undefined;
    return { windows: windows.length, loss };
  };
  const measure = session.measure([], 1);
  return { tick, measure, seen: on(training.trainWords), hidden: on(training.heldOutWords) };
}

describe("a session", () => {
  it("says where it stands in the middle of a close look, which goes on unharmed", () => {
    const setup = { ...SETUP, recipe: { held_out: 0.3 } };
    const [one, other] = [begun(undefined, setup), begun(undefined, setup)];
    const expected = one.tick(FULL);
    const look = other.tickSliced(FULL);
    let slices = 0;
    for (let turn = look.next(); ; turn = look.next()) {
      if (turn.done) {
        const { loss, heldOutLoss, names } = turn.value;
        assert.deepEqual(
          [loss, heldOutLoss, names],
          [expected.loss, expected.heldOutLoss, expected.names],
        );
        break;
      }
      if (++slices % 3 === 0) other.tick({ ...FULL, invent: false, exact: false });
    }
    assert.ok(slices > 6);
  });

  it("measures the loss on all windows, and on 2,000 of a longer list", () => {
    const setup = { ...SETUP, recipe: { held_out: 0.3 } };
    const some = expectedLosses(shippedWords("prenoms"), setup);
    assert.ok(some.seen.windows > 300 && some.seen.windows < 2000, String(some.seen.windows));
    assert.ok(some.hidden.windows > 100, String(some.hidden.windows));
    const many = expectedLosses(shippedWords("dinosaures"), setup);
    assert.ok(many.seen.windows > 2500, String(many.seen.windows));
    for (const { tick, measure, seen, hidden } of [some, many]) {
      close([tick.loss, measure.loss], [seen.loss!, seen.loss!], "loss");
      close([tick.heldOutLoss!, measure.heldOutLoss!], [hidden.loss!, hidden.loss!], "held out");
    }
  });

  it("says what became of a list", () => {
    const session = new Session(isRude);
    const found = session.read({ text: "Médor\nrex\nrex\n猫\n\n# ours\n", letters: "a-z" });
    assert.equal(found.names, 2);
    assert.deepEqual(found.preview, ["medor", "rex"]);
    assert.deepEqual(
      found.remarks.map(({ fate }) => fate),
      ["folded", "duplicate", "refused"],
    );
    assert.equal(found.beyond, 0);
  });

  it("keeps the list it has when another is refused", () => {
    const session = begun();
    assert.throws(() => session.read({ text: "猫\n", letters: "a-z" }), InputError);
    assert.equal(session.start(SETUP).trainNames, 20);
  });

  it("takes the first of too many names, and no endless text", () => {
    const session = new Session(isRude);
    const letters = "abcdefghijklmnopqrstuvwxyz";
    const many = Array.from({ length: MOST_NAMES + 5 }, (_, i) =>
      [i % 26, Math.floor(i / 26) % 26, Math.floor(i / 676) % 26, Math.floor(i / 17576)]
        .map((n) => letters[n])
        .join(""),
    );
    const found = session.read({ text: many.join("\n"), letters: "a-z" });
    assert.equal(found.names, MOST_NAMES);
    assert.equal(found.beyond, 5);
    assert.ok(found.preview.length < 100);
    assert.throws(() => session.read({ text: "a".repeat(MOST_TEXT + 1), letters: "a-z" }), {
      key: "list.text",
    });
  });

  it("learns the 20 Pokémon from chance to the floor, and the verdict follows", () => {
    const session = begun();
    const first = session.tick(FULL);
    assert.equal(first.step, 0);
    assert.ok(first.fresh);
    assert.equal(first.verdict?.stage, "hasard");
    const middle = train(session, 20);
    assert.ok(!middle.fresh);
    assert.equal(middle.losses.length, 20);
    assert.equal(middle.verdict?.stage, "a appris");
    const end = train(session, 230);
    assert.equal(end.step, 250);
    assert.equal(end.verdict?.stage, "récite");
    assert.ok(end.loss <= 1.01 * 0.3404, String(end.loss));
    assert.ok(end.originalities!.copies > 90);
    // A run pauses at the end of each cycle and may go on.
    assert.equal(end.ended, null);
    assert.ok(session.advance());
  });

  it("measures on hidden names too, and they are not learned from", () => {
    const session = new Session(isRude);
    session.read({ text: shippedWords("dinosaures"), letters: "a-z" });
    const started = session.start(SETUP);
    assert.equal(started.heldOutNames, 63);
    assert.equal(started.trainNames + started.heldOutNames, 627);
    assert.notEqual(started.heldOutLines!.pairs, started.lines!.pairs);
    const tick = train(session, 100);
    assert.equal(tick.heldOut.length, 2);
    assert.ok(tick.heldOutLoss! < started.heldOutLines!.pairs);
  });

  it("says when it explodes, and keeps a model that still speaks", () => {
    const session = begun(undefined, { ...SETUP, recipe: { learning_rate: 10 } });
    while (session.advance());
    const tick = session.tick(FULL);
    assert.equal(tick.ended, "diverged");
    assert.ok(tick.weights.every(Number.isFinite));
    assert.ok(Number.isFinite(tick.loss));
  });

  it("measures what switching attention off costs, in loss and in names", () => {
    const session = begun();
    train(session, 250);
    const whole = session.measure([], 20);
    const without = session.measure(["attention.0"], 20);
    assert.ok(without.loss > whole.loss + 0.5, `${whole.loss} ${without.loss}`);
    assert.ok(whole.originalities!.copies > 15);
    assert.ok(without.originalities!.copies < 10);
    assert.throws(() => session.measure(["nose"], 20), { key: "anatomy.part" });
    // Nothing stays switched off.
    assert.equal(session.measure([], 20).loss, whole.loss);
  });

  it("invents with temperature 0 the same name again and again", () => {
    const session = begun();
    train(session, 250);
    const dials = { temperature: 0, topK: 0, beginning: "pik", seed: 3, count: 3 };
    const names = session.invent(dials).map(({ text, originality }) => `${text} ${originality}`);
    assert.deepEqual(names, Array(3).fill("pikachu copy"));
    assert.throws(() => session.invent({ ...dials, temperature: -1 }), { key: "sampling.dial" });
  });

  it("learns at the rate of the list's recipe", () => {
    const session = new Session(isRude);
    session.read({ text: shippedWords("pokemon"), letters: "a-z" });
    assert.equal(session.start(SETUP).recipe.learning_rate, 0.03);
    assert.equal(train(session, 1).learningRate, 0.03);
    assert.equal(
      session.start({ ...SETUP, dials: { embedding: 64 } }).recipe.learning_rate,
      0.0075,
    );
  });

  it("judges names longer than usual to their end, and shows where one was cut", () => {
    const names = shippedWords("pokemon")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    const long = names.slice(0, 6).map((name, i) => name + names[i + 6]! + names[i + 12]!);
    const longest = Math.max(...long.map((name) => name.length));
    assert.ok(longest > MAX_LENGTH);
    const session = begun(long.join("\n"), { ...SETUP, dials: { context: 32 } });
    const { names: first, originalities: start } = session.tick(FULL);
    assert.equal(start!.copies, 0);
    const cut = first!.filter(({ text }) => text.endsWith("…"));
    assert.ok(cut.length > 0);
    for (const { text } of cut) assert.equal(text.length, longest + 2 + 1);
    const { originalities, names: last } = train(session, 250);
    assert.ok(originalities!.copies > 80, JSON.stringify(originalities));
    assert.ok(last!.some(({ text }) => text.length === longest));
  });

  it("keeps rude words from the wall", () => {
    const session = begun();
    const written = ["merde", "mewtwo"].map((text) => ({ text, finished: true }));
    assert.deepEqual(session.judge(written), [{ text: "mewtwo", originality: "copy" }]);
    const rude = begun("merde\n".repeat(3));
    while (rude.step < 250) rude.advance();
    for (const { text } of rude.tick(FULL).names!) assert.ok(!isRude(text), text);
  });

  it("goes on bit for bit from its own file", () => {
    for (const recipe of [{}, REMEDIES]) {
      const session = begun(undefined, { ...SETUP, recipe });
      const before = train(session, 30);
      const bytes = session.save(true);
      const other = new Session(isRude);
      const { started, list } = other.open(bytes);
      assert.equal(list?.names, 20);
      assert.equal(started.trainNames, 20);
      const opened = other.tick(FULL);
      assert.equal(opened.losses.length, 30);
      assert.deepEqual(opened.weights, before.weights);
      const [one, two] = [train(session, 30), train(other, 30)];
      assert.deepEqual(two.weights, one.weights);
    }
  });

  it("shows, keeps and gives the mean of its weights, and trains on what it has", () => {
    const session = begun(undefined, { ...SETUP, recipe: REMEDIES });
    const { weights } = train(session, 30);
    assert.notDeepEqual(weights, session.standing().weights);
    const alone = new Session(isRude);
    alone.open(session.save(false));
    assert.deepEqual(alone.tick(FULL).weights, weights);
    // Of a training that nobody here can take up, too.
    const { tensors, training, ...file } = readModel(session.save(true));
    alone.open(writeModel({ ...file, tensors, training: { ...training, engine: "numpy" } }));
    assert.deepEqual(alone.tick(FULL).weights, weights);
  });

  it("saves without the names unless asked, and such a model goes on with the list at hand", () => {
    const session = begun();
    train(session, 30);
    const bytes = session.save(false);
    assert.ok(!new TextDecoder().decode(bytes).includes("pikachu"));
    assert.equal(readModel(bytes).training["words"], undefined);
    const alone = new Session(isRude);
    const opened = alone.open(bytes);
    assert.equal(opened.list, null);
    assert.equal(opened.started.trainNames, 0);
    assert.equal(opened.started.lines, undefined);
    const beside = begun();
    assert.equal(beside.open(bytes).started.trainNames, 20);
    // Which names are copies nobody knows; what it had learned, and how, its file tells.
    const shown = beside.tick(FULL);
    assert.deepEqual([shown.step, shown.losses.length], [30, 30]);
    assert.deepEqual([shown.verdict, shown.originalities], [undefined, undefined]);
    assert.ok(
      beside
        .judge([{ text: "pikachu", finished: true }])
        .every(({ originality }) => originality === null),
    );
    const further = train(beside, 5);
    assert.ok(further.loss < 3 && further.verdict !== undefined);
    assert.equal(further.originalities, undefined);
    // Kept with the list at hand, it is still one that came without its own.
    const again = new Session(isRude);
    assert.equal(again.open(beside.save(true)).started.listKnown, false);
    assert.deepEqual([again.step, again.tick(FULL).losses.length], [35, 35]);
    assert.deepEqual(train(again, 5).weights, train(beside, 5).weights);
  });

  it("says how its next step is done, to be done elsewhere; it goes on unharmed", () => {
    // One name that fits the window is the whole batch.
    const session = begun("pika");
    train(session, 3);
    const { step, weights, stepping } = session.standing();
    assert.deepEqual([step, stepping.memory.steps], [3, 3]);
    const started = session.start(SETUP);
    const model = new Model(started.config);
    model.parameters.flat.set(weights);
    const [boundary, ...letters] = [0, 16, 9, 11, 1];
    const targets = [...letters, 0].map((token, row) => ({ row, token }));
    const slopes = new Slopes(model, [boundary!, ...letters], targets);
    const other = begun("pika");
    train(other, 3);
    other.standing();
    const expected = train(other, 1).weights;
    close(stepped(model, slopes, stepping).parameters.flat, [...expected], "weights", 1e-12);
  });

  it("refuses a foreign file and keeps what it has", () => {
    const session = begun();
    const before = train(session, 3);
    assert.throws(() => session.open(new Uint8Array(3)), { key: "file.damaged" });
    const flipped = session.save(true);
    flipped[flipped.length - 9]! ^= 1;
    assert.throws(() => session.open(flipped), { key: "file.damaged" });
    assert.deepEqual(session.tick(FULL).weights, before.weights);
  });
});

describe("stories", () => {
  const { vocabulary: _, ...dials } = READY.sentences;
  const few = { held_out: 0.02, batch: 4, evaluate_every: 4 };
  const told = (): Session => {
    const session = new Session(isRude);
    session.read({ world: "meteo", tokens: "words" });
    session.start({ dials: { ...dials, context: 12, layers: 1 }, recipe: few, seed: 1 });
    return session;
  };

  it("are learned as names are, word by word, and read for what agrees in them", () => {
    const session = new Session(isRude);
    const read = session.read({ world: "meteo", tokens: "words" });
    assert.equal(read.kind, "stories");
    assert.equal(read.names, TELLING.stories);
    const started = session.start({ dials: { ...dials, context: 12 }, recipe: few, seed: 1 });
    assert.equal(started.kind, "stories");
    const { surprise, tokens } = floor("meteo");
    assert.equal(started.floor, surprise / tokens);
    for (let i = 0; i < 4; i++) session.advance();
    const tick = session.tick({ invent: true, exact: true, running: false, speed: 0 });
    assert.equal(tick.agreements.length, 1);
    assert.equal(tick.agreements[0]!.stories, 20);
    assert.ok(tick.names!.every(({ originality }) => originality === "new"));
    const again = session.tick({ invent: true, exact: true, running: false, speed: 0 });
    assert.equal(again.agreements.length, 0);
  });

  it("come back from a file that names their world only, and go on to the same end", () => {
    const [whole, half] = [told(), told()];
    for (let i = 0; i < 6; i++) whole.advance();
    for (let i = 0; i < 3; i++) half.advance();
    const bytes = half.save(true);
    assert.ok(bytes.length < 2e6);
    const other = new Session(isRude);
    const { started, list } = other.open(bytes);
    assert.ok(list?.kind === "stories" && list.world === "meteo");
    assert.equal(started.listKnown, true);
    for (let i = 0; i < 3; i++) other.advance();
    const weights = (session: Session): readonly number[] => [
      ...session.tick({ invent: false, exact: false, running: false, speed: 0 }).weights,
    ];
    assert.deepEqual(weights(other), weights(whole));
  });

  it("measure the same in the fast arithmetic, parts switched off or not", () => {
    const fast = new Session(isRude, [float32()!, float32()!]);
    const exact = new Session(isRude);
    const session = told();
    for (let i = 0; i < 20; i++) session.advance();
    const bytes = session.save(true);
    for (const one of [fast, exact]) one.open(bytes);
    for (const off of [[], ["attention.0.head.1"], ["mlp.0"]]) {
      const [a, b] = [fast.measure(off, 1), exact.measure(off, 1)];
      close([a.loss, a.heldOutLoss!], [b.loss, b.heldOutLoss!], off.join(), 1e-4);
    }
    const [a, b] = [fast.heads(0, 3).looks, exact.heads(0, 3).looks];
    close([a[0]![2]!.previous.given], [b[0]![2]!.previous.given], "heads", 1e-3);
  });

  it("are looked at closely though a first word of the model is told meanwhile", () => {
    const [alone, session] = [told(), told()];
    for (const each of [alone, session]) for (let i = 0; i < 4; i++) each.advance();
    const expected = alone.tick(FULL);
    const look = session.tickSliced(FULL);
    for (let i = 0; i < 5; i++) assert.equal(look.next().done, false);
    const first = session.tick({ ...FULL, invent: false, exact: false });
    assert.deepEqual(first.agreements, []);
    const closely = whole(look);
    assert.equal(closely.loss, expected.loss);
    assert.deepEqual(closely.names, expected.names);
    assert.deepEqual(closely.agreements, expected.agreements);
  });

  it("are not judged by a look at hidden ones that is long past", () => {
    const session = new Session(isRude);
    session.read({ world: "meteo", tokens: "words" });
    const recipe = { held_out: 0.02, evaluate_every: 400 };
    session.start({ dials: { ...dials, context: 12 }, recipe, seed: 1 });
    const start = session.tick(FULL);
    assert.equal(start.verdict!.stage, "hasard");
    for (let i = 0; i < 300; i++) session.advance();
    const running = session.tick({ ...FULL, exact: false, running: true });
    assert.ok(running.loss < running.heldOutLoss! - 2);
    assert.equal(running.verdict!.stage, "apprend");
    assert.equal(session.tick(FULL).verdict!.stage, "a appris");
  });

  it("with a part switched off, say what it costs in agreements", () => {
    const session = told();
    session.advance();
    const measure = session.measure(["attention.0"], 60);
    assert.equal(measure.agreements?.stories, 60);
    assert.ok(Number.isFinite(measure.loss));
  });
});
