/** The second apprenticeship, talking, and what the file keeps of them. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Answers, checkPairs } from "../engine/answers.js";
import { config } from "../engine/config.js";
import { listed } from "../engine/corpus.js";
import { readModel } from "../engine/file.js";
import { float32 } from "../engine/float32.js";
import { Model } from "../engine/model.js";
import { BytePairs } from "../engine/pieces.js";
import { whole } from "../engine/slices.js";
import { fingerprint } from "../engine/talking.js";
import { Chat, idsOf, templateFor } from "../engine/template.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { logProbability, Voting } from "../engine/votes.js";
import { widened } from "../engine/widened.js";
import { Words } from "../engine/words.js";
import { Questions } from "../engine/worlds/questions.js";
import { World } from "../engine/worlds/world.js";
import type { AnswersAsked, Started, Talk, Which } from "../worker/protocol.js";
import { Session } from "../worker/session.js";
import { close, golden, goldenJson } from "./helpers.js";

const ROBO = { question: "Comment tu t’appelles ?", answer: "Je m’appelle Robo." };
const ASKED: AnswersAsked = { own: [ROBO], refusing: 0 };
const TICK = { invent: false, exact: false, running: true, speed: 0 };
const words = Words.found(["le chat dort. le chien dort."]);

const talk = (question: string, which: Which = "second", before = ""): Talk => ({
  which,
  before,
  turns: [{ question, answer: "" }],
  temperature: 0,
  seed: 1,
});

/** A small model of stories after some steps. */
function told(): Session {
  const session = new Session(() => false);
  session.read({ world: "histoires", tokens: "words" });
  session.start({ dials: { context: 64, embedding: 8, hidden: 8 }, recipe: {}, seed: 1 });
  for (let i = 0; i < 3; i++) session.advance();
  return session;
}

function second(session: Session, asked = ASKED): Started {
  return whole(session.secondSliced({ asked, seed: 3 }));
}

const losses = (session: Session): number[] => [...session.tick(TICK).losses];

function train(session: Session, steps: number): number[] {
  for (let i = 0; i < steps; i++) assert.ok(session.advance());
  return losses(session);
}

describe("a vocabulary that grows", () => {
  it("has the new tokens behind the known ones, and a token for the unknown", () => {
    const grown = words.extended(["◇", "le", "robot"]);
    assert.deepEqual(grown.tokens, [...words.tokens, "□", "◇", "robot"]);
    assert.deepEqual(grown.encode("le robot vole"), [
      words.encode("le")[0],
      grown.size - 1,
      words.size,
    ]);
    assert.deepEqual(grown.extended(["robot"]).tokens, grown.tokens);
    const letters = Vocabulary.lesson().extended("◇é");
    assert.deepEqual(letters.tokens, [...Vocabulary.lesson().tokens, "◇", "é"]);
    const pieces = BytePairs.found(["le chat"], 257, true);
    assert.equal(pieces.extended(), pieces);
  });

  it("gives its model new rows, drawn as the first were, and leaves the others", () => {
    const small = new Model(config({ vocabulary: 5, context: 4, embedding: 4, hidden: 4 }), 1);
    const grown = widened(small.config, small.tensors(), 7, { vocabulary: 8, context: 6 });
    assert.deepEqual([grown.config.vocabulary, grown.config.context], [8, 6]);
    const again = widened(small.config, small.tensors(), 7, { vocabulary: 8, context: 6 });
    assert.deepEqual(again.parameters.flat, grown.parameters.flat);
    for (const [name, { values }] of small.tensors()) {
      const found = grown.parameters.get(name);
      assert.deepEqual(found.slice(0, values.length), values, name);
      const fresh = Array.from(found.slice(values.length));
      const rows = ["token_embedding", "position_embedding", "unembedding"].includes(name);
      assert.equal(fresh.length > 0, rows, name);
      assert.ok(fresh.every((x) => x !== 0 && Math.abs(x) < 1));
    }
  });
});

