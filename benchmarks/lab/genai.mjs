/**
 * A step of @genai-fi/nanogpt, the library under the nearest peer of le Labo (lm.gen-ai.fi):
 * `node genai.mjs WORK`, a process for runner.mjs.
 *
 * Not the same step as ours, but the nearest that it has: its first model with learned places or
 * with rotations as ours has, as many layers, heads and numbers a token, the same windows and rate;
 * RMSNorm everywhere, GELU and no bias (we print how many numbers that makes). Its own trainer takes
 * the step: forward, backward, its AdamW. Its operations exist for cpu, webgl and webgpu; in Node
 * there is cpu. The library is for browsers: it must believe that it runs in one's worker, and its
 * trainer alone, which takes one step at a time, is not among what it exports.
 */

import { serve } from "./runner.mjs";
import { work } from "./works.mjs";

globalThis.WorkerGlobalScope = class {};
const PACKAGE = new URL("node_modules/@genai-fi/nanogpt/dist/", import.meta.url);
const { models, TeachableLLM } = await import(new URL("main.js", PACKAGE));
const { default: Trainer } = await import(new URL("training/PreTrainer.js", PACKAGE));
// Both copies of TensorFlow.js share what is global: the engine and its tensors.
const { default: tf } = await import("@tensorflow/tfjs-core");
await TeachableLLM.selectBackend("cpu");

const NOTHING = 65535; // the target that its loss leaves out

const { config, windows, rate, beta1, beta2 } = work(process.argv[2]);
const model = new models.NanoGPTV1({
  vocabSize: config.vocabulary,
  blockSize: config.context,
  nLayer: config.layers,
  nHead: config.heads,
  nEmbed: config.embedding,
  mlpFactor: config.hidden / config.embedding,
  useRope: config.positions === "rotary",
});
const trainer = new Trainer(model, null, {
  learningRate: rate,
  beta1,
  beta2,
  weightDecay: 0,
  warmupSteps: 0,
});

const longest = Math.max(...windows.map(({ tokens }) => tokens.length));
const rows = (cells) => tf.tensor2d(windows.map(cells), [windows.length, longest], "int32");
const places = [...Array(longest).keys()];
const targetOf = ({ tokens, targets }, place) => targets[place - tokens.length + targets.length];
const batch = {
  xs: rows(({ tokens }) => places.map((place) => tokens[place] ?? 0)),
  ys: rows((window) => places.map((place) => targetOf(window, place) ?? NOTHING)),
};
if (windows.some(({ targets }) => targets.length < longest)) trainer.setLossMasking();

const step = () => trainer.trainStep({}, batch);
step().dispose(); // its weights are drawn as they are first met
const learned = Object.values(tf.engine().registeredVariables).filter(({ trainable }) => trainable);
const numbers = learned.reduce((sum, { size }) => sum + size, 0);
await serve({ numbers }, (count) => {
  let loss;
  for (let i = 0; i < count; i++) {
    loss?.dispose();
    loss = step();
  }
  const [value] = loss.dataSync();
  loss.dispose();
  return value;
});
