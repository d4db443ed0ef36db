/** A row of numbers as cells: bars up and down from a line, each of which tells where it is from. */

import { createMemo, createSignal, Index, Show, type JSX } from "solid-js";
import { kindOf, small, whereOf } from "./words.js";
import type { Place, View } from "./view.js";

export interface Row {
  readonly name: string;
  readonly places: readonly Place[];
  /** What stands under each cell: a letter. */
  readonly under?: readonly string[];
  /** Cells between two gaps: one head's. */
  readonly group?: number;
}

/** The numbers of a (n, size) or (heads, n, size) value that belong to one letter. */
export function rowOf(view: View, name: string, row = view.row()): Row {
  const shape = view.values().get(name)?.shape ?? [0, 0];
  const size = shape.at(-1)!;
  if (shape.length === 2)
    return { name, places: Array.from({ length: size }, (_, i) => ({ name, index: [row, i] })) };
  return {
    name,
    group: size,
    places: Array.from({ length: shape[0]! * size }, (_, i) => ({
      name,
      index: [Math.floor(i / size), row, i % size],
    })),
  };
}

export const largest = (view: View, rows: readonly Row[]): number =>
  Math.max(1e-9, ...rows.flatMap(({ places }) => places.map((place) => Math.abs(view.at(place)))));

export function Strip(props: { view: View; row: Row; scale: number; label?: string }): JSX.Element {
  const [focus, setFocus] = createSignal(0);
  let cells!: HTMLDivElement;
  const current = (): number => Math.min(focus(), props.row.places.length - 1);
  const move = (event: KeyboardEvent): void => {
    const last = props.row.places.length - 1;
    const to = {
      ArrowRight: current() + 1,
      ArrowLeft: current() - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined || to < 0 || to > last) return;
    event.preventDefault();
    setFocus(to);
    cells.querySelectorAll<HTMLElement>("button")[to]?.focus();
  };
  return (
    <div class="in-row">
      <span class="in-label" aria-hidden="true">
        {props.label ?? kindOf(props.row.name)}
      </span>
      <div
        class="in-cells"
        role="group"
        aria-label={props.label ?? kindOf(props.row.name)}
        ref={cells}
        onKeyDown={move}
      >
        <Index each={props.row.places}>
          {(place, i) => {
            const value = createMemo(() => props.view.at(place()));
            const height = (): number => Math.min(50, (50 * Math.abs(value())) / props.scale);
            return (
              <button
                type="button"
                class="in-cell"
                classList={{
                  minus: value() < 0,
                  picked: props.view.isPicked(place()),
                  gap: i > 0 && props.row.group !== undefined && i % props.row.group === 0,
                }}
                tabindex={i === current() ? 0 : -1}
                data-v={small(value())}
                aria-label={`${kindOf(place().name)} ${whereOf(place(), props.view)} = ${small(value())}`}
                onPointerEnter={(event) =>
                  event.pointerType === "mouse" && props.view.peek(place())
                }
                onFocus={() => {
                  setFocus(i);
                  props.view.follow(place());
                }}
                onClick={() => props.view.choose(place())}
              >
                <span class="in-box">
                  <span class="in-bar" style={{ height: `${height()}%` }} />
                </span>
                <Show when={props.row.under}>
                  {(under) => <span class="in-under mono">{under()[i]}</span>}
                </Show>
              </button>
            );
          }}
        </Index>
      </div>
    </div>
  );
}

/** The same picture, tiny and silent, for a closed stage. */
export function Mini(props: { view: View; row: Row }): JSX.Element {
  const places = createMemo(() => props.row.places.slice(0, 32));
  const scale = createMemo(() => largest(props.view, [props.row]));
  return (
    <span class="in-mini" aria-hidden="true">
      <Index each={places()}>
        {(place) => {
          const value = (): number => props.view.at(place());
          return (
            <span classList={{ minus: value() < 0 }}>
              <span
                class="in-bar"
                style={{ height: `${Math.min(50, (50 * Math.abs(value())) / scale())}%` }}
              />
            </span>
          );
        }}
      </Index>
    </span>
  );
}
