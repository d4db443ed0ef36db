/** The speed of the model that the dials make, and of the one there is, each measured once. */

import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { unwrap } from "solid-js/store";
import type { Setup } from "../../../worker/protocol.js";
import { giveList, list, stale, trainer, wanted } from "../../state/model.js";
import { createTrainer } from "../../state/trainer.js";
import { shape } from "./dials.js";
import { measure, type Speed } from "./measure.js";

export function createTiming() {
  const timer = createTrainer();
  const [known, setKnown] = createSignal<ReadonlyMap<string, Speed>>(new Map());
  const [measuring, setMeasuring] = createSignal(false);
  const [failed, setFailed] = createSignal(false);
  const [problem, setProblem] = createSignal<unknown>();
  const [hidden, setHidden] = createSignal(document.hidden);
  const seen = (): void => void setHidden(document.hidden);
  document.addEventListener("visibilitychange", seen);
  let round = 0;
  let late: ReturnType<typeof setTimeout> | undefined;
  /** The list that the timer holds. */
  let given: unknown;
  onCleanup(() => {
    round++;
    clearTimeout(late);
    document.removeEventListener("visibilitychange", seen);
    timer.close();
  });
  const wantedSetup = createMemo((): Setup => structuredClone(unwrap(wanted())));
  const builtSetup = createMemo((): Setup | undefined => {
    const started = trainer.started();
    if (started === undefined || !stale()) return undefined;
    const { steps: _, cycle: __, ...recipe } = started.recipe;
    return {
      dials: { ...started.config },
      recipe: { ...recipe, steps: started.cycle },
      seed: started.seed,
    };
  });
  const key = (of: Setup): string => JSON.stringify(of);
  const measureAll = async (): Promise<void> => {
    const mine = ++round;
    const left = (): boolean => mine !== round;
    setMeasuring(true);
    setFailed(false);
    setProblem(undefined);
    try {
      if (given !== list()) {
        const read = list();
        setKnown(new Map());
        await giveList(timer);
        given = read;
      }
      for (const of of [wantedSetup(), builtSetup()]) {
        if (of === undefined || known().has(key(of)) || left()) continue;
        const speed = await measure(timer, of, left);
        if (left()) return;
        if (speed === undefined) setFailed(true);
        else setKnown((all) => new Map(all).set(key(of), speed));
      }
    } catch (error) {
      if (!left()) setProblem(error);
    }
    if (!left()) setMeasuring(false);
  };
  createEffect(
    on([wantedSetup, builtSetup, list, () => trainer.running(), hidden], () => {
      clearTimeout(late);
      round++;
      setMeasuring(false);
      // While the page's own model trains, both would slow each other down; out of sight nothing runs.
      if (list() === undefined || shape() === undefined || trainer.running() || hidden()) return;
      late = setTimeout(() => void measureAll(), 700);
    }),
  );

  const speedOf = (of: Setup | undefined): Speed | undefined => of && known().get(key(of));
  return {
    /** Of the model that the dials make; undefined until measured. */
    wanted: () => speedOf(wantedSetup()),
    /** Of the model there is, where it is another one. */
    built: () => speedOf(builtSetup()),
    /** Whether the model there is is another one. */
    two: (): boolean => builtSetup() !== undefined,
    measuring,
    /** The last measure took too long, or the model broke. */
    failed,
    problem,
    again(): void {
      setKnown(new Map());
      void measureAll();
    },
  };
}
