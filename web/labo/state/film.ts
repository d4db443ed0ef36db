/** What the model invented on its way: stories and texts at a pace that one can read, on every tab. */

import { createEffect, createSignal, on } from "solid-js";
import type { Started } from "../../worker/protocol.js";
import { kind, trainer } from "./model.js";
import { withMoment, type Moment } from "./reel.js";

/** Milliseconds for which a story stays while the training goes on: time to read some of it. */
const READ = 2500;

interface Film {
  readonly of: Started | undefined;
  readonly moments: readonly Moment[];
  /** What one reads. */
  readonly shown: Moment | undefined;
}
const NOTHING: Film = { of: undefined, moments: [], shown: undefined };
const [kept, setKept] = createSignal<Film>(NOTHING);
/** Of the model of the moment. */
const film = (): Film => (kept().of === trainer.started() ? kept() : NOTHING);

/** What one reads just now. */
export const shown = (): Moment | undefined => film().shown;
/** What was invented before that, the oldest first. */
export const earlier = (): readonly Moment[] =>
  film().moments.filter(({ step }) => step < shown()!.step);

export function followFilm(): void {
  let shownAt = -Infinity;
  createEffect(
    on(trainer.names, (names) => {
      const step = trainer.tick()?.step ?? 0;
      const story = names[0];
      if (story === undefined || kind() === "names") return;
      const last: Moment = { step, story };
      const before = film();
      const stays = before.shown !== undefined && trainer.running();
      const isRead = performance.now() - shownAt < READ;
      if (!(stays && isRead)) shownAt = performance.now();
      setKept({
        of: trainer.started(),
        moments: withMoment(before.moments, last),
        shown: stays && isRead ? before.shown : last,
      });
    }),
  );
}
