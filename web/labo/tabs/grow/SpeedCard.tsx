/** How fast the model would train on this computer, beside the one there is. */

import { For, Show, type JSX } from "solid-js";
import { number, roughly } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { Working } from "../../parts/Working.jsx";
import { list, trainer } from "../../state/model.js";
import { ArithmeticNote } from "../../parts/ArithmeticNote.jsx";
import { sentence } from "../../parts/problems.js";
import type { Speed } from "./measure.js";
import { duration, times } from "./size.js";
import { createTiming } from "./timing.js";
import { worded } from "../../state/wording.js";

const t = worded("grow");

export function SpeedCard(): JSX.Element {
  const timing = createTiming();
  const rows = (): { name: string; speed: Speed | undefined }[] => [
    { name: t().wantedRow, speed: timing.wanted() },
    ...(timing.two() ? [{ name: t().currentRow, speed: timing.built() }] : []),
  ];
  const compared = (): string => {
    const [one, two] = [timing.wanted(), timing.built()];
    if (!one || !two) return "";
    const ratio = one.step / two.step;
    // Two measures of the same model differ by so much.
    if (ratio < 1.15 && ratio > 1 / 1.15) return "";
    return ratio > 1 ? t().slower(times(ratio)) : t().faster(times(1 / ratio));
  };
  const milliseconds = (value: number): string => t().msValue(number(value, value < 10 ? 1 : 0));
  return (
    <section class="card speed">
      <div class="row spread">
        <h2 class="last">{t().speed}</h2>
        <Working
          class="button small"
          busy={timing.measuring()}
          disabled={trainer.running() || list() === undefined}
          onClick={timing.again}
        >
          {t().again}
        </Working>
      </div>
      <Show when={timing.problem()}>
        <p class="problem">{sentence(timing.problem())}</p>
      </Show>
      <For each={rows()}>
        {({ name, speed }) => (
          <div class="timing">
            <h3>{name}</h3>
            <Show
              when={speed}
              fallback={
                <p class="muted last">
                  {timing.measuring() ? t().measuring : trainer.running() ? t().wait : "…"}
                </p>
              }
            >
              {(found) => (
                <dl>
                  <div>
                    <dt>{t().targets}</dt>
                    <dd>{number(roughly(found().targets))}</dd>
                  </div>
                  <div>
                    <dt>{t().ms}</dt>
                    <dd>{milliseconds(found().step)}</dd>
                  </div>
                  <div>
                    <dt>{t().whole}</dt>
                    <dd>
                      {t().wholeValue(
                        found().cycle,
                        found().step * found().cycle < 1000
                          ? undefined
                          : duration((found().step * found().cycle) / 1000),
                      )}
                    </dd>
                  </div>
                </dl>
              )}
            </Show>
          </div>
        )}
      </For>
      <div role="status">
        <Show when={timing.failed()}>
          <p class="problem">{t().failed}</p>
        </Show>
        <Show when={compared()}>
          <p>
            <Rich of={compared()} />
          </p>
        </Show>
      </div>
      <p class="small muted">{t().speedNote}</p>
      <ArithmeticNote fast={t().fourAtOnce} />
    </section>
  );
}
