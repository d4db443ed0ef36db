/** Horizontal bars of shares from 0 to 1: probabilities, attention. */

import { Index, type JSX } from "solid-js";
import { percent } from "./language.js";

export interface BarEntry {
  readonly key: number;
  readonly label: string;
  /** For screen readers, where the label alone is a sign. */
  readonly spoken?: string;
  readonly value: number;
}

/** With `onChoose` each bar is a button. The longest bar is as wide as the largest value. */
export function Bars(props: {
  entries: readonly BarEntry[];
  label: string;
  chosen?: number | undefined;
  onChoose?: (key: number) => void;
  /** What choosing does, for screen readers: "write". */
  verb?: string;
}): JSX.Element {
  const most = (): number => Math.max(...props.entries.map(({ value }) => value), 1e-9);
  const inside = (entry: () => BarEntry): JSX.Element => (
    <>
      <span class="letter mono" aria-hidden="true">
        {entry().label}
      </span>
      <span class="hidden-text">
        {props.verb} {entry().spoken ?? entry().label}{" "}
      </span>
      <span class="track" aria-hidden="true">
        <span class="fill" style={{ width: `${(100 * entry().value) / most()}%` }} />
      </span>
      <span class="value">{percent(entry().value, entry().value < 0.0995 ? 1 : 0)}</span>
    </>
  );
  return (
    <ul class="bars" aria-label={props.label}>
      <Index each={props.entries}>
        {(entry) => (
          <li>
            {props.onChoose ? (
              <button
                type="button"
                class="bar"
                classList={{ chosen: entry().key === props.chosen }}
                onClick={() => props.onChoose?.(entry().key)}
              >
                {inside(entry)}
              </button>
            ) : (
              <span class="bar" classList={{ chosen: entry().key === props.chosen }}>
                {inside(entry)}
              </span>
            )}
          </li>
        )}
      </Index>
    </ul>
  );
}