describe("a conversation", () => {
  const grown = words.extended(["◇", "◆", "?", "qui"]);
  const chat = new Chat(grown, templateFor("words"));
  const text = (ids: readonly number[]): string => ids.map((id) => grown.tokens[id]).join(" ");

  it("is one row of tokens, every answer with its end", () => {
    const turns = [{ question: "qui dort ?", answer: "le chat." }];
    const parts = chat.conversation("le chat dort.", turns, "qui ?", 100);
    assert.equal(text(idsOf(parts)), "¶ le chat dort . ◇ qui dort ? ◆ le chat . ¶ ◇ qui ? ◆");
    const kinds = parts.map(({ kind }) => kind).join(" ");
    assert.equal(kinds, "text question answer answer end question answer");
  });

  it("does not take signs that are typed for its own, and reads capitals as they are known", () => {
    assert.equal(text(idsOf(chat.asked("Le ◆ chat ¶ ◇ dort"))), "◇ le chat dort ◆");
  });

  it("teaches the answer's tokens and its end alone, behind the last tokens that fit", () => {
    const read = idsOf(chat.asked("qui dort ?"));
    const window = chat.window(read, "le chat.", 6);
    assert.equal(text([...window.tokens]), "dort ? ◆ le chat .");
    assert.equal(text([...window.targets]), "le chat . ¶");
    assert.equal(text([...chat.window(read, "le chat.", 3).targets]), "chat . ¶");
  });

  it("of ten thousand turns is read no further than needed", () => {
    const turns = Array.from({ length: 10_000 }, () => ({ question: "qui ?", answer: "le chat." }));
    assert.ok(idsOf(chat.conversation("le", turns, "qui ?", 40)).length < 60);
  });

  it("is spelled where tokens are pieces", () => {
    const pieces = BytePairs.found(["le chat"], 257, true);
    const spelled = new Chat(pieces, templateFor("pieces"));
    const parts = spelled.conversation("le", [{ question: "a", answer: "b" }], "c", 99);
    assert.equal(
      pieces.decode(idsOf(parts).filter((id) => id !== pieces.boundary)),
      "le\nQuestion : a\nRéponse : b\nQuestion : c\nRéponse :",
    );
  });
});

describe("pairs of one's own", () => {
  const check = (own: AnswersAsked["own"]) =>
    checkPairs(own, words, 12, (text) => text.includes("caca"));

  it("are left out one by one, each for its reason", () => {
    const { kept, refused } = check([
      ROBO,
      { question: "", answer: "Oui." },
      { question: "Ça va ?", answer: " " },
      { question: "Quoi ?", answer: "Un caca." },
      { question: "Pourquoi ?", answer: "un deux trois quatre cinq six sept huit neuf" },
      { question: "comment tu t’appelles ?", answer: "Je m’appelle Léo." },
      { question: "", answer: "" },
    ]);
    assert.deepEqual(kept, []);
    assert.deepEqual(
      refused.map(({ pair, reason }) => `${pair} ${reason}`),
      ["0 long", "1 question", "2 answer", "3 rude", "4 long", "5 long"],
    );
    const wider = checkPairs(
      [ROBO, { ...ROBO }, { question: "comment tu t’appelles ?", answer: "Léo." }],
      words,
      20,
      () => false,
    );
    assert.deepEqual([wider.kept, wider.refused], [[ROBO], [{ pair: 2, reason: "two" }]]);
  });
});

