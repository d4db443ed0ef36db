/** A story told word by word: each word can be looked at, and another one put in its place. */

import {
  createEffect,
  createMemo,
  createSignal,
  For,
  Index,
  on,
  onCleanup,
  Show,
  type Accessor,
  type JSX,
} from "solid-js";
import type { JudgedName } from "../../../worker/protocol.js";
import { Bars, type BarEntry } from "../../../kit/Bars.jsx";
import { calm } from "../../../kit/calm.js";
import { visible } from "../../../kit/letters.js";
import { trainer } from "../../state/model.js";
import { tell } from "../../state/notice.js";
import { askWhy } from "../../state/why.js";
import { judgement, sign } from "../../parts/originality.js";
import type { Fault } from "../../parts/faults.js";
import { checked, reason } from "../../parts/Told.jsx";
import { Name, Star } from "../../parts/Names.jsx";
import * as telling from "./telling.js";
import { endsLine, isShort, tied } from "./tied.js";
import { worded } from "../../state/wording.js";

const t = worded("invent");
const why = worded("why");

/** Bars shown at first, and when more are asked for. */
const FEW = 8;
const MORE = 40;
/** Milliseconds between two tokens: slow enough to read along. */
const BEAT = { letters: 40, words: 160, pieces: 110 } as const;
/** Tokens before a place that are enough to know it again. */
const BEFORE = 4;

// What was told stays while one looks at other tabs.
const [done, setDone] = createSignal<readonly JudgedName[]>([]);
const [judged, setJudged] = createSignal<JudgedName>();

/** Whether it goes on by itself. */
export const [streams, setStreams] = createSignal(false);

