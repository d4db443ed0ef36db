/** What helps with a mission: the way to its place, and its hints. */

import { For, Show, type JSX } from "solid-js";
import { number, texts } from "../../kit/language.js";
import { Rich } from "../../kit/Rich.jsx";
import { LABO } from "../../texts/labo.js";
import { settings } from "../state/settings.js";
import { goTo, setKeeping, tabName } from "../state/shown.js";
import type { Mission } from "./mission.js";
import { hintsOpened, openHint } from "./progress.js";
import { wordsOf } from "./words.js";

const t = texts(LABO, "missions");

/** To the place where it happens. */
export function Go(props: { mission: Mission }): JSX.Element {
  const go = (): void => {
    const { place } = props.mission;
    if (place === "garder") setKeeping(true);
    else goTo(place);
  };
  return (
    <Show when={props.mission.place !== settings.tab}>
      <button type="button" class="button small" onClick={go}>
        <span>
          <span class="mission-long">{t().go}</span>{" "}
          {props.mission.place === "garder" ? t().keep : tabName(props.mission.place)}
        </span>
        <svg class="mission-arrow" width="18" height="18" viewBox="0 0 20 20" aria-hidden="true">
          <path d="M3 10h13M11 5l5 5-5 5" />
        </svg>
      </button>
    </Show>
  );
}

/** One more hint. */
export function NextHint(props: { mission: Mission }): JSX.Element {
  const all = (): number => wordsOf(props.mission).hints.length;
  const left = (): boolean => hintsOpened(props.mission) < all();
  return (
    <button
      type="button"
      class="button small"
      aria-disabled={!left()}
      onClick={() => left() && openHint(props.mission)}
    >
      {left() ? t().hint(number(hintsOpened(props.mission) + 1), number(all())) : t().noMore}
    </button>
  );
}

/** The hints opened so far. */
export function Hints(props: { mission: Mission }): JSX.Element {
  return (
    <ol
      class="mission-hints"
      aria-label={t().hints}
      aria-live="polite"
      hidden={hintsOpened(props.mission) === 0}
    >
      <For each={wordsOf(props.mission).hints.slice(0, hintsOpened(props.mission))}>
        {(hint) => (
          <li>
            <Rich of={hint} />
          </li>
        )}
      </For>
    </ol>
  );
}
