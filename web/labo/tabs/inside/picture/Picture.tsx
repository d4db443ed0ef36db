/** The model as one picture: each letter is a lane, which runs through every part (flow.ts). */

import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  Index,
  on,
  Show,
  type JSX,
} from "solid-js";
import type { Config } from "../../../../engine/config.js";
import { calm } from "../../../../kit/calm.js";
import { percent } from "../../../../kit/language.js";
import { visible } from "../../../../kit/letters.js";
import { createWidth } from "../../../../kit/width.js";
import { kind } from "../../../state/model.js";
import { worded } from "../../../state/wording.js";
import { kindOf, small } from "../words.js";
import { Band } from "./Band.jsx";
import { shortened, type Scene } from "./draw.js";
import type { Flow, Seen } from "./flow.js";
import { layLanes } from "./lanes.js";
import { layPart, type Layout } from "./layout.js";
import { openAtFirst, partsOf, switchOf, type Part } from "./parts.js";
import { createWalk, stepsOf, WalkBar } from "./Walk.jsx";
import "./picture.css";

const t = worded("stages");
const inside = worded("inside");

/** From this width on the names of the parts stand beside the drawing. */
const WIDE = 560;
const GUTTER = 228;
/** How narrow a lane may become: of a letter, of a word. */
const [LETTER, WORD] = [20, 42] as const;

/** Which layers are open stays while one looks at other tabs. */
const createLayers = () => createSignal<{ of: number; open: readonly number[] }>();
const chosen = { forward: createLayers(), back: createLayers() };

