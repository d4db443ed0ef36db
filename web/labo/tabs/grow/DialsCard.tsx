/** The dials to turn, and the plans that turn several at once. */

import { createSignal, For, Show, type JSX } from "solid-js";
import { parameterCount } from "../../../engine/config.js";
import { number } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { Buttons } from "../../parts/Buttons.jsx";
import { Choice } from "./Choice.jsx";
import {
  dials,
  isPlan,
  labelOf,
  PLANS,
  setDials,
  shape,
  SIZES,
  SWITCHES,
  turn,
  values,
  withNorm,
  type Plan,
} from "./dials.js";
import { worded } from "../../state/wording.js";

const t = worded("grow");

const PLAN_NAMES = Object.keys(PLANS) as Plan[];

export function DialsCard(): JSX.Element {
  const [news, setNews] = createSignal("");
  const change = (next: Parameters<typeof turn>[0]): void => {
    const heads = turn(next);
    setNews(heads === undefined ? "" : t().follows(heads, dials().embedding));
  };
  const place = (): "microgpt" | "blocks" => (dials().norm_embedding ? "microgpt" : "blocks");
  return (
    <section class="card stack">
      <h2>{t().plans}</h2>
      <div class="row" role="group" aria-label={t().plans}>
        <For each={PLAN_NAMES}>
          {(plan) => (
            <button
              type="button"
              class="button"
              aria-pressed={isPlan(plan)}
              onClick={() => {
                setNews("");
                setDials(PLANS[plan]);
              }}
            >
              {t().plan[plan]}
            </button>
          )}
        </For>
      </div>
      <h2>{t().dials}</h2>
      {/* On a narrow screen the count's own card lies further down. */}
      <Show when={shape()}>
        {(found) => (
          <p class="brief" aria-hidden="true">
            <b class="number">{number(parameterCount(found()))}</b> {t().count}
          </p>
        )}
      </Show>
      <For each={SIZES}>
        {(dial) => (
          <div>
            <Slider
              label={<Rich of={labelOf(dial)} />}
              value={values(dial).indexOf(dials()[dial])}
              min={0}
              max={values(dial).length - 1}
              step={1}
              shown={t().shown[dial](dials()[dial])}
              onInput={(place) => change({ [dial]: values(dial)[place] })}
            />
            <Show when={dial === "heads"}>
              <p class="small muted last">{t().headsFree}</p>
            </Show>
          </div>
        )}
      </For>
      <p class="follows last" role="status">
        {news()}
      </p>
      <details>
        <summary>{t().others}</summary>
        <div class="stack others">
          <Choice
            dial="activation"
            // GPT-2's formula is shown only where a model came with it.
            without={dials().activation === "gelu_tanh" ? undefined : "gelu_tanh"}
            onChoose={(activation) => change({ activation })}
          />
          <Choice dial="positions" onChoose={(positions) => change({ positions })} />
          <Choice dial="norm" onChoose={(norm) => change(withNorm(norm, dials()))} />
          <Show when={dials().norm !== "none"}>
            <Buttons
              label={t().place}
              value={place()}
              choices={(["microgpt", "blocks"] as const).map((id) => [id, t().places[id]])}
              onChoose={(at) => change({ norm_embedding: at === "microgpt", norm_blocks: true })}
            />
            <Show when={!dials().norm_weight && !dials().norm_bias}>
              <p class="small muted last">{t().normNote}</p>
            </Show>
          </Show>
          <For each={SWITCHES}>
            {(dial) => (
              <label class="check">
                <input
                  type="checkbox"
                  checked={dials()[dial]}
                  onChange={(event) => change({ [dial]: event.currentTarget.checked })}
                />
                {labelOf(dial)}
              </label>
            )}
          </For>
          <p class="small muted last">{t().biasNote}</p>
        </div>
      </details>
    </section>
  );
}
