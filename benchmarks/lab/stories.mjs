/**
 * How soon le Labo's engine learns the stories of a world, in Node on one thread:
 *
 *     make lab; cd web && npx tsc; node ../benchmarks/lab/stories.mjs WORLD SEEDS LOSS…
 *
 * For each loss, the seconds that each seed needs to reach it on stories never told; null where it
 * does not. Looking is not counted.
 */

import { ENGINE, WEB } from "./works.mjs";

const { config: configOf, READY } = await import(new URL("config.js", ENGINE));
const { wordWindows } = await import(new URL("corpus.js", ENGINE));
const { float32 } = await import(new URL("float32.js", ENGINE));
const { Measured } = await import(new URL("measured.js", ENGINE));
const { Model } = await import(new URL("model.js", ENGINE));
const { suitedTo } = await import(new URL("recipe.js", ENGINE));
const { Training } = await import(new URL("training.js", ENGINE));
const { Words } = await import(new URL("words.js", ENGINE));
const { World } = await import(new URL("worlds/world.js", ENGINE));
const { TELLING } = await import(new URL("spec.js", WEB));

/** As benchmarks/stories.py has them. */
const [FRESH, CYCLES, EVERY] = [2000, 5, 200];

const [name, seeds, ...losses] = process.argv.slice(2);
const world = new World(name, 0);
const told = world.stories(TELLING.stories);
const fresh = Array.from({ length: FRESH }, (_, i) => world.story(TELLING.stories + i));
const vocabulary = Words.found([...told, ...fresh]);
const config = configOf({ ...READY.sentences, vocabulary: vocabulary.size });
const suited = suitedTo(config, { names: told.length, tokens: "words" });
const recipe = { ...suited, cycle: suited.steps, steps: CYCLES * suited.steps };
const windows = fresh.flatMap((s) => wordWindows(vocabulary.encodeWhole(s), config.context));
const material = { words: told, vocabulary, running: false, told: null };

const reached = losses.map(() => []);
for (let seed = 0; seed < Number(seeds); seed++) {
  const model = new Model(config, seed, float32());
  const training = new Training(material, config, recipe, seed, model);
  const tried = new Measured(config, windows);
  const times = losses.map(() => null);
  let [spent, since] = [0, performance.now()];
  for (const { step } of training.steps()) {
    spent += performance.now() - since;
    if (step % EVERY === 0) {
      const loss = tried.loss(model);
      for (const [i, most] of losses.entries()) if (loss <= most) times[i] ??= spent / 1000;
      if (!times.includes(null)) break;
    }
    since = performance.now();
  }
  for (const [i, time] of times.entries()) reached[i].push(time);
}
console.log(JSON.stringify(reached));
