/** Positions a second for the lesson's model on the 20 Pokémon: forward, backward, update. */

import { readFileSync } from "node:fs";
import { Adam } from "./engine/adam.js";
import { Forest } from "./engine/batch.js";
import { PRESETS } from "./engine/config.js";
import { readCorpus, windowsOf } from "./engine/corpus.js";
import { Model } from "./engine/model.js";

const words = new URL("../../src/premier_llm/words/pokemon.txt", import.meta.url);
const corpus = readCorpus(readFileSync(words, "utf-8"));

for (const name of ["mini", "microgpt"] as const) {
  const config = PRESETS[name];
  const windows = windowsOf(corpus.words, corpus.vocabulary, config.context);
  const batch = new Forest(config, windows).all();
  const model = new Model(config, 1);
  const adam = new Adam(model, { beta1: 0.7, beta2: 0.9, weight_decay: 0, clip: 0 });
  const chunk = (steps: number): number => {
    const since = performance.now();
    for (let step = 0; step < steps; step++) {
      model.lossAndGradients(batch);
      adam.step(0.01);
    }
    return (performance.now() - since) / steps;
  };
  chunk(100); // the compiler of the JavaScript engine warms up
  const times = Array.from({ length: 21 }, () => chunk(40)).sort((a, b) => a - b);
  const [best, median] = [times[0]!, times[10]!];
  console.log(
    `${name}: ${batch.total} targets a step, ${(1000 * median).toFixed(0)} µs a step (best ` +
      `${(1000 * best).toFixed(0)}), ${Math.round((1000 * batch.total) / median)} positions/s ` +
      `(best ${Math.round((1000 * batch.total) / best)}), loss ${model.loss(batch).toFixed(4)}`,
  );
}
