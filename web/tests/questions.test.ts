/** The worlds ask as Python's: the same questions, the same truths, the same judgement of answers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { InputError } from "../engine/errors.js";
import { worldNames } from "../engine/worlds/grammar.js";
import { Questions, type Exchange, type QuestionKind } from "../engine/worlds/questions.js";
import { World } from "../engine/worlds/world.js";
import { goldenJson } from "./helpers.js";

type Said = readonly [string, string, readonly string[], string, QuestionKind];
interface Facts {
  readonly kinds: readonly QuestionKind[];
  readonly stories: readonly (readonly Said[])[];
  readonly exams: readonly Said[];
  readonly marks: readonly (readonly [
    string,
    string,
    string,
    readonly string[] | null,
    string | null,
  ])[];
}

const golden = goldenJson<Readonly<Record<string, Facts>>>("questions.json");
const said = ({ before, question, answers, said, kind }: Exchange): Said => [
  before,
  question,
  answers,
  said,
  kind,
];

for (const name of worldNames) {
  const { kinds, stories, exams, marks } = golden[name]!;
  const questions = new Questions(new World(name));

  test(`${name}: the same questions about the same stories`, () => {
    assert.equal(questions.has, stories.length > 0);
    assert.deepEqual(questions.kinds, kinds);
    for (const [number, expected] of stories.entries()) {
      assert.deepEqual(questions.ofStory(number, 0.4).map(said), expected);
    }
    const asked = new Map<QuestionKind, number>();
    for (const exam of exams) {
      const number = asked.get(exam[4]) ?? 0;
      asked.set(exam[4], number + 1);
      assert.deepEqual(said(questions.exam(exam[4], number)), exam);
    }
  });

  test(`${name}: the same truth, whatever is typed`, () => {
    for (const [before, question, answer, truth, mark] of marks) {
      assert.deepEqual(questions.trueAnswers(before, question), truth, `${before} ${question}`);
      assert.equal(questions.mark(before, question, answer), mark, `${question} ${answer}`);
    }
    if (!questions.has) return;
    assert.deepEqual(
      new Set(marks.map(([, , , , mark]) => mark)),
      new Set(["true", "false", "refused", "unclear", null]),
    );
  });
}

test("what cannot be asked is said", () => {
  const world = new World("histoires");
  const { grammar } = world;
  const asks = grammar.asks.filter((one) => one.shape === grammar.asks[0]!.shape && !one.claim);
  Object.assign(grammar, { asks, manners: { ...grammar.manners, strangers: [], talk: [] } });
  const questions = new Questions(world);
  assert.deepEqual(questions.kinds, ["story", "absent"]);
  for (const kind of golden["histoires"]!.kinds) {
    if (questions.kinds.includes(kind)) assert.equal(questions.exam(kind, 3).kind, kind);
    else assert.throws(() => questions.exam(kind, 3), InputError);
  }
});
