/** Choosing among a few: a button each. */

import { For, type JSX } from "solid-js";
import type { Config } from "../../../engine/config.js";
import { DIALS } from "../../../spec.js";
import { said } from "../../../kit/language.js";
import { plain, Rich } from "../../../kit/Rich.jsx";
import { dials, labelOf } from "./dials.js";

/** A dial with choices: its name and its choices are those of its declaration. */
export function Choice<D extends "activation" | "positions" | "norm">(props: {
  dial: D;
  without?: Config[D] | undefined;
  onChoose: (value: Config[D]) => void;
}): JSX.Element {
  const choices = (): (readonly [Config[D], string])[] =>
    (Object.entries(DIALS[props.dial].words) as [Config[D], { fr: string; en: string }][])
      .filter(([id]) => id !== props.without)
      .map(([id, words]) => [id, said(words)]);
  return (
    <Buttons
      label={labelOf(props.dial)}
      value={dials()[props.dial]}
      choices={choices()}
      onChoose={props.onChoose}
    />
  );
}

/** Some choices, of which one is made: a button each. */
export function Buttons<T extends string>(props: {
  label: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}): JSX.Element {
  return (
    <div role="group" aria-label={plain(props.label)}>
      <p class="name-of">
        <Rich of={props.label} />
      </p>
      <div class="row">
        <For each={props.choices}>
          {([id, text]) => (
            <button
              type="button"
              class="button small"
              aria-pressed={props.value === id}
              onClick={() => props.onChoose(id)}
            >
              {text}
            </button>
          )}
        </For>
      </div>
    </div>
  );
}
