/** Whatever a person can get wrong has its sentence, in each language: every error is provoked. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { switchOff } from "../engine/anatomy.js";
import type { AnswersAsked } from "../engine/answers.js";
import { config, PRESETS } from "../engine/config.js";
import { listed, readCorpus, split } from "../engine/corpus.js";
import { InputError } from "../engine/errors.js";
import { rudeFilter } from "../engine/filter.js";
import { float64 } from "../engine/float64.js";
import { influence } from "../engine/influence.js";
import { Model } from "../engine/model.js";
import type { Tensors } from "../engine/parameters.js";
import { readProse, splitParagraphs } from "../engine/prose.js";
import { recipe, type Recipe } from "../engine/recipe.js";
import { damaged, writeTensors, type Damage } from "../engine/safetensors.js";
import { BytePairs } from "../engine/pieces.js";
import { modelIn } from "../engine/png.js";
import { sample } from "../engine/sampling.js";
import { whole } from "../engine/slices.js";
import type { Exchanged } from "../engine/template.js";
import { Training } from "../engine/training.js";
import { Words } from "../engine/words.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { Questions } from "../engine/worlds/questions.js";
import { World } from "../engine/worlds/world.js";
import * as english from "../texts/languages/en.js";
import * as french from "../texts/languages/fr.js";
import { MOST_TEXT, type GroupAsked, type Talk, type Which } from "../worker/protocol.js";
import { Session } from "../worker/session.js";
import { PICTURE } from "./helpers.js";

const WEB = new URL("../../", import.meta.url);
const tiny = config({ vocabulary: 3, context: 2, embedding: 2, hidden: 2 });
const turned = config({ ...tiny, positions: "rotary", embedding: 4 });
const large = { ...tiny, embedding: 512, hidden: 512 };
const letters = new Vocabulary([".", "a", "b"], 0);

const pieces = BytePairs.found(["a"], 257).facts()["byte_pairs"] as object;

/** A file of ours with this instead of what belongs there. */
function file(
  metadata: Readonly<Record<string, string>>,
  tensors: Tensors = new Model(tiny, 1).tensors(),
): Uint8Array {
  return writeTensors(tensors, {
    premier_llm: "1",
    config: JSON.stringify(tiny),
    vocabulary: JSON.stringify(letters.facts()),
    training: "{}",
    ...metadata,
  });
}

const empty = (): Session => new Session(rudeFilter(""));
const open = (bytes: Uint8Array): unknown => empty().open(bytes);
const vocabulary = (facts: unknown): unknown => open(file({ vocabulary: JSON.stringify(facts) }));
const dials = (found: unknown): unknown => open(file({ config: JSON.stringify(found) }));

/** A session with a small model of a text, which has learned nothing yet; maybe to talk. */
function reading(talks = false): Session {
  const session = empty();
  session.read({ prose: "Le chat dort.\n\nLe chien court.", tokens: "words", title: "" });
  session.start({ dials: { embedding: 4, hidden: 4 }, recipe: {}, seed: 1 });
  if (talks) whole(session.secondSliced({ asked: teaching(ROBO), seed: 1 }));
  return session;
}
const ROBO = { question: "Qui es-tu ?", answer: "Robo." };
const teaching = (...own: Exchanged[]): AnswersAsked => ({ own, refusing: 0 });
const talk = (question: string, which: Which = "second"): Talk => ({
  which,
  before: "",
  turns: [{ question, answer: "" }],
  temperature: 0,
  seed: 1,
});

/** A session with a small model of two names, which has done so many steps. */
function named(learning_rate = 0.01, steps = 0): Session {
  const session = empty();
  session.read({ text: "pika\npike", letters: "a-z" });
  session.start({ dials: { embedding: 4, hidden: 4 }, recipe: { learning_rate }, seed: 1 });
  for (let i = 0; i < steps; i++) session.advance();
  return session;
}
const SAYING = { before: [0], token: 1, seeds: 1 };
const why = (session: Session, group: GroupAsked | null = null): unknown =>
  whole(session.whySliced({ ...SAYING, group }));

