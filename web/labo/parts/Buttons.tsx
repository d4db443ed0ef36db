/** Some choices, of which one is made: a button each. */

import { For, type JSX } from "solid-js";
import { plain, Rich } from "../../kit/Rich.jsx";

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
