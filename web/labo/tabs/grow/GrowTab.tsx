/** Agrandir: turn the dials, see the count, its formula, the speed; and known models up to GPT-4. */

import { Show, type JSX } from "solid-js";
import { Rich } from "../../../kit/Rich.jsx";
import { CostCard } from "./CostCard.jsx";
import { CountCard } from "./CountCard.jsx";
import { shape } from "./dials.js";
import { DialsCard } from "./DialsCard.jsx";
import { KnownModels } from "./KnownModels.jsx";
import { ParametersCard } from "./ParametersCard.jsx";
import { SpeedCard } from "./SpeedCard.jsx";
import "./grow.css";
import { worded } from "../../state/wording.js";

const t = worded("grow");

export function GrowTab(): JSX.Element {
  return (
    <div class="grow">
      <h1>{t().title}</h1>
      <p class="lead">
        <Rich of={t().lead} />
      </p>
      <div class="columns wide-left">
        <DialsCard />
        <div class="stack result">
          <CountCard />
          <SpeedCard />
        </div>
      </div>
      <Show when={shape()}>{(found) => <ParametersCard shape={found()} />}</Show>
      <CostCard />
      <KnownModels />
    </div>
  );
}