/** How each error comes about, more than once where its sentence differs. */
const PROVOKED: Readonly<Record<string, readonly (() => unknown)[]>> = {
  "card.damaged": [() => modelIn(PICTURE.subarray(0, 40))],
  "card.none": [() => modelIn(PICTURE)],
  "anatomy.part": [() => switchOff(tiny, ["nose"])],
  "ballot.alike": [
    // Nothing that it says may be shown.
    () => {
      const session = new Session(() => true);
      session.open(reading(true).save(true));
      session.ballot();
    },
  ],
  "ballot.none": [() => reading().ballot()],
  "ballot.same": [
    () => {
      const marks = [null, null] as const;
      const ballot = { ...talk("Qui ?"), question: "Qui ?", marks, wished: null };
      reading(true).vote({ ballot: { ...ballot, answers: ["Robo.", "robo. "] }, chosen: 0 });
    },
  ],
  "config.heads": [() => config({ embedding: 16, heads: 3 })],
  "config.norm": [
    () => config({ norm: "none", norm_blocks: true }),
    () => config({ norm: "rms", norm_embedding: false, norm_blocks: false, norm_final: false }),
  ],
  "config.norm_parameters": [
    () =>
      config({
        norm: "none",
        norm_embedding: false,
        norm_blocks: false,
        norm_final: false,
        norm_weight: true,
      }),
  ],
  "config.rotary": [() => config({ positions: "rotary", embedding: 6, heads: 2 })],
  "config.unknown": [() => dials({ ...tiny, colour: 3 })],
  "config.value": [() => dials({ ...tiny, layers: "many" })],
  "corpus.nothing": [
    () => readCorpus(""),
    () => readCorpus("a".repeat(201)),
    () => readCorpus("猫"),
    () => readCorpus("123"),
  ],
  "corpus.share": [() => split(["a", "b"], 0.6, 0)],
  "corpus.single": [() => split(["a"], 0.1, 0)],
  "file.damaged": [
    () => open(new Uint8Array(3)),
    () => open(new Uint8Array(9).fill(255)),
    () => open(file({}).subarray(0, -1)),
    () => open(file({ config: "{" })),
    ...(
      ["short", "length", "header", "description", "tensor", "long", "checksum"] satisfies Damage[]
    ).map((why) => () => {
      throw damaged(why, "wte");
    }),
  ],
  "file.large": [() => open(file({ config: JSON.stringify(large) }, new Model(large).tensors()))],
  "file.window": [
    () =>
      open(
        file(
          { config: JSON.stringify({ ...turned, context: 10_000 }) },
          new Model(turned).tensors(),
        ),
      ),
  ],
  "file.foreign": [() => open(writeTensors(new Map(), {}))],
  "file.kind": [() => open(header('{"x":{"dtype":"BF16","shape":[0],"data_offsets":[0,0]}}'))],
  "file.newer": [() => open(header('{"__metadata__":{"premier_llm":"99"}}'))],
  "file.text": [() => vocabulary({ tokens: ["a", "b", "c"], boundary: null })],
  "file.unusable": [
    () => vocabulary({ tokens: [".", "a"], boundary: 0 }),
    () => open(file({}, new Map())),
  ],
  "list.none": [() => empty().start({ dials: {}, recipe: {}, seed: 1 })],
  "list.text": [() => empty().read({ text: "a".repeat(MOST_TEXT + 1), letters: "a-z" })],
  "why.untrained": [() => why(named())],
  "why.elsewhere": [
    () => {
      const session = named();
      session.open(named().save(false));
      session.advance();
      return why(session);
    },
  ],
  "why.second": [() => why(reading(true))],
  "why.first": [
    () => {
      const session = empty();
      session.open(reading(true).save(false));
      return whole(session.whySliced({ ...SAYING, group: null, of: "pairs" }));
    },
  ],
  "why.votes": [() => whole(reading(true).whySliced({ ...SAYING, group: null, of: "votes" }))],
  "why.many": [
    () => {
      const session = empty();
      session.read({ prose: "Il dort. ".repeat(70), tokens: "words", title: "" });
      session.start({ dials: { embedding: 4, hidden: 4 }, recipe: { held_out: 0 }, seed: 1 });
      return whole(session.whySliced({ ...SAYING, group: null, of: "sentences" }));
    },
  ],
  "why.ended": [
    () => {
      const session = named(1e9);
      while (session.advance());
      return why(session);
    },
  ],
  "why.exploded": [
    () => {
      const training = new Training(listed(["a", "b"], letters), tiny, recipe(), 1);
      training.advance();
      const start = (): Model => {
        const model = new Model(tiny);
        model.parameters.flat.fill(NaN);
        return model;
      };
      return whole(influence({ training, start }, SAYING, SAYING));
    },
  ],
  "why.group": [() => why(named(0.01, 1), { where: "end", text: "zz" })],
  "why.everything": [() => why(named(0.01, 1), { where: "start", text: "p" })],
  "model.none": [() => empty().save(true)],
  "recipe.value": [() => recipe({ learning_rate: "fast" } as unknown as Partial<Recipe>)],
  "sampling.boundary": [() => sample(new Model(tiny), letters, { beginning: "a.b" })],
  "sampling.dial": [
    () => sample(new Model(tiny), letters, { temperature: -1 }),
    () => sample(new Model(tiny), letters, { count: 0 }),
  ],
  "sampling.refused": [() => sample(new Model(tiny), letters, { refuse: () => true })],
  "second.names": [
    () => {
      const session = empty();
      session.read({ text: "ana\nbob", letters: "a-z" });
      session.start({ dials: {}, recipe: {}, seed: 1 });
      whole(session.answersSliced(teaching(ROBO)));
    },
  ],
  "second.none": [
    () => whole(reading().secondSliced({ asked: teaching(), seed: 1 })),
    () =>
      whole(
        reading().secondSliced({ asked: teaching({ question: "Qui ?", answer: "" }), seed: 1 }),
      ),
  ],
  "talk.first": [
    () => {
      const session = empty();
      session.open(reading(true).save(false));
      session.ask(talk("Qui ?", "first"));
    },
  ],
  "talk.marks": [
    () => open(file({ chat: '{"question":"◇","answer":"◆","end":null}' })),
    () => open(file({ chat: '{"question":"a","answer":"b","end":"c"}' })),
  ],
  "talk.question": [() => reading(true).ask(talk("  "))],
  "talk.rude": [
    () => {
      const session = new Session(rudeFilter("caca"));
      session.open(reading(true).save(true));
      session.ask(talk("Tu aimes le caca ?"));
    },
  ],
  "talk.rude_answer": [
    () => {
      const session = new Session((text) => text !== "Qui ?");
      session.open(reading(true).save(true));
      session.ask(talk("Qui ?"));
    },
  ],
  "talk.kind": [() => new Questions(new World("meteo")).exam("untold", 0)],
  "talk.story": [
    () => reading().story(0),
    () => whole(reading(true).examSliced({ which: "second", kind: "story", from: 0, count: 1 })),
  ],
  "text.blank": [() => readProse(" \n\t\n"), () => readProse("\ufeff")],
  "text.empty": [() => readProse("")],
  "text.short": [() => splitParagraphs(["a"], 0.1, 0)],
  "text.word": [() => readProse("bonjour\n")],
  "training.foreign": [
    () => open(file({ training: JSON.stringify({ engine: "lab", words: ["a"], recipe: {} }) })),
  ],
  "training.room": [() => float64.block(2 ** 53)],
  "training.vocabulary": [
    () =>
      new Training(listed(["a"], Vocabulary.of("ab")), PRESETS.mini, recipe({ held_out: 0 }), 0),
  ],
  "vocabulary.boundary": [() => vocabulary({ tokens: [".", "a", "b"], boundary: 7 })],
  "vocabulary.foreign": [
    () => vocabulary({ byte_pairs: { ...pieces, normalizer: { type: "NFC" } } }),
  ],
  "vocabulary.half": [
    () => BytePairs.found(["\ud83d"], 300),
    () => BytePairs.found(["a\udc00"], 300),
  ],
  "vocabulary.size": [() => BytePairs.found(["a"], 256)],
  "vocabulary.word": [() => Words.found(["a b"]).encode("c")],
  "vocabulary.unknown_word": [() => new Words(["a"], 0, 3)],
  "vocabulary.tokens": [() => vocabulary({ tokens: ["a", "a", "b"], boundary: 0 })],
  "vocabulary.unknown": [() => letters.encode("z")],
  "vocabulary.unreadable": [
    () => vocabulary([1, 2, 3]),
    () => vocabulary({ byte_pairs: { model: { type: "BPE" } } }),
    () => vocabulary({ byte_pairs: pieces, boundary: "0" }),
  ],
};

