/** The worlds ask as Python's: the same questions, the same truths, the same judgement of answers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { worldNames } from "../engine/worlds/grammar.js";
import { Questions, type Exchange, type QuestionKind } from "../engine/worlds/questions.js";
import { World } from "../engine/worlds/world.js";
import { goldenJson } from "./helpers.js";

type Said = readonly [string, string, readonly string[], string, QuestionKind];
interface Facts {
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
  const { stories, exams, marks } = golden[name]!;
  const questions = new Questions(new World(name));

  test(`${name}: the same questions about the same stories`, () => {
    assert.equal(questions.has, stories.length > 0);
    for (const [number, expected] of stories.entries()) {
      assert.deepEqual(questions.ofStory(number, 0.4).map(said), expected);
    }
    const kinds = new Map<QuestionKind, number>();
    for (const exam of exams) {
      const number = kinds.get(exam[4]) ?? 0;
      kinds.set(exam[4], number + 1);
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
