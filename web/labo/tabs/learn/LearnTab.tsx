/** Apprendre: the loss falls beside its reference lines, and the invented names change. */

import { Show, type JSX } from "solid-js";
import type { Reason } from "../../../engine/evaluation.js";
import { canTrain, cycle, restart, rewind, stale, step, trainer } from "../../state/model.js";
import { number, roughly, texts } from "../../../kit/language.js";
import { Names } from "../../parts/Names.jsx";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { goTo } from "../../state/shown.js";
import { Curve } from "../../parts/Curve.jsx";
import { setSettings, settings } from "../../state/settings.js";
import { StagePill } from "../../parts/StagePill.jsx";

const t = texts("learn");

/** The slider of the learning rate is logarithmic: 0.001 to 10. */
const toSlider = (rate: number): number => Math.round(Math.log10(rate) * 10);
const toRate = (place: number): number => Number((10 ** (place / 10)).toPrecision(2));

function because({ key, values }: Reason): string {
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "number" ? number(value, Number.isInteger(value) ? 0 : 2) : value,
    ]),
  );
  const { reasons } = t();
  if (key !== "pairs") return reasons[key](said);
  const where = values["where"] === "heldOut" ? reasons.heldOut : reasons.list;
  return (values["side"] === "below" ? reasons.below : reasons.above)(where, said);
}

export function LearnTab(): JSX.Element {
  return (
    <>
      <h1>{t().title}</h1>
      <p class="lead">
        <Rich of={t().lead} />
      </p>
      <Show when={trainer.started() !== undefined && !canTrain()}>
        <p class="notice error">
          <span>{t().noList}</span>
        </p>
      </Show>
      <Show when={stale() && step() > 0}>
        <div class="notice" role="status">
          <p>{t().stale}</p>
          <button type="button" class="button small" onClick={() => void restart()}>
            {t().follow}
          </button>
        </div>
      </Show>
      <div class="columns wide-left">
        <section class="card">
          <h2>{t().curve}</h2>
          <Curve
            curve={trainer.curve()}
            lines={trainer.started()?.lines}
            heldOutLines={trainer.started()?.heldOutLines}
            noisy={(trainer.started()?.recipe.batch ?? 0) > 0}
            span={cycle()}
          />
          <p class="muted">
            <Rich of={t().how} />
          </p>
        </section>
        <div class="stack">
          <VerdictCard />
          <section class="card">
            <h2>{t().names}</h2>
            <Names names={trainer.names().slice(0, 10)} keep label={t().names} />
            <Show when={trainer.originalities()}>
              {(found) => (
                <p class="last">
                  <Rich
                    of={t().copies(
                      number(found().copies),
                      number(found().copies + found().near + found().new),
                    )}
                  />
                </p>
              )}
            </Show>
          </section>
        </div>
      </div>
      <LearningDials />
    </>
  );
}

function VerdictCard(): JSX.Element {
  /** The best look at the hidden names, once it is past. */
  const best = (): readonly [number, number] | undefined => {
    const looks = trainer.curve().heldOut;
    let found = looks[0];
    for (const look of looks) if (look[1] < found![1]) found = look;
    const last = looks.at(-1);
    return found && last && last[0] > found[0] && last[1] > found[1] + 0.01 ? found : undefined;
  };
  /** Without hidden names: where a model that recites passed below counting triples. */
  const earlier = (): number | undefined => {
    const lines = trainer.started()?.lines;
    const reciting = trainer.verdict()?.stage === "récite" && trainer.started()?.heldOutNames === 0;
    if (!reciting || lines === undefined) return undefined;
    const passed = trainer.curve().losses.findIndex((loss) => loss < lines.triples);
    return passed > 0 ? passed : undefined;
  };
  /** Far worse than chance from the start: no norm holds its numbers together. */
  const wild = (): boolean => {
    const started = trainer.started();
    const first = trainer.curve().losses[0] ?? trainer.tick()?.loss ?? 0;
    return started?.config.norm === "none" && first > 3 * Math.log(started.config.vocabulary);
  };
  const back = (to: number): JSX.Element => (
    <button
      type="button"
      class="button small"
      onClick={() => {
        void rewind(to);
      }}
    >
      {t().back(number(to))}
    </button>
  );
  return (
    <section class="card">
      <div class="row spread">
        <h2>{t().verdict}</h2>
        <StagePill />
      </div>
      <div aria-live={trainer.running() ? "off" : "polite"}>
        <Show when={wild()}>
          <p>
            <Rich of={t().wild} />
          </p>
        </Show>
        <Show when={trainer.tick()?.ended === "diverged"}>
          <p class="problem">{t().exploded}</p>
        </Show>
        <Show when={trainer.verdict()} fallback={<p class="muted">{t().none}</p>}>
          {(verdict) => <p>{verdict().reasons.map(because).join(" ")}</p>}
        </Show>
        <Show when={!trainer.running() && best()}>
          {(found) => (
            <>
              <p>{t().best(number(found()[0]), number(found()[1], 2))}</p>
              {back(found()[0])}
            </>
          )}
        </Show>
        <Show when={!trainer.running() && earlier()}>
          {(found) => (
            <>
              <p>{t().earlier}</p>
              {back(found())}
            </>
          )}
        </Show>
      </div>
      <Show when={!trainer.running() && trainer.verdict()?.stage === "a appris"}>
        <p class="last">
          <button type="button" class="button main" onClick={() => goTo("inventer")}>
            {t().next}
          </button>
        </p>
      </Show>
    </section>
  );
}

function LearningDials(): JSX.Element {
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
        <p class="muted last">{t().speed(roughly(trainer.tick()?.speed ?? 0))}</p>
      </Show>
    </section>
  );
}
