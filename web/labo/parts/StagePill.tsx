/** How far the model is, in one word: by chance, learning, has learned, recites, exploded. */

import { Show, type JSX } from "solid-js";
import type { Stage } from "../../engine/verdict.js";
import { trainer } from "../state/model.js";
import { worded } from "../state/wording.js";

const t = worded("player");

const SIGNS: Readonly<Record<Stage, string>> = {
  hasard: "?",
  apprend: "↘",
  "a appris": "✓",
  récite: "=",
};

/** The verdict's word, with a sign beside. */
export function StagePill(): JSX.Element {
  const exploded = (): boolean => trainer.tick()?.ended === "diverged";
  return (
    <Show when={trainer.verdict()}>
      {(verdict) => (
        <span class="stage">
          <span aria-hidden="true">{exploded() ? "✸" : SIGNS[verdict().stage]}</span>
          {exploded() ? t().exploded : t().stages[verdict().stage]}
        </span>
      )}
    </Show>
  );
}
