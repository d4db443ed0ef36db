/** Who looks at whom in a sentence: its words one after the other, the more coloured the more they are looked at. */

import { createMemo, createSignal, For, Index, Show, type JSX } from "solid-js";
import { percent } from "../../../kit/language.js";
import { visible } from "../../../kit/letters.js";
import { createNear } from "../../../kit/near.js";
import { setBack, type View } from "./view.js";
import { worded } from "../../state/wording.js";

const t = worded("attention");
const headNames = worded("heads");

/** The largest parts are written, as many at most, and none that is smaller than this. */
const WRITTEN = 5;
const LEAST = 0.04;
/** How much colour the word has that is looked at most, in percent: its letters must be read. */
const STRONGEST = 38;

interface Word {
  readonly text: string;
  readonly future: boolean;
  readonly share: number;
  readonly written: boolean;
}

const partOf = (view: View, block: number, head: number, to: number): number =>
  view.at({ name: `blocks.${block}.attention.weights`, index: [head, view.row(), to] });

export function AttentionSentence(props: { view: View; block: number; head: number }): JSX.Element {
  const [near, watch] = createNear("100px");
  const count = (): number => props.view.tokens().length;
  const words = createMemo<readonly Word[]>((before) => {
    if (!near() && before.length === count()) return before;
    const row = props.view.row();
    const shares = Array.from({ length: count() }, (_, i) =>
      i > row ? 0 : partOf(props.view, props.block, props.head, i),
    );
    const least = [...shares].sort((a, b) => b - a)[WRITTEN - 1] ?? 0;
    return shares.map((share, i) => ({
      text: visible(props.view.letterAt(i)),
      future: i > row,
      share,
      written: share >= Math.max(LEAST, least),
    }));
  }, []);
  const isStart = (): boolean => props.view.tokens()[0] === props.view.vocabulary()?.boundary;
  const most = (): number => Math.max(1e-9, ...words().map(({ share }) => share));
  return (
    <>
      <p class="small muted in-how">{t().how(props.view.letterAt(props.view.row()))}</p>
      <div class="in-sentence" role="group" aria-label={t().sentence} ref={watch}>
        <Index each={words()}>
          {(word, i) => (
            <button
              type="button"
              class="in-word"
              classList={{ future: word().future }}
              aria-pressed={i === props.view.row()}
              style={{
                "--strong": `${((STRONGEST * word().share) / most()).toFixed(1)}%`,
              }}
              onClick={() => setBack(count() - 1 - i)}
            >
              <Show when={i === 0 && isStart()} fallback={<span>{word().text}</span>}>
                <span aria-hidden="true">{word().text}</span>
                <span class="hidden-text">{t().start}</span>
              </Show>{" "}
              <span class="number" classList={{ "hidden-text": !word().written }}>
                {word().future ? t().hidden : percent(word().share)}
              </span>
            </button>
          )}
        </Index>
      </div>
    </>
  );
}

/** Each word that is seen, and what every head of the layer gives it; made where it is opened. */
export function SentenceTable(props: { view: View; block: number; heads: number }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const heads = Array.from({ length: props.heads }, (_, head) => head);
  const seen = createMemo(() => Array.from({ length: props.view.row() + 1 }, (_, i) => i));
  return (
    <details class="in-why" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t().table}</summary>
      <Show when={open()}>
        <div class="scroll" tabindex="0" role="group" aria-label={t().table}>
          <table class="in-table">
            <caption class="small muted">
              {t().shares(props.view.letterAt(props.view.row()))}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t().seen}</th>
                <For each={heads}>
                  {(head) => (
                    <th scope="col" class="n">
                      {headNames().head} {head + 1}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <Index each={seen()}>
                {(to) => (
                  <tr>
                    <th scope="row" class="mono">
                      {visible(props.view.letterAt(to()))}
                    </th>
                    <For each={heads}>
                      {(head) => (
                        <td class="n">{percent(partOf(props.view, props.block, head, to()))}</td>
                      )}
                    </For>
                  </tr>
                )}
              </Index>
            </tbody>
          </table>
        </div>
      </Show>
    </details>
  );
}
