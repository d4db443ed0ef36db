/** How much agrees in the stories that the model invents, look after look: a curve, and by what. */

import { createMemo, For, Show, type JSX } from "solid-js";
import { language, number, percent, said } from "../../../kit/language.js";
import { createWidth } from "../../../kit/width.js";
import { AGREEMENTS } from "../../../spec.js";
import { cycle, trainer } from "../../state/model.js";
import { worded } from "../../state/wording.js";

const t = worded("agreements");

const HEIGHT = 170;
const PAD = { left: 48, right: 14, top: 14, bottom: 26 };

export function AgreementsCard(): JSX.Element {
  const [width, measure] = createWidth(600);
  const looks = trainer.agreements;
  const last = () => looks().at(-1);
  const steps = (): number => Math.max(cycle(), last()?.step ?? 0);
  const x = (step: number): number =>
    PAD.left + (step / steps()) * (width() - PAD.left - PAD.right);
  const y = (share: number): number => PAD.top + (1 - share) * (HEIGHT - PAD.top - PAD.bottom);
  const path = createMemo((): string =>
    looks()
      .map(({ step, share }, i) => {
        const at = `${x(step).toFixed(1)} ${y(share).toFixed(1)}`;
        return `${i === 0 ? "M" : "L"}${at}`;
      })
      .join(""),
  );
  const summary = (): string => {
    const found = last();
    return found === undefined ? t().empty : t().summary(percent(found.share), number(found.step));
  };
  return (
    <section class="card">
      <h2>{t().title}</h2>
      <figure ref={measure} class="curve last">
        <svg
          width={width()}
          height={HEIGHT}
          viewBox={`0 0 ${width()} ${HEIGHT}`}
          role="img"
          aria-label={summary()}
          lang={language()}
        >
          <For each={[0, 0.5, 1]}>
            {(share) => (
              <g>
                <line
                  class="axis"
                  x1={PAD.left}
                  x2={width() - PAD.right}
                  y1={y(share)}
                  y2={y(share)}
                />
                <text class="muted" x={PAD.left - 6} y={y(share) + 4} text-anchor="end">
                  {percent(share)}
                </text>
              </g>
            )}
          </For>
          <text class="muted" x={width() - PAD.right} y={HEIGHT - 6} text-anchor="end">
            {number(steps())} {t().steps}
          </text>
          <path class="held" d={path()} />
          <For each={looks()}>
            {({ step, share }) => (
              <rect class="held-dot" x={x(step) - 3} y={y(share) - 3} width="6" height="6" />
            )}
          </For>
        </svg>
      </figure>
      <Show when={last()} fallback={<p class="muted last">{t().empty}</p>}>
        {(found) => (
          <>
            <p>{t().whole(found().whole, found().stories)}</p>
            <details>
              <summary>{t().byKind}</summary>
              <ul class="plain">
                <For each={[...found().kinds]}>
                  {([kind, { holding, of }]) => (
                    <li>
                      {said(AGREEMENTS[kind])} :{" "}
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
