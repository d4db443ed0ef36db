/** The worker: answers requests, and works in short slices between them. */

import { InputError } from "../engine/errors.js";
import { rudeFilter } from "../engine/filter.js";
import { float32 } from "../engine/float32.js";
import type { Slices } from "../engine/slices.js";
import rude from "../../src/premier_llm/words/filter/rude.txt?raw";
import type {
  Failure,
  MaterialKind,
  Message,
  Request,
  RequestKind,
  Requests,
  Tick,
} from "./protocol.js";
import { partnerAt, serve } from "./partner.js";
import { Session } from "./session.js";

/** Milliseconds of work before the worker looks for messages. */
const SLICE = 10;
/** Milliseconds between two ticks. */
const TICK = 40;
/** Milliseconds between two sets of inventions: names are seen at a glance, the others are read. */
const INVENTIONS: Readonly<Record<MaterialKind, number>> = {
  names: 160,
  stories: 500,
  text: 500,
};
/** Stories and texts change too fast to be followed: the first steps take their time, once. */
const SLOW = { steps: 12, pace: 4 };

/** One memory for the model at hand, one for the next; and one for experiments beside them. */
const memories = [float32(), float32()].filter((memory) => memory !== undefined);
const session = new Session(rudeFilter(rude), memories, float32());
let running = false;
/** The page is not seen: what nobody looks at can wait. */
let hidden = false;
/** What was asked for, in steps a second, and what goes just now; 0 for as fast as it goes. */
let asked = 0;
let pace = 0;
let until = 0;
/** Where the current run's clock started, in time and in steps. */
let since = { time: 0, step: 0 };
/** Computing time and steps of the current run: the true speed, pauses left out. */
let computed = { time: 0, steps: 0 };
let lastTick = 0;
/** The step that the last tick told. */
let told = 0;
let lastNames = 0;
/** The close look at a model that rests, on its way; undefined once all is told. */
let look: Slices<Tick> | undefined;
/** A close look was put off by an answer that takes long. */
let owed = false;
/** A request has left the model at rest as it was not before: it wants a close look. */
let changed = false;

/** Answers that take long, on their way in the order they were asked for. */
const answering: {
  readonly id: number;
  readonly slices: Slices<unknown>;
  /** It wants the model, which nobody else may use meanwhile. */
  readonly alone: boolean;
}[] = [];

const slices = new MessageChannel();
slices.port1.onmessage = work;

/** The page has been asked for a partner. */
let called = false;
/** A turn of work is on its way: there is never more than one. */
let planned = false;

/** Work a little, then let messages in. */
function work(): void {
  planned = false;
  if (answering.length > 0) answerOn();
  if (hidden || answering[0]?.alone) return;
  try {
    if (look !== undefined) lookOn();
    else if (running) train();
  } catch (error) {
    fail(error);
  }
}

/** A little more of the answer that was asked for first. */
function answerOn(): void {
  const { id, slices, alone } = answering[0]!;
  const begun = performance.now();
  // A look that is not at its end begins anew behind it.
  changed = alone && look !== undefined;
  if (changed) look = undefined;
  try {
    do {
      const { done, value } = slices.next();
      if (done !== true) continue;
      answering.shift();
      post({ kind: "answer", id, value });
      break;
    } while (performance.now() - begun < SLICE);
  } catch (error) {
    answering.shift();
    post({ kind: "failure", id, failure: failureOf(error) });
  }
  owed ||= changed;
  if (answering[0]?.alone !== true && owed) {
    owed = false;
    lookAtRest();
  }
  if (answering.length > 0) goOn();
}

/** Another turn, as soon as messages have been heard or after so many milliseconds. */
function goOn(wait = 0): void {
  if (planned) return;
  planned = true;
  if (wait > 0) setTimeout(work, wait);
  else slices.port2.postMessage(null);
}

