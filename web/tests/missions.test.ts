/** The missions: each target on states that must not pass and that must; and reached by the real engine. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { READY } from "../engine/config.js";
import { InputError } from "../engine/errors.js";
import { factsOf, made, type Facts } from "../labo/missions/facts.js";
import {
  howFar,
  isThere,
  LEVELS,
  look,
  missionsOf,
  withOf,
  type Examples,
  type Memory,
  type Mission,
  type Rule,
} from "../labo/missions/mission.js";
import { NOTHING, recordOf, toText, type Progress } from "../labo/missions/record.js";
import { RECITING, TRAINED, UNTRAINED } from "../labo/missions/states.js";
import { Session } from "../worker/session.js";
import type { ListSummary, Setup, Started } from "../worker/protocol.js";
import { shippedWords } from "./helpers.js";
import { UNTRIED, type Tried } from "../labo/state/tried.js";

/** The files of the missions, by what they are called. */
const FILES = new Map<string, { mission: Rule; examples: () => Examples }>();
for (const file of readdirSync(new URL("../../labo/missions/list/", import.meta.url))) {
  FILES.set(file, await import(`../labo/missions/list/${file.replace(/ts$/, "js")}`));
}
const MISSIONS = missionsOf(
  Object.fromEntries([...FILES].map(([file, { mission }]) => [file, mission])),
);
const { missionOf, current, following, fromText } = recordOf(MISSIONS);
const mission = (id: string): Mission => missionOf(id)!;

/** The progress after these facts one after the other, had every mission been on the screen. */
function after(facts: readonly Facts[], from: Progress = NOTHING): Progress {
  const progress = { ...from, memory: { ...from.memory }, done: { ...from.done } };
  for (const now of facts) {
    for (const one of MISSIONS) {
      if (progress.done[one.id] !== undefined) continue;
      const { memory, done } = look(one, now, progress.memory[one.id] ?? {});
      progress.memory[one.id] = memory;
      if (done) progress.done[one.id] = "2026-11-23T10:00:00.000Z";
    }
  }
  return progress;
}

