/**
 * One training step (forward, backward, Adam) of the lesson's model on the 20 Pokémon: le Labo's
 * engine beside TensorFlow.js, alternately in one run. First checks that both do the same step.
 *
 *     cd lab && npm ci && npx tsc && cd ../benchmarks/lab && npm ci && node step.mjs [--json]
 *
 * TensorFlow.js is given three formulations, and its fastest on each backend is what we quote:
 *
 * plain   as the lesson says it: windows in rows of T padded and masked, tf.train.adam.minimize.
 * tuned   the same rows, written for these backends' strengths: only counted positions go through
 *         the MLP; Adam sees one flat variable; the loss has its gradient in closed form; on wasm,
 *         matrices are transposed first, because only a product without transposes is fast there.
 * shared  tuned, with our algorithm instead of rows: each different beginning computed once.
 *
 * Embeddings are one-hot products: tf.gather has no gradient on wasm (UnsortedSegmentSum) and a
 * slower one on cpu. tf.fused.matMul must not transpose: on wasm it then forgets the bias. Left
 * out: tfjs-node, whose native library npm does not hold; threads, which the wasm backend does not
 * take in Node even when asked for two (we print how many it has).
 */

import { existsSync, readFileSync } from "node:fs";
import tf from "@tensorflow/tfjs";
import wasm from "@tensorflow/tfjs-backend-wasm";

const ROOT = new URL("../../", import.meta.url);
const ENGINE = new URL("web/build/engine/", ROOT);
if (!existsSync(new URL("model.js", ENGINE))) throw new Error("first: cd lab && npm ci && npx tsc");
const { Adam } = await import(new URL("adam.js", ENGINE));
const { Forest } = await import(new URL("batch.js", ENGINE));
const { PRESETS, parameterTable } = await import(new URL("config.js", ENGINE));
const { readCorpus, windowsOf } = await import(new URL("corpus.js", ENGINE));
const { Model } = await import(new URL("model.js", ENGINE));

const ROUNDS = 21;
const RATE = 0.01;
const DIALS = { beta1: 0.7, beta2: 0.9, weight_decay: 0, clip: 0 };
const EPSILON = 1e-8;
const SEED = 1;
const HIDDEN = -1e9; // the score of what may not be seen

const config = PRESETS.mini;
const { vocabulary: V, context: T, embedding: D } = config;
const SCALE = 1 / Math.sqrt(D / config.heads);
const text = readFileSync(new URL("src/premier_llm/words/pokemon.txt", ROOT), "utf-8");
const corpus = readCorpus(text);
const cut = windowsOf(corpus.words, corpus.vocabulary, T);
// The words' first windows, then those whose last position alone counts.
const whole = cut.filter((window) => window.targets.length > 1);
const windows = [...whole, ...cut.filter((window) => window.targets.length === 1)];
const [B, F] = [windows.length, whole.length];
const batch = new Forest(config, windows).all();
const TOTAL = batch.total;

/** A constant matrix that is 0 but where `fill` sets something. */
function matrix(rows, columns, fill) {
  const values = new Float32Array(rows * columns);
  fill((row, column, value) => (values[row * columns + column] += value));
  return tf.tensor2d(values, [rows, columns]);
}

/** Our parameters for TensorFlow.js: both embeddings as one, matrices turned to (in, out). */
const [TOKENS, POSITIONS, ...OTHERS] = parameterTable(config);
const PARTS = [
  { shape: [V + T, D], count: TOKENS.count + POSITIONS.count, turned: false },
  ...OTHERS.map(({ shape, count }) => {
    return { shape: shape.toReversed(), count, turned: shape.length > 1 };
  }),
];

/** Our flat array of weights or gradients, with its matrices turned. */
function turned(flat) {
  const values = Float32Array.from(flat);
  let start = 0;
  for (const part of PARTS) {
    const [rows, columns] = part.shape;
    for (let i = 0; part.turned && i < part.count; i++) {
      values[start + i] = flat[start + (i % columns) * rows + Math.floor(i / columns)];
    }
    start += part.count;
  }
  return values;
}

