/** The numbers along the axes of a loss curve: losses upwards, steps to the right. */

import { For, type JSX } from "solid-js";
import { number } from "./language.js";

export function Axes(props: {
  /** Steps and loss at the far ends. */
  steps: number;
  highest: number;
  x: (step: number) => number;
  y: (loss: number) => number;
  /** Pixels: the drawing's width and the height of the step numbers. */
  width: number;
  bottom: number;
}): JSX.Element {
  const ticks = (): number[] => {
    const raw = Math.max(1, props.steps) / (props.width < 480 ? 3 : 5);
    const unit = 10 ** Math.floor(Math.log10(raw));
    // A step is the least there is.
    const size = Math.max(1, [1, 2, 5, 10].map((n) => n * unit).find((n) => n >= raw) ?? raw);
    return Array.from({ length: Math.floor(props.steps / size) + 1 }, (_, i) =>
      Math.round(i * size),
    );
  };
  return (
    <>
      <For each={[0, 1, 2, 3, 4, 5, 6].filter((value) => value < props.highest)}>
        {(value) => (
          <text class="muted" x={props.x(0) - 8} y={props.y(value) + 5} text-anchor="end">
            {value}
          </text>
        )}
      </For>
      <For each={ticks()}>
        {(step) => (
          <text
            class="muted"
            x={props.x(step)}
            y={props.bottom}
            text-anchor={step === 0 ? "start" : props.x(step) > props.width - 40 ? "end" : "middle"}
          >
            {number(step)}
          </text>
        )}
      </For>
    </>
  );
}
