/** What the model will read, or why it cannot. */

import { Match, Show, Switch, type JSX } from "solid-js";
import type {
  ListSummary,
  MaterialKind,
  StoriesSummary,
  TextSummary,
} from "../../../worker/protocol.js";
import { sentence } from "../../parts/problems.js";
import { titleOf } from "../../state/lists.js";
import { heldList, list, listProblem } from "../../state/model.js";
import { worded } from "../../state/wording.js";
import { FoundNames } from "./FoundNames.jsx";
import { FoundStories } from "./FoundStories.jsx";
import { FoundText } from "./FoundText.jsx";

const t = worded("names");

export function FoundCard(): JSX.Element {
  const found = <Summary,>(kind: MaterialKind): Summary | undefined =>
    list()?.kind === kind ? (list() as Summary) : undefined;
  return (
    <section class="card stack" aria-live="polite">
      <h2>{t().found}</h2>
      <Show
        when={listProblem() === undefined}
        fallback={
          <>
            <p class="problem">{sentence(listProblem())}</p>
            <Show when={heldList()}>
              {(held) => (
                <p>{t().still(["own", "text"].includes(held()) ? null : titleOf(held()).name)}</p>
              )}
            </Show>
          </>
        }
      >
        <Switch>
          <Match when={found<ListSummary>("names")}>{(names) => <FoundNames of={names()} />}</Match>
          <Match when={found<StoriesSummary>("stories")}>
            {(stories) => <FoundStories of={stories()} />}
          </Match>
          <Match when={found<TextSummary>("text")}>{(text) => <FoundText of={text()} />}</Match>
        </Switch>
      </Show>
    </section>
  );
}
