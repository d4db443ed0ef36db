/** How fast a model trains on this computer, measured: never guessed from its size. */

import type { Setup } from "../../../worker/protocol.js";
import type { Trainer } from "../../state/trainer.js";

export interface Speed {
  /** Targets learned from in a second of computing. */
  readonly targets: number;
  /** Milliseconds a step, with the names invented and shown on the way. */
  readonly step: number;
  /** Steps of a whole training of this model. */
  readonly cycle: number;
}

/** The browser makes code faster while it runs: that time is left out. */
const WARM_UP = 150;
const MEASURED = 400;
/** A large model on a slow computer: fewer steps, rather than a longer wait. */
const MOST = 6000;
/** Thousands of steps at full speed may end in an explosion; small steps take the same time. */
const RATE = 5e-4;

/** The trainer already has its list. Undefined when the model broke or took too long. */
export async function measure(
  trainer: Trainer,
  setup: Setup,
  left: () => boolean,
): Promise<Speed | undefined> {
  const { cycle } = await trainer.start({
    ...setup,
    // No hidden names: looking at them now and then is no part of a step.
    recipe: { ...setup.recipe, learning_rate: RATE, held_out: 0 },
  });
  const given = performance.now() + MOST;
  const until = async (there: () => boolean): Promise<boolean> => {
    while (!there()) {
      if (left() || performance.now() > given || trainer.tick()?.ended === "diverged") return false;
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
    return true;
  };
  let before = trainer.tick();
  const fresh = (): boolean => trainer.tick() !== before && (trainer.tick()?.step ?? 0) > 0;
  const run = (): Promise<null> => trainer.ask("run", { pace: 0, until: Number.MAX_SAFE_INTEGER });
  try {
    await run();
    if (!(await until(fresh))) return undefined;
    const warm = performance.now() + WARM_UP;
    if (!(await until(() => performance.now() > warm))) return undefined;
    // Asked again, the worker's clock starts anew.
    await run();
    before = trainer.tick();
    if (!(await until(fresh))) return undefined;
    const from = { time: performance.now(), step: trainer.tick()!.step };
    const enough = (): boolean =>
      performance.now() - from.time > MEASURED && trainer.tick()!.step >= from.step + 2;
    if (!(await until(enough))) return undefined;
    const last = trainer.tick();
    // A tick that has just come: time and step belong together.
    if (!(await until(() => trainer.tick() !== last))) return undefined;
    const { step, speed } = trainer.tick()!;
    return { targets: speed, step: (performance.now() - from.time) / (step - from.step), cycle };
  } finally {
    trainer.pause();
  }
}
