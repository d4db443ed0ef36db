/** "Regarder dedans": the model at work, number by number, and what each of its parts is for. */

import { Show, type JSX } from "solid-js";
import { Rich } from "../../../kit/Rich.jsx";
import { kind, learned, step } from "../../state/model.js";
import { HeadsCard } from "./HeadsCard.jsx";
import { LensCard } from "./lens/Lens.jsx";
import { LettersMap } from "./LettersMap.jsx";
import { OriginPanel } from "./Origin.jsx";
import { PartsOff } from "./PartsOff.jsx";
import { Stages } from "./Stages.jsx";
import { WordsMap } from "./WordsMap.jsx";
import { createView, setBack, setTyped } from "./view.js";
import "./inside.css";
import { worded } from "../../state/wording.js";

const t = worded("inside");

export function InsideTab(): JSX.Element {
  const view = createView();
  return (
    <>
      <h1>{t().title}</h1>
      <p class="lead">{t().lead}</p>
      <Show when={view.config()} keyed fallback={<p class="muted">{t().wait}</p>}>
        {(config) => (
          <div class="inside" classList={{ "of-words": learned().tokens !== "letters" }}>
            <section class="card in-begin">
              <label class="field">
                <span>{t().begin}</span>
                <input
                  type="text"
                  maxlength={view.longest()}
                  autocomplete="off"
                  autocapitalize="off"
                  spellcheck={false}
                  value={view.text()}
                  onInput={(event) => {
                    setBack(0);
                    setTyped(event.currentTarget.value);
                  }}
                />
              </label>
              <div class="in-notes" aria-live="polite">
                <Show when={view.reading().unknown}>
                  {(letters) => <p class="problem last">{t().unknown(letters())}</p>}
                </Show>
                <Show when={view.reading().cut > 0}>
                  <p class="last">{t().cut(config.context)}</p>
                </Show>
              </div>
              <Show when={step() === 0}>
                <p class="notice in-young">
                  <span>
                    <Rich of={t().young} />
                  </span>
                </p>
              </Show>
            </section>
            <div class="in-main">
              <Stages view={view} config={config} />
              <OriginPanel view={view} />
            </div>
            <LensCard off={view.off()} />
            <Show when={kind() !== "names"}>
              <HeadsCard config={config} />
            </Show>
            <PartsOff view={view} config={config} />
            <Show
              when={view.vocabulary()?.kind === "letters"}
              fallback={<WordsMap view={view} size={config.embedding} />}
            >
              <LettersMap view={view} size={config.embedding} />
            </Show>
          </div>
        )}
      </Show>
    </>
  );
}
