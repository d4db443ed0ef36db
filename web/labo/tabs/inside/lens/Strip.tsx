/** A row of slopes as bars, each of which tells where it comes from. */

import { createMemo, createSignal, Index, Show, type JSX } from "solid-js";
import { number } from "../../../../kit/language.js";
import { visible } from "../../../../kit/letters.js";
import { worded } from "../../../state/wording.js";
import type { Lens, Spot } from "./lens.js";
import { fine, placeOf, whatOf } from "./words.js";

const t = worded("lens");

/** More than these nobody looks through: the steepest are shown. */
const MOST = 96;
const STEEPEST = 32;

interface Cell {
  readonly spot: Spot;
  readonly slope: number;
  /** A letter that stands under it. */
  readonly under: string | undefined;
  /** The first of a head. */
  readonly gap: boolean;
}

export function Strip(props: { lens: Lens; name: string }): JSX.Element {
  const { lens } = props;
  const [focus, setFocus] = createSignal(0);
  let cells!: HTMLDivElement;
  const all = createMemo((): Cell[] => {
    const found = lens.slopes();
    const value = found?.values.get(props.name);
    if (found === undefined || value === undefined) return [];
    const along = found.along.get(props.name)!;
    const { shape } = value;
    const size = shape.at(-1)!;
    const rows = shape.at(-2)!;
    const heads = shape.length === 3 ? shape[0]! : 1;
    const letters = /attention\.(scores|weights)$/.test(props.name);
    const row = lens.row();
    return Array.from({ length: heads * size }, (_, n) => {
      const [head, i] = [Math.floor(n / size), n % size];
      const under =
        props.name === "logits"
          ? visible(lens.letter(i))
          : letters
            ? visible(lens.letterAt(i))
            : undefined;
      return {
        spot: {
          source: "value",
          name: props.name,
          index: shape.length === 3 ? [head, row, i] : [row, i],
        },
        slope: along[(head * rows + row) * size + i]!,
        under,
        gap: head > 0 && i === 0,
      };
    });
  });
  const shown = createMemo((): Cell[] =>
    all().length <= MOST
      ? all()
      : [...all()].sort((a, b) => Math.abs(b.slope) - Math.abs(a.slope)).slice(0, STEEPEST),
  );
  const scale = createMemo(() => Math.max(1e-12, ...shown().map(({ slope }) => Math.abs(slope))));
  const current = (): number => Math.min(focus(), shown().length - 1);
  const move = (event: KeyboardEvent): void => {
    const last = shown().length - 1;
    const to = { ArrowRight: current() + 1, ArrowLeft: current() - 1, Home: 0, End: last }[
      event.key
    ];
    if (to === undefined || to < 0 || to > last) return;
    event.preventDefault();
    setFocus(to);
    cells.querySelectorAll<HTMLElement>("button")[to]?.focus();
  };
  const label = (): string => whatOf({ source: "value", name: props.name, index: [] }, lens);
  return (
    <div class="le-row">
      <span class="le-label" aria-hidden="true">
        {t().slopesOf(label())}
      </span>
      <div
        class="le-cells"
        role="group"
        aria-label={t().slopesOf(label())}
        ref={cells}
        onKeyDown={move}
      >
        <Index each={shown()}>
          {(cell, i) => (
            <button
              type="button"
              class="le-cell"
              classList={{
                minus: cell().slope < 0,
                picked: lens.isPicked(cell().spot),
                gap: cell().gap,
              }}
              tabindex={i === current() ? 0 : -1}
              data-v={fine(cell().slope)}
              aria-label={`${whatOf(cell().spot, lens)} ${placeOf(cell().spot, lens)} : ${t().slope(fine(cell().slope))}`}
              onFocus={() => setFocus(i)}
              onClick={() => lens.pick(cell().spot)}
            >
              <span class="le-box">
                <span
                  class="le-bar"
                  style={{ height: `${(50 * Math.abs(cell().slope)) / scale()}%` }}
                />
              </span>
              <Show when={cell().under}>
                {(under) => (
                  <span class="le-under mono" aria-hidden="true">
                    {under()}
                  </span>
                )}
              </Show>
            </button>
          )}
        </Index>
      </div>
      <Show when={shown().length < all().length}>
        <p class="small muted last">{t().steepest(number(shown().length), number(all().length))}</p>
      </Show>
      <Show when={all().length > 0 && all().every(({ slope }) => slope === 0)}>
        <p class="small muted last">{t().flat}</p>
      </Show>
    </div>
  );
}
