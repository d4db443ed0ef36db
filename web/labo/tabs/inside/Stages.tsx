/** The model followed from top to bottom, with its real numbers at each stage. */

import { createMemo, createSignal, For, Index, Show, type JSX } from "solid-js";
import type { Config } from "../../../engine/config.js";
import { texts, percent } from "../../../kit/language.js";
import { Bars, type BarEntry } from "../../../kit/Bars.jsx";
import { Rich } from "../../../kit/Rich.jsx";
import { AttentionLines, AttentionTable } from "./Attention.jsx";
import { largest, Mini, rowOf, Strip, type Row } from "./Strip.jsx";
import type { View } from "./view.js";

const t = texts("stages");

// Which stages are open stays while one looks at other tabs.
const [opened, setOpened] = createSignal<ReadonlySet<string>>(
  new Set(["cards", "0.looks", "chances"]),
);

function toggle(id: string, open: boolean): void {
  if (opened().has(id) === open) return;
  const next = new Set(opened());
  if (open) next.add(id);
  else next.delete(id);
  setOpened(next);
}

function Stage(props: {
  id: string;
  title: string;
  say: string;
  why: string;
  off?: boolean;
  peek: JSX.Element;
  children: JSX.Element;
}): JSX.Element {
  return (
    <li class="in-stage" classList={{ off: props.off ?? false }}>
      <details
        open={opened().has(props.id)}
        onToggle={(event) => toggle(props.id, event.currentTarget.open)}
      >
        <summary>
          <span class="in-title">{props.title}</span>
          <Show when={props.off}>
            <span class="in-off">{t().off}</span>
          </Show>
          <span class="in-peek">{props.peek}</span>
        </summary>
        <Show when={opened().has(props.id)}>
          <p class="in-say">
            <Rich of={props.say} />
          </p>
          {props.children}
          <details class="in-why">
            <summary>{t().why}</summary>
            <p>{props.why}</p>
          </details>
        </Show>
      </details>
    </li>
  );
}

/** Strips of one scale, with signs between them. */
function Strips(props: {
  view: View;
  rows: readonly Row[];
  signs?: readonly string[];
}): JSX.Element {
  const scale = createMemo(() => largest(props.view, props.rows));
  return (
    <div class="in-strips">
      <Index each={props.rows}>
        {(row, i) => (
          <>
            <Show when={props.signs?.[i]}>
              {(sign) => (
                <span class="in-sign" aria-hidden="true">
                  {sign()}
                </span>
              )}
            </Show>
            <Strip view={props.view} row={row()} scale={scale()} />
          </>
        )}
      </Index>
    </div>
  );
}