/** What only the page throws, where there is a browser. */
const IN_THE_PAGE = [
  "file.long",
  "file.progress",
  "model.nolist",
  "files.several",
  "storage",
  "storage.elsewhere",
];

/** What the package's own catalogue says; reading.test.ts provokes them all. */
const OF_THE_PACKAGE = ["column", "format"];

function header(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(`12345678${text}`);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(bytes.length - 8), true);
  return bytes;
}

/** The keys that the sources throw. */
function thrown(): string[] {
  const found = new Set<string>();
  for (const room of ["engine", "worker", "labo"]) {
    for (const name of readdirSync(new URL(`${room}/`, WEB), {
      recursive: true,
      encoding: "utf-8",
    })) {
      if (!/\.tsx?$/.test(name)) continue;
      const source = readFileSync(new URL(`${room}/${name}`, WEB), "utf-8");
      for (const [, key] of source.matchAll(/new InputError\(\s*"([^"]+)"/g)) found.add(key!);
      assert.equal(
        source.match(/new InputError\(/g)?.length ?? 0,
        source.match(/new InputError\(\s*("|key, values\))/g)?.length ?? 0,
        `${room}/${name}: an error without a key that can be read here`,
      );
    }
  }
  return [...found].sort();
}

function caught(provoke: () => unknown): InputError {
  try {
    provoke();
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error;
  }
  assert.fail("nothing was thrown");
}

describe("what can go wrong", () => {
  it("is all provoked here", () => {
    const ours = [...Object.keys(PROVOKED), ...IN_THE_PAGE];
    assert.deepEqual(thrown(), [...ours, ...OF_THE_PACKAGE].sort());
    // "bug" is what a worker says of any other error.
    for (const { labo } of [french, english]) {
      assert.deepEqual(Object.keys(labo.problems!).sort(), [...ours, "bug"].sort());
    }
  });

  for (const [key, ways] of Object.entries(PROVOKED)) {
    it(`${key} is one sentence in each language`, () => {
      for (const provoke of ways) {
        const error = caught(provoke);
        assert.equal(error.key, key);
        const [inFrench, inEnglish] = [french, english].map(({ labo }) =>
          labo.problems![key]!(error.values),
        );
        for (const said of [inFrench!, inEnglish!]) {
          assert.match(said, /^\S.*\.$|: \.ab$/u);
          assert.doesNotMatch(
            said,
            /undefined|null|NaN|\[object|(il|elle) est illisible|it is unreadable/,
          );
        }
        assert.notEqual(inFrench, inEnglish);
      }
    });
  }

  it("a training that explodes goes on answering", () => {
    const session = new Session(rudeFilter(""));
    session.read({ text: "médor\nfélix\nrex", letters: "a-z" });
    session.start({ dials: {}, recipe: { learning_rate: 1000 }, seed: 1 });
    while (session.advance()) assert.ok(session.step < 500, "it does not explode");
    const full = { invent: true, exact: true, running: false, speed: 0 };
    const { ended, loss, weights } = session.tick(full);
    assert.equal(ended, "diverged");
    assert.ok(Number.isFinite(loss) && weights.every(Number.isFinite));
    assert.ok(Number.isFinite(session.measure(["positions"], 5).loss));
    session.invent({ temperature: 1, topK: 0, beginning: "", seed: 1, count: 5 });
    for (const withNames of [true, false])
      new Session(rudeFilter("")).open(session.save(withNames));
    assert.equal(session.advance(), false);
  });
});
