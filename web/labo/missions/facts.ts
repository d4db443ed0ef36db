/** What the missions look at: the real state of the page, as plain values. No DOM, no Solid. */

import type { Baselines } from "../../engine/baselines.js";
import { parameterCount } from "../../engine/config.js";
import type { Originalities } from "../../engine/originality.js";
import type { Stage, Verdict } from "../../engine/verdict.js";
import type { MaterialKind, MaterialSummary, Started, Tick } from "../../worker/protocol.js";
import { UNTRIED, type Tried } from "../state/tried.js";

export interface Facts extends Readonly<Tried> {
  /** What is learned. */
  readonly kind: MaterialKind;
  readonly step: number;
  /** The cycle at whose end a run pauses. */
  readonly cycle: number;
  readonly running: boolean;
  readonly exploded: boolean;
  /** NaN before the first step was measured. */
  readonly loss: number;
  readonly heldOutLoss: number | null;
  readonly lines: Baselines | undefined;
  readonly heldOutLines: Baselines | undefined;
  readonly trainNames: number;
  readonly heldOutNames: number;
  readonly stage: Stage | undefined;
  /** Of what can be checked in the last stories, the share that holds; undefined but for stories. */
  readonly agreements: number | undefined;
  /** Of the names invented at this step, at `temperature`. */
  readonly originalities: Originalities | undefined;
  readonly temperature: number;
  /** At which the running model started, not what the slider now says. */
  readonly learningRate: number;
  readonly parameters: number;
  readonly seed: number;
  /** All that decides a training except the seed; two equal ones can be compared. No name is in it. */
  readonly setup: string;
  /** The list that was read last. */
  readonly list: {
    readonly id: string;
    readonly names: number;
    readonly refused: number;
    readonly folded: number;
  };
  /** Names among the favourites that are new. */
  readonly favourites: number;
}

/**
 * What the pupil made of the page, as text: the model and how far it has come, the list, the
 * favourites, what was tried. It changes with each of them, not with how things are looked at.
 */
export function made(facts: Facts): string {
  const { step, setup, seed, list, favourites } = facts;
  const tried = Object.keys(UNTRIED).map((key) => facts[key as keyof Tried]);
  return JSON.stringify([step, setup, seed, list, favourites, tried]);
}

/** Where the facts come from: the page's signals, or a session in a test. */
export interface Sources {
  readonly started: Started;
  readonly tick: Tick;
  readonly running?: boolean;
  readonly verdict?: Verdict | undefined;
  readonly originalities?: Originalities | undefined;
  readonly agreements?: number | undefined;
  readonly temperature?: number;
  readonly listId: string;
  readonly list: MaterialSummary | undefined;
  readonly tried?: Tried;
  readonly favourites?: number;
}

export function factsOf(from: Sources): Facts {
  const { started, tick, list } = from;
  const { learning_rate, held_out, dropout, average, label_smoothing } = started.recipe;
  const remedies = [dropout, average, label_smoothing];
  const { vocabulary, ...dials } = started.config;
  const read = list?.kind === "names" ? list.counts : undefined;
  const names = started.trainNames + started.heldOutNames;
  return {
    ...(from.tried ?? UNTRIED),
    kind: started.kind,
    step: tick.step,
    cycle: started.cycle,
    running: from.running ?? tick.running,
    exploded: tick.ended === "diverged",
    loss: tick.loss,
    heldOutLoss: tick.heldOutLoss,
    lines: started.lines,
    heldOutLines: started.heldOutLines,
    trainNames: started.trainNames,
    heldOutNames: started.heldOutNames,
    stage: (from.verdict ?? tick.verdict)?.stage,
    agreements: from.agreements ?? tick.agreements.at(-1)?.share,
    originalities: from.originalities ?? tick.originalities,
    temperature: from.temperature ?? 1,
    learningRate: learning_rate,
    parameters: parameterCount(started.config),
    seed: started.seed,
    setup: JSON.stringify([
      from.listId,
      names,
      vocabulary,
      dials,
      learning_rate,
      held_out,
      ...(remedies.some((dial) => dial > 0) ? remedies : []),
    ]),
    list: {
      id: from.listId,
      names: list?.names ?? 0,
      refused: read?.refused ?? 0,
      folded: read?.folded ?? 0,
    },
    favourites: from.favourites ?? 0,
  };
}
