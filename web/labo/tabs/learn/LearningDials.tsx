/** The learning rate and the seed. */

import { Show, type JSX } from "solid-js";
import { number, roughly } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { trainer } from "../../state/model.js";
import { setSettings, settings } from "../../state/settings.js";
import { worded } from "../../state/wording.js";

const t = worded("learn");

/** The slider of the learning rate is logarithmic: 0.001 to 10. */
const toSlider = (rate: number): number => Math.round(Math.log10(rate) * 10);
const toRate = (place: number): number => Number((10 ** (place / 10)).toPrecision(2));

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