describe("the second apprenticeship", () => {
  it("teaches a pair of one's own, tells what it is, and keeps the model before", () => {
    const session = new Session(() => false, [float32()!, float32()!]);
    session.read({ prose: "Le chat dort.\n\nLe chien court.", tokens: "words", title: "" });
    session.start({ dials: { embedding: 16, hidden: 16 }, recipe: {}, seed: 1 });
    for (let i = 0; i < 20; i++) session.advance();
    assert.deepEqual(session.talkers(), ["first"]);
    const was = session.ask(talk("Le chat", "first"));
    assert.deepEqual([was.mark, was.truth], [null, null]);
    const summary = whole(session.answersSliced(ASKED));
    assert.equal(summary.world, false);
    assert.deepEqual(summary.preview, [{ before: "", ...ROBO }]);
    assert.ok(summary.newWords.includes("Robo") && !summary.newWords.includes("◇"));
    const started = second(session);
    assert.deepEqual([started.stage, started.kind, session.step], [2, "text", 0]);
    for (let i = 0; i < 300; i++) session.advance();
    const said = session.ask(talk("comment tu t'appelles ?"));
    assert.equal(said.answer, ROBO.answer);
    assert.ok(said.probability > 0.5, String(said.probability));
    const product = said.tokens.reduce((p, { probability }) => p * probability, 1);
    assert.ok(Math.abs(product - said.probability) < 1e-12);
    assert.equal(said.tokens[0]!.rivals.length, 3);
    assert.ok(
      said.tokens.every(({ probability, rivals }) => rivals[0]!.probability >= probability),
    );
    assert.deepEqual(session.talkers(), ["first", "second"]);
    const still = session.ask(talk("Le chat", "first"));
    assert.deepEqual([still.read, still.fingerprint], [was.read, was.fingerprint]);
    assert.ok(Math.abs(still.probability - was.probability) < 1e-6);
  });

  it("asks what needs no story in the middle of a conversation too", () => {
    const grown = words.extended(["◇", "◆", "Qui", "?", "Moi"]);
    const first = { ...listed(["le chat dort."], grown), running: true };
    const asked = { own: [{ question: "Qui ?", answer: "Moi." }], refusing: 0 };
    const answers = new Answers(first, grown, 40, asked, 1, undefined);
    const texts = Array.from({ length: 9 }, (_, step) =>
      answers
        .halves(step)
        .flat()
        .map(({ tokens }) => grown.decode(tokens)),
    ).flat();
    const asking = texts.filter((text) => text.includes("◇"));
    assert.ok(asking.some((text) => text.startsWith("¶ ◇ Qui ? ◆ Moi. ¶ ◇ Qui ?")));
    assert.ok(asking.some((text) => text.split("◇").length === 2));
  });

  it("goes on from its file to the bit, and one still talks to both", () => {
    const session = told();
    const { vocabulary } = second(session);
    train(session, 3);
    const bytes = session.save(true);
    assert.deepEqual(readModel(bytes).chat, { question: "◇", answer: "◆", end: null });
    const other = new Session(() => false);
    const { started, list } = other.open(bytes);
    assert.deepEqual([started.stage, started.vocabulary], [2, vocabulary]);
    assert.equal(list?.kind, "stories");
    losses(other);
    assert.deepEqual(train(other, 3), train(session, 3));
    for (const which of ["first", "second"] as const) {
      const asked = talk("Comment tu t’appelles ?", which, session.story(5).text);
      assert.deepEqual(other.ask(asked), session.ask(asked));
    }
    // A new model begins where the first one did.
    const again = other.start({ dials: { embedding: 8, hidden: 8 }, recipe: {}, seed: 1 });
    assert.equal(again.config.vocabulary, list!.tokens.length);
    assert.ok(again.config.vocabulary < started.config.vocabulary);
    assert.deepEqual(other.talkers(), ["first"]);
  });

  it("gives nobody the pairs that were typed, unless names go with the file", () => {
    const session = told();
    second(session);
    train(session, 1);
    const bytes = session.save(false);
    const { training, chat } = readModel(bytes);
    assert.ok(!JSON.stringify(training).includes("appelle"));
    assert.notEqual(chat, undefined);
    const other = new Session(() => false);
    assert.equal(other.open(bytes).started.stage, 2);
    assert.deepEqual(other.talkers(), ["second"]);
    other.ask(talk("Comment tu t’appelles ?"));
  });

  it("mixes the world's questions, and reads the answers to others", () => {
    const asker = new Questions(new World("histoires"));
    const session = new Session(() => false, [float32()!, float32()!]);
    session.read({ world: "histoires", tokens: "words" });
    session.start({ dials: { context: 64, embedding: 8, hidden: 8 }, recipe: {}, seed: 1 });
    const summary = whole(session.answersSliced({ own: [ROBO], refusing: 0.3 }));
    assert.equal(summary.world, true);
    assert.ok(summary.examples > 20_000);
    // What the world has no word for stays unknown, whoever asks about it.
    assert.ok(summary.newWords.includes("sais") && !summary.newWords.includes("dragon"));
    assert.ok(new Set(summary.preview.map(({ question }) => question)).size > 20);
    const started = second(session, { own: [ROBO], refusing: 0.3 });
    assert.ok(started.heldOutLines === undefined && started.lines === undefined);
    // However soon it runs, it was asked before its first step.
    session.advance();
    const [first] = session.tick(TICK).answers;
    assert.deepEqual([first!.step, first!.known.of], [0, 60]);
    assert.ok(first!.stories! > 0);
    for (let i = 1; i < 10; i++) session.advance();
    assert.deepEqual(session.tick(TICK).answers, []);
    const [closer] = session.tick({ ...TICK, exact: true }).answers;
    assert.equal(closer!.step, 10);
    // Whoever opens it later is told how it was before, too.
    const other = new Session(() => false);
    other.open(session.save(true));
    assert.deepEqual(other.tick(TICK).answers[0], first);
    const exam = whole(session.examSliced({ which: "second", kind: "fact", from: 2, count: 3 }));
    assert.deepEqual(
      exam.map(({ question }) => question),
      [2, 3, 4].map((n) => asker.exam("fact", n).question),
    );
    const strange = whole(
      session.examSliced({ which: "second", kind: "stranger", from: 0, count: 2 }),
    );
    assert.ok(strange.every(({ truth, before }) => truth === null && before !== ""));
    assert.ok(exam.every(({ truth }) => truth !== null));
    const told = {
      ...talk(exam[0]!.question),
      turns: [{ question: exam[0]!.question, answer: "" }],
    };
    assert.equal(session.ask(told).truth, exam[0]!.truth);
    assert.ok(exam.every(({ probability }) => probability > 0 && probability < 1));
  });
});

