/** The last stage: the chances of the next letter. */

import { createMemo, createSignal, Show, type JSX } from "solid-js";
import { Bars } from "../../../kit/Bars.jsx";
import { nextLetters } from "./letters.js";
import { Stage } from "./Stage.jsx";
import type { View } from "./view.js";
import { askWhy } from "../../state/why.js";
import { worded } from "../../state/wording.js";

const t = worded("stages");
const why = worded("why");

const FEW = 6;
/** More rows than these nobody reads. */
const MOST = 60;

export function Chances(props: { view: View }): JSX.Element {
  const [all, setAll] = createSignal(false);
  const entries = createMemo(() => nextLetters(props.view));
  const few = (): number => (entries().length > MOST ? 2 * FEW : FEW);
  return (
    <Stage say={t().chancesSay} why={t().chancesWhy}>
      <Bars
        entries={entries().slice(0, all() ? MOST : few())}
        label={t().next}
        verb={t().explain}
        onChoose={(key) =>
          props.view.choose({ name: "probabilities", index: [props.view.row(), key] })
        }
      />
      <button
        type="button"
        class="button small"
        onClick={() => {
          const { tokens, row } = props.view;
          askWhy([...tokens().slice(0, row() + 1), entries()[0]!.key], row() + 1);
        }}
      >
        {why().asked(entries()[0]?.spoken ?? entries()[0]?.label ?? "")}
      </button>
      <Show when={all() && entries().length > MOST}>
        <p class="small muted">{t().cut(MOST, entries().length)}</p>
      </Show>
      <button type="button" class="button small last" onClick={() => setAll(!all())}>
        {all() ? t().few : t().all}
      </button>
    </Stage>
  );
}
