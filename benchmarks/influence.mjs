/**
 * Why this letter: how long the experiment takes beside the training that it repeats; and, on lists
 * that are too long to try each name, what the guess from slopes is worth: its rank correlation with
 * the experiment, as the page tells it; and on names that it chose, that TracIn (Pruthi et al. 2020)
 * chose, and that nobody chose, both guesses' rank correlation. Prints JSON. Needs web/build (`cd web
 * && npx tsc`).
 *
 *     node benchmarks/influence.mjs [STARTS]
 */

import { readFileSync } from "node:fs";
import { Forest } from "../web/build/engine/batch.js";
import { config } from "../web/build/engine/config.js";
import { readCorpus, windowsOf } from "../web/build/engine/corpus.js";
import { float32 } from "../web/build/engine/float32.js";
import {
  gains,
  guesses,
  influence,
  originOf,
  rankCorrelation,
  weigh,
  worth,
} from "../web/build/engine/influence.js";
import { Model } from "../web/build/engine/model.js";
import { Random } from "../web/build/engine/random.js";
import { learnedFrom, rate, suitedTo } from "../web/build/engine/recipe.js";
import { whole } from "../web/build/engine/slices.js";
import { Training } from "../web/build/engine/training.js";

const STARTS = Number(process.argv[2] ?? 3);
/** TracIn looks so often along the training. */
const LOOKS = 10;
/** Names of each guess's choice, and of nobody's. */
const CHOSEN = 10;
/** The lists at the age at which they invent, and the last letter of a beginning that is in them. */
const CASES = [
  { list: "pokemon", steps: 20, said: "pika" },
  { list: "dinosaures", steps: 300, said: "tyra" },
  { list: "prenoms", steps: 300, said: "mari" },
  { list: "villes", steps: 300, said: "montp" },
];

const seconds = (from) => (performance.now() - from) / 1000;

function begun(list) {
  const url = new URL(`../src/premier_llm/words/${list}.txt`, import.meta.url);
  const corpus = readCorpus(readFileSync(url, "utf-8"));
  const shape = config({ vocabulary: corpus.vocabulary.size });
  const suited = suitedTo(shape, learnedFrom(corpus));
  // As the page trains: it goes on as long as one likes.
  const recipe = { ...suited, cycle: suited.steps, steps: 1_000_000, patience: 0 };
  return new Training(corpus, shape, recipe, 1, new Model(shape, 1, float32()));
}

function run(training, steps, look = () => {}) {
  const from = performance.now();
  while (training.step < steps) {
    look(training);
    training.advance();
  }
  return seconds(from);
}

/** The rate times the slopes of the letter's loss and of each name's, multiplied and added up. */
function tracIn(list, steps, { before, token }) {
  const training = begun(list);
  const { model, material, trainWords, recipe } = training;
  const shape = model.config;
  const batches = trainWords.map((word) =>
    new Forest(shape, windowsOf(material, [word], shape.context)).all(),
  );
  const target = new Forest(shape, [
    { tokens: before.slice(-shape.context), targets: [token] },
  ]).all();
  const places = new Set(
    Array.from({ length: LOOKS }, (_, i) => Math.floor(((2 * i + 1) * steps) / (2 * LOOKS))),
  );
  const found = new Float64Array(trainWords.length);
  run(training, steps, ({ step }) => {
    if (!places.has(step)) return;
    model.lossAndGradients(target);
    const wanted = model.gradients.flat.slice();
    for (const [place, batch] of batches.entries()) {
      model.lossAndGradients(batch);
      const slopes = model.gradients.flat;
      let product = 0;
      for (let i = 0; i < wanted.length; i++) product += wanted[i] * slopes[i];
      found[place] += rate(recipe, step) * batch.total * product;
    }
  });
  return found;
}

/** Both guesses held against the experiment, on names that either or neither chose. */
function bothGuesses(list, steps, training, saying) {
  const ours = whole(guesses(originOf(training, float32()), saying));
  const theirs = tracIn(list, steps, saying);
  const best = (guess) =>
    Array.from(guess.keys())
      .sort((a, b) => Math.abs(guess[b]) - Math.abs(guess[a]))
      .slice(0, CHOSEN);
  const drawn = new Random(1).order(ours.length).slice(0, CHOSEN);
  const places = [...new Set([...best(ours), ...best(theirs), ...drawn])];
  const groups = places.map((place) => [place]);
  const tried = whole(influence(originOf(training, float32()), saying, { seeds: STARTS, groups }));
  const means = tried.effects.map(({ without }) => weigh(gains(tried.all, without)).mean);
  const agreement = (guess) =>
    rankCorrelation(
      places.map((place) => guess[place]),
      means,
    );
  return { compared: places.length, slopes: agreement(ours), tracin: agreement(theirs) };
}

const results = CASES.map(({ list, steps, said }) => {
  const training = begun(list);
  run(begun(list), steps); // so that all is compiled
  const plain = run(training, steps);
  const { vocabulary } = training.material;
  const ids = vocabulary.encode(said);
  const saying = { before: [vocabulary.boundary, ...ids.slice(0, -1)], token: ids.at(-1) };
  const from = performance.now();
  const known = whole(influence(originOf(training, float32()), saying, { seeds: STARTS }));
  const all = seconds(from);
  const trials = known.effects.map(({ names, without, guess, drawn }) => ({
    name: training.trainWords[names[0]],
    drawn,
    guess,
    ...weigh(gains(known.all, without)),
  }));
  const compared = worth(known) === null ? undefined : bothGuesses(list, steps, training, saying);
  return {
    list,
    names: training.trainWords.length,
    steps,
    said,
    starts: STARTS,
    trainings: known.of,
    seconds: all,
    // 1: each repeated training takes as long as the first.
    ratio: all / known.of / plain,
    worth: worth(known),
    ...compared,
    sure: trials.filter(({ verdict }) => verdict !== "noise").map(({ name }) => name),
    strongest: trials.sort((a, b) => b.mean - a.mean).slice(0, 3),
  };
});
console.log(JSON.stringify(results, undefined, 2));
