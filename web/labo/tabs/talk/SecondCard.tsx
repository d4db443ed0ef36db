/** The second apprenticeship: the same machine, other examples; what it brings, what is forgotten. */

import { createSignal, For, Index, Show, type JSX } from "solid-js";
import { number, percent } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import type { AnswersSummary } from "../../../worker/protocol.js";
import { Curve } from "../../parts/Curve.jsx";
import { cycle, isSecond, kind, trainer } from "../../state/model.js";
import { tell } from "../../state/notice.js";
import {
  isShaped,
  learnAnew,
  pairs,
  REFUSING,
  refuses,
  setPairs,
  setRefuses,
  teach,
} from "../../state/talk.js";
import { worded } from "../../state/wording.js";

const t = worded("talk");

export function SecondCard(): JSX.Element {
  const [read, setRead] = createSignal<AnswersSummary>();
  const [typing, setTyping] = createSignal(false);
  const own = () => pairs.filter(({ question, answer }) => `${question}${answer}`.trim() !== "");
  const refused = (pair: number) => read()?.refused.find((one) => one.pair === pair)?.reason;
  const look = async (): Promise<boolean> => {
    try {
      // With the empty ones, so that what is refused keeps its place.
      const asked = {
        own: pairs.map((pair) => ({ ...pair })),
        refusing: refuses() ? REFUSING : 0,
      };
      setRead(await trainer.ask("answers", asked));
      return true;
    } catch (error) {
      tell(error);
      return false;
    }
  };
  if (!isSecond()) void look();
  const start = async (): Promise<void> => {
    if ((await look()) && read()!.refused.length === 0) await teach();
  };
  const example = () => read()?.preview[own().length > 0 ? 0 : 2] ?? read()?.preview[0];
  return (
    <section class="card stack second">
      <h2>{t().second}</h2>
      <p>
        <Rich of={t().how} />
      </p>
      <Show when={example()}>
        {(one) => (
          <figure class="example last">
            <p>
              <span class="read">
                {one().before} {one().question}
              </span>{" "}
              <b class="answer">{one().answer}</b>
            </p>
            <figcaption class="muted small">{t().mask}</figcaption>
          </figure>
        )}
      </Show>
      <Show when={!isSecond() && kind() === "stories" && !isShaped()}>
        <p class="notice">
          <span>{t().oneLayer}</span>
          <button
            type="button"
            class="button small"
            disabled={trainer.running()}
            onClick={() => void learnAnew()}
          >
            {t().twoLayers}
          </button>
        </p>
      </Show>
      <details open={typing()} onToggle={(event) => setTyping(event.currentTarget.open)}>
        <summary>{t().own}</summary>
        <p class="muted small">{t().private}</p>
        <Index each={pairs}>
          {(pair, i) => (
            <fieldset class="pair">
              <legend>{t().pair(i + 1)}</legend>
              <label class="field">
                <span>{t().question}</span>
                <input
                  type="text"
                  autocomplete="off"
                  value={pair().question}
                  onInput={(event) => setPairs(i, "question", event.currentTarget.value)}
                  onChange={() => void look()}
                />
              </label>
              <label class="field">
                <span>{t().answer}</span>
                <input
                  type="text"
                  autocomplete="off"
                  value={pair().answer}
                  onInput={(event) => setPairs(i, "answer", event.currentTarget.value)}
                  onChange={() => void look()}
                />
              </label>
              <p class="problem last" role="status">
                {refused(i) === undefined ? "" : t().refused[refused(i)!]}
              </p>
            </fieldset>
          )}
        </Index>
      </details>
      <Show when={kind() === "stories"}>
        <label class="check">
          <input
            type="checkbox"
            checked={refuses()}
            onChange={(event) => {
              setRefuses(event.currentTarget.checked);
              void look();
            }}
          />
          <span>{t().refuse}</span>
        </label>
      </Show>
      <div class="row">
        <button
          type="button"
          class="button"
          classList={{ main: !isSecond() }}
          disabled={trainer.running()}
          onClick={() => void start()}
        >
          {isSecond() ? t().again : t().teach}
        </button>
        <Show when={read()}>
          {(found) => (
            <span class="muted small">
              {t().examples(found().examples, found().newWords.length)}
            </span>
          )}
        </Show>
      </div>
      <Show when={isSecond()}>
        <Progress />
      </Show>
    </section>
  );
}

/** What it answers to questions that it was never asked, at the start and now. */
function Progress(): JSX.Element {
  /** Of a model that comes from an older file nobody knows it. */
  const first = () => trainer.answers().find(({ step }) => step === 0);
  const last = () => trainer.answers().at(-1);
  const share = (right: number, of: number): string => (of === 0 ? "–" : percent(right / of));
  return (
    <Show when={last()} fallback={<p class="muted">{t().measuring}</p>}>
      {(now) => (
        <>
          <Curve
            curve={trainer.curve()}
            lines={undefined}
            heldOutLines={undefined}
            floor={null}
            tokens={trainer.live()?.vocabulary.kind ?? "words"}
            noisy
            span={cycle()}
          />
          <h3>{t().progress(number(now().step))}</h3>
          <table class="figures">
            <thead>
              <tr>
                <th scope="col">{t().unseen}</th>
                <th scope="col">{t().before}</th>
                <th scope="col">{t().now}</th>
              </tr>
            </thead>
            <tbody>
              <For
                each={
                  [
                    [t().rows.known, "known", "right"],
                    [t().rows.facts, "facts", "right"],
                    [t().rows.unknown, "unknown", "refused"],
                    [t().rows.timid, "known", "refused"],
                  ] as const
                }
              >
                {([row, kind, of]) => (
                  <Show when={now()[kind].of > 0}>
                    <tr>
                      <th scope="row">{row}</th>
                      <td>{share(first()?.[kind][of] ?? 0, first()?.[kind].of ?? 0)}</td>
                      <td>{share(now()[kind][of], now()[kind].of)}</td>
                    </tr>
                  </Show>
                )}
              </For>
              <Show when={now().stories}>
                {(stories) => (
                  <tr>
                    <th scope="row">
                      <Rich of={t().rows.stories} />
                    </th>
                    <td>{number(first()?.stories ?? Number.NaN, 3)}</td>
                    <td>{number(stories(), 3)}</td>
                  </tr>
                )}
              </Show>
            </tbody>
          </table>
          <p class="muted small last">{t().forgotten}</p>
        </>
      )}
    </Show>
  );
}
