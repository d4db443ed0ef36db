/** The words' identity cards on a map: the most frequent ones, by kind and gender, and one searched. */

import { createMemo, createSignal, For, Index, Show, type JSX } from "solid-js";
import { kindsOf, type Kind } from "../../../engine/worlds/kinds.js";
import { Grammar } from "../../../engine/worlds/grammar.js";
import { percent } from "../../../kit/language.js";
import { visible } from "../../../kit/letters.js";
import { createNear } from "../../../kit/near.js";
import { Rich } from "../../../kit/Rich.jsx";
import { createWidth } from "../../../kit/width.js";
import { list, step, trainer } from "../../state/model.js";
import { inPicture, nearest, nearestTo, project, type Plane } from "./project.js";
import type { View } from "./view.js";
import { worded } from "../../state/wording.js";

const t = worded("wordsMap");

/** Words on the map, and those beside the one searched. */
const MOST = 80;
const BESIDE = 6;
const MARGIN = 34;
/** Of a written word, in pixels: a letter's width, a line's height. */
const [LETTER, LINE] = [8.2, 17];

/** The kinds that have a shape of their own; all others share one. */
const SHAPES = {
  noun: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z",
  adjective: "M-5.5 -5.5h11v11h-11z",
  verb: "M0 -7l7 12h-14z",
  other: "M0 -7l7 7l-7 7l-7 -7z",
} as const;
type Shape = keyof typeof SHAPES;
const isShape = (kind: string): kind is Shape => Object.hasOwn(SHAPES, kind);
/** Of a text whose grammar nobody knows: so many of the most frequent words have another shape. */
const FREQUENT = 20;
const GENDERS = ["m", "f", ""] as const;

// What was searched stays while one looks at other tabs.
const [searched, setSearched] = createSignal("");