function train(): void {
  const begun = performance.now();
  follow(begun);
  const due = pace === 0 ? Infinity : since.step + ((begun - since.time) * pace) / 1000;
  const end = Math.min(until, Math.floor(due));
  const first = session.step;
  const isDue = (): boolean =>
    session.step > told && performance.now() - lastTick >= TICK && !session.midway;
  let going = true;
  // A step of a large model takes several turns: one that is begun goes on.
  for (let more = session.midway || session.step < end; more;) {
    going = session.slice() ?? true;
    more =
      going &&
      !session.waits &&
      (session.midway || session.step < end) &&
      !isDue() &&
      performance.now() - begun < SLICE;
  }
  computed.steps += session.step - first;
  computed.time += performance.now() - begun;
  // The partner's answer goes on with the step.
  if (session.waits) return;
  if (session.midway) return goOn();
  if (pace > 0 && due > session.step + pace / 4) since = { time: begun, step: session.step }; // too slow to keep up
  if (!going || session.step >= until) {
    running = false;
    return lookClosely();
  }
  if (isDue()) {
    const invent = performance.now() - lastNames >= INVENTIONS[session.kind];
    if (invent) lastNames = performance.now();
    tell(session.tick({ ...state(), invent, exact: false }));
  }
  if (pace === 0 || session.step < due - 1) goOn();
  else goOn(Math.min(1000 / pace, 16));
}

/** At the pace that was asked for, once the first steps were seen. */
function follow(now: number): void {
  const slow = asked > SLOW.pace && session.kind !== "names" && session.step < SLOW.steps;
  const wanted = slow ? SLOW.pace : asked;
  if (wanted === pace) return;
  pace = wanted;
  since = { time: now, step: session.step };
}

/** What the training does just now. */
function state(): { running: boolean; speed: number } {
  const { time, steps } = computed;
  return { running, speed: time > 0 ? (1000 * steps * session.targetsPerStep) / time : 0 };
}

function tell(said: Tick): void {
  lastTick = performance.now();
  told = said.step;
  const buffers = [said.weights.buffer, said.losses.buffer] as ArrayBuffer[];
  post({ kind: "tick", tick: said }, buffers);
}

/** The model rests: the page hears so at once, and soon all that can be said of it. */
function lookClosely(): void {
  look = session.tickSliced({ ...state(), invent: true, exact: true });
  // Of a small model all is said in this very turn.
  if (!lookOn()) tell(session.tick({ ...state(), invent: false, exact: false }));
}

/** Whether all is said. */
function lookOn(): boolean {
  const begun = performance.now();
  while (performance.now() - begun < SLICE) {
    const { done, value } = look!.next();
    if (done !== true) continue;
    look = undefined;
    tell(value);
    return true;
  }
  goOn();
  return false;
}

/** What is answered in slices, between which the training goes on. */
type LongKind = "list" | "tokens" | "answers" | "second" | "exam" | "votes" | "why";
/** `tell`: what is known so far. */
const longAnswers: {
  [K in LongKind]: (
    value: Requests[K][0],
    tell: (sofar: Requests[K][1]) => void,
  ) => Slices<Requests[K][1]>;
} = {
  list: (asked) => session.readSliced(asked),
  tokens: () => session.tokensSliced(),
  answers: (asked) => session.answersSliced(asked),
  second: secondSliced,
  exam: (wanted) => session.examSliced(wanted),
  votes: () => session.votesSliced(),
  why: (asked, tell) => session.whySliced(asked, tell),
};
const ALONE: ReadonlySet<RequestKind> = new Set(["second", "exam", "votes"]);
function* secondSliced(wanted: Requests["second"][0]): Slices<Requests["second"][1]> {
  const started = yield* session.secondSliced(wanted);
  fresh();
  return started;
}
const isLong = (kind: RequestKind): kind is LongKind => Object.hasOwn(longAnswers, kind);

