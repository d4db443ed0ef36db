/**
 * How soon le Labo's page learns the stories of a world, in Chromium from file://: from the button
 * « Entraîner » at full pace until the model has reached each loss, on stories never told, as
 * measured afterwards from the weights that the page was sent. Prints JSON: seconds for each loss
 * and seed, null where it was not reached. Needs `make lab` and `cd web && npx tsc`.
 *
 * `node benchmarks/stories_page.mjs WORLD SEEDS CYCLES SLOWED LOSS…`; SLOWED is yes or no, six times.
 */

import { pathToFileURL } from "node:url";
import { browser, pause, slow } from "./browser.mjs";

const PAGE = new URL("../src/premier_llm/labo/index.html", import.meta.url);
const BUILD = new URL("../web/build/", import.meta.url);
const [name, seeds, cycles, slowed, ...losses] = process.argv.slice(2);
const FRESH = 2000;

const engine = async (file) => await import(new URL(`engine/${file}`, BUILD));
const { wordWindows } = await engine("corpus.js");
const { config: configOf } = await engine("config.js");
const { float32 } = await engine("float32.js");
const { Measured } = await engine("measured.js");
const { Model } = await engine("model.js");
const { vocabularyFrom } = await engine("vocabularies.js");
const { World } = await engine("worlds/world.js");
const { TELLING } = await import(new URL("spec.js", BUILD));
const fresh = Array.from({ length: FRESH }, (_, i) => new World(name).story(TELLING.stories + i));

/** Runs in the page: keeps what the first worker says, with the time at which it was heard. */
function listen() {
  const heard = (window.heard = { ticks: [], started: undefined, next: 0 });
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        const started = data.value?.started ?? data.value;
        if (started?.recipe !== undefined) heard.started = started;
        if (data.kind !== "tick") return;
        const { step, running, weights } = data.tick;
        heard.last = { step, running };
        if (step < heard.next) return;
        heard.ticks.push({ at: performance.now(), step, weights: Float32Array.from(weights) });
        heard.next = step + 100;
      });
    }
  };
}

async function visit(seed) {
  const { folder, context, close } = await browser();
  const page = context.pages()[0];
  await page.addInitScript(listen);
  const stop = slowed === "yes" ? slow(folder) : async () => {};
  await page.goto(`${pathToFileURL(PAGE.pathname)}#apprendre?list=${name}&pace=0&seed=${seed}`);
  const timeout = 600_000;
  const ready = () => window.heard.started?.kind === "stories" && window.heard.last?.step === 0;
  await page.waitForFunction(ready, undefined, { timeout });
  const opened = await page.evaluate(() => performance.now());
  // The close look at the new model is told before anybody finds the button.
  await pause(slowed === "yes" ? 12_000 : 2_000);
  const begun = [];
  let until = 0;
  for (let cycle = 0; cycle < Number(cycles); cycle++) {
    begun.push(
      await page.evaluate(() => {
        document.querySelector(".player .main").click();
        return performance.now();
      }),
    );
    const length = await page.evaluate(() => window.heard.started.cycle);
    until += length * (cycle === 0 ? 1 : 4 ** cycle);
    await page.waitForFunction((end) => window.heard.last.step >= end, until, { timeout });
    await pause(500);
  }
  const { ticks, started } = await page.evaluate(() => ({
    started: window.heard.started,
    ticks: window.heard.ticks.map(({ at, step, weights }) => ({ at, step, weights: [...weights] })),
  }));
  await stop();
  await close();
  const vocabulary = vocabularyFrom(started.vocabulary);
  const config = configOf(started.config);
  const known = fresh.filter((story) => vocabulary.cut(story).every((word) => vocabulary.has(word)));
  const windows = known.flatMap((s) => wordWindows(vocabulary.encodeWhole(s), config.context));
  const tried = new Measured(config, windows);
  const model = new Model(config, 0, float32());
  const found = losses.map(() => null);
  for (const { at, step, weights } of ticks) {
    model.parameters.flat.set(weights);
    const loss = tried.loss(model);
    // The time between two runs is a person's, not the machine's.
    const run = begun.findLastIndex((time) => time <= at);
    const idle = begun.slice(1, run + 1).reduce((sum, time, i) => {
      const before = ticks.filter((tick) => tick.at < time).at(-1);
      return sum + (time - (before?.at ?? begun[i]));
    }, 0);
    for (const [i, most] of losses.entries()) {
      if (step > 0 && loss <= Number(most)) found[i] ??= Number(((at - begun[0] - idle) / 1000).toFixed(2));
    }
    if (!found.includes(null)) break;
  }
  return { ready: Number((opened / 1000).toFixed(2)), found };
}

const all = [];
for (let seed = 1; seed <= Number(seeds); seed++) all.push(await visit(seed));
const told = losses.map((loss, i) => [loss, all.map(({ found }) => found[i])]);
console.log(JSON.stringify({ ready: all.map(({ ready }) => ready), ...Object.fromEntries(told) }));
