/** What is taken away from a text, a second apprenticeship or votes: as if it had never been there. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Answers, prepare } from "../engine/answers.js";
import { config } from "../engine/config.js";
import { runningWindows, type Lessons, type Window } from "../engine/corpus.js";
import { float32 } from "../engine/float32.js";
import { influence, secondOriginOf, weigh } from "../engine/influence.js";
import { Model } from "../engine/model.js";
import { BytePairs } from "../engine/pieces.js";
import { sentencesOf, stretchesOf } from "../engine/prose.js";
import { whole } from "../engine/slices.js";
import { recipe } from "../engine/recipe.js";
import { idsOf, type Exchanged } from "../engine/template.js";
import { Training } from "../engine/training.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { widened } from "../engine/widened.js";
import { countWords, Words } from "../engine/words.js";
import { Questions } from "../engine/worlds/questions.js";
import { World } from "../engine/worlds/world.js";
import type { Ballot, WhyAsked } from "../worker/protocol.js";
import { Session } from "../worker/session.js";

const ROBO = { question: "Comment tu t’appelles ?", answer: "Je m’appelle Robo." };
const TOM = { question: "Qui est Tom ?", answer: "Tom est un chat." };
const TICK = { invent: false, exact: false, running: true, speed: 0 };
const ASKED: WhyAsked = { before: [0, 3, 4], token: 5, seeds: 1, group: null };

/** A small chatbot; its worker has a memory beside, as in the page. */
function chatbot(own: readonly Exchanged[], steps: number): Session {
  const [one, other, beside] = [float32()!, float32()!, float32()!];
  const session = new Session(() => false, [one, other], beside);
  session.read({ prose: "Le chat dort.\n\nLe chien court.", tokens: "words", title: "" });
  session.start({ dials: { embedding: 8, hidden: 8 }, recipe: { held_out: 0 }, seed: 1 });
  session.advance();
  whole(session.secondSliced({ asked: { own, refusing: 0 }, seed: 3 }));
  for (let i = 0; i < steps; i++) session.advance();
  return session;
}

function chance(weights: ArrayLike<number>, { before, token }: WhyAsked, model: Model): number {
  model.parameters.flat.set(weights);
  return model.forward(before)[(before.length - 1) * model.config.vocabulary + token]!;
}

describe("a second apprenticeship without a pair", () => {
  const STEPS = 6;
  const world = new World("histoires");
  const words = world.stories(40);
  const known = Words.found(words);
  const small = { context: 64, embedding: 8, hidden: 8 };
  const first = new Model(config({ ...small, vocabulary: known.size }), 1);
  const asker = new Questions(world);
  const bare = { words, vocabulary: known, told: null, running: false };
  const { vocabulary } = whole(prepare(bare, [ROBO, TOM], asker));
  const material = { ...bare, vocabulary };
  const answers = (refusing: number, asker?: Questions): Answers =>
    new Answers(material, vocabulary, 96, { own: [ROBO, TOM], refusing }, 3, asker);
  const start = (memory = float32()!): Model =>
    widened(first.config, first.tensors(), 3, { vocabulary: vocabulary.size, context: 96 }, memory);

  /** Plain: a training on these windows. */
  function trained(lessons: Lessons): Training {
    const model = start();
    const dials = recipe({ steps: 100, batch: 20, held_out: 0 });
    const training = new Training({ ...material, lessons }, model.config, dials, 3, model);
    for (let i = 0; i < STEPS; i++) training.advance();
    return training;
  }

  /** The same lessons, as one would strike them out by hand. */
  function struck(lessons: Answers, strike: (window: Window) => Window | undefined): Lessons {
    const { some, hidden, facts } = lessons;
    const of = (windows: readonly Window[]): Window[] =>
      windows.flatMap((one) => strike(one) ?? []);
    const halves = (step: number) => {
      const [one, other] = lessons.halves(step);
      return [of(one), of(other)] as const;
    };
    return { some, hidden, facts, halves, again: () => assert.fail() };
  }

  it("is the one of who strikes it out by hand, to the bit: not learned, nor read before another", () => {
    const lessons = answers(0);
    const all = trained(lessons);
    const { chat } = lessons;
    const pair = idsOf([...chat.asked(ROBO.question), ...chat.answered(ROBO.answer)]).join();
    const answer = [...chat.said(ROBO.answer), chat.stop].join();
    let read = 0;
    const plain = trained(
      struck(lessons, ({ tokens, targets }) => {
        if ([...targets].join() === answer) return undefined;
        const left = [...tokens].join().replaceAll(`${pair},`, "");
        if (left !== [...tokens].join()) read++;
        return { tokens: left.split(",").map(Number), targets };
      }),
    );
    assert.ok(read > 0, "a pair that stands before the other one");
    const origin = secondOriginOf(
      all,
      { config: first.config, tensors: first.tensors() },
      float32()!,
    );
    const saying = { before: ASKED.before, token: ASKED.token };
    const groups = [[0], [1], [0, 1]];
    const found = whole(influence(origin, saying, { seeds: 2, groups }));
    const look = new Model(all.model.config);
    assert.equal(found.all[0], chance(all.model.parameters.flat, ASKED, look));
    assert.equal(found.effects[0]!.without[0], chance(plain.model.parameters.flat, ASKED, look));
    assert.equal(new Set(found.effects.map(({ without }) => without[0])).size, 3);
    assert.notEqual(found.all[1], found.all[0]);
  });

  it("without refusals never learns to say that it does not know", () => {
    const lessons = answers(0.5, asker);
    const without = lessons.again(3, new Set([2]));
    const says = (targets: string): boolean =>
      world.grammar.manners.unknown.some((answer) =>
        targets.includes(lessons.chat.said(answer).join()),
      );
    const count = (of: Lessons): [refused: number, others: string[]] => {
      const targets = Array.from({ length: 12 }, (_, step) => of.halves(step).flat())
        .flat()
        .map(({ targets }) => [...targets].join());
      return [targets.filter(says).length, targets.filter((one) => one !== "" && !says(one))];
    };
    const [[some, others], [none, left]] = [count(lessons), count(without)];
    assert.ok(some > 5, String(some));
    assert.equal(none, 0);
    assert.deepEqual(left, others);
  });
});

