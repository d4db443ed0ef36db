/** One name, letter by letter, with the bars of the next letter. */

import { createMemo, createSignal, For, onCleanup, Show, type JSX } from "solid-js";
import type { JudgedName } from "../../../worker/protocol.js";
import { Bars, type BarEntry } from "../../../kit/Bars.jsx";
import { calm } from "../../../kit/calm.js";
import { visible } from "../../../kit/letters.js";
import { setJournal } from "../../state/journal.js";
import { trainer } from "../../state/model.js";
import { askWhy } from "../../state/why.js";
import { Name } from "../../parts/Names.jsx";
import { begin, clear, draw, full, known, next, rub, write, written } from "./writing.js";
import { worded } from "../../state/wording.js";

const t = worded("invent");
const why = worded("why");

/** Bars shown at first. */
const FEW = 8;

// What was written stays while one looks at other tabs.
const [done, setDone] = createSignal<readonly JudgedName[]>([]);

/** Ends the name: it is judged, shown unless rude, and a new one begins. */
async function finishName(finished: boolean): Promise<boolean> {
  const text = written();
  clear();
  const [name] = await trainer.ask("judge", [{ text, finished }]);
  if (name !== undefined) setDone((before) => [name, ...before].slice(0, 12));
  return name !== undefined;
}

export function WritingCard(): JSX.Element {
  const [said, setSaid] = createSignal("");
  /** What has just been written, for those who do not see the tiles. */
  const [heard, setHeard] = createSignal("");
  const [every, setEvery] = createSignal(false);
  let going: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(going));

  const boundary = (): number => trainer.live()?.vocabulary.boundary ?? 0;
  const letter = (id: number): string => trainer.live()?.vocabulary.tokens[id] ?? "";
  const context = (): number => trainer.started()?.config.context ?? 8;
  const isForgotten = (place: number): boolean => place < known().length + 1 - context();
  const entries = createMemo((): BarEntry[] => {
    const probabilities = next();
    if (probabilities === undefined) return [];
    const all = Array.from(probabilities, (value, key) => ({
      key,
      value,
      label: key === boundary() ? "." : visible(letter(key)),
      spoken: key === boundary() ? t().end : letter(key),
    }));
    return every() ? all : all.sort((a, b) => b.value - a.value).slice(0, FEW);
  });

  /** Write a letter, or end the name when it is the boundary. False when the name is over. */
  const put = (token: number): boolean => {
    setSaid("");
    if (token !== boundary() && !full()) {
      write(token);
      setHeard(t().name(written()));
      if (!full()) return true;
    }
    const cut = token !== boundary();
    void finishName(!cut).then((shown) => setSaid(shown ? (cut ? t().cut : "") : t().filtered));
    return false;
  };
  const force = (token: number): void => {
    clearTimeout(going);
    setJournal("forced", (count) => count + 1);
    put(token);
  };
  const finish = (): void => {
    clearTimeout(going);
    if (put(draw())) {
      if (calm()) finish();
      else going = setTimeout(finish, 220);
    }
  };
  const stopThen = (action: () => void) => (): void => {
    clearTimeout(going);
    setSaid("");
    action();
  };

  return (
    <section class="card stack">
      <h2>{t().writing}</h2>
      <label class="field">
        <span>{t().begin}</span>
        <input
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder={t().placeholder}
          value={written()}
          onInput={(event) => {
            clearTimeout(going);
            const left = trainer.live() ? begin(event.currentTarget.value) : "";
            setSaid(left === "" ? "" : t().unknown([...left].slice(0, 12).join("")));
            event.currentTarget.value = written();
          }}
        />
      </label>
      <div class="tiles" role="group" aria-label={t().name(written())}>
        <span class="tile mono edge" classList={{ forgotten: isForgotten(0) }} aria-hidden="true">
          {visible(letter(boundary()))}
        </span>
        <For each={known()}>
          {(id, i) => (
            <button
              type="button"
              class="tile mono"
              classList={{ forgotten: isForgotten(i() + 1) }}
              title={why().title}
              aria-label={why().asked(visible(letter(id)))}
              onClick={() => askWhy([boundary(), ...known()], i() + 1)}
            >
              {visible(letter(id))}
            </button>
          )}
        </For>
        <span class="tile mono asked" aria-hidden="true">
          ?
        </span>
      </div>
      <Show when={known().length > 0}>
        <p class="muted small last">{why().click}</p>
      </Show>
      <Show when={known().length + 1 > context()}>
        <p class="muted last">{t().forgotten(context())}</p>
      </Show>
      <p class="problem last" role="status">
        {said()}
      </p>
      <p class="hidden-text" role="status">
        {heard()}
      </p>
      <div class="row">
        <button type="button" class="button main" onClick={finish} disabled={!next()}>
          {t().finish}
        </button>
        <button
          type="button"
          class="button"
          onClick={stopThen(() => put(draw()))}
          disabled={!next()}
        >
          {t().draw}
        </button>
        <button
          type="button"
          class="button"
          onClick={stopThen(rub)}
          disabled={known().length === 0}
        >
          {t().rub}
        </button>
        <button
          type="button"
          class="button"
          onClick={stopThen(clear)}
          disabled={known().length === 0}
        >
          {t().clear}
        </button>
      </div>
      <div class="row spread">
        <h3 class="last">{t().next}</h3>
        <button
          type="button"
          class="button small"
          aria-pressed={every()}
          onClick={() => setEvery(!every())}
        >
          {every() ? t().few : t().all}
        </button>
      </div>
      <p class="muted small last">{t().choose}</p>
      <Bars label={t().next} entries={entries()} onChoose={force} verb={t().write} />
      <Show when={done().length > 0}>
        <h3>{t().done}</h3>
        <ul class="names" aria-live="polite" aria-label={t().done}>
          <For each={done()}>{(name) => <Name name={name} keep why />}</For>
        </ul>
      </Show>
    </section>
  );
}
