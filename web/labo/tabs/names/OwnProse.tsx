/** A text of one's own: written, pasted or opened; and what becomes of it. */

import { Show, type JSX } from "solid-js";
import { chooseList, openProse, ownProse } from "../../state/model.js";
import { settings } from "../../state/settings.js";
import { worded } from "../../state/wording.js";
import { OwnBox } from "./OwnBox.jsx";

const t = worded("names");

export function OwnProse(): JSX.Element {
  return (
    <div class="stack">
      <OwnBox
        text={ownProse().text}
        label={t().writeText}
        placeholder={t().textPlaceholder}
        big={t().bigText(ownProse().title, ownProse().text.length)}
        accept=".txt,.md,text/plain"
        onText={(text) => chooseList("text", text)}
        onFile={openProse}
      />
      <Show when={settings.list !== "text" && ownProse().text !== ""}>
        <button type="button" class="button" onClick={() => void chooseList("text")}>
          {t().takeText}
        </button>
      </Show>
      <p class="muted small">{t().stays}</p>
    </div>
  );
}
