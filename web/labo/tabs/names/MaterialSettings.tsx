/** How what is learned is read: its letters or tokens, and how much of it is hidden. */

import { Match, Switch, type JSX } from "solid-js";
import type { TokenKind } from "../../../engine/vocabulary.js";
import { percent } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { Buttons } from "../../parts/Buttons.jsx";
import { chooseLetters, chooseTokens, kind, list, trainer } from "../../state/model.js";
import { setSettings, settings } from "../../state/settings.js";
import { worded } from "../../state/wording.js";

const t = worded("names");

const TOKENS: readonly TokenKind[] = ["letters", "pieces", "words"];

export function MaterialSettings(): JSX.Element {
  const share = (): number => settings.heldOut ?? trainer.started()?.recipe.held_out ?? 0;
  /** Of a text, paragraphs of any length: the model's own are counted. */
  const hidden = (): number => {
    if (kind() === "text") return trainer.started()?.heldOutNames ?? 0;
    return Math.max(1, Math.round((list()?.names ?? 0) * share()));
  };
  const canHide = (): boolean => kind() === "text" || (list()?.names ?? 0) >= 2;
  return (
    <div class="columns even">
      <div>
        {/* What came in a file stays as its model reads it. */}
        <Switch>
          <Match when={settings.list === "file"}>{null}</Match>
          <Match when={kind() !== "names"}>
            <Tokens />
          </Match>
          <Match when={true}>
            <label class="check">
              <input
                type="checkbox"
                checked={settings.letters === "found"}
                onChange={(event) =>
                  void chooseLetters(event.currentTarget.checked ? "found" : "a-z")
                }
              />
              {t().accents}
            </label>
            <p class="muted">{t().accentsNote}</p>
          </Match>
        </Switch>
      </div>
      <div>
        <Slider
          label={t().hidden}
          value={share()}
          min={0}
          max={0.5}
          step={0.05}
          shown={share() === 0 ? t().none : t().hiddenShown(percent(share()), t().names(hidden()))}
          onInput={(value) => setSettings("heldOut", canHide() ? value : 0)}
        />
        <p class="muted">
          <Rich of={t().hiddenNote} />
        </p>
      </div>
    </div>
  );
}

/** What the model reads and writes one after the other. */
function Tokens(): JSX.Element {
  return (
    <>
      <Buttons
        label={t().tokens}
        value={settings.tokens}
        choices={TOKENS.map((token) => [token, t().tokenKinds[token]] as const)}
        onChoose={(token) => void chooseTokens(token)}
      />
      <p class="muted last">
        <Rich of={t().tokensNote[settings.tokens]} />
      </p>
    </>
  );
}