export function Picture(props: { view: Seen; config: Config; flow: Flow }): JSX.Element {
  const { view, config, flow } = props;
  const [layers, setLayers] = chosen[flow.direction];
  const [width, measure] = createWidth(784);
  const wide = (): boolean => width() >= WIDE;
  const layersOpen = (): readonly number[] => {
    const known = layers();
    return known?.of === config.layers ? known.open : openAtFirst(config);
  };
  const open = (layer: number): boolean => layersOpen().includes(layer);
  const toggleLayer = (layer: number): void => {
    const others = layersOpen().filter((one) => one !== layer);
    setLayers({ of: config.layers, open: open(layer) ? others : [...others, layer] });
  };
  const byId = new Map<string, Part>();
  /** The same part is the same object, so that what is drawn stays. */
  const parts = createMemo(() => {
    const found = partsOf(config, open).map((part) => {
      const key = `${part.id} ${part.rows.length}`;
      if (!byId.has(key)) byId.set(key, part);
      return byId.get(key)!;
    });
    return flow.direction === "forward" ? found : found.reverse();
  });
  const words = (): boolean => view.vocabulary()?.kind !== "letters";
  const lanes = createMemo(() =>
    layLanes(
      width(),
      wide() ? GUTTER : 4,
      view.tokens().length,
      view.row(),
      words() ? WORD : LETTER,
    ),
  );
  const sceneOf = (part: Part, layout: Layout): Scene => ({
    part,
    layout,
    lanes: lanes(),
    flow,
    off: view.off(),
    letter: view.letter,
    tell: (value, digits) => (flow.direction === "forward" ? percent(value, digits) : small(value)),
    words: words(),
  });
  const label = createUniqueId();
  const isStart = (row: number): boolean => view.tokens()[row] === view.vocabulary()?.boundary;
  const fits = (): boolean => lanes().lanes.length === view.tokens().length;

  let list!: HTMLOListElement;
  let frame!: HTMLDivElement;
  const shown = (id: string): Element | null => list.querySelector(`[data-part="${id}"]`);
  const behavior = (): ScrollBehavior => (calm() ? "auto" : "smooth");
  const walk = createWalk(parts, (id) =>
    shown(id)?.scrollIntoView({ block: "center", behavior: behavior() }),
  );
  const at = createMemo(() => (flow.led === undefined ? walk.at() : flow.led()));
  // The walk beside a led picture keeps its place on the page: only the window moves.
  createEffect(
    on([at, width], ([id], before) => {
      if (flow.led === undefined) return;
      const block = Number.parseInt(id ?? "", 10);
      if (!Number.isNaN(block) && !open(block)) setLayers({ of: config.layers, open: [block] });
      const middle = (of: Element): number => {
        const { top, height } = of.getBoundingClientRect();
        return top + height / 2;
      };
      queueMicrotask(() => {
        const part = shown(id ?? parts()[0]!.id);
        const moved = before !== undefined && before[0] !== id;
        if (part !== null) {
          const top = middle(part) - middle(frame);
          frame.scrollBy({ top, behavior: moved ? behavior() : "auto" });
        }
      });
    }),
  );
  const moveByKeys = (event: KeyboardEvent): void => {
    const names = [...list.querySelectorAll<HTMLElement>(".pic-name")];
    const now = names.indexOf(event.target as HTMLElement);
    const by = stepsOf(flow)[event.key];
    const to = { Home: 0, End: names.length - 1 }[event.key] ?? (by && now + by);
    if (now < 0 || to === undefined || names[to] === undefined) return;
    event.preventDefault();
    names[to].focus();
    if (flow.led === undefined) walk.stand(parts()[to]!.id);
  };

  // A beginning runs through all of it once; the same motion under two names starts anew.
  const [round, setRound] = createSignal(0);
  createEffect(
    on([view.tokens, view.row], () => setRound((before) => before + 1), { defer: true }),
  );

  const tile = (
    row: () => number,
    style?: () => JSX.CSSProperties,
    room?: () => number,
  ): JSX.Element => (
    <button
      type="button"
      class="in-tile mono"
      style={style?.()}
      aria-pressed={row() === view.row()}
      aria-label={isStart(row()) ? inside().start : view.letterAt(row())}
      onClick={() => flow.led === undefined && flow.follow(row())}
    >
      {room === undefined
        ? visible(view.letterAt(row()))
        : shortened(visible(view.letterAt(row())), room())}
    </button>
  );
  const percents = (pixels: number): string => `${((100 * pixels) / width()).toFixed(2)}%`;
  return (
    <div
      class="pic"
      classList={{
        wide: wide(),
        back: flow.direction === "back",
        led: flow.led !== undefined,
        round: at() === undefined,
        odd: round() % 2 === 1,
      }}
    >
      <Show when={flow.led === undefined && flow}>
        {(free) => <WalkBar walk={walk} flow={free()} />}
      </Show>
      <Show when={flow.led === undefined}>
        <span class="in-tiles-label" id={label}>
          {inside().follow}
        </span>
      </Show>
      <Show when={!fits() && flow.led === undefined}>
        <div
          class="in-tiles"
          classList={{ words: kind() !== "names" }}
          role="group"
          aria-labelledby={label}
        >
          <Index each={view.tokens()}>{(_, i) => tile(() => i)}</Index>
          <Show when={view.row() === view.tokens().length - 1}>
            <span class="in-tile guess" title={inside().guess} aria-hidden="true">
              ?
            </span>
          </Show>
        </div>
      </Show>
      <Show when={!fits()}>
        <p class="small muted pic-few">{t().fewLanes(lanes().lanes.length, lanes().before)}</p>
      </Show>
      <div class="pic-frame" ref={frame}>
        <div
          class="pic-heads"
          ref={measure}
          {...(fits() && flow.led === undefined && { role: "group", "aria-labelledby": label })}
        >
          <Index each={lanes().lanes}>
            {(lane) => {
              const style = (): JSX.CSSProperties => ({
                left: percents(lane().x - lane().width / 2 - 4),
                width: percents(lane().width + 8),
              });
              return (
                <Show
                  when={fits() && flow.led === undefined}
                  fallback={
                    <span
                      class="pic-head"
                      classList={{ own: lane().row === view.row() }}
                      style={style()}
                      aria-hidden="true"
                    >
                      {shortened(visible(view.letterAt(lane().row)), lane().width)}
                    </span>
                  }
                >
                  {tile(
                    () => lane().row,
                    style,
                    () => lane().width,
                  )}
                </Show>
              );
            }}
          </Index>
          <Show when={lanes().before > 0}>
            <span
              class="pic-head before"
              style={{ left: percents(lanes().beforeX - 15), width: percents(30) }}
              aria-hidden="true"
            >
              …
            </span>
          </Show>
        </div>
        <ol class="pic-parts" ref={list} onKeyDown={moveByKeys}>
          <For each={parts()}>
            {(part, i) => {
              const layout = createMemo(() => layPart(part, wide()));
              const scene = createMemo(() => sceneOf(part, layout()));
              const isLayer = part.kind === "layer";
              const opened = (): boolean =>
                isLayer ? open(part.block) : flow.led === undefined && flow.opened(part.id);
              const toggle = (): void => (isLayer ? toggleLayer(part.block) : flow.toggle(part.id));
              const off = (): boolean => {
                const name = switchOf(part);
                return name !== undefined && view.off().includes(name);
              };
              return (
                <li
                  class="in-stage pic-part"
                  classList={{ lit: at() === part.id, off: off(), open: opened(), layer: isLayer }}
                  data-part={part.id}
                  style={{ "--i": String(i()) }}
                >
                  <div class="pic-drawn">
                    <Band scene={scene()} flow={flow} toggle={toggle} />
                    <button
                      type="button"
                      class="pic-name"
                      aria-expanded={isLayer || flow.led === undefined ? opened() : undefined}
                      aria-current={flow.led !== undefined && at() === part.id ? "true" : undefined}
                      onClick={toggle}
                    >
                      <span class="in-title">{flow.title(part)}</span>
                      <Show when={off()}>
                        <span class="in-off">{t().off}</span>
                      </Show>{" "}
                      <span class="hidden-text">{flow.holds(part)}</span>
                    </button>
                    <Show when={wide() && part.rows.length > 1}>
                      <For each={layout().rows}>
                        {(box, r) => (
                          <span
                            class="pic-label small muted"
                            aria-hidden="true"
                            style={{
                              top: `${(100 * (box.y + box.height / 2)) / layout().height}%`,
                            }}
                          >
                            {part.kind === "cards" &&
                              flow.direction === "forward" &&
                              (r() === 0 ? "" : r() === 2 || part.rows.length === 2 ? "= " : "+ ")}
                            {kindOf(box.name)}
                          </span>
                        )}
                      </For>
                    </Show>
                  </div>
                  <Show when={opened() && !isLayer}>
                    <div class="pic-open">
                      <svg
                        class="pic-under"
                        aria-hidden="true"
                        viewBox={`0 0 ${width()} 1`}
                        preserveAspectRatio="none"
                      >
                        <For each={part.kind === "chances" ? [] : lanes().lanes}>
                          {(lane) => (
                            <>
                              <path
                                class="pic-pipe"
                                classList={{ own: lane.row === view.row() }}
                                d={`M${lane.x} 0V1`}
                              />
                              <Show when={part.beside !== undefined && layout().plus === undefined}>
                                <path
                                  class="pic-pipe around"
                                  classList={{
                                    own: lane.row === view.row(),
                                    cut: view.off().includes(part.beside!),
                                  }}
                                  d={`M${lane.around} 0V1`}
                                />
                              </Show>
                            </>
                          )}
                        </For>
                      </svg>
                      <div class="pic-inside">{flow.led === undefined && flow.inside(part)}</div>
                    </div>
                  </Show>
                </li>
              );
            }}
          </For>
        </ol>
      </div>
    </div>
  );
}
