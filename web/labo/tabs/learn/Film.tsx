/** Stories as the model invents them while it learns: at a pace that one can read, the earlier ones kept. */

import { createEffect, createSignal, For, on, Show, type JSX } from "solid-js";
import { number } from "../../../kit/language.js";
import type { Started } from "../../../worker/protocol.js";
import { trainer } from "../../state/model.js";
import { worded } from "../../state/wording.js";
import { Names } from "../../parts/Names.jsx";
import { Told } from "../../parts/Told.jsx";
import { withMoment, type Moment } from "./film.js";

const t = worded("learn");

/** Milliseconds for which a story stays while the training goes on: time to read some of it. */
const READ = 2500;
/** Stories of now, once the training rests. */
const NOW = 3;

// It stays while one looks at other tabs.
const [film, setFilm] = createSignal<{
  readonly of: Started | undefined;
  readonly moments: readonly Moment[];
}>({ of: undefined, moments: [] });
let shownAt = -Infinity;

export function Film(): JSX.Element {
  createEffect(
    on(trainer.names, (names) => {
      const step = trainer.tick()?.step ?? 0;
      const of = trainer.started();
      const story = names[0];
      const before = film().of === of ? film().moments : [];
      const soon = performance.now() - shownAt < READ;
      if (story === undefined || (soon && trainer.running() && before.length > 0)) return;
      shownAt = performance.now();
      setFilm({ of, moments: withMoment(before, { step, story }) });
    }),
  );
  const earlier = (): readonly Moment[] => film().moments.slice(0, -1).reverse();
  const last = (): Moment | undefined => film().moments.at(-1);
  return (
    <Show when={last()}>
      {(found) => (
        <>
          <p class="muted moment">{t().atStep(number(found().step))}</p>
          <Names
            names={trainer.running() ? [found().story] : trainer.names().slice(0, NOW)}
            keep
            label={t().names}
          />
          <Show when={earlier().length > 0}>
            <h3 class="below">{t().before}</h3>
            <ol class="film" reversed>
              <For each={earlier()}>
                {({ step, story }) => (
                  <li>
                    <b class="number">{t().atStep(number(step))}</b>
                    <p>
                      <Told text={story.text === "" ? "…" : story.text} />
                    </p>
                  </li>
                )}
              </For>
            </ol>
          </Show>
        </>
      )}
    </Show>
  );
}