export function TellingCard(): JSX.Element {
  const [said, setSaid] = createSignal("");
  const [heard, setHeard] = createSignal("");
  const [more, setMore] = createSignal(false);
  let going: ReturnType<typeof setTimeout> | undefined;
  let story: HTMLParagraphElement | undefined;
  const stop = (): void => {
    clearTimeout(going);
    setStreams(false);
  };
  onCleanup(stop);

  const tokens = () => trainer.live()?.vocabulary.kind ?? "words";
  const boundary = (): number => trainer.live()?.vocabulary.boundary ?? -1;
  const written = (id: number): string => trainer.live()?.vocabulary.label(id) ?? "";
  const spoken = (id: number): string =>
    id === boundary() ? t().end : written(id) === "\n" ? t().line : written(id);
  const label = (id: number): string => (id === boundary() ? "¶" : visible(written(id)));

  const entries = createMemo((): BarEntry[] => {
    const chances = telling.chances();
    if (chances === undefined || streams()) return [];
    const all = Array.from(chances, (value, key) => ({
      key,
      value,
      label: label(key),
      spoken: spoken(key),
    })).sort((a, b) => b.value - a.value);
    const shown = all.slice(0, more() ? MORE : FEW);
    // What stands there is compared with the others, however unlikely it was.
    const here = all.find(({ key }) => key === telling.ids()[telling.place()]);
    return here === undefined || shown.includes(here) ? shown : [...shown, here];
  });
  /** The last words before the place that is looked at. */
  const before = (): string => {
    const place = telling.place();
    const words = telling.texts().slice(Math.max(0, place - BEFORE), place);
    return (place > BEFORE ? "… " : "") + words.join("").trim();
  };

  const title = (): string => (telling.isTaken() ? t().here(before()) : t().afterIt(before()));

  const wrong = createMemo((): ReadonlyMap<number, Fault> => {
    const found = new Map<number, Fault>();
    if (!telling.ended() || streams()) return found;
    const parts = checked(telling.text()).filter(({ fault }) => fault !== null);
    let end = 0;
    for (const [i, text] of telling.texts().entries()) {
      const start = end + text.length - text.trimStart().length;
      end += text.length;
      const part = parts.find((one) => one.start < end && start < one.start + one.text.length);
      if (part) found.set(i, part.fault!);
    }
    return found;
  });

  const looks = (i: number): string =>
    [
      wrong().has(i) && `fault ${wrong().get(i)!.kind}`,
      i < telling.given() && "given",
      endsLine(telling.texts()[i] ?? "") && "ends-line",
      telling.isForced(i) && "forced",
      i < telling.ids().length + 1 - context() && "forgotten",
    ]
      .filter(Boolean)
      .join(" ");

  async function finish(): Promise<void> {
    stop();
    const written = { text: telling.text(), finished: telling.ended() };
    setHeard(t().told(written.text));
    try {
      const [name] = await trainer.ask("judge", [written]);
      if (name === undefined) {
        telling.beginAnew();
        return void setSaid(t().filtered);
      }
      setJudged(name);
      if (!written.finished) setSaid(t().cut);
    } catch (error) {
      tell(error);
    }
  }
  const goOn = (): void => {
    clearTimeout(going);
    setStreams(true);
    if (!telling.goOn()) return void finish();
    if (calm()) goOn();
    else going = setTimeout(goOn, BEAT[tokens()]);
  };
  /** What stands there now is put aside, and judged no more. */
  const put = (): void => {
    const before = judged();
    if (before !== undefined) setDone((all) => [before, ...all].slice(0, 6));
    setJudged();
    setSaid("");
  };
  const tellAnew = (): void => {
    put();
    const left = telling.beginAnew();
    if (left.length > 0) setSaid(t().unknown(listed(left)));
    goOn();
  };
  const listed = (left: readonly string[]): string =>
    left.slice(0, 6).join(tokens() === "letters" ? "" : ", ");
  const force = (token: number): void => {
    put();
    telling.force(telling.place(), token);
    if (telling.over()) void finish();
    else goOn();
  };
  const one = (): void => {
    stop();
    put();
    if (!telling.goOn()) void finish();
    else setHeard(t().told(telling.text()));
  };

  // Another list has other words: what was judged is no longer on the screen.
  createEffect(
    on(
      telling.ids,
      (ids) => {
        if (ids.length > 0) return;
        stop();
        setJudged();
      },
      { defer: true },
    ),
  );

  /** With the keyboard one goes from word to word by arrows. */
  const walk = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const words = [...story!.querySelectorAll<HTMLElement>(".word")];
    const from = words.indexOf(event.target as HTMLElement);
    const to = Math.max(0, Math.min(from + by, words.length - 1));
    telling.setLooked(to);
    words[to]?.focus();
  };

  const token = (
    word: Accessor<{ readonly text: string; readonly place: number }>,
  ): JSX.Element => {
    const place = (): number => word().place;
    const isEnd = (): boolean => telling.ids()[place()] === boundary();
    const isLine = (): boolean => endsLine(word().text);
    return (
      <>
        <button
          type="button"
          class={`word ${looks(place())}`}
          aria-pressed={telling.isTaken() && telling.place() === place()}
          aria-label={isEnd() ? t().end : isLine() ? t().line : undefined}
          tabindex={place() === Math.min(telling.place(), telling.ids().length - 1) ? 0 : -1}
          onClick={() => {
            stop();
            telling.setLooked(telling.looked() === place() ? undefined : place());
          }}
        >
          {isEnd() ? "¶" : isLine() ? visible("\n") : word().text}
        </button>
        <Show when={isLine()}>
          <br />
        </Show>
      </>
    );
  };

  return (
    <section class="card stack">
      <h2>{t().writing}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          tellAnew();
        }}
      >
        <label class="field">
          <span>{t().begin}</span>
          <input
            type="text"
            autocomplete="off"
            spellcheck={false}
            placeholder={t().placeholder}
            value={telling.typed()}
            onInput={(event) => telling.setTyped(event.currentTarget.value)}
          />
        </label>
        <div class="row last">
          <Show
            when={streams()}
            fallback={
              <button type="submit" class="button main" disabled={!telling.chances()}>
                {telling.ids().length === 0 ? t().finish : t().another}
              </button>
            }
          >
            <button type="button" class="button main" onClick={stop}>
              {t().pause}
            </button>
          </Show>
          <Show when={!streams() && telling.ids().length > 0 && !telling.over()}>
            <button type="button" class="button" onClick={goOn}>
              {t().goOn}
            </button>
          </Show>
          <button
            type="button"
            class="button"
            onClick={one}
            disabled={!telling.chances() || telling.over()}
          >
            {t().one[tokens()]}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              stop();
              put();
              telling.rub();
            }}
            disabled={telling.ids().length === 0}
          >
            {t().rub}
          </button>
        </div>
      </form>
      <p class="problem last" role="status">
        {said()}
      </p>
      <p class="hidden-text" role="status">
        {heard()}
      </p>
      <Show when={telling.ids().length > 0}>
        <p class={`telling ${tokens()}`} ref={story} onKeyDown={walk} dir="auto">
          {/* What has no space between is kept on one line. */}
          <Index each={tied(telling.texts())}>
            {(group) => (
              <>
                {group().space}
                <span classList={{ tied: isShort(group()) }}>
                  <Index each={group().words}>{(word) => token(word)}</Index>
                </span>
              </>
            )}
          </Index>
          <Show when={streams()}>
            <span class="cursor" aria-hidden="true" />
          </Show>
        </p>
        <Show when={telling.ids().length + 1 > context()}>
          <p class="muted small last">{t().forgotten(context())}</p>
        </Show>
        <Show when={!streams() && judged()}>
          {(name) => (
            <p class="row last judged">
              <Show when={judgement(name())}>
                <span class={`name ${name().originality ?? ""}`}>
                  <b aria-hidden="true">{sign(name())}</b> {judgement(name())}
                </span>
              </Show>
              <Star name={name()} />
            </p>
          )}
        </Show>
      </Show>
      <Show when={!streams()}>
        <div class="row spread">
          <h3 class="last">{title()}</h3>
          <button
            type="button"
            class="button small"
            aria-pressed={more()}
            onClick={() => setMore(!more())}
          >
            {more() ? t().few : t().all}
          </button>
        </div>
        <p class="muted small last">{telling.isTaken() ? t().choose : t().click}</p>
        <Show when={telling.isTaken() && boundary() >= 0}>
          <button
            type="button"
            class="button small"
            onClick={() => askWhy([boundary(), ...telling.ids()], telling.place() + 1)}
          >
            {why().title}
          </button>
        </Show>
        <Show when={telling.isTaken() && wrong().get(telling.place())}>
          {(fault) => <p class="last">{reason(fault())}</p>}
        </Show>
        <div class="words">
          <Bars
            label={title()}
            entries={entries()}
            chosen={telling.ids()[telling.place()]}
            onChoose={force}
            verb={t().write}
          />
        </div>
      </Show>
      <Show when={done().length > 0}>
        <h3>{t().done}</h3>
        <ul class="names" aria-label={t().done}>
          <For each={done()}>{(name) => <Name name={name} keep />}</For>
        </ul>
      </Show>
    </section>
  );
}

const context = (): number => trainer.started()?.config.context ?? 64;
