/** Invented names, each saying by shape and word whether it is new, near or a copy. */

import { For, Show, type JSX } from "solid-js";
import type { JudgedName } from "../../worker/protocol.js";
import { StarIcon } from "../../kit/icons.jsx";
import { capital } from "../../kit/letters.js";
import { isFavourite, toggleFavourite } from "../state/favourites.js";
import { judgement, sign, SIGNS } from "./originality.js";
import { worded } from "../state/wording.js";

const t = worded("judged");

export function Name(props: { name: JudgedName; keep?: boolean }): JSX.Element {
  const shown = (): string => (props.name.text === "" ? t().empty : capital(props.name.text));
  return (
    <li class={`name ${props.name.originality ?? ""}`} title={judgement(props.name)}>
      <b aria-hidden="true">{sign(props.name)}</b>
      <span dir="auto">{shown()}</span>
      <Show when={judgement(props.name)}>{(said) => <i class="hidden-text">, {said()}</i>}</Show>
      <Show when={props.keep && props.name.text !== ""}>
        <button
          type="button"
          class="star"
          aria-pressed={isFavourite(props.name.text)}
          aria-label={(isFavourite(props.name.text) ? t().drop : t().keep)(shown())}
          onClick={() => toggleFavourite(props.name)}
        >
          <StarIcon on={isFavourite(props.name.text)} />
        </button>
      </Show>
    </li>
  );
}

export function Names(props: {
  names: readonly JudgedName[];
  keep?: boolean;
  label: string;
}): JSX.Element {
  return (
    <>
      <ul class="names" aria-label={props.label}>
        <For each={props.names}>{(name) => <Name name={name} keep={props.keep ?? false} />}</For>
      </ul>
      <Show
        when={props.names.every(({ originality }) => originality !== null)}
        fallback={<p class="muted small">{t().unknown}</p>}
      >
        <ul class="legend" aria-hidden="true">
          <For each={["new", "near", "copy"] as const}>
            {(kind) => (
              <li>
                {SIGNS[kind]} {t()[kind]}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}
