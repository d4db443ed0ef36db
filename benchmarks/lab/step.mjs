/**
 * Le Labo's engine beside its peers, in turn in one run: one training step (forward, backward, Adam)
 * of the works of works.mjs; how the step's time grows with the width; names invented; the product
 * alone beside what the machine can do.
 *
 *     make lab; cd web && npx tsc; cd ../benchmarks/lab && npm ci --ignore-scripts
 *     node step.mjs [--json] [--quick] [--python PYTHON]
 *
 * Each engine is a process: ours.mjs (each arithmetic), tfjs.mjs (TensorFlow.js, cpu and wasm),
 * genai.mjs (@genai-fi/nanogpt), numpy_steps.py (our NumPy engine). They start from the same weights
 * and must find the same losses, or nothing is timed; but for @genai-fi/nanogpt, whose model is
 * another one of the same shape. PYTHON has our package.
 *
 * A ratio is that of another's time to that of the page's arithmetic, pair by pair: above 1 we are
 * faster. Part of it is the algorithm, not the code: beginnings that are alike are computed once.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ARITHMETICS, modelOf } from "./ours.mjs";
import { engine } from "./runner.mjs";
import { WIDTHS, work } from "./works.mjs";

const HERE = import.meta.dirname;
const { values: asked } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    python: { type: "string", default: join(HERE, "../../.venv/bin/python") },
  },
});
/** An engine is timed at most so often, at least so often, and else for so many seconds. */
const [MOST, LEAST, SECONDS] = asked.quick ? [3, 1, 1] : [15, 3, 4];
/** Steps are taken together, so that a moment is long enough for its clock. */
const MOMENT_US = 60_000;
/** What the page trains with. */
const OURS = ARITHMETICS.at(-1);

// What libraries say on the console goes elsewhere: see runner.mjs.
const say = (text) => process.stdout.write(`${text}\n`);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rounded = (number, digits) => Number(number.toFixed(digits));
const node = (script, ...options) => engine(process.execPath, join(HERE, script), ...options);

/** Time what these engines do, in turn; beside the times of `base`, pair by pair. */
async function inTurn(engines, base) {
  for (const one of Object.values(engines)) {
    // The compiler watches the first ones: they only tell how many to take together.
    let [time] = await one.steps(1);
    const some = (time) => Math.max(1, Math.round(MOMENT_US / time));
    for (let n = 0; n < 5 && time < 200_000; n++) [time] = await one.steps(some(time));
    one.together = some(time);
    const moment = (time * one.together) / 1e6;
    one.rounds = Math.min(MOST, Math.max(LEAST, Math.floor(SECONDS / moment)));
    one.times = [];
  }
  engines[base].rounds = Math.max(...Object.values(engines).map(({ rounds }) => rounds));
  for (let round = 0; round < MOST; round++) {
    for (const one of Object.values(engines)) {
      if (round < one.rounds) one.times.push((await one.steps(one.together))[0]);
    }
  }
  const found = {};
  for (const [name, { times, facts, end }] of Object.entries(engines)) {
    const ratios = times.map((time, round) => time / engines[base].times[round]);
    found[name] = {
      ...facts,
      us: rounded(median(times), 1),
      least_us: rounded(Math.min(...times), 1),
      rounds: times.length,
      ratio: rounded(median(ratios), 3),
      ratio_min: rounded(Math.min(...ratios), 3),
      ratio_max: rounded(Math.max(...ratios), 3),
    };
    end();
  }
  return found;
}

/** The weights and the windows of a work, for what is not JavaScript. */
async function written(name, folder) {
  const { config, windows, rate, beta1, beta2 } = work(name);
  const tensors = Object.fromEntries(
    [...(await modelOf(config)).tensors()].map(([name, { shape, values }]) => [
      name,
      { shape, values: [...values] },
    ]),
  );
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ config, windows, rate, beta1, beta2, tensors }));
  return file;
}

