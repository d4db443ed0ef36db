/**
 * The same GPT in TensorFlow.js: `node tfjs.mjs WORK BACKEND FORMULATION`, a process for runner.mjs.
 * It first finds our loss and our slopes, or refuses. Formulations:
 *
 * plain   as the lesson says it: windows in rows padded and masked, tf.train.adam.minimize.
 * tuned   the same rows, written for these backends' strengths: only counted positions go through
 *         the last MLP; Adam sees one flat variable; loss, norms and filter have their gradient in
 *         closed form; on wasm, matrices are transposed first, because only a product without
 *         transposes is fast there.
 * shared  tuned, with our algorithm instead of rows: each different beginning computed once. For
 *         `mini` alone: with more layers, or where few beginnings are alike, its square of all that
 *         is seen by all that asks is larger than the rows.
 *
 * Embeddings are one-hot products: tf.gather has no gradient on wasm (UnsortedSegmentSum) and a
 * slower one on cpu. tf.fused.matMul must not transpose: on wasm it then forgets the bias. Left
 * out: tfjs-node, whose native library npm does not hold; threads, which the wasm backend does not
 * take in Node even when asked for two (we print how many it has).
 */

import tf from "@tensorflow/tfjs";
import wasm from "@tensorflow/tfjs-backend-wasm";
import { batchOf, modelOf } from "./ours.mjs";
import { serve } from "./runner.mjs";
import { ENGINE, work } from "./works.mjs";

const { NORM_EPSILON, parameterTable, ROTARY_BASE } = await import(new URL("config.js", ENGINE));

const EPSILON = 1e-8;
const HIDDEN = -1e9; // the score of what may not be seen

const [name, backend, formulation] = process.argv.slice(2);
const { config, windows: cut, rate, beta1, beta2 } = work(name);
const { vocabulary: V, context: T, embedding: D, heads } = config;
const SCALE = 1 / Math.sqrt(D / heads);
const plain = formulation === "plain";
const shared = formulation === "shared";
const table = parameterTable(config);

const built = { norm: "layer", norm_weight: true, norm_blocks: true, norm_final: true };
const unknown =
  Object.entries(built).some(([dial, value]) => config.norm !== "none" && config[dial] !== value) ||
  !["relu", "gelu"].includes(config.activation) ||
  config.norm_embedding ||
  config.norm_bias ||
  config.attention_bias ||
  config.query_key_norm;
if (unknown) throw new Error("this model has dials that are not written here");

tf.enableProdMode();
wasm.setThreadsCount(2);
await tf.setBackend(backend);

// The words' first windows, then those whose last position alone counts.
const whole = cut.filter((window) => window.targets.length > 1);
const windows = [...whole, ...cut.filter((window) => window.targets.length === 1)];
const [B, F] = [windows.length, whole.length];
const N = Math.max(...windows.map(({ tokens }) => tokens.length)); // the length of a row
const batch = batchOf({ config, windows });
const TOTAL = batch.total;

/** A constant matrix that is 0 but where `fill` sets something. */
function matrix(rows, columns, fill) {
  const values = new Float32Array(rows * columns);
  fill((row, column, value) => (values[row * columns + column] += value));
  return tf.tensor2d(values, [rows, columns]);
}

/** Our parameters for TensorFlow.js: both embeddings as one, matrices turned to (in, out). */
const EMBEDDINGS = table.filter(({ name }) => /^(token|position)_embedding$/.test(name));
const ROWS = EMBEDDINGS.length > 1 ? V + T : V;
const PARTS = [
  { name: "embeddings", shape: [ROWS, D], count: ROWS * D, turned: false },
  ...table.slice(EMBEDDINGS.length).map(({ name, shape, count }) => {
    return { name, shape: shape.toReversed(), count, turned: shape.length > 1 };
  }),
];
const STARTS = PARTS.map((_, i) => PARTS.slice(0, i).reduce((sum, { count }) => sum + count, 0));

/** Our flat array of weights or gradients, with its matrices turned. */
function turned(flat) {
  const values = Float32Array.from(flat);
  for (const [at, part] of PARTS.entries()) {
    const [rows, columns] = part.shape;
    for (let i = 0; part.turned && i < part.count; i++) {
      values[STARTS[at] + i] = flat[STARTS[at] + (i % columns) * rows + Math.floor(i / columns)];
    }
  }
  return values;
}

/** One-hot tokens and places of rows, to be multiplied by the embeddings. */
function oneHot(tokens, places) {
  return matrix(tokens.length, ROWS, (set) => {
    for (const [row, token] of tokens.entries()) {
      set(row, token, 1);
      if (ROWS > V) set(row, V + places[row], 1);
    }
  });
}

/**
 * The inputs, what each position may see, and the share of each target in the loss: (rows, V), 0
 * where nothing counts. Padding comes last, so nothing before it sees it, and it has no target.
 */
