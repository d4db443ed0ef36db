/** What to learn from: a list of names, the stories of a small world, or a text of one's own. */

import { createEffect, createSignal, For, on, Show, type JSX } from "solid-js";
import type { MaterialKind } from "../../../worker/protocol.js";
import { SHIPPED_IDS, titleOf, WORLD_IDS, type ListId } from "../../state/lists.js";
import { chooseList, kindOf, openList, ownText } from "../../state/model.js";
import { settings } from "../../state/settings.js";
import { worded } from "../../state/wording.js";
import { OwnBox } from "./OwnBox.jsx";
import { OwnProse } from "./OwnProse.jsx";
import { readNow } from "./typed.js";

const t = worded("names");

const GROUPS: readonly MaterialKind[] = ["names", "stories", "text"];
const CARDS: Readonly<Record<MaterialKind, readonly ListId[]>> = {
  names: [...SHIPPED_IDS, "own"],
  stories: WORLD_IDS,
  text: [],
};

export function ChooseCard(): JSX.Element {
  const [group, setGroup] = createSignal(kindOf(settings.list));
  createEffect(
    on(
      () => kindOf(settings.list),
      (kind) => setGroup(kind),
    ),
  );
  const ids = (): ListId[] => [
    ...CARDS[group()],
    ...(settings.list === "file" && kindOf("file") === group() ? (["file"] as const) : []),
  ];
  return (
    <section class="card stack">
      <h2>{t().choose}</h2>
      <div class="switch" role="group" aria-label={t().choose}>
        <For each={GROUPS}>
          {(kind) => (
            <button
              type="button"
              class="button"
              aria-pressed={group() === kind}
              onClick={() => setGroup(kind)}
            >
              {t().groups[kind]}
            </button>
          )}
        </For>
      </div>
      <Show when={group() !== "names"}>
        <p class="muted">{t().about[group() as "stories" | "text"]}</p>
      </Show>
      <Show when={group() === "text"}>
        <OwnProse />
      </Show>
      <div class="lists" role="group" aria-label={t().groups[group()]}>
        <For each={ids()}>
          {(id) => (
            <button
              type="button"
              class="list"
              aria-pressed={settings.list === id}
              onClick={() => void readNow().then(() => chooseList(id))}
            >
              <b>{titleOf(id).name}</b>
              <span>{titleOf(id).note}</span>
            </button>
          )}
        </For>
      </div>
      <Show when={group() === "names" && settings.list === "own"}>
        <OwnBox
          text={ownText()}
          label={t().write}
          placeholder={t().placeholder}
          big={t().big(ownText().length)}
          accept=".txt,.csv,.tsv,.json,text/*"
          onText={(text) => chooseList("own", text)}
          onFile={openList}
        />
      </Show>
      <Show when={group() === "names" && settings.list === "pokemon"}>
        <p class="muted small">{t().copyright}</p>
      </Show>
    </section>
  );
}
