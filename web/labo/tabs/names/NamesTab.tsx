/** Les noms, les histoires, le texte: choose what to learn from, and see what was read. */

import type { JSX } from "solid-js";
import { goTo } from "../../state/shown.js";
import { begin } from "../../state/slow.js";
import { worded } from "../../state/wording.js";
import { ChooseCard } from "./ChooseCard.jsx";
import { Cutter } from "./Cutter.jsx";
import { FoundCard } from "./FoundCard.jsx";
import { MaterialSettings } from "./MaterialSettings.jsx";
import { readNow } from "./typed.js";

const t = worded("names");

export function NamesTab(): JSX.Element {
  return (
    <>
      <h1>{t().title}</h1>
      <p class="lead">{t().lead}</p>
      <div class="columns even">
        <ChooseCard />
        <FoundCard />
      </div>
      <section class="card below">
        <MaterialSettings />
      </section>
      <p class="below">
        <button
          type="button"
          class="button main"
          onClick={() => {
            goTo("apprendre");
            void readNow().then(begin);
          }}
        >
          {t().go}
        </button>
      </p>
      <Cutter />
    </>
  );
}
