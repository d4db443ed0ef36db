/** A row of numbers as cells: bars up and down from a line, each of which tells where it is from. */

import { createMemo, Index, onMount, Show, type JSX } from "solid-js";
import { createNear } from "../../../kit/near.js";
import { createRoving } from "../../../kit/roving.js";
import { largest, type Row } from "./rows.js";
import type { View } from "./view.js";
import { kindOf, small, whereOf } from "./words.js";

export function Strip(props: { view: View; row: Row; scale: number; label?: string }): JSX.Element {
  const [current, setCurrent, move] = createRoving(() => props.row.places.length);
  // Cells are made well before they come to the window, and rest while they are out of it.
  const [near, watchNear] = createNear("100px");
  const [close, watchClose] = createNear("1200px");
  const made = createMemo<boolean>((before) => before || close(), false);
  onMount(() => {
    watchNear(cells);
    watchClose(cells);
  });
  let cells!: HTMLDivElement;
  return (
    <div class="in-row">
      <span class="in-label" aria-hidden="true">
        {props.label ?? kindOf(props.row.name)}
      </span>
      <div
        class="in-cells"
        classList={{ words: props.row.under?.some((said) => said.length > 2) ?? false }}
        role="group"
        aria-label={props.label ?? kindOf(props.row.name)}
        ref={cells}
        onKeyDown={move}
      >
        <Index each={made() ? props.row.places : []}>
          {(place, i) => {
            const value = createMemo<number>((before) =>
              near() || before === undefined ? props.view.at(place()) : before,
            );
            const said = createMemo(
              () => `${kindOf(place().name)} ${whereOf(place(), props.view)}`,
            );
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
                aria-label={`${said()} = ${small(value())}`}
                onPointerEnter={(event) =>
                  event.pointerType === "mouse" && props.view.peek(place())
                }
                onFocus={() => {
                  setCurrent(i);
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

/** Strips of one scale, with signs between them. */
export function Strips(props: {
  view: View;
  rows: readonly Row[];
  signs?: readonly string[];
}): JSX.Element {
  const scale = createMemo(() => largest(props.view, props.rows));
  return (
    <div class="in-strips">
      <Index each={props.rows}>
        {(row, i) => (
          <>
            <Show when={props.signs?.[i]}>
              {(sign) => (
                <span class="in-sign" aria-hidden="true">
                  {sign()}
                </span>
              )}
            </Show>
            <Strip view={props.view} row={row()} scale={scale()} />
          </>
        )}
      </Index>
    </div>
  );
}
