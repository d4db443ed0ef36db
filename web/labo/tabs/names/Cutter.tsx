/** Le découpeur: any text cut in letters, in pieces and in words, as what is learned cuts it. */

import { createEffect, createSignal, For, on, onCleanup, Show, type JSX } from "solid-js";
import { BytePairs } from "../../../engine/pieces.js";
import { vocabularyFrom } from "../../../engine/vocabularies.js";
import { TIED, UNKNOWN, Words } from "../../../engine/words.js";
import { number } from "../../../kit/language.js";
import { visible } from "../../../kit/letters.js";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { sentence } from "../../parts/problems.js";
import { kind, list, trainer } from "../../state/model.js";
import { worded } from "../../state/wording.js";

const t = worded("cutter");

/** Characters that can be typed, and that are shown before anything was. */
const LONGEST = 200;
const FIRST = 60;
/** The joins are played in so many moments, so many milliseconds apart. */
const MOMENTS = 80;
const MOMENT = 60;

/** What the text at hand taught. */
interface Learned {
  readonly words: Words;
  readonly pieces: BytePairs;
}

export function Cutter(): JSX.Element {
  const [open, setOpen] = createSignal(kind() !== "names");
  const [learned, setLearned] = createSignal<Learned>();
  const [problem, setProblem] = createSignal<unknown>();
  createEffect(on(kind, (of) => setOpen(of !== "names"), { defer: true }));
  let asked = 0;
  createEffect(
    on([list, open], ([, isOpen]) => {
      if (!isOpen) return;
      const mine = ++asked;
      const take = (then: () => void): void => void (mine === asked && then());
      trainer.ask("tokens", null).then(
        ({ words, pieces }) =>
          take(() => {
            setProblem(undefined);
            setLearned({
              words: vocabularyFrom(words) as Words,
              pieces: vocabularyFrom(pieces) as BytePairs,
            });
          }),
        (error: unknown) => take(() => setProblem(error)),
      );
    }),
  );
  return (
    <section class="card below cutter">
      <details open={open()} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <h2>{t().title}</h2>
        </summary>
        <Show when={problem() === undefined} fallback={<p>{sentence(problem())}</p>}>
          <Show when={learned()} fallback={<p class="muted">{t().waits}</p>}>
            {(found) => <Cuts of={found()} />}
          </Show>
        </Show>
      </details>
    </section>
  );
}

function Cuts(props: { of: Learned }): JSX.Element {
  const [typed, setTyped] = createSignal<string>();
  const text = (): string => typed() ?? beginning(list()?.preview[0] ?? "");
  const merges = () => props.of.pieces.merges;
  const [count, setCount] = createSignal(Infinity);
  const shown = (): number => Math.min(count(), merges().length);
  const last = () => merges()[shown() - 1];

  let playing: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => clearInterval(playing);
  onCleanup(stop);
  const play = (): void => {
    stop();
    setCount(0);
    const step = Math.ceil(merges().length / MOMENTS);
    playing = setInterval(() => {
      setCount(shown() + step);
      if (shown() === merges().length) stop();
    }, MOMENT);
  };

  const pieces = (): string[] => props.of.pieces.cutWith(text(), shown());
  const words = (): string[] => props.of.words.cut(text());
  return (
    <div class="stack">
      <p>{t().about}</p>
      <label class="field">
        <span>{t().type}</span>
        <input
          type="text"
          dir="auto"
          maxlength={LONGEST}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          value={text()}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <Row label={t().letters([...text()].length)} tokens={[...text()].map(visible)} />
      <Row label={t().pieces(pieces().length)} tokens={pieces()} />
      <Show when={pieces().some((piece) => piece.startsWith("⟨"))}>
        <p class="muted small">{t().bytes}</p>
      </Show>
      <Slider
        label={t().merges}
        value={shown()}
        min={0}
        max={merges().length}
        step={1}
        shown={number(shown())}
        onInput={(value) => {
          stop();
          setCount(value);
        }}
      />
      <p class="row">
        <span class="grows">
          <Show when={last()} fallback={t().none}>
            {(merge) => (
              <>
                {t().last(shown())} <kbd>{merge().left}</kbd> + <kbd>{merge().right}</kbd> →{" "}
                <kbd>{merge().joined}</kbd>
              </>
            )}
          </Show>
        </span>
        <button type="button" class="button small" onClick={play}>
          {t().play}
        </button>
      </p>
      <Row
        label={t().words(words().length)}
        tokens={words().map((word) => (props.of.words.has(word) ? visible(word) : UNKNOWN))}
      />
      <Show when={words().some((word) => !props.of.words.has(word))}>
        <p class="muted small">{t().unknown}</p>
      </Show>
      <Show when={words().includes(TIED)}>
        <p class="muted small">{t().tied}</p>
      </Show>
      <h3>{t().count}</h3>
      <p>
        <Rich of={t().why} />
      </p>
      <p class="row">
        <button type="button" class="button small" onClick={() => setTyped(t().example)}>
          {t().tryIt}
        </button>
      </p>
      <p>
        {t().receives} <b class="number">{props.of.pieces.encode(text()).join(" ")}</b>
      </p>
    </div>
  );
}

/** Tokens side by side, each a tile. */
function Row(props: { label: string; tokens: readonly string[] }): JSX.Element {
  return (
    <div>
      <p class="name-of">{props.label}</p>
      <ul class="tiles" dir="auto" aria-label={props.label}>
        <For each={props.tokens}>{(token) => <li dir="auto">{token}</li>}</For>
      </ul>
    </div>
  );
}

/** The first words. */
function beginning(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length <= FIRST ? line : line.slice(0, FIRST).replace(/\s*\S*$/, "");
}
