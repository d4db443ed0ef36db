/** A row of slopes as bars, each of which tells where it comes from. */

import { createMemo, Index, Show, type JSX } from "solid-js";
import { number } from "../../../../kit/language.js";
import { visible } from "../../../../kit/letters.js";
import { createRoving } from "../../../../kit/roving.js";
import { worded } from "../../../state/wording.js";
import { numbersOf, placeOf, sizeOf } from "../picture/numbers.js";
import type { Lens, Spot } from "./lens.js";
import { fine, nameOf, whatOf } from "./words.js";

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
  const all = createMemo((): Cell[] => {
    const found = lens.slopes();
    const value = found?.values.get(props.name);
    if (found === undefined || value === undefined) return [];
    const slopes = { ...value, numbers: found.along.get(props.name)! };
    const [row, size] = [lens.row(), sizeOf(value)];
    const letters = /attention\.(scores|weights)$/.test(props.name);
    return numbersOf(slopes, row).map((slope, n) => {
      const [head, i] = [Math.floor(n / size), n % size];
      const under =
        props.name === "logits"
          ? visible(lens.letter(i))
          : letters
            ? visible(lens.letterAt(i))
            : undefined;
      const spot = { source: "value", ...placeOf(value, row, head, i) } as const;
      return { spot, slope, under, gap: head > 0 && i === 0 };
    });
  });
  const shown = createMemo((): Cell[] =>
    all().length <= MOST
      ? all()
      : [...all()].sort((a, b) => Math.abs(b.slope) - Math.abs(a.slope)).slice(0, STEEPEST),
  );
  const scale = createMemo(() => Math.max(1e-12, ...shown().map(({ slope }) => Math.abs(slope))));
  const [current, setCurrent, move] = createRoving(() => shown().length);
  const label = (): string => whatOf({ source: "value", name: props.name, index: [] }, lens);
  return (
    <div class="le-row">
      <span class="in-label" aria-hidden="true">
        {t().slopesOf(label())}
      </span>
      <div class="in-cells" role="group" aria-label={t().slopesOf(label())} onKeyDown={move}>
        <Index each={shown()}>
          {(cell, i) => (
            <button
              type="button"
              class="in-cell"
              classList={{
                minus: cell().slope < 0,
                picked: lens.isPicked(cell().spot),
                gap: cell().gap,
              }}
              tabindex={i === current() ? 0 : -1}
              data-v={fine(cell().slope)}
              aria-label={`${nameOf(cell().spot, lens)} : ${t().slope(fine(cell().slope))}`}
              onFocus={() => setCurrent(i)}
              onClick={() => lens.pick(cell().spot)}
            >
              <span class="in-box">
                <span
                  class="in-bar"
                  style={{ height: `${(50 * Math.abs(cell().slope)) / scale()}%` }}
                />
              </span>
              <Show when={cell().under}>
                {(under) => (
                  <span class="in-under mono" aria-hidden="true">
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