/** One-hot tokens and places of rows, to be multiplied by both embeddings. */
function oneHot(tokens, places) {
  return matrix(tokens.length, V + T, (set) => {
    for (const [row, token] of tokens.entries()) {
      set(row, token, 1);
      set(row, V + places[row], 1);
    }
  });
}

/**
 * The inputs, what each position may see, and the share of each target in the loss: (rows, V), 0
 * where nothing counts. Padding comes last, so nothing before it sees it, and it has no target.
 */
function windowRows(trimmed) {
  const places = Array.from({ length: B * T }, (_, row) => row % T);
  const tokens = places.map((p, row) => windows[Math.floor(row / T)].tokens[p] ?? 0);
  const mask = matrix(T, T, (set) => {
    for (let p = 0; p < T; p++) for (let j = p + 1; j < T; j++) set(p, j, HIDDEN);
  });
  const truth = matrix(trimmed ? F * T + B - F : B * T, V, (set) => {
    for (const [n, { tokens, targets }] of windows.entries()) {
      for (const [i, target] of targets.entries()) {
        const p = tokens.length - targets.length + i;
        set(trimmed && n >= F ? F * T + n - F : n * T + p, target, 1 / TOTAL);
      }
    }
  });
  return { inputs: oneHot(tokens, places), mask, truth };
}

/** The same for the positions that words share: inputs are what is seen, askers what asks. */
function sharedRows() {
  const { own, sees, seen } = batch.spans[0];
  const tokens = batch.cellTokens.subarray(0, batch.cells);
  const askers = own.subarray(0, batch.read);
  const hidden = new Float32Array(batch.read * batch.cells).fill(HIDDEN);
  for (let a = 0; a < batch.read; a++) {
    for (let j = 0; j < sees[a]; j++) hidden[a * batch.cells + seen[a * T + j]] = 0;
  }
  const truth = matrix(batch.read, V, (set) => {
    for (let t = 0; t < TOTAL; t++) set(batch.targetRows[t], batch.targets[t], 1 / TOTAL);
  });
  return {
    inputs: oneHot(tokens, batch.cellPlaces),
    askers: oneHot(
      askers.map((cell) => batch.cellTokens[cell]),
      askers.map((cell) => batch.cellPlaces[cell]),
    ),
    mask: tf.tensor2d(hidden, [batch.read, batch.cells]),
    truth,
  };
}

/** The operations as one would write them. */
function plainKit(truth) {
  const dense = (x, weight, bias) => tf.add(tf.matMul(x, weight), bias);
  return {
    embed: (constant) => (x) => tf.matMul(constant, x),
    matMul: tf.matMul,
    denseRelu: (x, weight, bias) => tf.relu(dense(x, weight, bias)),
    dense,
    crossEntropy: (logits) => tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), truth))),
  };
}

/** The same operations with gradients by hand, so that no product transposes within itself. */
function tunedKit(truth, backend) {
  const count = tf.tile(tf.sum(truth, 1, true), [1, V]);
  const byBoth = (slope, x, weight) => [
    tf.matMul(slope, tf.transpose(weight)),
    tf.matMul(tf.transpose(x), slope),
  ];
  const dense = (activation) =>
    tf.customGrad((x, weight, bias, save) => {
      const value = tf.fused.matMul({ a: x, b: weight, bias, activation });
      save([x, weight, value]);
      const gradFunc = (slope, [x, weight, y]) => {
        const d = activation === "relu" ? tf.mul(slope, tf.step(y)) : slope;
        return [...byBoth(d, x, weight), tf.sum(d, 0)];
      };
      return { value, gradFunc };
    });
  return {
    embed: (constant) => {
      const across = tf.transpose(constant);
      return tf.customGrad((x) => ({
        value: tf.matMul(constant, x),
        gradFunc: (slope) => tf.matMul(across, slope),
      }));
    },
    matMul:
      backend === "cpu"
        ? tf.matMul
        : tf.customGrad((x, weight, save) => {
            save([x, weight]);
            const gradFunc = (slope, [x, weight]) => byBoth(slope, x, weight);
            return { value: tf.matMul(x, weight), gradFunc };
          }),
    denseRelu: dense("relu"),
    dense: dense("linear"),
    crossEntropy: tf.customGrad((logits, save) => {
      const probabilities = tf.softmax(logits);
      save([probabilities]);
      return {
        value: tf.neg(tf.sum(tf.mul(tf.log(probabilities), truth))),
        gradFunc: (slope, [p]) => tf.mul(slope, tf.sub(tf.mul(p, count), truth)),
      };
    }),
  };
}