describe("why, of a chatbot", () => {
  it("leaves the model as it is, and with all pairs it is the page's own chance, from a file too", () => {
    const session = chatbot([ROBO, TOM], 5);
    const { weights } = session.tick(TICK);
    const said = session.ask({
      which: "second",
      before: "",
      turns: [{ question: ROBO.question, answer: "" }],
      temperature: 0,
      seed: 1,
    });
    const place = said.ids.length - said.tokens.length;
    const asked: WhyAsked = {
      ...ASKED,
      before: said.ids.slice(0, place),
      token: said.ids[place]!,
      of: "pairs",
    };
    const found = whole(session.whySliced(asked));
    assert.ok(Math.abs(found.all[0]! - said.tokens[0]!.probability) < 1e-5);
    assert.deepEqual(
      found.effects.map(({ names }) => names),
      [[`${ROBO.question} → ${ROBO.answer}`], [`${TOM.question} → ${TOM.answer}`]],
    );
    assert.deepEqual(session.tick(TICK).weights, weights);
    const [own] = whole(session.whySliced({ ...asked, of: "own" })).effects;
    assert.equal(own!.names.length, 2);

    const other = new Session(() => false, [float32()!, float32()!], float32()!);
    assert.deepEqual(other.open(session.save(true)).started.taught, { own: 2, refuses: false });
    assert.deepEqual(whole(other.whySliced(asked)), found);
    // Taught again it began from what it was then, and a file knows that.
    whole(other.secondSliced({ asked: { own: [TOM], refusing: 0 }, seed: 3 }));
    other.advance();
    const twice = whole(other.whySliced(asked));
    assert.equal(twice.effects.length, 1);
    session.open(other.save(true));
    assert.deepEqual(whole(session.whySliced(asked)), twice);
  });

  it("without a vote it is what the others make of it, cast again by hand, to the bit", () => {
    const session = chatbot([ROBO, TOM], 4);
    const before = session.tick(TICK).weights.slice();
    const ballots: Ballot[] = [];
    for (let i = 0; i < 4; i++) {
      ballots.push(session.ballot());
      session.vote({ ballot: ballots[i]!, chosen: (i % 2) as 0 | 1 });
    }
    const now = session.tick(TICK).weights.slice();
    const asked: WhyAsked = { ...ASKED, of: "votes" };
    const found = whole(session.whySliced(asked));
    assert.deepEqual(session.tick(TICK).weights, now);
    assert.ok(found.exact);
    assert.equal(found.effects.length, 4);
    const { question, answers } = ballots[3]!;
    assert.deepEqual(found.effects[3]!.names, [`${question} → ${answers[1]}`]);

    // By hand: another session, the same model, all votes but one.
    const look = new Model(session.open(session.save(true)).started.config);
    assert.equal(found.all[0], chance(now, asked, look));
    for (const [left, { without }] of found.effects.entries()) {
      const other = chatbot([ROBO, TOM], 4);
      assert.deepEqual(other.tick(TICK).weights, before);
      for (const [i, ballot] of ballots.entries()) {
        if (i !== left) other.vote({ ballot, chosen: (i % 2) as 0 | 1 });
      }
      assert.equal(without[0], chance(other.tick(TICK).weights, asked, look), String(left));
    }

    // Votes of a file count as one; what is voted since is told apart.
    session.vote({ ballot: ballots[0]!, chosen: 1 });
    const later = whole(session.whySliced(asked));
    assert.deepEqual(
      later.effects.map(({ names }) => names),
      [[`${ballots[0]!.question} → ${ballots[0]!.answers[1]}`], [""]],
    );
    assert.equal(later.effects[0]!.without[0], found.all[0]);
    assert.equal(later.all[0], chance(session.tick(TICK).weights, asked, look));
    const alone = chatbot([ROBO, TOM], 4);
    alone.vote({ ballot: ballots[0]!, chosen: 1 });
    assert.equal(later.effects[1]!.without[0], chance(alone.tick(TICK).weights, asked, look));
  });

  it("weighs what no start moves by its size alone", () => {
    assert.equal(weigh([0.2]).verdict, "noise");
    assert.equal(weigh([0.2], true).verdict, "likelier");
    assert.equal(weigh([-0.2], true).verdict, "less");
    assert.equal(weigh([0.004], true).verdict, "noise");
  });
});

