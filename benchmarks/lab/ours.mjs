/**
 * Le Labo's engine, a process for runner.mjs:
 *
 *     node ours.mjs step WORK ARITHMETIC       steps of a training
 *     node ours.mjs names HOW ARITHMETIC       names, invented `together` or `alone`, one by one
 *     node ours.mjs product WHICH ARITHMETIC   products of `nanogpt`, the matrix that widens
 */

import { pathToFileURL } from "node:url";
import { serve } from "./runner.mjs";
import { corpus, ENGINE, SEED, work } from "./works.mjs";

const { Adam } = await import(new URL("adam.js", ENGINE));
const { Forest } = await import(new URL("batch.js", ENGINE));
const { parameterCount } = await import(new URL("config.js", ENGINE));
const { Model } = await import(new URL("model.js", ENGINE));
const { sample } = await import(new URL("sampling.js", ENGINE));

/** What the page trains with comes last. */
export const ARITHMETICS = ["float64", "float32"];

/** The one place that knows how an arithmetic is made. */
async function made(arithmetic) {
  const { [arithmetic]: found } = await import(new URL(`${arithmetic}.js`, ENGINE));
  return arithmetic === "float32" ? found() : found; // with a memory of its own
}

/** A new model that computes in this arithmetic. */
export async function modelOf(config, arithmetic = "float64") {
  return new Model(config, SEED, await made(arithmetic));
}

/** The windows of a work as one batch. */
export const batchOf = ({ config, windows }) => new Forest(config, windows).all();

/** A training: its model, and what takes so many steps and returns the loss before the last. */
async function training(name, arithmetic) {
  const { config, windows, rate, beta1, beta2 } = work(name);
  const batch = batchOf({ config, windows });
  const model = await modelOf(config, arithmetic);
  const adam = new Adam(model, { beta1, beta2, weight_decay: 0, clip: 0 });
  const steps = (count) => {
    let loss;
    for (let i = 0; i < count; i++) {
      loss = model.lossAndGradients(batch);
      adam.step(rate);
    }
    return loss;
  };
  return { model, batch, steps };
}

const WHAT = {
  async step(name, arithmetic) {
    const { model, batch, steps } = await training(name, arithmetic);
    const { total, cells, read } = batch;
    return [{ numbers: parameterCount(model.config), targets: total, cells, read }, steps];
  },

  async names(how, arithmetic) {
    const { model, steps } = await training("mini", arithmetic);
    steps(100);
    const { vocabulary } = corpus();
    let seed = 0;
    const together = (count) => void sample(model, vocabulary, { count, seed: seed++ });
    const alone = (count) => {
      for (let i = 0; i < count; i++) together(1);
    };
    return [{}, how === "together" ? together : alone];
  },

  async product(which, arithmetic) {
    const { config, windows } = work("nanogpt");
    const [rows, inputs, outputs] = [
      windows.length * config.context,
      config.embedding,
      config.hidden,
    ];
    const tools = await made(arithmetic);
    const numbers = (count) => {
      const block = tools.block(count);
      for (let i = 0; i < count; i++) block.values[i] = Math.sin(i);
      return block;
    };
    const [x, weight, y] = [rows * inputs, inputs * outputs, rows * outputs].map(numbers);
    // Only one of them ever runs here: what it writes is not what it reads.
    const once = {
      forward: () => tools.linear(x, weight, undefined, y, 0, rows, inputs, outputs),
      backward: () => tools.linearBackward(y, weight, x, rows, inputs, outputs),
      gradient: () => tools.linearGradient(y, x, weight, undefined, rows, inputs, outputs),
    }[which];
    const facts = { operations: 2 * rows * inputs * outputs };
    return [
      facts,
      (count) => {
        for (let i = 0; i < count; i++) once();
      },
    ];
  },
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [what, ...how] = process.argv.slice(2);
  await serve(...(await WHAT[what](...how)));
}
