/** Stories as the model invents them while it learns: at a pace that one can read, the earlier ones kept. */

import { For, Show, type JSX } from "solid-js";
import { number } from "../../../kit/language.js";
import { earlier, shown } from "../../state/film.js";
import { trainer } from "../../state/model.js";
import { worded } from "../../state/wording.js";
import { Names } from "../../parts/Names.jsx";
import { Told } from "../../parts/Told.jsx";

const t = worded("learn");

/** Stories of now, once the training rests. */
const NOW = 3;

export function Film(): JSX.Element {
  return (
    <Show when={shown()}>
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
              <For each={[...earlier()].reverse()}>
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