export function WordsMap(props: { view: View; size: number }): JSX.Element {
  const [width, measure] = createWidth(520);
  // Where nobody looks, a running training is not slowed down.
  const [near, watch] = createNear("200px");
  const rows = createMemo(
    () => (near() || !trainer.running() ? props.view.parameter("token_embedding") : undefined),
    undefined,
    // The same array holds new numbers at each tick.
    { equals: false },
  );
  const grammar = createMemo(() => {
    const found = list();
    return found?.kind === "stories" ? new Grammar(found.world) : undefined;
  });
  const kinds = createMemo((): readonly (Kind | undefined)[] => {
    const vocabulary = props.view.vocabulary();
    return vocabulary === undefined ? [] : kindsOf(grammar(), vocabulary);
  });
  const word = (id: number): string => visible(props.view.letter(id));
  /** What is searched, as the model knows it. */
  const sought = createMemo((): number | undefined => {
    const vocabulary = props.view.vocabulary();
    if (vocabulary === undefined) return undefined;
    const text = vocabulary.beginning(searched().trim());
    const alone = (said: string): number | undefined => {
      const known = vocabulary.cut(said).every((token) => vocabulary.has(token));
      const ids = known ? vocabulary.encode(said) : [];
      return ids.length === 1 ? ids[0] : undefined;
    };
    // Most pieces begin with a space.
    return alone(` ${text}`) ?? alone(text);
  });
  const followed = (): number | undefined => props.view.tokens()[props.view.row()];
  const shapeOf = (id: number): Shape => {
    if (grammar() === undefined) return shown().indexOf(id) < FREQUENT ? "noun" : "other";
    const kind = kinds()[id]?.kind ?? "other";
    return isShape(kind) ? kind : "other";
  };
  const isFollowed = (id: number | undefined): boolean => id === sought() || id === followed();
  // Tokens stand by their frequency. Of a world's words those are chosen that have a kind.
  const shown = createMemo((): readonly number[] => {
    const ids = [...kinds().keys()].filter((id) => {
      if (id === props.view.vocabulary()?.boundary) return false;
      return grammar() === undefined || (kinds()[id] !== undefined && kinds()[id]!.kind !== "mark");
    });
    const first = ids.slice(0, MOST);
    const edge = props.view.vocabulary()?.boundary;
    // Those that are looked for have room to be written before all others.
    const wanted = [sought(), followed()].filter((id) => id !== undefined && id !== edge);
    return [...new Set([...wanted, ...first])] as number[];
  });
  const cards = createMemo((): Float64Array | undefined => {
    const numbers = rows();
    if (numbers === undefined || shown().length === 0) return undefined;
    const { size } = props;
    const cards = new Float64Array(shown().length * size);
    for (const [i, id] of shown().entries()) {
      cards.set(numbers.subarray(id * size, (id + 1) * size), i * size);
    }
    return cards;
  });
  const plane = createMemo((earlier: Plane | undefined): Plane | undefined => {
    const numbers = cards();
    return numbers === undefined ? earlier : project(numbers, props.size, earlier);
  }, undefined);
  const height = (): number => Math.min(520, Math.max(380, width() * 0.7));
  const points = createMemo(() => {
    const placed = inPicture(plane()?.points ?? [], width(), height(), MARGIN);
    return named(placed, shown().map(word), width());
  });
  const pairs = createMemo(() => {
    const numbers = cards();
    return numbers === undefined ? [] : nearest(numbers, props.size);
  });
  const beside = createMemo((): readonly number[] => {
    const [numbers, id] = [rows(), sought()];
    if (numbers === undefined || id === undefined) return [];
    const edge = props.view.vocabulary()?.boundary;
    return nearestTo(numbers, props.size, id)
      .filter((other) => other !== edge)
      .slice(0, BESIDE);
  });
  const said = (): string =>
    t().picture(
      pairs()
        .slice(0, 30)
        .map((other, i) => `${word(shown()[i]!)} – ${word(shown()[other] ?? 0)}`)
        .join(", "),
    );
  const genders = (): boolean => kinds().some((kind) => kind?.gender === "f");
  return (
    <section class="card">
      <h2>{t().title}</h2>
      <p>
        <Rich of={t().say(shown().length, kinds().length)} />
      </p>
      {step() === 0 && <p class="notice">{t().chance}</p>}
      <label class="field in-search">
        <span>{t().search}</span>
        <input
          type="text"
          maxlength="40"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          list="in-words"
          value={searched()}
          onInput={(event) => setSearched(event.currentTarget.value)}
        />
        <datalist id="in-words">
          <For each={searched().trim() === "" ? [] : matching(props.view, searched())}>
            {(text) => <option value={text} />}
          </For>
        </datalist>
      </label>
      <p class="small in-beside" role="status">
        <Show when={searched().trim() !== ""}>
          <Show when={sought()} fallback={t().unknown(searched().trim())}>
            {(id) => t().beside(word(id()), beside().map(word).join(", "))}
          </Show>
        </Show>
      </p>
      <div
        class="in-map"
        ref={(element) => {
          measure(element);
          watch(element);
        }}
      >
        <svg role="img" aria-label={said()} width={width()} height={height()}>
          <Index each={points()}>
            {(point, i) => {
              const id = (): number => shown()[i] ?? 0;
              const kind = (): Kind | undefined => kinds()[id()];
              return (
                <g
                  class={`in-spot g${kind()?.gender ?? ""}`}
                  transform={`translate(${point().x.toFixed(1)} ${point().y.toFixed(1)})`}
                >
                  <path d={SHAPES[shapeOf(id())]} />
                </g>
              );
            }}
          </Index>
          {/* Above every shape. */}
          <Index each={points()}>
            {(point, i) => (
              <Show when={point().label}>
                <text
                  class="in-word-of"
                  classList={{ followed: isFollowed(shown()[i]) }}
                  text-anchor="middle"
                  x={point().x.toFixed(1)}
                  y={(point().y + (point().below ? 20 : -10)).toFixed(1)}
                >
                  {word(shown()[i] ?? 0)}
                </text>
              </Show>
            )}
          </Index>
        </svg>
      </div>
      <ul class="legend">
        <For each={grammar() ? (Object.keys(SHAPES) as Shape[]) : (["noun", "other"] as const)}>
          {(shape) => (
            <li class="in-legend-item">
              <svg width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true">
                <g class="in-spot">
                  <path d={SHAPES[shape]} />
                </g>
              </svg>
              {(grammar() ? t().shapes : t().frequencies)[shape as "noun" | "other"]}
            </li>
          )}
        </For>
        <Show when={genders()}>
          <For each={GENDERS}>
            {(gender) => (
              <li class="in-legend-item">
                <svg width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true">
                  <g class={`in-spot g${gender}`}>
                    <path d={SHAPES.noun} />
                  </g>
                </svg>
                {gender === "m" ? t().masculine : gender === "f" ? t().feminine : t().neither}
              </li>
            )}
          </For>
        </Show>
      </ul>
      <p class="small muted below">{t().honest(percent(plane()?.share ?? 0), props.size)}</p>
      <details class="in-why">
        <summary>{t().list}</summary>
        <div class="scroll" tabindex="0" role="group" aria-label={t().list}>
          <ul class="in-nearest words">
            <Index each={pairs()}>
              {(other, i) => (
                <li>
                  {word(shown()[i]!)} → <b>{word(shown()[other()] ?? 0)}</b>
                </li>
              )}
            </Index>
          </ul>
        </div>
      </details>
    </section>
  );
}

interface Spot {
  readonly x: number;
  readonly y: number;
  /** Whether there is room to write it, and where. */
  readonly label: boolean;
  readonly below: boolean;
}

/** The first come are written first; those that would lie on another are marked only. */
function named(
  points: readonly { readonly x: number; readonly y: number }[],
  words: readonly string[],
  width: number,
): Spot[] {
  const taken = points.map(({ x, y }) => [x - 6, y - 6, x + 6, y + 6] as const);
  return points.map(({ x, y }, i) => {
    const half = ((words[i]?.length ?? 1) * LETTER) / 2;
    const free = (below: boolean): boolean => {
      const top = below ? y + 7 : y - 10 - LINE + 4;
      const box = [x - half, top, x + half, top + LINE] as const;
      if (box[0] < 0 || box[2] > width) return false;
      if (taken.some(([l, t, r, b]) => l < box[2] && r > box[0] && t < box[3] && b > box[1])) {
        return false;
      }
      taken.push(box);
      return true;
    };
    const above = free(false);
    const below = !above && free(true);
    return { x, y, label: above || below, below };
  });
}

/** Words of the model that begin so. */
function matching(view: View, text: string): readonly string[] {
  const start = text.trim().toLowerCase();
  const tokens = view.vocabulary()?.tokens ?? [];
  return tokens.filter((token) => token.toLowerCase().startsWith(start)).slice(0, 12);
}
