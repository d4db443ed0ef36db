/** The last stage: the chances of the next letter. */

import { createMemo, createSignal, type JSX } from "solid-js";
import { Bars } from "../../../kit/Bars.jsx";
import { percent } from "../../../kit/language.js";
import { nextLetters } from "./letters.js";
import { Stage } from "./Stage.jsx";
import type { View } from "./view.js";
import { worded } from "../../state/wording.js";

const t = worded("stages");

const FEW = 6;

export function Chances(props: { view: View }): JSX.Element {
  const [all, setAll] = createSignal(false);
  const entries = createMemo(() => nextLetters(props.view));
  return (
    <Stage
      id="chances"
      title={t().chances}
      say={t().chancesSay}
      why={t().chancesWhy}
      peek={
        <span class="in-best">
          <span class="mono">{entries()[0]?.label}</span> {percent(entries()[0]?.value ?? 0)}
        </span>
      }
    >
      <Bars
        entries={all() ? entries() : entries().slice(0, FEW)}
        label={t().next}
        verb={t().explain}
        onChoose={(key) =>
          props.view.choose({ name: "probabilities", index: [props.view.row(), key] })
        }
      />
      <button type="button" class="button small last" onClick={() => setAll(!all())}>
        {all() ? t().few : t().all}
      </button>
    </Stage>
  );
}