function windowRows(trimmed) {
  const places = Array.from({ length: B * N }, (_, row) => row % N);
  const tokens = places.map((p, row) => windows[Math.floor(row / N)].tokens[p] ?? 0);
  const mask = matrix(N, N, (set) => {
    for (let p = 0; p < N; p++) for (let j = p + 1; j < N; j++) set(p, j, HIDDEN);
  });
  const truth = matrix(trimmed ? F * N + B - F : B * N, V, (set) => {
    for (const [n, { tokens, targets }] of windows.entries()) {
      for (const [i, target] of targets.entries()) {
        const p = tokens.length - targets.length + i;
        set(trimmed && n >= F ? F * N + n - F : n * N + p, target, 1 / TOTAL);
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
  const dense = (x, weight, bias) =>
    bias ? tf.add(tf.matMul(x, weight), bias) : tf.matMul(x, weight);
  const filters = { relu: tf.relu, gelu: (x) => tf.mul(tf.mul(x, 0.5), cumulated(x)) };
  const filter = filters[config.activation];
  return {
    embed: (constant) => (x) => tf.matMul(constant, x),
    matMul: tf.matMul,
    byKeys: (queries, keys) => tf.matMul(queries, keys, false, true),
    norm: (x, gain) => {
      const centred = tf.sub(x, tf.mean(x, -1, true));
      const variance = tf.mean(tf.square(centred), -1, true);
      return tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, NORM_EPSILON))), gain);
    },
    filtered: (...dials) => filter(dense(...dials)),
    dense,
    crossEntropy: (logits) => tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), truth))),
  };
}

/** 1 + erf(x / sqrt 2). */
const cumulated = (x) => tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1);

/** The same operations with gradients by hand, so that no product transposes within itself. */
function tunedKit(truth) {
  const count = tf.tile(tf.sum(truth, 1, true), [1, V]);
  const across = (x) => {
    const order = [...x.shape.keys()];
    return tf.transpose(x, [...order.slice(0, -2), ...order.slice(-2).toReversed()]);
  };
  const byBoth = (slope, x, weight) => [
    tf.matMul(slope, across(weight)),
    tf.matMul(across(x), slope),
  ];
  const matMul =
    backend === "cpu"
      ? tf.matMul
      : tf.customGrad((x, weight, save) => {
          save([x, weight]);
          const gradFunc = (slope, [x, weight]) => byBoth(slope, x, weight);
          return { value: tf.matMul(x, weight), gradFunc };
        });
  const biased = (activation) =>
    tf.customGrad((x, weight, bias, save) => {
      const value = tf.fused.matMul({ a: x, b: weight, bias, activation });
      save([x, weight, value]);
      const gradFunc = (slope, [x, weight, y]) => {
        const d = activation === "relu" ? tf.mul(slope, tf.step(y)) : slope;
        return [...byBoth(d, x, weight), tf.sum(d, 0)];
      };
      return { value, gradFunc };
    });
  const filters = {
    relu: (x) => tf.relu(x),
    gelu: tf.customGrad((x, save) => {
      const half = tf.mul(cumulated(x), 0.5);
      save([x, half]);
      const gradFunc = (slope, [x, half]) => {
        const bell = tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
        return tf.mul(slope, tf.add(half, tf.mul(x, bell)));
      };
      return { value: tf.mul(x, half), gradFunc };
    }),
  };
  const filter = filters[config.activation];
  return {
    embed: (constant) => {
      const turned = tf.transpose(constant);
      return tf.customGrad((x) => ({
        value: tf.matMul(constant, x),
        gradFunc: (slope) => tf.matMul(turned, slope),
      }));
    },
    matMul,
    byKeys: (queries, keys) =>
      heads === 1 ? tf.matMul(queries, keys, false, true) : matMul(queries, across(keys)),
    norm: tf.customGrad((x, gain, save) => {
      const centred = tf.sub(x, tf.mean(x, -1, true));
      const factor = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), NORM_EPSILON));
      const unit = tf.mul(centred, factor);
      save([unit, factor, gain]);
      const gradFunc = (slope, [unit, factor, gain]) => {
        const d = tf.mul(slope, gain);
        const along = tf.mul(unit, tf.mean(tf.mul(d, unit), -1, true));
        const dx = tf.mul(tf.sub(tf.sub(d, along), tf.mean(d, -1, true)), factor);
        return [dx, tf.sum(tf.mul(slope, unit), 0)];
      };
      return { value: tf.mul(unit, gain), gradFunc };
    }),
    filtered:
      config.activation === "relu" && config.mlp_bias
        ? biased("relu")
        : (x, weight) => filter(matMul(x, weight)),
    dense: (x, weight, bias) => (bias ? biased("linear")(x, weight, bias) : matMul(x, weight)),
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

/** Pairs (i, i + size / 2) of each head turned by their place: x is (B, heads, N, size). */
function rotation() {
  if (config.positions !== "rotary") return (x) => x;
  const half = D / heads / 2;
  const angles = Float32Array.from({ length: N * half }, (_, at) => {
    return Math.floor(at / half) * ROTARY_BASE ** (-(at % half) / half);
  });
  const [c, s] = [Math.cos, Math.sin].map((of) => tf.tensor2d(angles.map(of), [N, half]));
  return (x) => {
    const [a, b] = tf.split(x, 2, -1);
    return tf.concat([tf.sub(tf.mul(a, c), tf.mul(b, s)), tf.add(tf.mul(a, s), tf.mul(b, c))], -1);
  };
}

