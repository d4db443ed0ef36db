/** The model followed from top to bottom, with its real numbers at each stage. */

import { createMemo, For, Show, type JSX } from "solid-js";
import type { Config } from "../../../engine/config.js";
import { Chances } from "./Chances.jsx";
import { Looks } from "./Looks.jsx";
import { rowOf, scoresOf, type Row } from "./rows.js";
import { setOpened, Stage } from "./Stage.jsx";
import { Mini, Strips } from "./Strip.jsx";
import type { View } from "./view.js";
import { worded } from "../../state/wording.js";

const t = worded("stages");

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
  const scores = createMemo(() => scoresOf(view));
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
          peek={<Mini view={view} row={scores()} />}
        >
          <Show when={config.norm !== "none" && config.norm_final}>
            <Strips view={view} rows={rows("final_norm")} />
          </Show>
          <Strips view={view} rows={[scores()]} />
          <Show when={scores().places.length < (view.vocabulary()?.size ?? 0)}>
            <p class="small muted last">
              {t().highest(scores().places.length, view.vocabulary()?.size ?? 0)}
            </p>
          </Show>
        </Stage>
        <Chances view={view} />
      </ol>
    </section>
  );
}
