/**
 * What forgetting on purpose, never being sure and the mean of the weights cost and bring in le Labo:
 * the loss on hidden names halfway and at the end, in nats a letter, the share of 500 invented names that
 * are copies, and how many times as many multiplications it takes, each the mean over the starts. Prints
 * JSON. Needs web/build (`cd web && npx tsc`).
 *
 *     node benchmarks/remedies.mjs [STARTS] [PLANS]
 */

import { readFileSync } from "node:fs";
import { config, READY } from "../web/build/engine/config.js";
import { readCorpus } from "../web/build/engine/corpus.js";
import { float32 } from "../web/build/engine/float32.js";
import { Measured } from "../web/build/engine/measured.js";
import { Model } from "../web/build/engine/model.js";
import { Known } from "../web/build/engine/originality.js";
import { learnedFrom, suitedTo } from "../web/build/engine/recipe.js";
import { sample } from "../web/build/engine/sampling.js";
import { Training } from "../web/build/engine/training.js";

const STARTS = Number(process.argv[2] ?? 3);
const PLANS = (process.argv[3] ?? "lesson,large").split(",");
/** The page's lists; the lesson's has too few names to hide some. */
const LISTS = ["pokemon", "dinosaures", "prenoms", "villes"];
const REMEDIES = {
  none: {},
  "dropout 0.1": { dropout: 0.1 },
  "dropout 0.2": { dropout: 0.2 },
  "dropout 0.4": { dropout: 0.4 },
  "label_smoothing 0.1": { label_smoothing: 0.1 },
  "average 0.9": { average: 0.9 },
  "average 0.99": { average: 0.99 },
};
const NAMES = 500;

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const hiddenLoss = ({ model, heldOutWindows }) =>
  new Measured(model.config, heldOutWindows).loss(model);

function trained(list, plan, dials, seed) {
  const url = new URL(`../src/premier_llm/words/${list}.txt`, import.meta.url);
  const corpus = readCorpus(readFileSync(url, "utf-8"));
  const shape = config({ ...READY[plan], vocabulary: corpus.vocabulary.size });
  const suited = suitedTo(shape, learnedFrom(corpus), dials);
  const { steps } = suited;
  // As the page trains: at the end of the cycle it rests, and keeps the model as it is then.
  const recipe = { ...suited, steps: steps + 1, cycle: steps, patience: 0 };
  const training = new Training(corpus, shape, recipe, seed, new Model(shape, seed, float32()));
  let halfway;
  while (training.step < steps && training.ended === null) {
    training.advance();
    if (training.step === Math.floor(steps / 2)) halfway = hiddenLoss(training);
  }
  const { model } = training;
  const judge = new Known(corpus.words);
  const names = sample(model, corpus.vocabulary, {
    count: NAMES,
    temperature: 1,
    seed,
    maxLength: judge.room,
  });
  return {
    work: training.multiplications,
    halfway,
    hidden: hiddenLoss(training),
    learned: new Measured(shape, training.windows).loss(model),
    best: Math.min(...training.heldOut.map(([, loss]) => loss)),
    copied: names.filter(({ text }) => judge.judge(text) === "copy").length / NAMES,
  };
}

for (const plan of PLANS) {
  for (const list of LISTS) {
    let usual;
    for (const [remedy, dials] of Object.entries(REMEDIES)) {
      const runs = Array.from({ length: STARTS }, (_, i) => trained(list, plan, dials, i + 1));
      const round = (number) => Number(number.toFixed(3));
      const of = (what) => round(mean(runs.map((run) => run[what])));
      usual ??= of("work");
      const [halfway, hidden, best] = ["halfway", "hidden", "best"].map(of);
      const [learned, copied] = ["learned", "copied"].map(of);
      const each = runs.map((run) => round(run.hidden));
      const times = round(of("work") / usual);
      console.log(
        JSON.stringify({
          plan,
          list,
          remedy,
          halfway,
          hidden,
          each,
          best,
          learned,
          copied,
          times,
        }),
      );
    }
  }
}
