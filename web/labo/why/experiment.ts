/** The experiment under way: what is asked, what is known so far. */

import { createSignal, onCleanup } from "solid-js";
import { gains, weigh, type Weighed } from "../../engine/influence.js";
import { INFLUENCE } from "../../spec.js";
import type { Away, GroupAsked, WhyRead } from "../../worker/protocol.js";
import { trainer } from "../state/model.js";
import type { Said } from "../state/why.js";

/** What is taken away: each alone where there is no group. */
export interface Tried {
  readonly of: Away;
  readonly group: GroupAsked | null;
}

/**
 * Starts at first, and with each wish for more. A second apprenticeship takes too long for three at
 * once, and votes have none.
 */
export const startsOf = (of: Away): number =>
  of === "words" || of === "sentences" ? INFLUENCE.starts : 1;

/** A name, or a group of them, with what was found. */
export interface Found extends Weighed {
  readonly names: readonly string[];
  /** The mean chance over the starts. */
  readonly all: number;
  readonly without: number;
  readonly gains: readonly number[];
  readonly drawn: boolean;
}

export type Experiment = ReturnType<typeof createExperiment>;

const EACH: Tried = { of: "words", group: null };

export function createExperiment() {
  const [read, setRead] = createSignal<WhyRead>();
  const [running, setRunning] = createSignal(false);
  const [failed, setFailed] = createSignal<unknown>();
  const [tried, setTried] = createSignal<Tried>(EACH);
  /** Milliseconds, of those trainings that are done. */
  const [spent, setSpent] = createSignal(0);
  /** Undefined where nothing was asked yet. */
  const [progress, setProgress] = createSignal<{ readonly done: number; readonly of: number }>();
  let asked = 0;
  /** Trainings that were done before. */
  let known = 0;
  let drop: (() => void) | undefined;

  function stop(): void {
    drop?.();
    drop = undefined;
    setRunning(false);
  }
  // Nobody looks any more.
  onCleanup(stop);

  function clear(first = EACH): void {
    stop();
    setRead();
    setFailed();
    setTried(first);
    setProgress();
  }

  async function begin(said: Said, what: Tried, seeds = startsOf(what.of)): Promise<void> {
    stop();
    setFailed();
    // What is known of some starts stays until more is known.
    if (seeds === startsOf(what.of)) setRead();
    setTried(what);
    asked = seeds;
    known = read()?.done ?? 0;
    setProgress({ done: known, of: known + 1 });
    setRunning(true);
    const began = performance.now();
    const hear = (found: WhyRead): void => {
      setSpent(performance.now() - began);
      known = Math.min(known, found.done);
      setProgress(found);
      if (starts(found) >= starts(read())) setRead(found);
    };
    const place = said.place!;
    const { answer, drop: leave } = trainer.askLong(
      "why",
      { before: said.tokens.slice(0, place), token: said.tokens[place]!, seeds, ...what },
      hear,
    );
    drop = leave;
    try {
      hear(await answer);
    } catch (error) {
      setFailed(error);
    }
    if (drop === leave) stop();
  }

  const isEnough = (): boolean => starts(read()) >= startsOf(tried().of);
  return {
    read,
    running,
    /** It was stopped before enough was known. */
    stopped: (): boolean =>
      progress() !== undefined && !running() && failed() === undefined && !isEnough(),
    /** Enough is known, and it is at rest. */
    settled: (): boolean => !running() && isEnough(),
    failed,
    tried,
    progress,
    /** Seconds left, as far as one can tell; undefined before the first training is done. */
    left(): number | undefined {
      const { done, of } = progress() ?? { done: 0, of: 1 };
      return done <= known ? undefined : ((spent() / (done - known)) * (of - done)) / 1000;
    },
    begin,
    stop,
    clear,
    more: (said: Said): void => void begin(said, tried(), asked + startsOf(tried().of)),
  };
}

/** Starts of which all is known. */
export function starts(known: WhyRead | undefined): number {
  if (known === undefined) return 0;
  const counts = known.effects.map(({ without }) => without.length);
  return counts.length === 0 ? 0 : Math.min(...counts);
}

/** What was found so far, in the list's order. */
export function found({ all, effects, exact }: WhyRead): Found[] {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return effects
    .filter(({ without }) => without.length > 0)
    .map(({ names, without, drawn }) => {
      const gained = gains(all, without);
      return {
        names,
        drawn,
        ...weigh(gained, exact),
        all: mean(all.slice(0, without.length)),
        without: mean(without),
        gains: gained,
      };
    });
}
