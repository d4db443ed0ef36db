/** The worker: answers requests, and trains in short slices between them. */

import { InputError } from "../engine/errors.js";
import { rudeFilter } from "../engine/filter.js";
import rude from "../../src/premier_llm/words/filter/rude.txt?raw";
import type { Failure, Message, Request, RequestKind, Requests } from "./protocol.js";
import { Session } from "./session.js";

/** Milliseconds of training before the worker looks for messages. */
const SLICE = 10;
/** Milliseconds between two ticks, and between two sets of invented names. */
const TICK = 40;
const NAMES = 160;

const session = new Session(rudeFilter(rude));
let running = false;
let pace = 0;
let until = 0;
/** Where the current run's clock started, in time and in steps. */
let since = { time: 0, step: 0 };
/** Computing time and steps of the current run: the true speed, pauses left out. */
let computed = { time: 0, steps: 0 };
let lastTick = 0;
let lastNames = 0;

const slices = new MessageChannel();
slices.port1.onmessage = slice;

function slice(): void {
  if (!running) return;
  const begun = performance.now();
  const due = pace === 0 ? Infinity : since.step + ((begun - since.time) * pace) / 1000;
  const end = Math.min(until, Math.floor(due));
  let going = true;
  const first = session.step;
  while (going && session.step < end && performance.now() - begun < SLICE)
    going = session.advance();
  computed.steps += session.step - first;
  computed.time += performance.now() - begun;
  if (pace > 0 && due > session.step + pace / 4) since = { time: begun, step: session.step }; // too slow to keep up
  if (!going || session.step >= until) return stop();
  if (performance.now() - lastTick >= TICK && session.step > first) tick();
  if (pace === 0 || session.step < due - 1) slices.port2.postMessage(null);
  else setTimeout(slice, Math.min(1000 / pace, 16));
}

function tick(full = false): void {
  const now = performance.now();
  const invent = full || now - lastNames >= NAMES;
  if (invent) lastNames = now;
  lastTick = now;
  const speed =
    computed.time > 0 ? (1000 * computed.steps * session.targetsPerStep) / computed.time : 0;
  const said = session.tick({ invent, exact: full, running, speed });
  post({ kind: "tick", tick: said }, [said.weights.buffer, said.losses.buffer as ArrayBuffer]);
}

function stop(): void {
  running = false;
  tick(true);
}

const answers: { [K in RequestKind]: (value: Requests[K][0]) => Requests[K][1] } = {
  list: (given) => session.read(given),
  start: (setup) => {
    running = false;
    const started = session.start(setup);
    begun();
    return started;
  },
  run: (asked) => {
    ({ pace, until } = asked);
    since = { time: performance.now(), step: session.step };
    computed = { time: 0, steps: 0 };
    if (!running) slices.port2.postMessage(null);
    running = true;
    return null;
  },
  pause: () => {
    if (running) stop();
    return null;
  },
  step: () => {
    running = false;
    const from = performance.now();
    session.advance();
    computed = { time: performance.now() - from, steps: 1 };
    tick(true);
    return null;
  },
  temperature: (value) => {
    session.temperature = value;
    if (!running && session.ready) tick(true);
    return null;
  },
  measure: ({ off, count }) => session.measure(off, count),
  invent: (dials) => session.invent(dials),
  judge: (names) => session.judge(names),
  save: ({ withNames }) => session.save(withNames),
  open: (bytes) => {
    const opened = session.open(bytes);
    running = false;
    begun();
    return opened;
  },
};

/** A model has just come: its first tick follows the answer. */
function begun(): void {
  computed = { time: 0, steps: 0 };
  setTimeout(() => !running && tick(true), 0);
}

self.onmessage = ({ data }: MessageEvent<Request>): void => {
  const { id, kind, value } = data;
  try {
    const answer = (answers[kind] as (value: unknown) => unknown)(value);
    post({ kind: "answer", id, value: answer });
  } catch (error) {
    const failure: Failure =
      error instanceof InputError
        ? { key: error.key, values: error.values }
        : { key: "bug", values: { problem: String(error) } };
    post({ kind: "failure", id, failure });
  }
};

function post(message: Message, transfer: ArrayBuffer[] = []): void {
  (self as unknown as Worker).postMessage(message, transfer);
}
