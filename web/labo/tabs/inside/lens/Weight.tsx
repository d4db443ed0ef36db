/** The end of the way back: one weight, its slope by calculation and by trying, and its curve. */

import { createMemo, For, Show, type JSX } from "solid-js";
import type { SlopeOrigin } from "../../../../engine/slopes.js";
import { number, said as inLanguage } from "../../../../kit/language.js";
import { capital } from "../../../../kit/letters.js";
import { Rich } from "../../../../kit/Rich.jsx";
import { createWidth } from "../../../../kit/width.js";
import { worded } from "../../../state/wording.js";
import { follow, following } from "./followed.js";
import { NUDGES, type Lens, type Spot } from "./lens.js";
import { Sum } from "./Sum.jsx";
import { fine, nameOf, whichOf } from "./words.js";

const t = worded("lens");

const same = (a: Spot | undefined, b: Spot | undefined): boolean =>
  a?.name === b?.name && a?.index.join() === b?.index.join();

export function Weight(props: { lens: Lens }): JSX.Element {
  const { lens } = props;
  const found = createMemo((): SlopeOrigin | undefined => {
    const [slopes, which] = [lens.slopes(), lens.weight()];
    return slopes && which && slopes.origin(which.source, which.name, which.index);
  });
  const choices = createMemo((): Spot[] => {
    const which = lens.weight();
    if (which === undefined) return [];
    const steep = lens.steepest(which.name);
    return steep.some((spot) => same(spot, which)) ? steep : [which, ...steep];
  });
  const layerOf = (name: string): string => {
    const layer = /^blocks\.(\d+)\./.exec(name);
    return layer === null || (lens.config()?.layers ?? 1) < 2
      ? ""
      : `, ${t().layer(Number(layer[1]) + 1)}`;
  };
  return (
    <Show when={lens.weight()}>
      {(which) => (
        <>
          <label class="field le-field">
            <span>{t().tensor}</span>
            <select
              value={which().name}
              onChange={(event) => {
                const first = lens.steepest(event.currentTarget.value)[0];
                if (first !== undefined) lens.setWeight(first);
              }}
            >
              <For each={lens.parameters()}>
                {({ name, label }) => (
                  <option value={name} selected={name === which().name}>
                    {capital(inLanguage(label)) + layerOf(name)}
                  </option>
                )}
              </For>
            </select>
          </label>
          <p class="name-of" id="le-steep">
            {t().which}
          </p>
          <div class="row" role="group" aria-labelledby="le-steep">
            <For each={choices()}>
              {(spot) => (
                <button
                  type="button"
                  class="button small"
                  aria-pressed={same(spot, which())}
                  onClick={() => lens.setWeight(spot)}
                >
                  {whichOf(spot, lens)} <span class="number">({fine(lens.slopeOf(spot))})</span>
                </button>
              )}
            </For>
          </div>
          <Show when={found()}>{(of) => <Sum lens={lens} of={of()} />}</Show>
          <Trying lens={lens} slope={found()?.slope ?? 0} />
          <Follow lens={lens} weight={which()} />
        </>
      )}
    </Show>
  );
}

/** The same slope, by nudging the weight and measuring. */
function Trying(props: { lens: Lens; slope: number }): JSX.Element {
  const { lens } = props;
  return (
    <Show when={lens.trying()}>
      {(found) => (
        <section class="le-try" aria-labelledby="le-try">
          <h4 id="le-try">{t().trying}</h4>
          <p>
            <Rich of={t().tryingSay} />
          </p>
          <div class="row" role="group" aria-label={t().by}>
            <span>{t().by}</span>
            <For each={NUDGES}>
              {(by) => (
                <button
                  type="button"
                  class="button small number"
                  aria-pressed={lens.by() === by}
                  onClick={() => lens.setBy(by)}
                >
                  ± {number(by, by < 0.01 ? 3 : by < 0.1 ? 2 : 1)}
                </button>
              )}
            </For>
          </div>
          <dl class="le-facts number">
            <div>
              <dt>{t().up}</dt>
              <dd>{number(found().up, 6)}</dd>
            </div>
            <div>
              <dt>{t().down}</dt>
              <dd>{number(found().down, 6)}</dd>
            </div>
            <div>
              <dt>{t().byTrying}</dt>
              <dd>{number(found().slope, 6)}</dd>
            </div>
            <div>
              <dt>{t().byCalculation}</dt>
              <dd>{number(props.slope, 6)}</dd>
            </div>
          </dl>
          <p class="small muted last">{t().tryingNote}</p>
        </section>
      )}
    </Show>
  );
}

const HEIGHT = 130;
const PAD = { left: 8, right: 8, top: 10, bottom: 10 };

/** The weight followed while the model trains. */
function Follow(props: { lens: Lens; weight: Spot }): JSX.Element {
  const [width, measure] = createWidth(320);
  const now = () => {
    const found = following();
    return found && same(found.weight, props.weight) ? found : undefined;
  };
  const range = createMemo(() => {
    const points = now()?.points ?? [];
    const values = points.map(({ value }) => value);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return {
      points,
      from: points[0]?.step ?? 0,
      to: Math.max(points.at(-1)?.step ?? 0, (points[0]?.step ?? 0) + 1),
      low,
      size: Math.max(high - low, 1e-6),
    };
  });
  const line = createMemo(() => {
    const { points, from, to, low, size } = range();
    const x = (step: number): number =>
      PAD.left + ((step - from) / (to - from)) * (width() - PAD.left - PAD.right);
    const y = (value: number): number =>
      PAD.top + (1 - (value - low) / size) * (HEIGHT - PAD.top - PAD.bottom);
    return points
      .map(({ step, value }) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`)
      .join(" ");
  });
  const told = (): string => {
    const { points } = range();
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined || points.length < 2) return t().waiting;
    return t().moved(
      number(first.step),
      number(last.step),
      number(first.value, 3),
      number(last.value, 3),
    );
  };
  return (
    <section class="le-follow" aria-labelledby="le-follow">
      <h4 id="le-follow">{t().follow}</h4>
      <div class="row">
        <button
          type="button"
          class="button small"
          aria-pressed={now() !== undefined}
          onClick={() => follow(now() === undefined ? props.weight : undefined)}
        >
          {t().followThis(nameOf(props.weight, props.lens))}
        </button>
      </div>
      <Show when={now()}>
        <figure ref={measure} class="le-curve">
          <svg width={width()} height={HEIGHT} role="img" aria-label={told()}>
            <polyline points={line()} />
          </svg>
          <figcaption class="small">{told()}</figcaption>
        </figure>
      </Show>
    </section>
  );
}