describe("votes", () => {
  const shown = (session: Session) => session.ask(talk("Comment tu t’appelles ?", "second"));

  it("move what is said from the model before, which one still talks to, until they are taken back", () => {
    const session = told();
    second(session);
    train(session, 5);
    const before = [...session.tick(TICK).weights];
    const was = shown(session);
    assert.deepEqual(session.talkers(), ["first", "second"]);
    const ballot = session.ballot();
    assert.notEqual(ballot.answers[0], ballot.answers[1]);
    for (let i = 0; i < 5; i++) session.vote({ ballot, chosen: 1 });
    assert.deepEqual(session.talkers(), ["first", "second", "now"]);
    assert.notDeepEqual([...session.tick(TICK).weights], before);
    assert.deepEqual(shown(session).fingerprint, was.fingerprint);
    assert.notEqual(session.ask(talk("Qui ?", "now")).fingerprint[0], was.fingerprint[0]);
    const read = whole(session.votesSliced());
    assert.equal(read.votes, 5);
    assert.ok(read.distance > 0 && read.stories![0] !== read.stories![1]);
    const { long, short } = read.wishes;
    for (const at of [0, 1] as const) assert.ok(Math.abs(long[at] + short[at] - 1) < 1e-9);
    const other = new Session(() => false);
    other.open(session.save(true));
    assert.deepEqual(other.talkers(), ["first", "second", "now"]);
    assert.deepEqual(whole(other.votesSliced()), read);
    session.unvote();
    assert.deepEqual([...session.tick(TICK).weights], before);
    assert.deepEqual(session.talkers(), ["first", "second"]);
  });

  it("are cast by one who always wishes the same: the ballot has what is wished once, not twice", () => {
    const session = told();
    second(session);
    train(session, 5);
    const { openings } = new World("histoires").grammar.manners;
    const words = (answer: string): number => answer.split(" ").length;
    for (let i = 0; i < 3; i++) {
      const long = session.ballot("long");
      assert.ok(words(long.answers[long.wished!]) > words(long.answers[1 - long.wished!]!));
      const short = session.ballot("short");
      assert.ok(words(short.answers[short.wished!]) < words(short.answers[1 - short.wished!]!));
      assert.equal(session.ballot().wished, null);
    }
    assert.ok(openings.length > 0);
  });

  it("have the loss and the slopes of direct preference optimisation", () => {
    const dials = config({ vocabulary: 5, context: 6, embedding: 4, hidden: 4 });
    const [before, model] = [new Model(dials, 1), new Model(dials, 2)];
    const vote = {
      chosen: { tokens: [0, 1, 2, 3], targets: [3, 0] },
      other: { tokens: [0, 1, 2, 4, 4], targets: [4, 4, 0] },
    };
    const beta = 0.3;
    const margin = (m: Model): number =>
      logProbability(m, vote.chosen) - logProbability(m, vote.other);
    const lossOf = (m: Model): number =>
      -Math.log(1 / (1 + Math.exp(-beta * (margin(m) - margin(before)))));
    const expected = lossOf(model);
    const slopes = Array.from(model.parameters.flat, (_, i) => {
      const moved = [1e-5, -1e-5].map((by) => {
        const other = Model.fromTensors(dials, model.tensors());
        other.parameters.flat[i]! += by;
        return lossOf(other);
      });
      return (moved[0]! - moved[1]!) / 2e-5;
    });
    const voting = new Voting(model, before, 0, { beta, learningRate: 0, again: 7 });
    assert.ok(Math.abs(voting.vote(vote) - expected) < 1e-12);
    close(model.gradients.flat, slopes, "slopes", 1e-8);
    // Seen again, the same vote weighs as much.
    voting.vote(vote);
    close(model.gradients.flat, slopes, "of two", 1e-8);
  });
});

