/** Inventer: letter by letter with the bars of the next letter, or many names at once. */

import { createMemo, createSignal, For, onCleanup, Show, type JSX } from "solid-js";
import { judgeCount } from "../../parts/originality.js";
import { setJournal } from "../../state/journal.js";
import { step, trainer } from "../../state/model.js";
import { number, texts } from "../../../kit/language.js";
import { visible } from "../../../kit/letters.js";
import { Bars, type BarEntry } from "../../../kit/Bars.jsx";
import { Name, Names } from "../../parts/Names.jsx";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { favourites } from "../../state/favourites.js";
import { begin, clear, draw, full, known, next, rub, write, written } from "./writing.js";
import type { JudgedName } from "../../../worker/protocol.js";
import { setSettings, settings } from "../../state/settings.js";
import { tell } from "../../state/notice.js";
import "./invent.css";

const t = texts("invent");

const COUNT = 40;
const FEW = 8;

// What was invented stays while one looks at other tabs.
const [done, setDone] = createSignal<readonly JudgedName[]>([]);
const [many, setMany] = createSignal<readonly JudgedName[]>([]);

/** Ends the name: it is judged, shown unless rude, and a new one begins. */
async function finishName(): Promise<boolean> {
  const text = written();
  clear();
  const [name] = await trainer.ask("judge", [text]);
  if (name !== undefined) setDone((before) => [name, ...before].slice(0, 12));
  return name !== undefined;
}

export function InventTab(): JSX.Element {
  return (
    <>
      <h1>{t().title}</h1>
      <p class="lead">
        <Rich of={t().lead} />
      </p>
      <Show when={step() === 0 && trainer.verdict()?.stage === "hasard"}>
        <p class="notice error">
          <span>{t().untrained}</span>
        </p>
      </Show>
      <div class="columns wide-left">
        <Writing />
        <div class="stack">
          <section class="card stack">
            <h2>{t().dials}</h2>
            <Slider
              label={<Rich of={`[[temperature|${t().temperature}]]`} />}
              value={Math.min(3, settings.temperature)}
              min={0}
              max={3}
              step={0.05}
              shown={number(settings.temperature, 2)}
              ends={[t().wise, t().mad]}
              onInput={(value) => setSettings("temperature", value)}
            />
            <Slider
              label={<Rich of={`[[top-k|${t().topK}]]`} />}
              value={settings.topK === 0 ? size() : Math.min(settings.topK, size())}
              min={1}
              max={size()}
              step={1}
              shown={
                settings.topK === 0 || settings.topK >= size()
                  ? t().every
                  : t().best(number(settings.topK))
              }
              onInput={(value) => setSettings("topK", value >= size() ? 0 : value)}
            />
          </section>
          <Many />
          <section class="card">
            <h2>{t().favourites}</h2>
            <Show when={favourites().length > 0} fallback={<p class="muted last">{t().none}</p>}>
              <Names names={favourites()} keep label={t().favourites} />
            </Show>
          </section>
        </div>
      </div>
    </>
  );
}

const size = (): number => trainer.live()?.vocabulary.size ?? 27;

function Writing(): JSX.Element {
  const [said, setSaid] = createSignal("");
  const [every, setEvery] = createSignal(false);
  let going: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(going));
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  const boundary = (): number => trainer.live()?.vocabulary.boundary ?? 0;
  const letter = (id: number): string => trainer.live()?.vocabulary.tokens[id] ?? "";
  const context = (): number => trainer.started()?.config.context ?? 8;
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
      if (!full()) return true;
    }
    const cut = token !== boundary();
    void finishName().then((shown) => setSaid(shown ? (cut ? t().cut : "") : t().filtered));
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
      if (calm.matches) finish();
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
      <div class="tiles" role="img" aria-label={t().name(written())}>
        <For each={[boundary(), ...known()]}>
          {(id, i) => (
            <span
              class="tile mono"
              classList={{ forgotten: i() < known().length + 1 - context(), edge: i() === 0 }}
            >
              {visible(letter(id))}
            </span>
          )}
        </For>
        <span class="tile mono asked">?</span>
      </div>
      <Show when={known().length + 1 > context()}>
        <p class="muted last">{t().forgotten(number(context()))}</p>
      </Show>
      <p class="problem last" role="status">
        {said()}
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
      <Bars label={t().next} entries={entries()} onChoose={force} verb={t().write} />
      <Show when={done().length > 0}>
        <h3>{t().done}</h3>
        <ul class="names" aria-live="polite" aria-label={t().done}>
          <For each={done()}>{(name) => <Name name={name} keep />}</For>
        </ul>
      </Show>
    </section>
  );
}

function Many(): JSX.Element {
  const [asking, setAsking] = createSignal(false);
  const invent = async (): Promise<void> => {
    setAsking(true);
    const { temperature, topK } = settings;
    try {
      const names = await trainer.ask("invent", {
        count: COUNT,
        temperature,
        topK,
        beginning: written(),
        seed: Math.floor(Math.random() * 2 ** 32),
      });
      setMany(names);
      const { fresh } = judgeCount(names);
      setJournal("batch", { temperature, count: names.length, new: fresh });
    } catch (error) {
      tell(error);
    }
    setAsking(false);
  };
  const counted = createMemo(() => judgeCount(many()));
  return (
    <section class="card stack">
      <div class="row spread">
        <h2 class="last">{t().many}</h2>
        <button
          type="button"
          class="button main"
          disabled={asking() || !trainer.live()}
          onClick={() => void invent()}
        >
          {t().invent}
        </button>
      </div>
      <Show when={many().length > 0}>
        <p role="status" class="last">
          <Rich
            of={t().count({
              all: number(many().length),
              fresh: number(counted().fresh),
              near: number(counted().near),
              copies: number(counted().copies),
            })}
          />{" "}
          {t().twice(counted().different, number(counted().different))}
        </p>
        <Names names={many()} keep label={t().many} />
      </Show>
    </section>
  );
}
