/** Inventer: letter by letter, or word by word, with the bars of what could come; or many at once. */

import { Show, type JSX } from "solid-js";
import { number } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { favourites } from "../../state/favourites.js";
import { kind, step, trainer } from "../../state/model.js";
import { setSettings, settings } from "../../state/settings.js";
import { Names } from "../../parts/Names.jsx";
import { ManyCard } from "./ManyCard.jsx";
import { RecitalCard } from "./RecitalCard.jsx";
import { TellingCard } from "./TellingCard.jsx";
import { WritingCard } from "./WritingCard.jsx";
import "./invent.css";
import { worded } from "../../state/wording.js";

const t = worded("invent");

export function InventTab(): JSX.Element {
  return (
    <>
      <h1>{t().title}</h1>
      <p class="lead">
        <Rich of={t().lead} />
      </p>
      <Show when={step() === 0 && trainer.verdict()?.stage === "hasard"}>
        <p class="notice error">
          <span>{t().untrained}</span>
        </p>
      </Show>
      <div class="columns wide-left starts">
        <Show when={kind() === "names"} fallback={<TellingCard />}>
          <WritingCard />
        </Show>
        <div class="stack">
          <SamplingCard />
          <ManyCard />
          <Show when={kind() === "text"}>
            <RecitalCard />
          </Show>
          <section class="card">
            <h2>{t().favourites}</h2>
            <Show when={favourites().length > 0} fallback={<p class="muted last">{t().none}</p>}>
              <Names names={favourites()} keep why={kind() === "names"} label={t().favourites} />
            </Show>
          </section>
        </div>
      </div>
    </>
  );
}

const size = (): number => trainer.live()?.vocabulary.size ?? 27;

/** How letters are drawn: the temperature, and among how many. */
function SamplingCard(): JSX.Element {
  return (
    <section class="card stack">
      <h2>{t().dials}</h2>
      <Slider
        label={<Rich of={`[[temperature|${t().temperature}]]`} />}
        value={Math.min(3, settings.temperature)}
        min={0}
        max={3}
        step={0.05}
        shown={number(settings.temperature, 2)}
        ends={[t().wise, t().mad]}
        onInput={(value) => setSettings("temperature", value)}
      />
      <Slider
        label={<Rich of={`[[top-k|${t().topK[trainer.live()?.vocabulary.kind ?? "letters"]}]]`} />}
        value={settings.topK === 0 ? size() : Math.min(settings.topK, size())}
        min={1}
        max={size()}
        step={1}
        shown={settings.topK === 0 || settings.topK >= size() ? t().every : t().best(settings.topK)}
        onInput={(value) => setSettings("topK", value >= size() ? 0 : value)}
      />
    </section>
  );
}
