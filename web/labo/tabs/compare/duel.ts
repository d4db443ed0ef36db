/** A duel from start to end: two models train side by side, invent, and are voted on blindly. */

import { batch, createEffect, createSignal, on } from "solid-js";
import type { Agreements } from "../../../engine/worlds/agreements.js";
import type { JudgedName } from "../../../worker/protocol.js";
import { setJournal } from "../../state/journal.js";
import { giveList, kind, list, listProblem } from "../../state/model.js";
import { settings } from "../../state/settings.js";
import { createTrainer, type Trainer } from "../../state/trainer.js";
import type { DuelKind } from "../../state/tried.js";
import { choice, seed, setChoice, setup, temperatures, untils } from "./choice.js";
import { both, SIDES, type Both } from "./sides.js";
import { pairs, type Pair, type Vote } from "./vote.js";

/** Names that each model invents. */
export const COUNT = 100;
const PAIRS = 6;
/** Stories and texts must be read. */
const PAIRS_TO_READ = 4;
/** Steps a second: slow enough to watch on a short list. */
const PACE = 250;

export interface Result {
  readonly names: Both<readonly JudgedName[]>;
  readonly temperature: Both<number>;
  readonly pairs: readonly Pair[];
  /** What holds in these stories; undefined where they are of no world. */
  readonly agreements: Both<Agreements | undefined>;
}

export type Duel = ReturnType<typeof createDuel>;

/** `onResult` is called once both have invented. */
export function createDuel(onResult: () => void) {
  const trainers = both(createTrainer);
  const [phase, setPhase] = createSignal<
    "list" | "ready" | "training" | "inventing" | "voting" | "done"
  >("list");
  const [problem, setProblem] = createSignal<unknown>();
  const [result, setResult] = createSignal<Result>();
  const [votes, setVotes] = createSignal<readonly Vote[]>([]);
  const [ran, setRan] = createSignal<{ kind: DuelKind; until: Both<number> }>();
  /** Answers of an earlier duel, or of a list left since, are not listened to. */
  let round = 0;

  createEffect(
    on([list, listProblem], () => {
      const now = ++round;
      batch(() => {
        setPhase("list");
        setProblem(listProblem());
        setResult(undefined);
        setRan(undefined);
      });
      if (list() === undefined || listProblem() !== undefined) return;
      Promise.all(SIDES.map((side) => giveList(trainers[side]))).then(
        () => now === round && setPhase("ready"),
        (error: unknown) => now === round && setProblem(error),
      );
    }),
  );

  async function start(another: boolean): Promise<void> {
    const now = ++round;
    if (another) setChoice("seed", (seed() % 9999) + 1);
    const { kind: by } = choice;
    const { topK } = settings;
    const [until, temperature, first] = [untils(), temperatures(), 2 * seed()];
    batch(() => {
      setProblem(undefined);
      setResult(undefined);
      setVotes([]);
      setPhase("training");
      setRan({ kind: by, until });
    });
    try {
      await Promise.all(SIDES.map((side) => trainers[side].start(setup(side))));
      if (now !== round) return;
      const arrivals = SIDES.map((side) =>
        arrival(trainers[side], until[side], () => now !== round),
      );
      for (const side of SIDES) trainers[side].run(PACE, until[side]);
      await Promise.all(arrivals);
      if (now !== round) return;
      setPhase("inventing");
      const [a, b] = await Promise.all(
        SIDES.map((side, i) =>
          trainers[side].ask("invent", {
            count: COUNT,
            temperature: temperature[side],
            topK,
            beginning: "",
            seed: first + i,
          }),
        ),
      );
      if (now !== round) return;
      const names = { a: a!, b: b! };
      const made = pairs(names.a, names.b, kind() === "names" ? PAIRS : PAIRS_TO_READ);
      const [holdsInA, holdsInB] = await Promise.all(
        SIDES.map((side) =>
          trainers[side].ask(
            "check",
            names[side].map(({ text }) => text),
          ),
        ),
      );
      if (now !== round) return;
      const held = { a: holdsInA, b: holdsInB };
      batch(() => {
        setResult({ names, temperature, pairs: made, agreements: held });
        setPhase(made.length > 0 ? "voting" : "done");
        setJournal("duels", (duels) => [...duels, by]);
      });
      onResult();
    } catch (error) {
      if (now !== round) return;
      setProblem(error);
      setPhase("ready");
    }
  }

  return {
    trainers,
    phase,
    problem,
    result,
    votes,
    /** What the models on the screen were started with; the choices may have moved on. */
    ran,
    busy: (): boolean => phase() === "training" || phase() === "inventing",
    /** `another`: from another seed. */
    start: (another: boolean): void => void start(another),
    stop(): void {
      round++;
      for (const side of SIDES) trainers[side].pause();
      setPhase("ready");
      setRan(undefined);
    },
    vote(side: Vote): void {
      setVotes((before) => [...before, side]);
      if (votes().length === result()!.pairs.length) setPhase("done");
    },
    skipVote: (): void => void setPhase("done"),
  };
}

/** Resolves when a model that has just been started has done its steps, or exploded. */
function arrival(trainer: Trainer, until: number, given: () => boolean): Promise<void> {
  // The last tick is still the one of the model before.
  const before = trainer.tick();
  return new Promise((resolve) => {
    const look = (): void => {
      const tick = trainer.tick();
      const here =
        tick !== undefined && tick !== before && (tick.step >= until || tick.ended !== null);
      if (here || given()) resolve();
      else setTimeout(look, 30);
    };
    look();
  });
}