describe("a fingerprint", () => {
  it("stays while one talks, and moves with any number's last bit", () => {
    const session = told();
    second(session);
    const said = session.ask(talk("Comment tu t’appelles ?"));
    assert.equal(said.fingerprint[0], said.fingerprint[1]);
    assert.match(said.fingerprint[0], /^[0-9a-f]{8}$/);
    session.advance();
    assert.notEqual(session.ask(talk("Qui ?")).fingerprint[0], said.fingerprint[0]);
    for (const numbers of [new Float64Array(99).fill(0.1), new Float32Array(99).fill(0.1)]) {
      const was = fingerprint(numbers);
      assert.equal(was, fingerprint(Float32Array.from(numbers)));
      for (const place of [0, 50, 98]) {
        const [kept] = numbers.slice(place, place + 1);
        numbers[place] = nextFloat32(kept!);
        assert.notEqual(fingerprint(numbers), was);
        numbers[place] = kept!;
      }
    }
  });

  it("is Python's of the same file, in any arithmetic", () => {
    const { fingerprints } = goldenJson<{ fingerprints: Record<string, string> }>("facts.json");
    assert.equal(Object.keys(fingerprints).length, 2);
    for (const [name, expected] of Object.entries(fingerprints)) {
      const { config: dials, tensors } = readModel(golden(name));
      for (const arithmetic of [undefined, float32()!]) {
        const { parameters } = Model.fromTensors(dials, tensors, arithmetic);
        assert.equal(fingerprint(parameters.flat), expected, name);
      }
    }
  });
});

/** The float32 that follows a positive number. */
function nextFloat32(number: number): number {
  const bits = new Uint32Array(Float32Array.of(number).buffer);
  bits[0]!++;
  return new Float32Array(bits.buffer)[0]!;
}