describe("why, of sentences", () => {
  const TEXT = ["Le chat dort. Le chien court ! Oui.", "Un vers\net puis un autre", "Fin."];

  it("finds them and their tokens, whatever these are", () => {
    const letters = Vocabulary.of(new Set(TEXT.join("")), "¶");
    const pieces = BytePairs.found(TEXT, 280, true);
    for (const vocabulary of [Words.found(TEXT), letters, pieces]) {
      const found = whole(sentencesOf(TEXT, vocabulary));
      assert.deepEqual(
        found.map(({ text }) => text),
        ["Le chat dort.", "Le chien court !", "Oui.", "Un vers", "et puis un autre", "Fin."],
      );
      for (const { text, paragraph, from, to } of found) {
        const ids = [vocabulary.boundary!, ...vocabulary.encode(TEXT[paragraph]!)];
        assert.equal(vocabulary.decode(ids.slice(from, to)).trim(), text);
      }
    }
  });

  it("takes them out of their windows alone", () => {
    const vocabulary = Words.found(TEXT);
    const sentences = whole(sentencesOf(TEXT, vocabulary));
    const read = (without: number[]): string[] =>
      runningWindows(vocabulary, TEXT, 5, stretchesOf(sentences, new Set(without))).map(
        ({ tokens, targets }) =>
          targets.length === 0 ? "" : vocabulary.decode([tokens[0]!, ...targets]),
      );
    const [all, one, paragraph] = [read([]), read([1]), read([3, 4])];
    assert.equal(one.length, all.length);
    const changed = all.flatMap((text, i) => (text === one[i] ? [] : [i]));
    // The first word is what the window before ends on.
    assert.deepEqual(changed, [0, 1]);
    assert.ok(!one.join(" ").includes("chien"));
    // With its last sentence a paragraph goes as a whole, the boundary too.
    const edges = (of: string[]): number => of.join("").split("¶").length;
    assert.ok(edges(paragraph) < edges(read([3])));
  });

  it("is the training of the page on those windows, to the bit", () => {
    const session = new Session(() => false);
    session.read({ prose: TEXT.join("\n\n"), tokens: "words", title: "" });
    const dials = { embedding: 8, hidden: 8, context: 8 };
    const started = session.start({ dials, recipe: { held_out: 0 }, seed: 1 });
    for (let i = 0; i < 3; i++) session.advance();
    const found = whole(session.whySliced({ ...ASKED, of: "sentences" }));
    assert.equal(found.effects.length, 6);
    const look = new Model(started.config);
    assert.equal(found.all[0], chance(session.tick(TICK).weights, ASKED, look));

    // By hand: all tokens in a row, cut into windows, and the sentence struck out of these.
    const vocabulary = Words.counted(countWords(TEXT), 1000, true);
    assert.deepEqual(vocabulary.facts(), started.vocabulary);
    const row = TEXT.flatMap((text) => [0, ...vocabulary.encode(text)]).concat(0);
    const [from, to] = [
      row.indexOf(vocabulary.encode("chien")[0]!) - 1,
      row.indexOf(vocabulary.encode("Oui")[0]!),
    ];
    const windows = Array.from({ length: Math.ceil((row.length - 1) / 8) }, (_, n) => {
      const places = Array.from({ length: 9 }, (_, i) => 8 * n + i).filter((at) => at < row.length);
      const left = places.filter((at) => at < from || at >= to).map((at) => row[at]!);
      return { tokens: left.slice(0, -1), targets: left.slice(1) };
    });
    const { told, running } = { told: null, running: true };
    const plain = new Training(
      { words: TEXT, vocabulary, told, running },
      started.config,
      started.recipe,
      1,
      new Model(started.config, 1),
      windows,
    );
    for (let i = 0; i < 3; i++) plain.advance();
    const without = chance(plain.model.parameters.flat, ASKED, look);
    assert.equal(found.effects[1]!.without[0], without);
    assert.notEqual(without, found.all[0]);
    const group = { where: "anywhere", text: "Le" } as const;
    const several = whole(session.whySliced({ ...ASKED, of: "sentences", group }));
    assert.deepEqual(several.effects[0]!.names, ["Le chat dort.", "Le chien court !"]);
  });
});