describe("the missions", () => {
  it("have three levels of at least four, in order", () => {
    for (const level of LEVELS)
      assert.ok(MISSIONS.filter((one) => one.level === level).length >= 4);
    const levels = MISSIONS.map(({ level }) => level);
    assert.deepEqual(levels, [...levels].sort());
    assert.equal(
      new Set(MISSIONS.map(({ level, order }) => `${level} ${order}`)).size,
      MISSIONS.length,
    );
  });

  for (const { id } of MISSIONS) {
    it(`${id}: passes only at its target`, () => {
      const { not, done } = FILES.get(`${id}.ts`)!.examples();
      assert.ok(not.length > 0);
      for (const course of not) {
        assert.equal(after(course).done[id], undefined, JSON.stringify(course.at(-1)));
        const last = course.at(-1)!;
        const far = howFar(mission(id), last, after(course).memory[id] ?? {});
        assert.ok(far >= 0 && far < 1, `${id}: ${far}`);
      }
      const reached = after(done);
      assert.notEqual(reached.done[id], undefined);
      assert.equal(howFar(mission(id), done.at(-1)!, reached.memory[id] ?? {}), 1);
    });
  }

  it("with names are neither won nor broken by stories or a text", () => {
    for (const { id } of MISSIONS.filter((one) => withOf(one) === "names")) {
      const { done } = FILES.get(`${id}.ts`)!.examples();
      for (const kind of ["stories", "text"] as const) {
        const others = done.map((facts) => ({ ...facts, kind }));
        assert.equal(after(others).done[id], undefined, id);
        // Whatever is remembered stays as it was.
        const half = after(done.slice(0, -1)).memory[id] ?? {};
        const all = others.reduce((memory, facts) => look(mission(id), facts, memory).memory, half);
        assert.equal(all, half, id);
        assert.equal(howFar(mission(id), others.at(-1)!, half), 0);
      }
    }
  });

  it("are not won with a model that is there already, where the model wins them", () => {
    const there = MISSIONS.filter((one) => {
      const { done } = FILES.get(`${one.id}.ts`)!.examples();
      return isThere(one, done.at(-1)!, {});
    });
    const ids = there.map(({ id }) => id).sort();
    assert.deepEqual(ids, ["agree", "floor", "hidden", "large", "overfit", "small"]);
    for (const one of there) assert.ok(!isThere(one, UNTRAINED, {}));
  });

  it("come nearer on the way", () => {
    const shares = [3.6, 3, 2, 1.8].map((loss) =>
      howFar(mission("pairs"), { ...TRAINED, loss }, {}),
    );
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => a - b),
    );
    assert.equal(shares[0], 0);
    assert.ok(shares.at(-1)! > 0.9);
  });

  it("begin again where a new setup makes comparing unfair", () => {
    const stuckElsewhere = { ...RECITING, seed: 7, loss: 0.4, setup: "b" };
    const kept = after([RECITING, stuckElsewhere]).memory["seeds"];
    assert.deepEqual(kept, { setup: "b", reached: [], stuck: [7] });
  });

  it("a file saved on one visit may be opened on the next", () => {
    const saved = after([
      { ...TRAINED, opened: 4 },
      { ...TRAINED, opened: 4, saved: 2 },
    ]);
    const nextVisit = after([TRAINED], saved);
    assert.equal(nextVisit.done["file"], undefined);
    assert.notEqual(after([{ ...TRAINED, opened: 1 }], nextVisit).done["file"], undefined);
  });

  it("names the part that was found to cost most", () => {
    const costs = { positions: 8.7, "attention.0": 4.5, "attention.0.shortcut": 3.7, "mlp.0": 3 };
    const { after: said } = mission("part").fr;
    const { memory } = after([{ ...TRAINED, costs }]);
    assert.ok(typeof said === "function");
    assert.match(said(memory["part"]!), /la carte des places/);
    for (const part of [
      "attention.0",
      "attention.1.head.2",
      "attention.0.shortcut",
      "mlp.0",
      "mlp.1.shortcut",
    ]) {
      assert.doesNotMatch(said({ part }), /que tu as trouvée/);
    }
  });
});

describe("what the pupil made", () => {
  it("changes with what is done, not with how it is looked at or with a noisy loss", () => {
    const looked = { ...RECITING, temperature: 2, running: true, loss: 0.35, stage: undefined };
    assert.equal(made(looked), made(RECITING));
    for (const done of [
      { step: 251 },
      { seed: 2 },
      { setup: "b" },
      { favourites: 1 },
      { forced: 1 },
      { costs: { "mlp.0": 2 } },
      { list: { id: "own", names: 20, refused: 0, folded: 0 } },
    ])
      assert.notEqual(made({ ...RECITING, ...done }), made(RECITING), JSON.stringify(done));
  });
});

