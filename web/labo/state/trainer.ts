/** A worker with one model in training, as the page sees it: requests, and signals that follow. */

import { batch, createSignal } from "solid-js";
import { InputError } from "../../engine/errors.js";
import { Model } from "../../engine/model.js";
import type { Originalities } from "../../engine/originality.js";
import type { Verdict } from "../../engine/verdict.js";
import { vocabularyFrom } from "../../engine/vocabularies.js";
import type { Vocabulary } from "../../engine/vocabulary.js";
import type {
  AnswersAsked,
  AnswersRead,
  Failure,
  JudgedName,
  MaterialSummary,
  Message,
  Request,
  RequestKind,
  Requests,
  Setup,
  Started,
  StoriesRead,
  Tick,
} from "../../worker/protocol.js";
import { tell } from "./notice.js";
import { startWorker } from "./worker.js";

/** Every loss since the start. */
export interface Curve {
  /** Loss of each step's batch, before the step. */
  readonly losses: readonly number[];
  /** (steps done, held-out loss). */
  readonly heldOut: readonly (readonly [number, number])[];
}

/** The model of the last tick, ready for forward passes on the page. */
export interface Live {
  readonly model: Model;
  readonly vocabulary: Vocabulary;
}

const errorOf = ({ key, values }: Failure): InputError => new InputError(key, values);

export type Trainer = ReturnType<typeof createTrainer>;

export function createTrainer() {
  const [started, setStarted] = createSignal<Started>();
  const [tick, setTick] = createSignal<Tick>();
  const [curve, setCurve] = createSignal<Curve>({ losses: [], heldOut: [] });
  const [live, setLive] = createSignal<Live>();
  const [names, setNames] = createSignal<readonly JudgedName[]>([]);
  const [originalities, setOriginalities] = createSignal<Originalities>();
  const [verdict, setVerdict] = createSignal<Verdict>();
  const [agreements, setAgreements] = createSignal<readonly StoriesRead[]>([]);
  const [answers, setAnswers] = createSignal<readonly AnswersRead[]>([]);
  const [running, setRunning] = createSignal(false);
  const [halted, setHalted] = createSignal(false);
  const worker = startWorker();
  const waiting = new Map<
    number,
    {
      resolve: (value: never) => void;
      reject: (error: Error) => void;
      hear?: ((sofar: never) => void) | undefined;
    }
  >();
  let ids = 0;
  let losses: number[] = [];
  let looks: (readonly [number, number])[] = [];

  const seen = (): void => void ask("hidden", document.hidden);
  document.addEventListener("visibilitychange", seen);

  worker.onmessage = ({ data: message }: MessageEvent<Message>): void => {
    if (message.kind === "tick") return hear(message.tick);
    if (message.kind === "large") return callPartner();
    if (message.kind === "trouble") {
      setHalted(false);
      setRunning(false);
      return tell(errorOf(message.failure));
    }
    const asked = waiting.get(message.id);
    if (message.kind === "sofar") return asked?.hear?.(message.value as never);
    waiting.delete(message.id);
    if (message.kind === "answer") asked?.resolve(message.value as never);
    else asked?.reject(errorOf(message.failure));
  };

  /** A second worker for large steps, where the computer can do two things beside the page. */
  let partner: Worker | undefined;
  function callPartner(): void {
    if (navigator.hardwareConcurrency < 3) return;
    partner = startWorker();
    const { port1, port2 } = new MessageChannel();
    partner.postMessage({ id: 0, kind: "serve", value: port2 } satisfies Request, [port2]);
    worker.postMessage({ id: ids++, kind: "join", value: port1 } satisfies Request, [port1]);
  }

  function hear(said: Tick): void {
    batch(() => {
      if (said.fresh) {
        [losses, looks] = [[], []];
        setAgreements([]);
        setAnswers([]);
      }
      for (const loss of said.losses) losses.push(loss);
      looks.push(...said.heldOut);
      if (said.agreements.length > 0) setAgreements((before) => [...before, ...said.agreements]);
      if (said.answers.length > 0) setAnswers((before) => [...before, ...said.answers]);
      const now = live();
      if (now !== undefined) {
        now.model.parameters.flat.set(said.weights);
        setLive({ ...now });
      }
      setTick(said);
      setCurve({ losses, heldOut: looks });
      // Whoever waits for the training to rest wants all that is said of it then.
      const whole = said.names !== undefined;
      setHalted(!said.running && !whole);
      if (said.running || whole) setRunning(said.running);
      if (!whole) return;
      setNames(said.names!);
      setOriginalities(said.originalities);
      setVerdict(said.verdict);
    });
  }

  /** Ask the worker; what is wrong with the input comes back as InputError. */
  function ask<K extends RequestKind>(kind: K, value: Requests[K][0]): Promise<Requests[K][1]> {
    return askLong(kind, value).answer;
  }

  /** The same, of what takes long: `hear` what is known so far; who drops it hears no more. */
  function askLong<K extends RequestKind>(
    kind: K,
    value: Requests[K][0],
    hear?: (sofar: Requests[K][1]) => void,
  ): { answer: Promise<Requests[K][1]>; drop: () => void } {
    const id = ids++;
    const answer = new Promise<Requests[K][1]>((resolve, reject) => {
      waiting.set(id, { resolve, reject, hear });
      worker.postMessage({ id, kind, value });
    });
    const drop = (): void => {
      if (waiting.delete(id)) void ask("drop", id);
    };
    return { answer, drop };
  }

  function begin(facts: Started): void {
    batch(() => {
      setStarted(facts);
      setLive({ model: new Model(facts.config), vocabulary: vocabularyFrom(facts.vocabulary) });
    });
  }

  return {
    /** What was started; undefined before the first model. */
    started,
    /** The last tick. */
    tick,
    curve,
    /** A new value at each tick, around the same Model object. */
    live,
    /** The last invented names and what was said of them; they stay while ticks bring none. */
    names,
    originalities,
    verdict,
    /** What held in stories invented at each look at the hidden ones; empty but for stories. */
    agreements,
    /** How it answered at each look, in its second apprenticeship. */
    answers,
    /** Until all is said of the model that rests. */
    running,
    /** It trains no more, and what is said of it is on its way. */
    halted,
    ask,
    askLong,
    /** A new, untrained model on the worker's list. */
    async start(setup: Setup): Promise<Started> {
      const facts = await ask("start", setup);
      begin(facts);
      return facts;
    },
    /** The second apprenticeship of the model at hand; `run` goes on with it. */
    async second(asked: AnswersAsked, seed: number): Promise<Started> {
      const facts = await ask("second", { asked, seed });
      begin(facts);
      return facts;
    },
    /** A model from a file; the list that came with it, or null. */
    async open(bytes: Uint8Array): Promise<MaterialSummary | null> {
      const opened = await ask("open", bytes);
      begin(opened.started);
      return opened.list;
    },
    /** Train until a step; `pace` in steps a second, 0 for as fast as it goes. */
    run(pace: number, until: number): void {
      setHalted(false);
      setRunning(true);
      void ask("run", { pace, until });
    },
    pause(): void {
      void ask("pause", null);
    },
    /** End the worker; the trainer cannot be used any more. */
    close(): void {
      document.removeEventListener("visibilitychange", seen);
      worker.terminate();
      partner?.terminate();
    },
  };
}
