/** What the model invented on its way: stories and texts at a pace that one can read, on every tab. */

import { createEffect, createSignal, on } from "solid-js";
import type { Started } from "../../worker/protocol.js";
import { kind, trainer } from "./model.js";
import { withMoment, type Moment } from "./reel.js";

/** Milliseconds for which a story stays while the training goes on: time to read some of it. */
const READ = 2500;

const [film, setFilm] = createSignal<{
  readonly of: Started | undefined;
  readonly moments: readonly Moment[];
}>({ of: undefined, moments: [] });

/** Those of the model of the moment, the oldest first. */
export const moments = (): readonly Moment[] =>
  film().of === trainer.started() ? film().moments : [];

export function followFilm(): void {
  let shownAt = -Infinity;
  createEffect(
    on(trainer.names, (names) => {
      const step = trainer.tick()?.step ?? 0;
      const story = names[0];
      const soon = performance.now() - shownAt < READ;
      if (story === undefined || kind() === "names") return;
      if (soon && trainer.running() && moments().length > 0) return;
      shownAt = performance.now();
      setFilm({ of: trainer.started(), moments: withMoment(moments(), { step, story }) });
    }),
  );
}
