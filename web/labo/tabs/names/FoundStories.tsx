/** Stories of a small world: some of them, their floor, and what they never tell. */

import { For, Show, type JSX } from "solid-js";
import { number } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import type { StoriesSummary } from "../../../worker/protocol.js";
import { worded } from "../../state/wording.js";

const t = worded("names");

/** Stories that are shown at once. */
const SHOWN = 2;

export function FoundStories(props: { of: StoriesSummary }): JSX.Element {
  const kind = () => props.of.learned.tokens;
  return (
    <div class="stack">
      <p>
        <Rich of={t().storiesFound(props.of.names, props.of.tokens.length, kind())} />
      </p>
      <For each={props.of.preview.slice(0, SHOWN)}>{(story) => <p class="told">{story}</p>}</For>
      <details>
        <summary>{t().others}</summary>
        <For each={props.of.preview.slice(SHOWN)}>{(story) => <p class="told">{story}</p>}</For>
      </details>
      <Show when={props.of.floor}>
        {(floor) => (
          <p>
            <Rich of={t().floor(number(floor(), 2), kind())} />
          </p>
        )}
      </Show>
      <details>
        <summary>{t().apart(props.of.apart.count)}</summary>
        <p>{t().apartNote}</p>
        <ul class="names">
          <For each={props.of.apart.first}>
            {([other, word]) => (
              <li class="name">
                <span>
                  {other} + {word}
                </span>
              </li>
            )}
          </For>
        </ul>
        <p class="last">{t().unseen}</p>
        <For each={props.of.unseen}>{(story) => <p class="told">{story}</p>}</For>
      </details>
    </div>
  );
}
