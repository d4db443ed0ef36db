/** One weight, followed while the model trains: its value at each look, however long it trains. */

import { createEffect, createRoot, createSignal, on } from "solid-js";
import { flat } from "../../../../engine/anatomy.js";
import { parameterTable } from "../../../../engine/config.js";
import type { Started } from "../../../../worker/protocol.js";
import { trainer } from "../../../state/model.js";
import type { Spot } from "./lens.js";
import { withPoint, type Point } from "./points.js";

interface Followed {
  readonly weight: Spot;
  readonly of: Started | undefined;
  readonly points: readonly Point[];
}

const [followed, setFollowed] = createSignal<Followed>();

/** Of the model at hand. */
export const following = (): Followed | undefined => {
  const now = followed();
  return now?.of === trainer.started() ? now : undefined;
};

/** Follow a weight from now on, or none. */
export function follow(weight: Spot | undefined): void {
  setFollowed(weight && { weight, of: trainer.started(), points: [] });
  look();
}

function look(): void {
  const now = following();
  const live = trainer.live();
  if (now === undefined || live === undefined) return;
  const { name, index } = now.weight;
  const tensor = parameterTable(live.model.config).find((tensor) => tensor.name === name);
  if (tensor === undefined) return;
  const value = live.model.parameters.get(name)[flat(tensor.shape, index)]!;
  const step = trainer.tick()?.step ?? 0;
  setFollowed({ ...now, points: withPoint(now.points, { step, value }) });
}

createRoot(() => createEffect(on(trainer.tick, look, { defer: true })));
