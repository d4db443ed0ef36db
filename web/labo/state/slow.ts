/** The first training on a device, slow enough to be seen. What is shown is the training itself. */

import { createEffect, createRoot, createSignal, on } from "solid-js";
import { calm } from "../../kit/calm.js";
import { guessAt, placeAt, type Guess, type Place } from "./guess.js";
import { isSecond, nextPause, ready, restart, run, step, trainer } from "./model.js";
import { tell } from "./notice.js";
import { BEATS, FASTER, LOOKS, type Beat } from "./pacing.js";
import { DEFAULTS, settings } from "./settings.js";
import { goTo } from "./shown.js";

/** What one sees of it. */
export interface Show {
  /** Which of the steps that one looks at; undefined once it goes faster. */
  readonly look: number | undefined;
  readonly beat: Beat;
  readonly place: Place;
  readonly before: Guess;
  /** The probability of the right token behind the nudge; undefined before it. */
  readonly after: number | undefined;
}

const [shown, setShown] = createSignal<Show>();
/** Undefined while there is none. */
export const show = shown;

/** Where it is kept that this device has seen it. */
export interface Memory {
  readonly seen: () => Promise<boolean>;
  readonly note: () => void;
}
let memory: Memory | undefined;
/** Seen on this visit, which counts where nothing can be kept. */
let seen = false;

export function rememberShow(by: Memory): void {
  memory = by;
}

/** A pace that was chosen, or came with the address, is that of the first training, too. */
const isFirst = (): boolean => step() === 0 && !isSecond() && settings.pace === DEFAULTS.pace;

/** Train: slowly, if nobody has seen it yet. */
export async function begin(): Promise<void> {
  if (!(await ready())) return;
  if (isFirst() && !seen && !(await memory?.seen())) return start();
  run();
}

/** From the beginning once more, slowly. */
export async function again(): Promise<void> {
  if (await restart()) await start();
}

/** To the end of the show: the training goes on at its pace. */
export function skip(): void {
  if (close()) run();
}

/** The training is stopped, or another model comes: there is nothing to show any more. */
export function close(): boolean {
  if (shown() === undefined) return false;
  number++;
  setShown(undefined);
  next();
  return true;
}

let goOn: (() => void) | undefined;
/** The next beat, now. */
export const next = (): void => goOn?.();

/** Which show this is: one that was closed goes on no more. */
let number = 0;

async function start(): Promise<void> {
  seen = true;
  memory?.note();
  const own = ++number;
  const live = trainer.live();
  if (live === undefined) return;
  const { model } = live;
  if (settings.tab !== "apprendre") goTo("apprendre");
  for (const [look, time] of LOOKS.entries()) {
    const lesson = await trainer.ask("lesson", null).catch(tell);
    const place = lesson && placeAt(lesson, look);
    if (own !== number) return;
    if (place === undefined) break;
    const before = guessAt(model, place);
    for (const beat of BEATS) {
      if (beat === "nudged") {
        await oneStep();
        if (own !== number) return;
      }
      const after = beat === "nudged" ? guessAt(model, place).right : undefined;
      setShown({ look, beat, place, before, after });
      await wait(time);
      if (own !== number) return;
    }
  }
  let going = true;
  if (!calm()) {
    await rests();
    setShown((now) => now && { ...now, look: undefined });
    for (const [pace, time] of FASTER) {
      if (own !== number) return;
      trainer.run(pace, nextPause());
      await wait(time, () => !trainer.running());
      going = trainer.running();
      if (!going) break;
    }
  }
  if (own !== number) return;
  close();
  if (going) run();
}

/** One step, and what it changed on the page. */
async function oneStep(): Promise<void> {
  await rests();
  const goal = step() + 1;
  if (shown() !== undefined) trainer.run(0, goal);
  await until(() => step() >= goal || shown() === undefined);
}

/** All is said of the last step: what is said later would be taken for the end of the next run. */
const rests = (): Promise<void> => until(() => !trainer.running() || shown() === undefined);

/** Until so many milliseconds have passed, the next beat is asked for, or this holds. */
function wait(time: number, also: () => boolean = () => false): Promise<void> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const asked = new Promise<void>((done) => {
    goOn = done;
    if (!calm()) late = setTimeout(done, time);
  });
  return Promise.race([asked, until(() => also() || shown() === undefined)]).finally(() =>
    clearTimeout(late),
  );
}

function until(holds: () => boolean): Promise<void> {
  return new Promise((done) =>
    createRoot((dispose) =>
      createEffect(() => {
        if (!holds()) return;
        dispose();
        done();
      }),
    ),
  );
}

/** Another model is another training. */
export function followShow(): void {
  createEffect(on(trainer.started, close, { defer: true }));
}
