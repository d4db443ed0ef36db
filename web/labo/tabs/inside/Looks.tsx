/** The stage of the attention: who looks at whom, head by head. */

import { createSignal, For, Show, type JSX } from "solid-js";
import type { Config } from "../../../engine/config.js";
import { AttentionSaid, AttentionTable } from "./Attention.jsx";
import { kind } from "../../state/model.js";
import { largest, type Row } from "./rows.js";
import { AttentionSentence, SentenceTable } from "./Sentence.jsx";
import { Stage } from "./Stage.jsx";
import { Strip } from "./Strip.jsx";
import type { View } from "./view.js";
import { worded } from "../../state/wording.js";

const t = worded("stages");

const headNames = worded("heads");
const headName = (h: number): string => `${headNames().head} ${h + 1}`;

// Which head is looked at stays while one looks at other tabs.
const [looked, setLooked] = createSignal<Readonly<Record<number, number>>>({});
/** The head that is looked at in a layer. */
export const headOf = (block: number): number => looked()[block] ?? 0;
const look = (block: number, head: number): void =>
  void setLooked((before) => ({ ...before, [block]: head }));

export function Looks(props: { view: View; config: Config; block: number }): JSX.Element {
  const { view } = props;
  const head = (): number => headOf(props.block);
  const heads = Array.from({ length: props.config.heads }, (_, h) => h);
  const row = (of: "scores" | "weights", head: number): Row => {
    const name = `blocks.${props.block}.attention.${of}`;
    const count = view.row() + 1;
    return {
      name,
      places: Array.from({ length: count }, (_, j) => ({ name, index: [head, view.row(), j] })),
      // Words are wider than their cells: the sentence above has them.
      ...(kind() === "names" && {
        under: Array.from({ length: count }, (_, j) => view.letterAt(j)),
      }),
    };
  };
  return (
    <Stage say={t().looksSay} why={t().looksWhy}>
      <Show when={heads.length > 1}>
        <div class="row in-heads">
          <For each={heads}>
            {(h) => (
              <button
                type="button"
                class="button small"
                aria-pressed={head() === h}
                onClick={() => look(props.block, h)}
              >
                {headName(h)}
              </button>
            )}
          </For>
        </div>
      </Show>
      <Show
        when={kind() === "names"}
        fallback={<AttentionSentence view={view} block={props.block} head={head()} />}
      >
        <AttentionSaid view={view} block={props.block} head={head()} />
      </Show>
      <div class="in-strips">
        <Strip
          view={view}
          row={row("scores", head())}
          scale={largest(view, [row("scores", head())])}
        />
        <Strip view={view} row={row("weights", head())} scale={1} />
      </div>
      <Show
        when={kind() === "names"}
        fallback={<SentenceTable view={view} block={props.block} heads={props.config.heads} />}
      >
        <AttentionTable view={view} block={props.block} head={head()} />
      </Show>
    </Stage>
  );
}
