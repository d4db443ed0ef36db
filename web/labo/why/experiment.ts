/** The experiment under way: what is asked, what is known so far. */

import { createSignal, onCleanup } from "solid-js";
import { gains, weigh, type Weighed } from "../../engine/influence.js";
import { INFLUENCE } from "../../spec.js";
import type { GroupAsked, WhyRead } from "../../worker/protocol.js";
import { trainer } from "../state/model.js";
import type { Said } from "../state/why.js";

/** Starts at first, and with each wish for more. */
export const STARTS = INFLUENCE.starts;

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

export function createExperiment() {
  const [read, setRead] = createSignal<WhyRead>();
  const [running, setRunning] = createSignal(false);
  const [failed, setFailed] = createSignal<unknown>();
  const [group, setGroup] = createSignal<GroupAsked | null>(null);
  /** Milliseconds, of those trainings that are done. */
  const [spent, setSpent] = createSignal(0);
  /** Undefined where nothing was asked yet. */
  const [progress, setProgress] = createSignal<{ readonly done: number; readonly of: number }>();
  let asked: number = STARTS;
  let drop: (() => void) | undefined;

  function stop(): void {
    drop?.();
    drop = undefined;
    setRunning(false);
  }
  // Nobody looks any more.
  onCleanup(stop);

  function clear(): void {
    stop();
    setRead();
    setFailed();
    setGroup(null);
    setProgress();
  }

  async function begin(said: Said, of: GroupAsked | null, seeds: number): Promise<void> {
    stop();
    setFailed();
    // What is known of more starts stays until as much is known anew.
    if (of !== group() || seeds === STARTS) setRead();
    setGroup(of);
    asked = seeds;
    setRunning(true);
    setProgress({ done: 0, of: 1 });
    const began = performance.now();
    const hear = (known: WhyRead): void => {
      setSpent(performance.now() - began);
      setProgress(known);
      if (starts(known) >= starts(read())) setRead(known);
    };
    const place = said.place!;
    const { answer, drop: leave } = trainer.askLong(
      "why",
      { before: said.tokens.slice(0, place), token: said.tokens[place]!, seeds, group: of },
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

  return {
    read,
    running,
    /** It was stopped before enough was known. */
    stopped: (): boolean =>
      progress() !== undefined && !running() && failed() === undefined && starts(read()) < STARTS,
    failed,
    group,
    progress,
    /** Seconds left, as far as one can tell; undefined before the first training is done. */
    left(): number | undefined {
      const { done, of } = progress() ?? { done: 0, of: 1 };
      return done === 0 ? undefined : ((spent() / done) * (of - done)) / 1000;
    },
    begin,
    stop,
    clear,
    more: (said: Said): void => void begin(said, group(), asked + STARTS),
  };
}

/** Starts of which all is known. */
export function starts(known: WhyRead | undefined): number {
  if (known === undefined) return 0;
  const counts = known.effects.map(({ without }) => without.length);
  return counts.length === 0 ? 0 : Math.min(...counts);
}

/** What was found so far, in the list's order. */
export function found({ all, effects }: WhyRead): Found[] {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return effects
    .filter(({ without }) => without.length > 0)
    .map(({ names, without, drawn }) => {
      const gained = gains(all, without);
      return {
        names,
        drawn,
        ...weigh(gained),
        all: mean(all.slice(0, without.length)),
        without: mean(without),
        gains: gained,
      };
    });
}
