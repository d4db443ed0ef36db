/** How much agrees in the stories that the model invents, look after look: a curve, and by what. */

import { createMemo, For, Show, type JSX } from "solid-js";
import { language, number, percent, said } from "../../../kit/language.js";
import { createWidth } from "../../../kit/width.js";
import { AGREEMENTS } from "../../../spec.js";
import { cycle, trainer } from "../../state/model.js";
import { worded } from "../../state/wording.js";

const t = worded("agreements");

const HEIGHT = 190;
const PAD = { left: 58, right: 14, top: 14, bottom: 28 };

export function AgreementsCard(): JSX.Element {
  const [width, measure] = createWidth(600);
  const looks = trainer.agreements;
  const last = () => looks().at(-1);
  const steps = (): number => Math.max(cycle(), last()?.step ?? 0);
  const x = (step: number): number =>
    PAD.left + (step / steps()) * (width() - PAD.left - PAD.right);
  const y = (share: number): number => PAD.top + (1 - share) * (HEIGHT - PAD.top - PAD.bottom);
  const line = createMemo((): string =>
    looks()
      .map(({ step, share }) => `${x(step).toFixed(1)} ${y(share).toFixed(1)}`)
      .join("L"),
  );
  const under = (): string =>
    line() === "" ? "" : `M${x(0)} ${y(0)}L${line()}L${x(last()!.step).toFixed(1)} ${y(0)}Z`;
  const summary = (): string => {
    const found = last();
    return found === undefined ? t().empty : t().summary(percent(found.share), number(found.step));
  };
  return (
    <section class="card agreements">
      <div class="row spread">
        <h2>{t().title}</h2>
        <Show when={last()}>{(found) => <p class="held-share">{percent(found().share)}</p>}</Show>
      </div>
      <figure ref={measure} class="curve last">
        <svg
          width={width()}
          height={HEIGHT}
          viewBox={`0 0 ${width()} ${HEIGHT}`}
          role="img"
          aria-label={summary()}
          lang={language()}
        >
          <path class="under" d={under()} />
          <For each={[0, 0.5, 1]}>
            {(share) => (
              <g>
                <line
                  class={share === 0 ? "axis" : "grid"}
                  x1={PAD.left}
                  x2={width() - PAD.right}
                  y1={y(share)}
                  y2={y(share)}
                />
                <text class="muted" x={PAD.left - 8} y={y(share) + 5} text-anchor="end">
                  {percent(share)}
                </text>
              </g>
            )}
          </For>
          <text class="muted" x={PAD.left} y={HEIGHT - 6}>
            0
          </text>
          <text class="muted" x={width() - PAD.right} y={HEIGHT - 6} text-anchor="end">
            {number(steps())} {t().steps}
          </text>
          <path class="drawn" d={line() === "" ? "" : `M${line()}`} />
          <Show when={last()}>
            {(found) => <circle class="dot" cx={x(found().step)} cy={y(found().share)} r="6" />}
          </Show>
        </svg>
      </figure>
      <Show when={last()} fallback={<p class="muted last">{t().empty}</p>}>
        {(found) => (
          <>
            <p class="last">
              {summary()} {t().whole(found().whole, found().stories)}
            </p>
            <details>
              <summary>{t().byKind}</summary>
              <ul class="kinds">
                <For each={[...found().kinds]}>
                  {([kind, { holding, of }]) => (
                    <li>
                      <span>{said(AGREEMENTS[kind])}</span>
                      <span class="track" aria-hidden="true">
                        <span class="fill" style={{ width: `${(100 * holding) / of}%` }} />
                      </span>
                      <b class="number">
                        {number(holding)} / {number(of)}
                      </b>
                    </li>
                  )}
                </For>
              </ul>
            </details>
          </>
        )}
      </Show>
      <p class="muted small last">{t().note}</p>
    </section>
  );
}
