/** Invented names, stories or texts, each saying by shape and word whether it is new, near or a copy. */

import { For, Show, type JSX } from "solid-js";
import type { JudgedName } from "../../worker/protocol.js";
import { StarIcon } from "../../kit/icons.jsx";
import { capital } from "../../kit/letters.js";
import { isFavourite, toggleFavourite } from "../state/favourites.js";
import { judgement, sign, SIGNS } from "./originality.js";
import { kind, trainer } from "../state/model.js";
import { worded } from "../state/wording.js";
import { Told } from "./Told.jsx";

const t = worded("judged");

/** Characters; what is longer is read rather than looked at: it has its own lines. */
const LONG = 40;
/** Characters of a long one that are enough to say which is meant. */
const ENOUGH = 30;

export function Name(props: { name: JudgedName; keep?: boolean }): JSX.Element {
  const long = (): boolean => props.name.text.length > LONG;
  const shown = (): string => (props.name.text === "" ? t().empty : capital(props.name.text));
  return (
    <li
      class={`name ${props.name.originality ?? ""} ${long() ? "told" : ""}`}
      title={judgement(props.name)}
    >
      <b aria-hidden="true">{sign(props.name)}</b>
      <Show when={long()} fallback={<span dir="auto">{shown()}</span>}>
        <Told text={props.name.text} />
      </Show>
      <Show when={judgement(props.name)}>{(said) => <i class="hidden-text">, {said()}</i>}</Show>
      <Show when={props.keep}>
        <Star name={props.name} />
      </Show>
    </li>
  );
}

/** Keeps it among the favourites. */
export function Star(props: { name: JudgedName }): JSX.Element {
  const kept = (): boolean => isFavourite(props.name.text);
  const called = (): string => {
    const { text } = props.name;
    return capital(text.length > LONG ? `${text.slice(0, ENOUGH)}…` : text);
  };
  return (
    <Show when={props.name.text !== ""}>
      <button
        type="button"
        class="star"
        aria-pressed={kept()}
        aria-label={(kept() ? t().drop : t().keep)(called())}
        onClick={() => toggleFavourite(props.name)}
      >
        <StarIcon on={kept()} />
      </button>
    </Show>
  );
}

/** What can be said of those in this list: a story is not near another one. */
const LEGENDS = { names: ["new", "near", "copy"], stories: ["new", "copy"], text: [] } as const;

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
        fallback={
          <Show when={trainer.started()?.listKnown === false}>
            <p class="muted small">{t().unknown}</p>
          </Show>
        }
      >
        <ul class="legend" aria-hidden="true">
          <For each={LEGENDS[kind()]}>
            {(judged) => (
              <li>
                {SIGNS[judged]} {t()[judged]}
              </li>
            )}
          </For>
          <Show when={kind() === "stories"}>
            <For each={["word", "sentence"] as const}>
              {(fault) => (
                <li>
                  <u class={`fault ${fault}`}>{"\u2003\u2003"}</u> {t().faults[fault]}
                </li>
              )}
            </For>
          </Show>
        </ul>
      </Show>
    </>
  );
}
