/** The bar at the bottom of every tab: train, pause, one step, start again, and where it stands. */

import { createEffect, createSignal, For, on, Show, type JSX } from "solid-js";
import { PauseIcon, PlayIcon, RestartIcon, StepIcon } from "../../kit/icons.jsx";
import { number } from "../../kit/language.js";
import { Term } from "../../kit/Rich.jsx";
import { canTrain, pause, restart, run, step, stepOnce, trainer } from "../state/model.js";
import { PACES, setSettings, settings } from "../state/settings.js";
import { begin, close, show, skip } from "../state/slow.js";
import { StagePill } from "./StagePill.jsx";
import { worded } from "../state/wording.js";

const t = worded("player");

export function Player(): JSX.Element {
  const moves = (): boolean => show() !== undefined || (trainer.running() && !trainer.halted());
  const stop = (): void => {
    close();
    pause();
  };
  // Heard on every tab when the training rests, not at each step.
  const [said, setSaid] = createSignal("");
  createEffect(
    on(
      trainer.running,
      (running) => {
        const tick = trainer.tick();
        if (running || tick === undefined || show() !== undefined) {
          setSaid("");
          return;
        }
        const { step, loss, heldOutLoss, ended } = tick;
        const stage = trainer.verdict()?.stage;
        setSaid(
          t().rests(
            number(step),
            number(loss, 2),
            heldOutLoss === null ? undefined : number(heldOutLoss, 2),
            ended === "diverged" ? t().exploded : stage && t().stages[stage],
          ),
        );
      },
      { defer: true },
    ),
  );
  return (
    <section class="player" aria-label={t().label}>
      <p class="hidden-text" role="status">
        {said()}
      </p>
      <div>
        <button
          type="button"
          class="button main"
          disabled={!moves() && !canTrain()}
          onClick={() => (moves() ? stop() : void begin())}
        >
          <Show when={moves()} fallback={<PlayIcon />}>
            <PauseIcon />
          </Show>
          {moves() ? t().pause : step() > 0 ? t().goOn : t().play}
        </button>
        <button
          type="button"
          class="button"
          disabled={moves() || trainer.running() || !canTrain()}
          onClick={stepOnce}
          title={t().step}
        >
          <StepIcon />
          <span class="label">{t().step}</span>
        </button>
        <button type="button" class="button" onClick={() => void restart()} title={t().restart}>
          <RestartIcon />
          <span class="label">{t().restart}</span>
        </button>
        <label>
          <span class="hidden-text">{t().pace}</span>
          <select
            value={settings.pace}
            onChange={(event) => {
              setSettings("pace", Number(event.currentTarget.value) as (typeof PACES)[number]);
              if (show() !== undefined) skip();
              else if (trainer.running()) run();
            }}
          >
            <For each={PACES}>{(pace) => <option value={pace}>{t().paces[pace]}</option>}</For>
          </select>
        </label>
        <div class="facts">
          <span class="fact">
            {t().steps} <b>{number(step())}</b>
          </span>
          <span class="fact">
            <Term id="loss">{t().loss}</Term> <b>{number(trainer.tick()?.loss ?? Number.NaN, 2)}</b>
          </span>
          <Show when={trainer.tick()?.heldOutLoss != null}>
            <span class="fact">
              <Term id="held-out">{t().hidden}</Term>{" "}
              <b>{number(trainer.tick()!.heldOutLoss!, 2)}</b>
            </span>
          </Show>
          <StagePill />
        </div>
      </div>
    </section>
  );
}
