/** Apprendre: the loss falls beside its reference lines, and the invented names change. */

import { Show, type JSX } from "solid-js";
import { Rich } from "../../../kit/Rich.jsx";
import { canTrain, cycle, kind, restart, stale, step, trainer } from "../../state/model.js";
import { ArithmeticNote } from "../../parts/ArithmeticNote.jsx";
import { Curve } from "../../parts/Curve.jsx";
import { Names } from "../../parts/Names.jsx";
import { BeforeThen } from "./BeforeThen.jsx";
import { Film } from "./Film.jsx";
import { AgreementsCard } from "./AgreementsCard.jsx";
import { LearningDials } from "./LearningDials.jsx";
import { SlowCard } from "./SlowCard.jsx";
import { VerdictCard } from "./VerdictCard.jsx";
import { worded } from "../../state/wording.js";
import "./learn.css";

const t = worded("learn");

export function LearnTab(): JSX.Element {
  return (
    <>
      <h1>{t().title}</h1>
      <p class="lead">
        <Rich of={t().lead} />
      </p>
      <SlowCard />
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
        <div class="stack">
          <section class="card">
            <h2>{t().curve}</h2>
            <Curve
              curve={trainer.curve()}
              lines={trainer.started()?.lines}
              heldOutLines={trainer.started()?.heldOutLines}
              floor={trainer.started()?.floor ?? null}
              tokens={trainer.live()?.vocabulary.kind ?? "letters"}
              noisy={(trainer.started()?.recipe.batch ?? 0) > 0}
              span={cycle()}
            />
            <p class="muted">
              <Rich of={t().how} />
            </p>
            <ArithmeticNote />
          </section>
          <Show when={kind() === "stories"}>
            <AgreementsCard />
          </Show>
        </div>
        <div class="stack">
          <section class="card">
            <h2>{t().names}</h2>
            <Show when={kind() === "names"} fallback={<Film />}>
              <Names names={trainer.names().slice(0, 10)} keep label={t().names} />
            </Show>
            <Show when={trainer.originalities()}>
              {(found) => (
                <p class="last">
                  <Rich
                    of={t().copies(found().copies, found().copies + found().near + found().new)}
                  />
                </p>
              )}
            </Show>
          </section>
          <VerdictCard />
        </div>
      </div>
      <div class="below">
        <BeforeThen />
      </div>
      <LearningDials />
    </>
  );
}
