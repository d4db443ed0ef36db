/** The stage of the attention: who looks at whom, head by head. */

import { createMemo, createSignal, For, Show, type JSX } from "solid-js";
import type { Config } from "../../../engine/config.js";
import { percent } from "../../../kit/language.js";
import { AttentionLines, AttentionTable } from "./Attention.jsx";
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

export function Looks(props: {
  view: View;
  config: Config;
  block: number;
  off: boolean;
}): JSX.Element {
  const { view } = props;
  const [head, setHead] = createSignal(0);
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
  const best = createMemo(() => {
    const { places } = row("weights", 0);
    let [at, most] = [0, -1];
    for (const [j, place] of places.entries()) {
      const value = view.at(place);
      if (value > most) [at, most] = [j, value];
    }
    return { letter: view.letterAt(at), most };
  });
  return (
    <Stage
      id={`${props.block}.looks`}
      title={t().looks}
      say={t().looksSay}
      why={t().looksWhy}
      off={props.off || view.off().includes(`attention.${props.block}.head.${head()}`)}
      peek={
        <span class="in-best">
          <span class="mono">{view.letterAt(view.row())}</span> →{" "}
          <span class="mono">{best().letter}</span> {percent(best().most)}
        </span>
      }
    >
      <Show when={heads.length > 1}>
        <div class="row in-heads">
          <For each={heads}>
            {(h) => (
              <button
                type="button"
                class="button small"
                aria-pressed={head() === h}
                onClick={() => setHead(h)}
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
        <AttentionLines view={view} block={props.block} head={head()} />
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