export function Stages(props: { view: View; config: Config }): JSX.Element {
  const { view, config } = props;
  const normed = config.norm !== "none" && config.norm_blocks;
  const turns = config.positions === "rotary";
  const asks = (): string =>
    [
      t().asksSay,
      ...(config.query_key_norm ? [t().asksNormed] : []),
      ...(turns ? [t().asksTurned] : []),
    ].join(" ");
  const ids = (): string[] => [
    "cards",
    ...Array.from({ length: config.layers }, (_, b) =>
      ["norm", "asks", "looks", "mix", "bypass", "norm2", "mlp", "again"].map((id) => `${b}.${id}`),
    ).flat(),
    "logits",
    "chances",
  ];
  const rows = (...names: string[]): Row[] => names.map((name) => rowOf(view, name));
  const mini = (name: string): JSX.Element => <Mini view={view} row={rowOf(view, name)} />;
  const off = (part: string): boolean => view.off().includes(part);
  return (
    <section class="card in-path">
      <div class="row spread">
        <h2>{t().title}</h2>
        <div class="row">
          <button type="button" class="button small" onClick={() => setOpened(new Set(ids()))}>
            {t().open}
          </button>
          <button type="button" class="button small" onClick={() => setOpened(new Set<string>())}>
            {t().shut}
          </button>
        </div>
      </div>
      <p class="small muted in-legend">
        <span class="in-key" aria-hidden="true" />
        {t().legend}
      </p>
      <ol class="in-flow">
        <Stage
          id="cards"
          title={t().cards}
          say={turns ? t().cardsTurned : t().cardsSay}
          why={turns ? t().cardsTurnedWhy : t().cardsWhy}
          peek={mini("embedding")}
        >
          <Strips
            view={view}
            rows={rows("token_embedding", ...(turns ? [] : ["position_embedding"]), "embedding")}
            signs={turns ? ["", "="] : ["", "+", "="]}
          />
        </Stage>
        <For each={Array.from({ length: config.layers }, (_, b) => b)}>
          {(b) => {
            const block = `blocks.${b}`;
            const norm = (id: string, name: string): JSX.Element => (
              <Show when={normed}>
                <Stage
                  id={`${b}.${id}`}
                  title={t().normTitle}
                  say={t().normSay}
                  why={t().normWhy}
                  peek={mini(`${block}.${name}`)}
                >
                  <Strips view={view} rows={rows(`${block}.${name}`)} />
                </Stage>
              </Show>
            );
            return (
              <>
                <Show when={config.layers > 1}>
                  <li class="in-layer">{t().layer(b + 1, config.layers)}</li>
                </Show>
                <li class="in-detour" classList={{ cut: off(`attention.${b}.shortcut`) }}>
                  <ol>
                    {norm("norm", "attention_norm")}
                    <Stage
                      id={`${b}.asks`}
                      title={t().asks}
                      say={asks()}
                      why={t().asksWhy}
                      off={off(`attention.${b}`)}
                      peek={mini(`${block}.attention.query`)}
                    >
                      <Strips
                        view={view}
                        rows={rows(
                          `${block}.attention.query`,
                          `${block}.attention.key`,
                          `${block}.attention.value`,
                        )}
                      />
                    </Stage>
                    <Looks view={view} config={config} block={b} off={off(`attention.${b}`)} />
                    <Stage
                      id={`${b}.mix`}
                      title={t().mix}
                      say={t().mixSay}
                      why={t().mixWhy}
                      off={off(`attention.${b}`)}
                      peek={mini(`${block}.attention.output`)}
                    >
                      <Strips
                        view={view}
                        rows={rows(
                          `${block}.attention.heads`,
                          ...(config.attention_output || off(`attention.${b}`)
                            ? [`${block}.attention.output`]
                            : []),
                        )}
                      />
                    </Stage>
                  </ol>
                </li>
                <Stage
                  id={`${b}.bypass`}
                  title={t().bypass}
                  say={t().bypassSay}
                  why={t().bypassWhy}
                  off={off(`attention.${b}.shortcut`)}
                  peek={mini(`${block}.attention.residual`)}
                >
                  <Strips
                    view={view}
                    rows={rows(
                      `${block}.attention.output`,
                      `${block}.attention.shortcut`,
                      `${block}.attention.residual`,
                    )}
                    signs={["", "+", "="]}
                  />
                </Stage>
                <li class="in-detour" classList={{ cut: off(`mlp.${b}.shortcut`) }}>
                  <ol>
                    {norm("norm2", "mlp_norm")}
                    <Stage
                      id={`${b}.mlp`}
                      title={t().mlp}
                      say={t().mlpSay}
                      why={t().mlpWhy}
                      off={off(`mlp.${b}`)}
                      peek={mini(`${block}.mlp.active`)}
                    >
                      <Strips
                        view={view}
                        rows={rows(`${block}.mlp.up`, `${block}.mlp.active`, `${block}.mlp.output`)}
                        signs={["", "↓", "↓"]}
                      />
                    </Stage>
                  </ol>
                </li>
                <Stage
                  id={`${b}.again`}
                  title={t().again}
                  say={t().bypassSay}
                  why={t().bypassWhy}
                  off={off(`mlp.${b}.shortcut`)}
                  peek={mini(`${block}.mlp.residual`)}
                >
                  <Strips
                    view={view}
                    rows={rows(
                      `${block}.mlp.output`,
                      `${block}.mlp.shortcut`,
                      `${block}.mlp.residual`,
                    )}
                    signs={["", "+", "="]}
                  />
                </Stage>
              </>
            );
          }}
        </For>
        <Stage
          id="logits"
          title={t().logits}
          say={t().logitsSay}
          why={t().logitsWhy}
          peek={mini("logits")}
        >
          <Show when={config.norm !== "none" && config.norm_final}>
            <Strips view={view} rows={rows("final_norm")} />
          </Show>
          <Strips
            view={view}
            rows={[{ ...rowOf(view, "logits"), under: view.vocabulary()?.tokens ?? [] }]}
          />
        </Stage>
        <Chances view={view} />
      </ol>
    </section>
  );
}

