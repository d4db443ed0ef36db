/** Invented names, stories or texts, each saying by shape and word whether it is new, near or a copy. */

import { For, Show, type JSX } from "solid-js";
import type { JudgedName } from "../../worker/protocol.js";
import { StarIcon } from "../../kit/icons.jsx";
import { capital } from "../../kit/letters.js";
import { isFavourite, toggleFavourite } from "../state/favourites.js";
import { judgement, sign, SIGNS } from "./originality.js";
import { kind, trainer } from "../state/model.js";
import { askWhyOf } from "../state/why.js";
import { worded } from "../state/wording.js";
import { Told } from "./Told.jsx";

const t = worded("judged");
const why = worded("why");

/** Characters; what is longer is read rather than looked at: it has its own lines. */
const LONG = 40;
/** Characters of a long one that are enough to say which is meant. */
const ENOUGH = 30;

/** With `why` one can ask of each of its letters why it was written. */
export function Name(props: { name: JudgedName; keep?: boolean; why?: boolean }): JSX.Element {
  const long = (): boolean => props.name.text.length > LONG;
  const shown = (): string => (props.name.text === "" ? t().empty : capital(props.name.text));
  return (
    <li
      class={`name ${props.name.originality ?? ""} ${long() ? "told" : ""}`}
      title={judgement(props.name)}
    >
      <b aria-hidden="true">{sign(props.name)}</b>
      <Show when={long()} fallback={<Asked {...props} shown={shown()} />}>
        <Told text={props.name.text} />
      </Show>
      <Show when={judgement(props.name)}>{(said) => <i class="hidden-text">, {said()}</i>}</Show>
      <Show when={props.keep}>
        <Star name={props.name} />
      </Show>
    </li>
  );
}

function Asked(props: { name: JudgedName; why?: boolean; shown: string }): JSX.Element {
  const text = (): JSX.Element => <span dir="auto">{props.shown}</span>;
  return (
    <Show when={props.why && props.name.text !== ""} fallback={text()}>
      <button
        type="button"
        class="ask"
        title={why().titles}
        onClick={() => askWhyOf(props.name.text)}
      >
        {text()}
        <i class="hidden-text"> {why().titles}</i>
      </button>
    </Show>
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
  why?: boolean;
  label: string;
}): JSX.Element {
  return (
    <>
      <ul class="names" aria-label={props.label}>
        <For each={props.names}>
          {(name) => <Name name={name} keep={props.keep ?? false} why={props.why ?? false} />}
        </For>
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
