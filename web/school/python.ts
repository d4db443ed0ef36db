/** Python as the page sees it: starting, running one cell after the other, stopped, started again. */

import { createSignal } from "solid-js";
import { loadPython, type Addresses } from "./python/files.js";
import type { Files, FromPython, ToPython, Written } from "./python/protocol.js";

/** What a cell has shown: text, or a picture. */
export type Output =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "html"; readonly number: number; readonly html: string };

/** Why Python is not there. */
export type Trouble = "old-browser" | "files" | "died" | "blocked";

/** How far it is: a share from 0 to 1 while files arrive, then milestones. */
export type State =
  | { readonly at: "files"; readonly share: number }
  | { readonly at: "start" }
  | { readonly at: "ready" }
  | { readonly at: "trouble"; readonly trouble: Trouble };

/** A run that was asked for. */
export interface Job {
  readonly cell: string;
  readonly source: string;
  readonly title: string;
  /** The exercise whose cell it is. */
  readonly exercise: number | undefined;
}

/** What the page does with what comes. */
export interface Listener {
  begun(cell: string): void;
  output(cell: string, output: Output): void;
  /** Ended by itself, with what the cell's program left; or stopped, with nothing. */
  ended(
    cell: string,
    left: { progress: string | undefined; written: readonly Written[] } | undefined,
  ): void;
  /** All variables are gone, with the Python that had them. */
  forgotten(): void;
  /** A new Python is there; what it is to run before all else. */
  ready(): readonly Job[];
}

const [state, setState] = createSignal<State>({ at: "files", share: 0 });
const [running, setRunning] = createSignal<Job>();
const [queue, setQueue] = createSignal<readonly Job[]>([]);

export { queue, running };
export const pythonState = state;

let worker: Worker | undefined;
let parts: { worker: string; files: Files } | undefined;
let listener: Listener;
let progressAtStart: () => string | undefined;

/** Whether this browser has what Python needs. */
function able(): boolean {
  return (
    typeof WebAssembly === "object" &&
    typeof Worker === "function" &&
    typeof DecompressionStream === "function"
  );
}

/** Load and start Python; `progress` gives the pupil's progress, for the lessons to know. */
export async function startPython(
  addresses: Addresses,
  to: Listener,
  progress: () => string | undefined,
): Promise<void> {
  listener = to;
  progressAtStart = progress;
  if (!able()) {
    setState({ at: "trouble", trouble: "old-browser" });
    return;
  }
  setState({ at: "files", share: 0 });
  try {
    parts ??= await loadPython(addresses, (share) => {
      // What still arrives after a failure does not hide it.
      if (state().at === "files") setState({ at: "files", share });
    });
  } catch {
    setState({ at: "trouble", trouble: "files" });
    return;
  }
  launch();
}

function launch(): void {
  const { worker: address, files } = parts!;
  setState({ at: "start" });
  const born = new Worker(address);
  worker = born;
  born.onmessage = ({ data }: MessageEvent<FromPython>) => {
    if (worker === born) receive(data);
  };
  born.onerror = (event) => {
    event.preventDefault();
    if (worker === born) died();
  };
  send({ type: "start", files, progress: progressAtStart() });
}

function send(message: ToPython): void {
  worker?.postMessage(message);
}

function receive(message: FromPython): void {
  const job = running();
  if (message.type === "ready") {
    setState({ at: "ready" });
    setQueue([...listener.ready(), ...queue()]);
    next();
  } else if (message.type === "fatal") died();
  else if (job !== undefined && message.type === "text") {
    listener.output(job.cell, { kind: "text", text: message.text });
  } else if (job !== undefined && message.type === "html") {
    listener.output(job.cell, {
      kind: "html",
      number: message.number,
      html: message.html,
    });
  } else if (job !== undefined && message.type === "done") {
    setRunning(undefined);
    listener.ended(job.cell, message);
    next();
  }
}

function next(): void {
  const [job, ...rest] = queue();
  if (job === undefined || running() !== undefined || state().at !== "ready") return;
  setQueue(rest);
  setRunning(job);
  listener.begun(job.cell);
  send({ type: "run", source: job.source, title: job.title, exercise: job.exercise });
}

/** Run these cells after those that wait; one that waits already keeps its place. */
export function run(jobs: readonly Job[]): void {
  const waiting = queue();
  setQueue([...waiting, ...jobs.filter(({ cell }) => !waiting.some((job) => job.cell === cell))]);
  next();
}

function halt(): void {
  const job = running();
  worker?.terminate();
  worker = undefined;
  setRunning(undefined);
  setQueue([]);
  if (job !== undefined) listener.ended(job.cell, undefined);
  listener.forgotten();
}

/** Stop what runs: only a new Python can be sure to, and it has forgotten all variables. */
export function stop(): void {
  halt();
  launch();
}

function died(): void {
  const wasReady = state().at === "ready";
  halt();
  // One that never started would not start the next time either.
  setState({ at: "trouble", trouble: wasReady ? "died" : "blocked" });
}

/** Try again after a trouble. */
export function startAgain(addresses: Addresses): void {
  if (parts === undefined) void startPython(addresses, listener, progressAtStart);
  else launch();
}