function Looks(props: { view: View; config: Config; block: number; off: boolean }): JSX.Element {
  const { view } = props;
  const [head, setHead] = createSignal(0);
  const heads = Array.from({ length: props.config.heads }, (_, h) => h);
  const row = (kind: "scores" | "weights", head: number): Row => {
    const name = `blocks.${props.block}.attention.${kind}`;
    const count = view.row() + 1;
    return {
      name,
      places: Array.from({ length: count }, (_, j) => ({ name, index: [head, view.row(), j] })),
      under: Array.from({ length: count }, (_, j) => view.letterAt(j)),
    };
  };
  const best = createMemo(() => {
    const { places } = row("weights", 0);
    let [at, most] = [0, -1];
    for (const [j, place] of places.entries()) {
      const value = view.at(place);
      if (value > most) [at, most] = [j, value];
    }
    return { letter: view.letterAt(at), most };
  });
  return (
    <Stage
      id={`${props.block}.looks`}
      title={t().looks}
      say={t().looksSay}
      why={t().looksWhy}
      off={props.off || view.off().includes(`attention.${props.block}.head.${head()}`)}
      peek={
        <span class="in-best">
          <span class="mono">{view.letterAt(view.row())}</span> →{" "}
          <span class="mono">{best().letter}</span> {percent(best().most)}
        </span>
      }
    >
      <Show when={heads.length > 1}>
        <div class="row in-heads">
          <For each={heads}>
            {(h) => (
              <button
                type="button"
                class="button small"
                aria-pressed={head() === h}
                onClick={() => setHead(h)}
              >
                {headName(h)}
              </button>
            )}
          </For>
        </div>
      </Show>
      <AttentionLines view={view} block={props.block} head={head()} />
      <div class="in-strips">
        <Strip
          view={view}
          row={row("scores", head())}
          scale={largest(view, [row("scores", head())])}
        />
        <Strip view={view} row={row("weights", head())} scale={1} />
      </div>
      <AttentionTable view={view} block={props.block} head={head()} />
    </Stage>
  );
}

const headNames = texts("heads");
const headName = (h: number): string => `${headNames().head} ${h + 1}`;

const FEW = 6;

/** The letters by probability; a letter is named as people see it. */
export function nextLetters(view: View, values = view.values()): BarEntry[] {
  const tokens = view.vocabulary()?.tokens ?? [];
  const boundary = view.vocabulary()?.boundary;
  return tokens
    .map((label, key) => {
      const value = view.at({ name: "probabilities", index: [view.row(), key] }, values);
      return key === boundary ? { key, label, value, spoken: t().end } : { key, label, value };
    })
    .sort((a, b) => b.value - a.value);
}

function Chances(props: { view: View }): JSX.Element {
  const [all, setAll] = createSignal(false);
  const entries = createMemo(() => nextLetters(props.view));
  return (
    <Stage
      id="chances"
      title={t().chances}
      say={t().chancesSay}
      why={t().chancesWhy}
      peek={
        <span class="in-best">
          <span class="mono">{entries()[0]?.label}</span> {percent(entries()[0]?.value ?? 0)}
        </span>
      }
    >
      <Bars
        entries={all() ? entries() : entries().slice(0, FEW)}
        label={t().next}
        verb={t().explain}
        onChoose={(key) =>
          props.view.choose({ name: "probabilities", index: [props.view.row(), key] })
        }
      />
      <button type="button" class="button small last" onClick={() => setAll(!all())}>
        {all() ? t().few : t().all}
      </button>
    </Stage>
  );
}