/** The loss of TensorFlow.js as a function of the parameters. */
function lossOf(formulation, backend) {
  const shared = formulation === "shared";
  const plain = formulation === "plain";
  const { inputs, askers, mask, truth } = shared ? sharedRows() : windowRows(!plain);
  const { embed, matMul, denseRelu, dense, crossEntropy } = plain
    ? plainKit(truth)
    : tunedKit(truth, backend);
  const embedInputs = embed(inputs);
  const embedAskers = shared && embed(askers);
  const rows = (x) => tf.reshape(x, [B, T, D]);
  const lasts = (x) => tf.reshape(tf.slice(rows(x), [F, T - 1, 0], [B - F, 1, D]), [B - F, D]);
  const counted = (x) => tf.concat([tf.slice(x, [0, 0], [F * T, D]), lasts(x)]);
  return (embeddings, query, key, value, up, upBias, down, downBias, unembedding) => {
    const x = embedInputs(embeddings);
    const own = shared ? embedAskers(embeddings) : x;
    const q = tf.mul(matMul(own, query), SCALE);
    const [k, v] = [key, value].map((weight) => matMul(x, weight));
    let middle;
    if (shared) {
      const weights = tf.softmax(tf.add(matMul(q, tf.transpose(k)), mask));
      middle = tf.add(own, matMul(weights, v));
    } else {
      const weights = tf.softmax(tf.add(tf.matMul(rows(q), rows(k), false, true), mask));
      middle = tf.add(x, tf.reshape(tf.matMul(weights, rows(v)), [B * T, D]));
      if (!plain) middle = counted(middle);
    }
    const out = tf.add(middle, dense(denseRelu(middle, up, upBias), down, downBias));
    return crossEntropy(matMul(out, unembedding));
  };
}

/** A chunk of steps of TensorFlow.js: its time for one step, and the loss of the last. */
function theirs(backend, formulation) {
  tf.setBackend(backend);
  const plain = formulation === "plain";
  const start = new Model(config, SEED);
  const ourLoss = start.lossAndGradients(batch);
  const flat = turned(start.parameters.flat);
  const starts = PARTS.map((_, i) => PARTS.slice(0, i).reduce((sum, part) => sum + part.count, 0));
  const loss = lossOf(formulation, backend);
  const slopes = tf.valueAndGrads(loss);
  const join = (tensors) => tf.concat(tensors.map((tensor) => tf.reshape(tensor, [-1])));
  const split = (joined) =>
    PARTS.map(({ shape, count }, i) => tf.reshape(tf.slice(joined, starts[i], count), shape));

  tf.tidy(() => {
    const { value, grads } = slopes(split(tf.tensor1d(flat)));
    close(value.dataSync()[0], ourLoss, 1e-4, `${backend} ${formulation}: the first loss`);
    const ours = turned(start.gradients.flat);
    for (const [i, slope] of join(grads).dataSync().entries()) {
      close(slope, ours[i], 1e-5, `${backend} ${formulation}: slope ${i}`);
    }
  });

  const adam = tf.train.adam(RATE, DIALS.beta1, DIALS.beta2, EPSILON);
  const joined = tf.variable(tf.tensor1d(flat));
  const variables = plain ? split(joined).map((tensor) => tf.variable(tensor)) : [];
  const step = () => {
    if (plain) return adam.minimize(() => loss(...variables), true, variables);
    return tf.tidy(() => {
      const { value, grads } = slopes(split(joined));
      adam.applyGradients([{ name: joined.name, tensor: join(grads) }]);
      return value;
    });
  };
  return (steps) => {
    tf.setBackend(backend);
    const since = performance.now();
    let last;
    for (let i = 0; i < steps; i++) {
      last?.dispose();
      last = step();
    }
    const [value] = last.dataSync();
    last.dispose();
    return [(1000 * (performance.now() - since)) / steps, value];
  };
}

