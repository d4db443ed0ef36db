/** An answer: its words with what else could have come, whether it is true, and that nothing moved. */

import { createSignal, For, Show, type JSX } from "solid-js";
import { Bars } from "../../../kit/Bars.jsx";
import { percent } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import type { Said } from "../../../worker/protocol.js";
import { askWhy } from "../../state/why.js";
import { worded } from "../../state/wording.js";

const t = worded("talk");
const why = worded("why");

export function Answer(props: { said: Said; open: boolean }): JSX.Element {
  const [word, setWord] = createSignal<number>();
  const ask = (): void => {
    const { ids, tokens } = props.said;
    const from = ids.length - tokens.length;
    askWhy(ids, from + word()!, from);
  };
  const chosen = () => (word() === undefined ? undefined : props.said.tokens[word()!]);
  return (
    <div class="bubble its">
      <p class="last telling-answer">
        <Show when={props.said.answer !== ""} fallback={<i>{t().nothing}</i>}>
          <Show when={props.open} fallback={props.said.answer}>
            <For each={props.said.tokens}>
              {(token, i) => (
                <>
                  {token.text.slice(0, token.text.length - token.text.trimStart().length)}
                  <button
                    type="button"
                    class="word"
                    aria-pressed={word() === i()}
                    style={{ "--sure": token.probability }}
                    title={percent(token.probability)}
                    onClick={() => setWord(word() === i() ? undefined : i())}
                  >
                    {token.text.trimStart()}
                  </button>
                </>
              )}
            </For>
          </Show>
        </Show>
      </p>
      <Show when={props.open}>
        <Show when={chosen()}>
          {(token) => (
            <div class="words">
              <p class="muted small last">{t().rivals(percent(token().probability))}</p>
              <Bars
                label={t().rivalsLabel}
                entries={token().rivals.map(({ text, probability }, key) => ({
                  key,
                  label: text,
                  value: probability,
                }))}
              />
              <button type="button" class="button small" onClick={ask}>
                {why().title}
              </button>
            </div>
          )}
        </Show>
        <p class="mark last" classList={{ [props.said.mark ?? "none"]: true }}>
          <span aria-hidden="true">{SIGNS[props.said.mark ?? "none"]}</span>{" "}
          {t().marks[props.said.mark ?? "none"]}
          <Show when={props.said.mark === "false" && props.said.truth}>
            {(truth) => <> {t().truth(truth())}</>}
          </Show>
        </p>
        <p class="muted small last">
          {t().probability(percent(props.said.probability, props.said.probability < 0.1 ? 1 : 0))}
        </p>
        <p class="muted small last prints">
          {t().fingerprint} <code>{props.said.fingerprint[0]}</code> →{" "}
          <code>{props.said.fingerprint[1]}</code>.{" "}
          {props.said.fingerprint[0] === props.said.fingerprint[1] ? t().still : t().moved}
        </p>
      </Show>
    </div>
  );
}

/** What is no word: the tokens for talking, and the end. */
const SIGN = /^[◇◆¶]$/;

const SIGNS = { true: "✓", false: "✗", refused: "?", unclear: "…", none: "…" } as const;

/** The whole text that the machine reads again, and what no longer fits. */
export function Reading(props: { said: Said }): JSX.Element {
  return (
    <details class="reading" open>
      <summary>{t().reading(props.said.read.length)}</summary>
      <p class="muted small">{t().readingHow}</p>
      <p class="reread">
        <For each={props.said.read}>
          {(token, i) => (
            <span
              class={token.kind}
              classList={{ unseen: i() < props.said.unseen, sign: SIGN.test(token.text) }}
            >
              {token.text}
            </span>
          )}
        </For>
      </p>
      <p class="muted small last">
        <Rich of={props.said.unseen > 0 ? t().lost(props.said.unseen) : t().whole} />
      </p>
    </details>
  );
}
