/** What was read of a text of one's own, what was changed in it, and the words it is too short for. */

import { For, Show, type JSX } from "solid-js";
import { percent } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import type { Folded } from "../../../engine/prose.js";
import type { TextSummary } from "../../../worker/protocol.js";
import { ownProse } from "../../state/model.js";
import { settings } from "../../state/settings.js";
import { worded } from "../../state/wording.js";
import { readAs } from "./readAs.js";

const t = worded("names");

/** Paragraphs that are shown. */
const SHOWN = 3;

export function FoundText(props: { of: TextSummary }): JSX.Element {
  return (
    <div class="stack">
      <p>
        <Rich
          of={t().textFound(
            props.of.names,
            props.of.prose,
            props.of.tokens.length,
            props.of.learned.tokens,
          )}
        />
      </p>
      <For each={props.of.preview.slice(0, SHOWN)}>
        {(paragraph) => (
          <p class="told lines" dir="auto">
            {paragraph}
          </p>
        )}
      </For>
      <Show when={props.of.names > SHOWN}>
        <p class="muted">{t().moreParagraphs(props.of.names - SHOWN)}</p>
      </Show>
      <Show when={props.of.rare.different > 0}>
        <p>{t().rare(props.of.rare.different, percent(props.of.rare.share))}</p>
      </Show>
      <Show when={props.of.prose}>
        {(read) => (
          <For
            each={[...asRead(), ...changes(read().folded)]}
            fallback={<p class="muted">{t().textGood}</p>}
          >
            {(change) => <p class="muted">{change}</p>}
          </For>
        )}
      </Show>
    </div>
  );
}

function asRead(): string[] {
  const { title, encoding } = ownProse();
  return settings.list === "text" ? readAs(title, encoding) : [];
}

/** What was changed, a sentence each. */
function changes(folded: Folded): string[] {
  const { mended, ...counted } = folded;
  const said = (Object.entries(counted) as [keyof typeof counted, number][])
    .filter(([, count]) => count > 0)
    .map(([key, count]) => t().folded[key](count));
  return mended ? [t().folded.mended, ...said] : said;
}