const answers: {
  [K in Exclude<RequestKind, LongKind>]: (value: Requests[K][0]) => Requests[K][1];
} = {
  start: (setup) => {
    const started = session.start(setup);
    fresh();
    return started;
  },
  run: (wanted) => {
    until = wanted.until;
    pace = asked = wanted.pace;
    since = { time: performance.now(), step: session.step };
    computed = { time: 0, steps: 0 };
    running = true;
    if (session.wantsPartner && !called) {
      called = true;
      post({ kind: "large" });
    }
    goOn();
    return null;
  },
  join: (port) => {
    session.join(partnerAt(port, goOn));
    return null;
  },
  serve: (port) => {
    serve(port);
    return null;
  },
  pause: () => {
    if (running) rest();
    return null;
  },
  step: () => {
    rest();
    const from = performance.now();
    session.advance();
    computed = { time: performance.now() - from, steps: 1 };
    return null;
  },
  lesson: () => session.lesson(),
  temperature: (value) => {
    session.temperature = value;
    changed = true;
    return null;
  },
  hidden: (value) => {
    hidden = value;
    since = { time: performance.now(), step: session.step };
    if (!hidden) goOn();
    return null;
  },
  standing: () => session.standing(),
  measure: ({ off, count }) => session.measure(off, count),
  heads: ({ from, count }) => session.heads(from, count),
  check: (stories) => session.check(stories),
  invent: (dials) => session.invent(dials),
  judge: (names) => session.judge(names),
  book: () => session.book(),
  recital: (texts) => session.recital(texts),
  talkers: () => session.talkers(),
  story: (number) => session.story(number),
  ask: (talk) => session.ask(talk),
  ballot: (wish) => session.ballot(wish),
  vote: (cast) => {
    session.vote(cast);
    changed = true;
    return null;
  },
  unvote: () => {
    session.unvote();
    changed = true;
    return null;
  },
  drop: (id) => {
    const place = answering.findIndex((answer) => answer.id === id);
    if (place >= 0) answering.splice(place, 1);
    return null;
  },
  save: ({ withNames }) => session.save(withNames),
  open: (bytes) => {
    const opened = session.open(bytes);
    fresh();
    return opened;
  },
};

/** Another model is at hand. */
function fresh(): void {
  rest();
  computed = { time: 0, steps: 0 };
}

function rest(): void {
  running = false;
  changed = true;
}

/** What does not touch the model, so that a look at it goes on. */
const KEEPS_LOOKING: ReadonlySet<RequestKind> = new Set(["save", "drop", "lesson"]);

self.onmessage = ({ data }: MessageEvent<Request>): void => {
  const { id, kind, value } = data;
  if (isLong(kind)) {
    answering.push({
      id,
      slices: (
        longAnswers[kind] as (value: unknown, tell: (sofar: unknown) => void) => Slices<unknown>
      )(value, sofar(id)),
      alone: ALONE.has(kind),
    });
    return goOn();
  }
  // The answer may want the model: a look that is not at its end begins anew behind it. The page
  // keeps a model whenever it hears of it: a look that took longer would never come to its end.
  changed = look !== undefined && !KEEPS_LOOKING.has(kind);
  if (changed) look = undefined;
  try {
    const answer = (answers[kind] as (value: unknown) => unknown)(value);
    post({ kind: "answer", id, value: answer });
  } catch (error) {
    post({ kind: "failure", id, failure: failureOf(error) });
  }
  if (changed) lookAtRest();
};

/** Tells what is known so far of an answer, no more often than it can be looked at. */
function sofar(id: number): (value: unknown) => void {
  let last = -Infinity;
  return (value) => {
    if (performance.now() - last < TICK) return;
    last = performance.now();
    post({ kind: "sofar", id, value });
  };
}

function lookAtRest(): void {
  if (running || !session.ready) return;
  try {
    lookClosely();
  } catch (error) {
    fail(error);
  }
}

/** What nobody asked for has failed: the training stops, and the page is told why. */
function fail(error: unknown): void {
  running = false;
  look = undefined;
  post({ kind: "trouble", failure: failureOf(error) });
}

function failureOf(error: unknown): Failure {
  return error instanceof InputError
    ? { key: error.key, values: error.values }
    : { key: "bug", values: { problem: String(error) } };
}

function post(message: Message, transfer: ArrayBuffer[] = []): void {
  (self as unknown as Worker).postMessage(message, transfer);
}
