/** The verdict: how far the model is, why, and where to go back to. */

import { Show, type JSX } from "solid-js";
import type { Reason } from "../../../engine/verdict.js";
import { spokenIn } from "../../../kit/aloud.js";
import { number } from "../../../kit/language.js";
import { ReadAloud } from "../../../kit/Reading.jsx";
import { Rich } from "../../../kit/Rich.jsx";
import { rewind, trainer } from "../../state/model.js";
import { goTo } from "../../state/shown.js";
import { StagePill } from "../../parts/StagePill.jsx";
import { bestLook, inventive, startsWild } from "./moments.js";
import { worded } from "../../state/wording.js";

const t = worded("learn");

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

export function VerdictCard(): JSX.Element {
  // A model that learned elsewhere cannot be trained again from its seed.
  const best = () => (trainer.started()?.listKnown ? bestLook(trainer.curve().heldOut) : undefined);
  const earlier = (): number | undefined => {
    const lines = trainer.started()?.lines;
    const reciting = trainer.verdict()?.stage === "récite" && trainer.started()?.heldOutNames === 0;
    return reciting && lines && trainer.started()?.listKnown
      ? inventive(trainer.curve().losses, lines)
      : undefined;
  };
  const wild = (): boolean => {
    const started = trainer.started();
    const first = trainer.curve().losses[0] ?? trainer.tick()?.loss ?? 0;
    return started !== undefined && startsWild(first, started.config);
  };
  let says!: HTMLDivElement;
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
      <ReadAloud of={() => spokenIn(says)} />
      <div ref={says}>
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