/** One step of a work, by all of these engines. */
async function steps(name, which) {
  const folder = mkdtempSync(join(tmpdir(), "premier-llm-"));
  const engines = {};
  const known = {
    ours: (arithmetic) => node("ours.mjs", "step", name, arithmetic),
    tfjs: (backend, formulation) => node("tfjs.mjs", name, backend, formulation),
    genai: () => node("genai.mjs", name),
    numpy: async () =>
      engine(asked.python, join(HERE, "numpy_steps.py"), await written(name, folder)),
  };
  let expected;
  // Slow ones are not asked for ten steps to be believed.
  const believed = name === "nanogpt" ? 1 : 10;
  for (const title of which) {
    const [kind, ...how] = title.split(" ");
    const one = (engines[title] = await known[kind](...how));
    const [, loss] = await one.steps(believed + 1);
    expected ??= loss;
    const same = kind === "genai" ? Number.isFinite(loss) : Math.abs(loss / expected - 1) < 1e-3;
    if (!same) {
      throw new Error(`not the same step: after ${believed}, ${title} has ${loss}, we ${expected}`);
    }
  }
  rmSync(folder, { recursive: true });
  return inTurn(engines, `ours ${OURS}`);
}

const arithmetics = ARITHMETICS.map((arithmetic) => `ours ${arithmetic}`);
const backends = ["cpu", "wasm"];
const forms = (name) => ["plain", "tuned", ...(name === "mini" ? ["shared"] : [])];
const peers = (name) => [
  ...arithmetics,
  ...backends.flatMap((backend) => forms(name).map((form) => `tfjs ${backend} ${form}`)),
  "genai",
  "numpy",
];

const found = { arithmetic: OURS, steps: {}, curve: {}, names: {}, products: {} };
for (const name of ["mini", "stories", "nanogpt"])
  found.steps[name] = await steps(name, peers(name));
for (const width of WIDTHS) {
  const some = [...arithmetics, "tfjs wasm plain", "tfjs wasm tuned", "numpy"];
  const name = `stories-${width}`;
  found.curve[width] = width === 32 ? found.steps.stories : await steps(name, some);
}

const inventors = {};
for (const arithmetic of ARITHMETICS) {
  for (const how of ["alone", "together"]) {
    inventors[`${how} ${arithmetic}`] = await node("ours.mjs", "names", how, arithmetic);
  }
}
found.names = await inTurn(inventors, `together ${OURS}`);

const products = { peak: await node("peak.mjs") };
for (const which of ["forward", "backward", "gradient"]) {
  products[which] = await node("ours.mjs", "product", which, OURS);
}
found.products = await inTurn(products, "peak");
for (const one of Object.values(found.products)) {
  // At its best: a busy machine slows one round of a loop on registers more than it would another.
  one.gflops = rounded(one.operations / one.least_us / 1000, 2);
}

if (asked.json) {
  say(JSON.stringify(found));
} else {
  const line = (name, { us, numbers, ratio, ratio_min, ratio_max, rounds }) =>
    `${name.padEnd(20)}${us.toFixed(0).padStart(10)} µs   × ${ratio} (${ratio_min}..${ratio_max}; ` +
    `${rounds} times)${numbers ? `   ${numbers} numbers` : ""}`;
  const show = (title, engines) => {
    say(`\n${title}`);
    for (const [name, one] of Object.entries(engines)) say(line(name, one));
  };
  for (const [name, engines] of Object.entries(found.steps)) show(`A step of ${name}`, engines);
  for (const [width, engines] of Object.entries(found.curve)) show(`Width ${width}`, engines);
  show("A name", found.names);
  say("\nThe product of 768 rows, 128 numbers, 512 outputs, and what the machine can do");
  for (const [name, { gflops }] of Object.entries(found.products)) {
    const share = (100 * gflops) / found.products.peak.gflops;
    say(`${name.padEnd(20)}${gflops.toFixed(1).padStart(10)} GFLOP/s   ${share.toFixed(0)} %`);
  }
}