/** The loss of TensorFlow.js as a function of the parameters. */
function lossOf() {
  const { inputs, askers, mask, truth } = shared ? sharedRows() : windowRows(!plain);
  const kit = plain ? plainKit(truth) : tunedKit(truth);
  const { matMul, byKeys, norm, filtered, dense, crossEntropy } = kit;
  const embedInputs = kit.embed(inputs);
  const embedAskers = shared && kit.embed(askers);
  const turn = rotation();
  const rows = (x) => tf.reshape(x, [B, N, D]);
  const apart = (x) =>
    heads === 1 ? rows(x) : tf.transpose(tf.reshape(x, [B, N, heads, D / heads]), [0, 2, 1, 3]);
  const joined = (x) => tf.reshape(heads === 1 ? x : tf.transpose(x, [0, 2, 1, 3]), [B * N, D]);
  const lasts = (x) => tf.reshape(tf.slice(rows(x), [F, N - 1, 0], [B - F, 1, D]), [B - F, D]);
  const counted = (x) => tf.concat([tf.slice(x, [0, 0], [F * N, D]), lasts(x)]);

  const attention = (y, asking, p) => {
    const q = tf.mul(matMul(asking, p("attention.query")), SCALE);
    const [k, v] = ["key", "value"].map((which) => matMul(y, p(`attention.${which}`)));
    let mixed;
    if (shared) {
      mixed = matMul(tf.softmax(tf.add(matMul(q, tf.transpose(k)), mask)), v);
    } else {
      const weights = tf.softmax(tf.add(byKeys(turn(apart(q)), turn(apart(k))), mask));
      mixed = joined(heads === 1 ? tf.matMul(weights, apart(v)) : matMul(weights, apart(v)));
    }
    return config.attention_output ? matMul(mixed, p("attention.output")) : mixed;
  };

  return (...tensors) => {
    const named = new Map(PARTS.map(({ name }, i) => [name, tensors[i]]));
    const get = (name) => named.get(name);
    let x = embedInputs(get("embeddings"));
    for (let layer = 0; layer < config.layers; layer++) {
      const p = (name) => get(`blocks.${layer}.${name}`);
      const before = (x, which) => (config.norm_blocks ? norm(x, p(`${which}_norm.weight`)) : x);
      const own = shared ? embedAskers(get("embeddings")) : x;
      const y = before(x, "attention");
      let middle = tf.add(own, attention(y, shared ? own : y, p));
      if (!plain && !shared && B > F && layer === config.layers - 1) middle = counted(middle);
      const up = filtered(before(middle, "mlp"), p("mlp.up.weight"), p("mlp.up.bias"));
      x = tf.add(middle, dense(up, p("mlp.down.weight"), p("mlp.down.bias")));
    }
    if (config.norm_final) x = norm(x, get("final_norm.weight"));
    if (!config.tied) return crossEntropy(matMul(x, get("unembedding")));
    const tokens = tf.slice(get("embeddings"), [0, 0], [V, D]);
    return crossEntropy(
      plain ? tf.matMul(x, tokens, false, true) : matMul(x, tf.transpose(tokens)),
    );
  };
}

const start = await modelOf(config);
const ourLoss = start.lossAndGradients(batch);
const flat = turned(start.parameters.flat);
const loss = lossOf();
const slopes = tf.valueAndGrads(loss);
const join = (tensors) => tf.concat(tensors.map((tensor) => tf.reshape(tensor, [-1])));
const split = (joined) =>
  PARTS.map(({ shape, count }, i) => tf.reshape(tf.slice(joined, STARTS[i], count), shape));

/** Float32 beside float64: a slope may differ by this share of its tensor's largest. */
const SHARE = 1e-4;
tf.tidy(() => {
  const { value, grads } = slopes(split(tf.tensor1d(flat)));
  const found = value.dataSync()[0];
  if (!(Math.abs(found - ourLoss) < 1e-4)) {
    throw new Error(`not the same step: the first loss is ${found}, ours ${ourLoss}`);
  }
  const ours = turned(start.gradients.flat);
  const theirs = join(grads).dataSync();
  for (const [i, { name, count }] of PARTS.entries()) {
    const range = [...Array(count).keys()].map((n) => STARTS[i] + n);
    const largest = range.reduce((most, at) => Math.max(most, Math.abs(ours[at])), 0);
    for (const at of range) {
      if (!(Math.abs(theirs[at] - ours[at]) <= SHARE * largest)) {
        throw new Error(`not the same step: a slope of ${name} is ${theirs[at]}, ours ${ours[at]}`);
      }
    }
  }
});

const adam = tf.train.adam(rate, beta1, beta2, EPSILON);
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

await serve(
  { numbers: flat.length, threads: backend === "wasm" ? wasm.getThreadsCount() : 1 },
  (count) => {
    let last;
    for (let i = 0; i < count; i++) {
      last?.dispose();
      last = step();
    }
    const [value] = last.dataSync();
    last.dispose();
    return value;
  },
);
