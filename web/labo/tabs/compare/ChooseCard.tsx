/** Choose what sets the two apart, and let them begin. */

import { For, Show, type JSX } from "solid-js";
import { number } from "../../../kit/language.js";
import { Slider } from "../../../kit/Slider.jsx";
import { titleOf } from "../../state/lists.js";
import { list } from "../../state/model.js";
import { settings } from "../../state/settings.js";
import { DUEL_KINDS } from "../../state/tried.js";
import { choice, cycle, length, seed, setChoice, short } from "./choice.js";
import type { Duel } from "./duel.js";
import { Fighter } from "./Fighter.jsx";
import { SIDES } from "./sides.js";
import { worded } from "../../state/wording.js";

const t = worded("duel");

export function ChooseCard(props: {
  duel: Duel;
  /** Is given the button that starts and stops. */
  launcher: (button: HTMLButtonElement) => void;
}): JSX.Element {
  return (
    <section class="card stack">
      <h2>{t().choose}</h2>
      <fieldset class="lists" disabled={props.duel.busy()}>
        <legend class="hidden-text">{t().choose}</legend>
        <For each={DUEL_KINDS}>
          {(kind) => (
            <button
              type="button"
              class="list"
              aria-pressed={choice.kind === kind}
              onClick={() => setChoice("kind", kind)}
            >
              <b>{t().kinds[kind]}</b>
              <span>{t().about[kind]}</span>
            </button>
          )}
        </For>
      </fieldset>
      <fieldset class="columns even" disabled={props.duel.busy()}>
        <legend class="hidden-text">{t().kinds[choice.kind]}</legend>
        <For each={SIDES}>{(side) => <Fighter side={side} />}</For>
      </fieldset>
      <Show when={choice.kind !== "age"}>
        <fieldset disabled={props.duel.busy()}>
          <Slider
            label={t().length}
            value={length()}
            min={cycle() / 50}
            max={2 * cycle()}
            step={cycle() / 50}
            shown={t().steps(length())}
            onInput={(value) => setChoice("length", value)}
          />
          <Show when={short()}>
            <p class="small muted last">{t().lengthNote}</p>
          </Show>
        </fieldset>
      </Show>
      <Show when={choice.kind === "size" && choice.size.a === choice.size.b}>
        <p class="muted last">{t().sameSize}</p>
      </Show>
      <div class="row">
        {/* One button for both, so that the keyboard's focus stays. */}
        <button
          ref={(button) => props.launcher(button)}
          type="button"
          class="button"
          classList={{ main: !props.duel.busy() && props.duel.phase() !== "voting" }}
          disabled={props.duel.phase() === "list"}
          onClick={() => (props.duel.busy() ? props.duel.stop() : props.duel.start(false))}
        >
          {props.duel.busy() ? t().stop : t().go}
        </button>
        <span role="status" class="muted">
          {props.duel.phase() === "training"
            ? t().training
            : props.duel.phase() === "inventing"
              ? t().inventing
              : props.duel.phase() === "list" && props.duel.problem() === undefined
                ? t().waitList
                : list()
                  ? `${t().onList(titleOf(settings.list).name, list()!.names)} ${t().seed(number(seed()))}.`
                  : ""}
        </span>
      </div>
    </section>
  );
}
