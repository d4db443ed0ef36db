/** A slider with its name, its value in words, and what its two ends mean. */

import { createUniqueId, Show, type JSX } from "solid-js";

export function Slider(props: {
  label: JSX.Element;
  value: number;
  min: number;
  max: number;
  step: number;
  /** The value as people read it. */
  shown: string;
  ends?: readonly [string, string];
  onInput: (value: number) => void;
}): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="slider">
      <div class="slider-head">
        <span id={`${id}-label`}>{props.label}</span>
        <output for={id}>{props.shown}</output>
      </div>
      <input
        id={id}
        type="range"
        aria-labelledby={`${id}-label`}
        aria-valuetext={props.shown}
        min={props.min}
        max={props.max}
        step={props.step}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.valueAsNumber)}
      />
      <Show when={props.ends}>
        {(ends) => (
          <div class="slider-ends" aria-hidden="true">
            <span>{ends()[0]}</span>
            <span>{ends()[1]}</span>
          </div>
        )}
      </Show>
    </div>
  );
}
