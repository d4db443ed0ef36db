/** The learning rate, the seed, and what is done against learning by heart. */

import { Show, type JSX } from "solid-js";
import { number, percent, roughly } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { trainer } from "../../state/model.js";
import { setSettings, settings } from "../../state/settings.js";
import { worded } from "../../state/wording.js";

const t = worded("learn");

/** The slider of the learning rate is logarithmic: 0.001 to 10. */
const toSlider = (rate: number): number => Math.round(Math.log10(rate) * 10);
const toRate = (place: number): number => Number((10 ** (place / 10)).toPrecision(2));

/** The slider of the mean counts its steps in powers of ten: 0, 10, 100, 1000. */
const toPower = (average: number): number => Math.round(-Math.log10(1 - average));
const toAverage = (power: number): number => Number((1 - 10 ** -power).toFixed(power));

export function LearningDials(): JSX.Element {
  const rate = (): number =>
    settings.learningRate ?? trainer.started()?.recipe.learning_rate ?? 0.03;
  return (
    <section class="card below">
      <h2>{t().dials}</h2>
      <div class="columns even">
        <Slider
          label={<Rich of={`[[learning-rate|${t().rate}]]`} />}
          value={toSlider(rate())}
          min={-30}
          max={10}
          step={1}
          shown={number(rate(), rate() < 0.1 ? 4 : 2)}
          ends={[t().slow, t().fast]}
          onInput={(value) => setSettings("learningRate", toRate(value))}
        />
        <div>
          <div class="row spread">
            <span>
              <Rich of={`[[seed|${t().seed}]]`} /> <b class="number">{settings.seed}</b>
            </span>
            <button
              type="button"
              class="button small"
              onClick={() => {
                setSettings("seed", (settings.seed % 9999) + 1);
              }}
            >
              {t().redraw}
            </button>
          </div>
          <p class="muted">{t().seedNote}</p>
        </div>
      </div>
      <Remedies />
      <Show when={(trainer.tick()?.speed ?? 0) > 0}>
        <p class="muted last">
          {t().speed(
            roughly(trainer.tick()?.speed ?? 0),
            trainer.live()?.vocabulary.kind ?? "letters",
          )}
        </p>
      </Show>
    </section>
  );
}

function Remedies(): JSX.Element {
  const isUsed = settings.dropout + settings.average + settings.smoothing > 0;
  return (
    <details class="remedies" open={isUsed}>
      <summary>{t().remedies.title}</summary>
      <p class="muted">
        <Rich of={t().remedies.lead} />
      </p>
      <div class="columns">
        <Remedy
          name={t().remedies.dropout}
          value={100 * settings.dropout}
          max={50}
          step={5}
          shown={percent(settings.dropout)}
          onInput={(value) => setSettings("dropout", value / 100)}
        />
        <Remedy
          name={t().remedies.average}
          value={toPower(settings.average)}
          max={3}
          step={1}
          shown={t().remedies.average.over(Math.round(1 / (1 - settings.average)))}
          onInput={(value) => setSettings("average", toAverage(value))}
        />
        <Remedy
          name={t().remedies.smoothing}
          value={100 * settings.smoothing}
          max={30}
          step={5}
          shown={percent(settings.smoothing)}
          onInput={(value) => setSettings("smoothing", value / 100)}
        />
      </div>
    </details>
  );
}

function Remedy(props: {
  name: { readonly label: string; readonly note: string };
  value: number;
  max: number;
  step: number;
  shown: string;
  onInput: (value: number) => void;
}): JSX.Element {
  return (
    <div>
      <Slider
        label={<Rich of={props.name.label} />}
        value={props.value}
        min={0}
        max={props.max}
        step={props.step}
        shown={props.shown}
        onInput={props.onInput}
      />
      <p class="muted">
        <Rich of={props.name.note} />
      </p>
    </div>
  );
}
