/** The count of multiplications: as in Python, and as the arithmetic is really asked for them. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Arithmetic } from "../engine/arithmetic.js";
import type { Batch } from "../engine/batch.js";
import { Forest } from "../engine/batch.js";
import { config, PRESETS } from "../engine/config.js";
import { listed } from "../engine/corpus.js";
import { float64 } from "../engine/float64.js";
import { Model } from "../engine/model.js";
import { counter, forward, learning, perToken, type Rows } from "../engine/multiplications.js";
import { recipe } from "../engine/recipe.js";
import { Training } from "../engine/training.js";
import { Vocabulary } from "../engine/vocabulary.js";
import type { Known } from "../labo/tabs/grow/known.js";
import { KNOWN_MODELS } from "../spec.js";
import { goldenJson, odd, windowsIn } from "./helpers.js";

interface Facts {
  readonly multiplications: readonly (readonly [
    Record<string, unknown>,
    {
      readonly layers: readonly (readonly [number, number, number])[];
      readonly read: number;
      readonly forward: number;
      readonly learning: number;
      readonly per_token: number;
    },
  ])[];
}

/** The same arithmetic, which counts the multiplications of its products. */
function counting(): { readonly arithmetic: Arithmetic; count: number } {
  const counted = { count: 0, arithmetic: float64 as Arithmetic };
  const seen = ({ sees, askers }: Batch["spans"][number]): number =>
    sees.slice(0, askers).reduce((sum, n) => sum + n, 0);
  counted.arithmetic = {
    ...float64,
    linear(...asked) {
      const [, , , , first, end, inputs, outputs] = asked;
      counted.count += (end - first) * inputs * outputs;
      float64.linear(...asked);
    },
    linearBackward(...asked) {
      const [, , , rows, inputs, outputs] = asked;
      counted.count += rows * inputs * outputs;
      float64.linearBackward(...asked);
    },
    linearGradient(...asked) {
      const [, , , , rows, inputs, outputs] = asked;
      counted.count += rows * inputs * outputs;
      float64.linearGradient(...asked);
    },
    scores(...asked) {
      counted.count += seen(asked[1]) * asked[4] * asked[5];
      float64.scores(...asked);
    },
    mix(...asked) {
      counted.count += seen(asked[1]) * asked[5] * asked[6];
      float64.mix(...asked);
    },
    attentionBackward(...asked) {
      // Slopes of the shares and of the information, then of questions and of labels.
      counted.count += 4 * seen(asked[1]) * asked[5] * asked[6];
      float64.attentionBackward(...asked);
    },
  };
  return counted;
}

describe("the count of multiplications", () => {
  it("is Python's", () => {
    const { multiplications } = goldenJson<Facts>("facts.json");
    assert.ok(multiplications.length > 3);
    for (const [dials, said] of multiplications) {
      const shape = config(dials);
      const layers = said.layers.map(([sources, askers, seen]): Rows => ({
        sources,
        askers,
        seen,
      }));
      assert.equal(forward(shape, layers, said.read), said.forward);
      assert.equal(learning(shape, layers, said.read), said.learning);
      assert.equal(perToken(shape), said.per_token);
    }
  });

  for (const [name, shape] of Object.entries(odd)) {
    it(`is what a step asks of the arithmetic: ${name}`, () => {
      const batch = new Forest(shape, windowsIn(3)).all();
      const counted = counting();
      new Model(shape, 1, counted.arithmetic).lossAndGradients(batch);
      assert.ok(counted.count > 0);
      assert.equal(counter(shape)(batch), counted.count);
    });
  }

  it("of a training is that of its steps, and stays in its file", () => {
    const material = listed(["pikachu", "pichu", "evoli", "rex"], Vocabulary.lesson());
    const counted = counting();
    const mini = config();
    const plan = recipe({ batch: 2, steps: 7, held_out: 0, evaluate_every: 100 });
    const training = new Training(material, mini, plan, 1, new Model(mini, 1, counted.arithmetic));
    for (let step = 0; step < 6; step++) training.advance();
    assert.equal(training.multiplications, counted.count);
    const again = Training.fromState(material, mini, training.state());
    assert.equal(again.multiplications, counted.count);
    training.advance();
    again.advance();
    assert.equal(again.multiplications, training.multiplications);
    const { multiplications: _, ...older } = training.state().facts;
    const { tensors } = training.state();
    assert.equal(
      Training.fromState(material, mini, { tensors, facts: older }).multiplications,
      null,
    );
  });

  it("agrees with what was published of GPT-3: 6 operations a number and token", () => {
    const models: readonly Known[] = KNOWN_MODELS;
    const { trained, published } = models.find(({ id }) => id === "gpt3")!;
    const expected = 6 * published!.parameters * trained!.tokens;
    assert.ok(Math.abs(trained!.operations! / expected - 1) < 0.01);
    const gpt2 = PRESETS.gpt2;
    assert.equal(2 * 3 * perToken(gpt2), 854_438_400);
  });
});
