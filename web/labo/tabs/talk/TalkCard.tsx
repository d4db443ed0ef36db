/** The conversation: what is asked, what is answered, and all that the machine reads again. */

import { createSignal, For, Show, type JSX } from "solid-js";
import { number } from "../../../kit/language.js";
import { Slider } from "../../../kit/Slider.jsx";
import { WORLDS } from "../../../spec.js";
import { isWorld } from "../../state/lists.js";
import { isSecond, kind, trainer } from "../../state/model.js";
import { setSettings, settings } from "../../state/settings.js";
import {
  askModel,
  beside,
  newStory,
  offered,
  setBeside,
  setOffered,
  setStory,
  setTurns,
  story,
  talkers,
  turns,
} from "../../state/talk.js";
import { worded } from "../../state/wording.js";
import { Answer, Reading } from "./Answer.jsx";

const t = worded("talk");
const invent = worded("invent");

/** What else can be said in the world at hand: a greeting, who it is, whether it learns. */
const greetings = (): string[] => {
  const { talk } = isWorld(settings.list) ? WORLDS[settings.list].manners : { talk: [] };
  return talk.filter((_, i) => i === 0 || i === 5 || i === talk.length - 1).map(([said]) => said!);
};

/** Questions that are offered. */
const OFFERED = 3;

export function TalkCard(): JSX.Element {
  const [typed, setTyped] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  let stories = Math.floor(Math.random() * 1000);
  const tell = async (): Promise<void> => {
    if (kind() === "stories") stories = await newStory(stories);
    else setTurns([]);
  };
  if (story() === "" && turns().length === 0) void tell();
  const send = async (question: string): Promise<void> => {
    if (busy()) return;
    setBusy(true);
    if (await askModel(question)) setTyped("");
    setBusy(false);
  };
  return (
    <section class="card stack talk">
      <h2>{t().talk}</h2>
      <p class="muted">{t().talkHow}</p>
      <Show when={kind() === "stories"}>
        <label class="field">
          <span>{t().story}</span>
          <textarea
            rows={4}
            value={story()}
            onChange={(event) => {
              setStory(event.currentTarget.value.trim());
              setOffered([]);
              setTurns([]);
            }}
          />
        </label>
      </Show>
      <div class="row">
        <Show when={kind() === "stories"}>
          <button type="button" class="button small" onClick={() => void tell()}>
            {t().otherStory}
          </button>
        </Show>
        <button
          type="button"
          class="button small"
          disabled={turns().length === 0}
          onClick={() => setTurns([])}
        >
          {t().anew}
        </button>
      </div>
      <div class="chat" role="log" aria-live="polite" aria-label={t().talk}>
        <For each={turns()}>
          {(turn, i) => (
            <>
              <p class="bubble mine">{turn.question}</p>
              <Show when={turn.before}>
                {(old) => (
                  <div class="bubble old">
                    <p class="muted small last">{t().which.first}</p>
                    <p class="last">{old().answer || t().nothing}</p>
                  </div>
                )}
              </Show>
              <Answer said={turn.said} open={i() === turns().length - 1} />
            </>
          )}
        </For>
      </div>
      <form
        class="row ask"
        onSubmit={(event) => {
          event.preventDefault();
          void send(typed());
        }}
      >
        <label class="field grow">
          <span>{t().yours}</span>
          <input
            type="text"
            autocomplete="off"
            placeholder={offered()[0] ?? ""}
            value={typed()}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button main" disabled={trainer.running()}>
          {t().send}
        </button>
      </form>
      <Show when={trainer.running()}>
        <p class="muted last">{t().wait}</p>
      </Show>
      <div class="row chips">
        <For each={[...offered().slice(0, OFFERED), ...greetings()]}>
          {(question) => (
            <button
              type="button"
              class="button small"
              disabled={trainer.running()}
              onClick={() => void send(question)}
            >
              {question}
            </button>
          )}
        </For>
      </div>
      <p class="muted small">{t().private}</p>
      <Show when={isSecond() && talkers().includes("first")}>
        <label class="check">
          <input
            type="checkbox"
            checked={beside()}
            onChange={(event) => setBeside(event.currentTarget.checked)}
          />
          <span>{t().beside}</span>
        </label>
      </Show>
      <Slider
        label={invent().temperature}
        value={Math.min(3, settings.temperature)}
        min={0}
        max={3}
        step={0.05}
        shown={number(settings.temperature, 2)}
        ends={[invent().wise, invent().mad]}
        onInput={(value) => setSettings("temperature", value)}
      />
      <Show when={turns().at(-1)}>{(turn) => <Reading said={turn().said} />}</Show>
    </section>
  );
}