describe("what missions say", () => {
  const sentences = (words: Mission["fr"]): string[] => [
    words.title,
    words.goal,
    ...words.hints,
    typeof words.after === "string" ? words.after : words.after({ part: "positions" }),
  ];

  it("has 2 or 3 hints, as many in both languages", () => {
    for (const { id, fr, en } of MISSIONS) {
      assert.ok(fr.hints.length >= 2 && fr.hints.length <= 3, id);
      assert.equal(fr.hints.length, en.hints.length, id);
    }
  });

  it("is typeset as each language is", () => {
    for (const { id, fr, en } of MISSIONS) {
      for (const text of sentences(fr)) {
        assert.doesNotMatch(text, / [:;!?»%]|« |[^\u00a0][:;!?»](?!\/)|'/, `${id}: ${text}`);
      }
      for (const text of sentences(en))
        assert.doesNotMatch(text, /[\s\u00a0][:;!?]|'/, `${id}: ${text}`);
    }
  });
});

describe("the progress", () => {
  const some: Progress = {
    ...after([RECITING, { ...TRAINED, saved: 1 }, { ...RECITING, seed: 7, loss: 0.4 }]),
    hints: { pairs: 1 },
    chosen: "half",
    folded: true,
  };

  it("comes back from its text", () => {
    assert.deepEqual(fromText(toText(some)), some);
    assert.deepEqual(fromText(toText(NOTHING)), NOTHING);
  });

  it("holds no name of a list", () => {
    const [session, started] = begin("pokemon");
    train(session, 250);
    const kept = toText(after([seen(session, started)]));
    for (const name of ["pikachu", "salameche", "evoli"]) assert.ok(!kept.includes(name));
  });

  it("refuses what is not its own", () => {
    const foreign = [
      "",
      "{",
      "null",
      "[]",
      "3",
      '"x"',
      "{}",
      '{"kind":"other"}',
      JSON.stringify({ ...JSON.parse(toText(NOTHING)), version: 2 }),
      JSON.stringify({ ...JSON.parse(toText(NOTHING)), done: [] }),
      " ".repeat(300_000) + toText(NOTHING),
    ];
    for (const text of foreign) {
      assert.throws(
        () => fromText(text),
        (error) => error instanceof InputError && error.key === "file.progress",
        text.slice(0, 40),
      );
    }
  });

  it("leaves out unknown ids and impossible values", () => {
    const said = JSON.parse(toText(NOTHING)) as Record<string, unknown>;
    const found = fromText(
      JSON.stringify({
        ...said,
        done: { pairs: "2026-11-23", nothing: "2026-11-23", floor: "yesterday", force: 3 },
        hints: { pairs: 99, floor: -1, force: "two" },
        memory: { recite: { setup: "a", step: 9, extra: { deep: 1 } }, seeds: "x", nothing: {} },
        chosen: "nothing",
        folded: "yes",
      }),
    );
    assert.deepEqual(found, {
      done: { pairs: "2026-11-23" },
      hints: { pairs: 3 },
      memory: { recite: { setup: "a", step: 9 } },
      chosen: null,
      folded: false,
    });
  });

  it("shows the first mission not done, then the next, until none is left", () => {
    assert.equal(current(NOTHING)?.id, MISSIONS[0]!.id);
    const done = Object.fromEntries(MISSIONS.map(({ id }) => [id, "2026-11-23"]));
    const { half: _, ...others } = done;
    assert.equal(current({ ...NOTHING, done: others })?.id, "half");
    assert.equal(following({ ...NOTHING, done: others }, mission("overfit"))?.id, "half");
    assert.equal(following({ ...NOTHING, done }, mission("overfit")), undefined);
    assert.equal(current({ ...NOTHING, done }), undefined);
  });
});

const { vocabulary: _vocabulary, ...WEATHER } = READY.sentences;

/** A session on a list, as the worker has it. */
function begin(
  list: string,
  setup: Partial<Setup> = {},
  words = shippedWords(list),
): [Session, Started, ListSummary] {
  const session = new Session(() => false);
  const read = session.read({ text: words, letters: "a-z" });
  return [session, session.start({ dials: {}, recipe: {}, seed: 1, ...setup }), read];
}

function train(session: Session, steps: number): void {
  for (let i = 0; i < steps; i++) if (!session.advance()) break;
}

/** The facts as the page has them when the training pauses. */
function seen(
  session: Session,
  started: Started,
  more: { tried?: Tried; listId?: string; list?: ListSummary } = {},
): Facts {
  const tick = session.tick({ invent: true, exact: true, running: false, speed: 0 });
  return factsOf({
    started,
    tick,
    listId: more.listId ?? "pokemon",
    list: more.list,
    ...(more.tried && { tried: more.tried }),
  });
}

/** Names done after facts, without those of before. */
const names = (progress: Progress): string[] => Object.keys(progress.done).sort();

describe("the real engine reaches", () => {
  it("no pairs by waiting for the pause, but by stopping below their line", () => {
    const [session, started] = begin("pokemon");
    train(session, 40);
    const tried = { ...UNTRIED, paused: 40 };
    assert.deepEqual(names(after([seen(session, started, { tried })])), ["pairs"]);
    train(session, 210);
    assert.ok(!names(after([seen(session, started, { tried })])).includes("pairs"));
  });

  it("floor, then recite by stopping a new model earlier", () => {
    const [session, started] = begin("pokemon");
    let now = after([seen(session, started)]);
    assert.deepEqual(names(now), []);
    train(session, 250);
    now = after([seen(session, started)], now);
    assert.deepEqual(names(now), ["floor"]);
    const [again, anew] = begin("pokemon");
    now = after([seen(again, anew)], now);
    assert.deepEqual(names(now), ["floor"]);
    train(again, 18);
    now = after([seen(again, anew)], now);
    assert.deepEqual(names(now), ["floor", "recite"]);
  });

  it("agree, on the weather and not on names", () => {
    const session = new Session(() => false);
    session.read({ world: "meteo", tokens: "words" });
    const started = session.start({ dials: WEATHER, recipe: {}, seed: 1 });
    assert.deepEqual(names(after([seen(session, started, { listId: "meteo" })])), []);
    train(session, 500);
    assert.deepEqual(names(after([seen(session, started, { listId: "meteo" })])), ["agree"]);
  });

  it("head: the one without which fewest agreements hold, switched off alone", () => {
    const session = new Session(() => false);
    session.read({ world: "meteo", tokens: "words" });
    const started = session.start({ dials: WEATHER, recipe: {}, seed: 1 });
    train(session, 500);
    const share = (off: readonly string[]): number => session.measure(off, 60).agreements!.share;
    const whole = share([]);
    const heads = Array.from({ length: 4 }, (_, head) => `attention.0.head.${head}`);
    const falls = Object.fromEntries(heads.map((head) => [head, whole - share([head])]));
    const dearest = heads.reduce((a, b) => (falls[a]! >= falls[b]! ? a : b));
    for (const apart of [...heads, null]) {
      const tried = { ...UNTRIED, falls, apart };
      const done = names(after([seen(session, started, { listId: "meteo", tried })]));
      assert.equal(
        done.includes("head"),
        apart === dearest,
        JSON.stringify([falls, apart, seen(session, started).loss, started.lines]),
      );
    }
  });

  it("explode, at 1 and at the slider's end, then repaired", () => {
    for (const learning_rate of [1, 10]) {
      const [session, started] = begin("pokemon", { recipe: { learning_rate } });
      train(session, 250);
      const broken = after([seen(session, started)]);
      assert.deepEqual(names(broken), []);
      assert.deepEqual(broken.memory["explode"], { rate: learning_rate });
      const [again, anew] = begin("pokemon");
      train(again, 20);
      assert.ok(names(after([seen(again, anew)], broken)).includes("explode"));
    }
  });

  it("hidden, on the first names and the dinosaurs", () => {
    for (const list of ["prenoms", "dinosaures"]) {
      const [session, started] = begin(list);
      assert.deepEqual(names(after([seen(session, started)])), []);
      train(session, 150);
      assert.deepEqual(names(after([seen(session, started)])), ["hidden"]);
    }
  });

  it("overfit, and not hidden, on 16 Pokémon", () => {
    const [session, started] = begin("pokemon", { recipe: { held_out: 0.2 } });
    train(session, 250);
    const done = names(after([seen(session, started)]));
    assert.ok(done.includes("overfit"));
    assert.ok(!done.includes("hidden"));
  });

  it("small and large, with the dials that the hints name", () => {
    const [small, tiny] = begin("pokemon", { dials: { embedding: 8, hidden: 8 } });
    train(small, 250);
    const done = after([seen(small, tiny)]);
    assert.ok(names(done).includes("small") && !names(done).includes("large"));
    const [large, huge] = begin("pokemon", { dials: { embedding: 64 } });
    assert.ok(!names(after([seen(large, huge)])).includes("large"));
    train(large, 100);
    assert.ok(names(after([seen(large, huge)])).includes("large"));
  });

  it("half, with the first names at 0.65, not at 0.2 nor with the 20 Pokémon by heart", () => {
    const [session, started] = begin("prenoms");
    train(session, started.cycle);
    const batch = (of: Session, temperature: number, seed: number): Tried => {
      const made = of.invent({ temperature, topK: 0, beginning: "", seed, count: 40 });
      return {
        ...UNTRIED,
        batch: {
          temperature,
          count: 40,
          new: made.filter(({ originality }) => originality === "new").length,
        },
      };
    };
    const works = (of: Session, from: Started, temperature: number): number =>
      Array.from({ length: 10 }, (_, seed) =>
        after([seen(of, from, { tried: batch(of, temperature, seed) })]),
      ).filter(({ done }) => done["half"] !== undefined).length;
    assert.ok(works(session, started, 0.65) >= 2);
    assert.equal(works(session, started, 0.2), 0);
    const [heart, known] = begin("pokemon");
    train(heart, 250);
    assert.equal(works(heart, known, 3), 0);
  });

  it("part: switching off the four main parts of a trained model", () => {
    const [session, started] = begin("pokemon");
    train(session, 250);
    const { loss } = seen(session, started);
    const parts = ["positions", "attention.0", "mlp.0", "attention.0.shortcut"];
    const costs = Object.fromEntries(
      parts.map((part) => [part, session.measure([part], 1).loss - loss]),
    );
    const done = after([seen(session, started, { tried: { ...UNTRIED, costs } })]);
    assert.ok(names(done).includes("part"));
    const [fresh, untrained] = begin("pokemon");
    assert.ok(
      !names(after([seen(fresh, untrained, { tried: { ...UNTRIED, costs } })])).includes("part"),
    );
  });

  it("seeds: 1 touches the floor, 7 does not, within the first pause", () => {
    const [session, started] = begin("pokemon");
    train(session, started.cycle);
    const one = after([seen(session, started)]);
    assert.ok(!names(one).includes("seeds"));
    const [other, stuck] = begin("pokemon", { seed: 7 });
    train(other, stuck.cycle);
    assert.ok(names(after([seen(other, stuck)], one)).includes("seeds"));
  });

  it("own: ten names and a line of digits", () => {
    const ten = "rex\nfelix\nluna\nmedor\nsimba\nminou\nkiki\ntango\nvolt\nplume\n";
    const [session, started, list] = begin("", {}, `${ten}123\n`);
    assert.deepEqual(names(after([seen(session, started, { list, listId: "own" })])), ["own"]);
    const [plain, begun, clean] = begin("", {}, ten);
    assert.deepEqual(names(after([seen(plain, begun, { list: clean, listId: "own" })])), []);
  });

  it("file: the model saved, with or without names, opens as the same", () => {
    for (const withNames of [true, false]) {
      const [session, started] = begin("pokemon");
      train(session, 30);
      const saved = after([seen(session, started, { tried: { ...UNTRIED, saved: 1 } })]);
      const opened = session.open(session.save(withNames)).started;
      const tried = { ...UNTRIED, saved: 1, opened: 1 };
      assert.ok(names(after([seen(session, opened, { tried })], saved)).includes("file"));
    }
  });

  it("nothing, when the memory comes from a foreign file", () => {
    const strange: Memory = {
      rate: "fast",
      step: [1],
      setup: 3,
      reached: "x",
      stuck: 4,
      opened: "y",
      parameters: [0],
    };
    const memory = Object.fromEntries(MISSIONS.map(({ id }) => [id, strange]));
    assert.deepEqual(names(after([UNTRAINED], { ...NOTHING, memory })), []);
  });
});