/** The same of our engine. */
function ours() {
  const model = new Model(config, SEED);
  const adam = new Adam(model, DIALS);
  return (steps) => {
    const since = performance.now();
    let loss;
    for (let i = 0; i < steps; i++) {
      loss = model.lossAndGradients(batch);
      adam.step(RATE);
    }
    return [(1000 * (performance.now() - since)) / steps, loss];
  };
}

function close(a, b, tolerance, what) {
  if (Math.abs(a - b) < tolerance) return;
  throw new Error(`not the same step: ${what} is ${a}, ours ${b}`);
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rounded = (number, digits = 0) => Number(number.toFixed(digits));

tf.enableProdMode();
wasm.setThreadsCount(2);
for (const backend of ["cpu", "wasm"]) await tf.setBackend(backend); // the promise is of wasm's
const threads = wasm.getThreadsCount();

const runs = [{ backend: "ours", formulation: "", chunk: ours(), steps: 40 }];
for (const [backend, steps] of [
  ["cpu", 4],
  ["wasm", 20],
]) {
  for (const formulation of ["plain", "tuned", "shared"]) {
    runs.push({ backend, formulation, chunk: theirs(backend, formulation), steps });
  }
}

// Ten steps of each must end alike; then the compiler of the JavaScript engine warms up.
let expected;
for (const { backend, formulation, chunk, steps } of runs) {
  const loss = chunk(11)[1]; // the loss before the eleventh update
  close(loss, (expected ??= loss), 1e-3, `${backend} ${formulation}: the loss after 10 steps`);
  chunk(4 * steps);
}
for (const run of runs) run.times = [];
for (let round = 0; round < ROUNDS; round++) {
  for (const { chunk, steps, times } of runs) times.push(chunk(steps)[0]);
}

for (const run of runs) {
  const base = runs[0].times;
  const ratios = run.times.map((time, round) => time / base[round]);
  run.result = {
    us_per_step: rounded(median(run.times)),
    best_us_per_step: rounded(Math.min(...run.times)),
    positions_per_s: rounded((1e6 * TOTAL) / median(run.times)),
    ratio: rounded(median(run.times) / median(base), 2),
    ratio_min: rounded(Math.min(...ratios), 2),
    ratio_max: rounded(Math.max(...ratios), 2),
  };
}
const { ratio, ratio_min, ratio_max, ...own } = runs[0].result;
const tfjs = {};
for (const backend of ["cpu", "wasm"]) {
  const formulations = {};
  for (const run of runs) if (run.backend === backend) formulations[run.formulation] = run.result;
  const [fastest] = Object.entries(formulations).sort(
    (a, b) => a[1].us_per_step - b[1].us_per_step,
  );
  tfjs[backend] = { formulation: fastest[0], ...fastest[1], formulations };
}

if (process.argv.includes("--json")) {
  console.log(JSON.stringify({ targets: TOTAL, rounds: ROUNDS, threads, ours: own, tfjs }));
} else {
  console.log(
    `${TOTAL} targets a step, ${ROUNDS} rounds in turn, medians; wasm threads: ${threads}`,
  );
  console.log("Same losses (at first and after 10 steps), same gradients: it is the same step.\n");
  console.log("                   µs/step     best   positions/s   ours is × faster (min..max)");
  for (const { backend, formulation, result: r } of runs) {
    const name = backend === "ours" ? "le Labo" : `tfjs ${backend} ${formulation}`;
    const times = `${r.us_per_step}`.padStart(8) + `${r.best_us_per_step}`.padStart(9);
    const spread = backend === "ours" ? "" : `${r.ratio} (${r.ratio_min}..${r.ratio_max})`;
    const fastest = tfjs[backend]?.formulation === formulation ? "  <- its fastest" : "";
    const speed = `${r.positions_per_s}`.padStart(14);
    console.log(name.padEnd(18) + times + speed + "   " + spread + fastest);
  }
  console.log(
    `\nPart of the ratio is the algorithm, not the code: words that begin alike share positions, so\n` +
      `we compute ${batch.cells} keys and ${batch.read} answers, where rows of ${T} hold ${B * T}. "shared" is ` +
      `TensorFlow.js with that\nalgorithm too, as far as its dense products allow.`,
  );
}
