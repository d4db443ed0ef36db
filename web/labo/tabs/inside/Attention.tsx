/** Who looks at whom: lines as thick as the attention, and every weight in a table. */

import { createMemo, Index, Show, type JSX } from "solid-js";
import { percent } from "../../../kit/language.js";
import { createNear } from "../../../kit/near.js";
import { createWidth } from "../../../kit/width.js";
import type { View } from "./view.js";
import { worded } from "../../state/wording.js";

const t = worded("attention");

const [TOP, BOTTOM, HEIGHT] = [34, 132, 186] as const;

interface Node {
  readonly letter: string;
  readonly future: boolean;
  readonly share: number;
}

interface Shown {
  view: View;
  block: number;
  head: number;
}

const weight = ({ view, block, head }: Shown, row: number, to: number): number =>
  view.at({ name: `blocks.${block}.attention.weights`, index: [head, row, to] });

export function AttentionLines(props: Shown): JSX.Element {
  const [width, measure] = createWidth(560);
  const count = (): number => props.view.tokens().length;
  const column = (): number => Math.max(54, Math.min(110, (width() - 8) / count()));
  const x = (i: number): number => (i + 0.5) * column();
  const [near, watch] = createNear("100px");
  const nodes = createMemo<readonly Node[]>((before) => {
    if (!near() && before.length === count()) return before;
    return Array.from({ length: count() }, (_, i) => ({
      letter: props.view.letterAt(i),
      future: i > props.view.row(),
      share: i > props.view.row() ? 0 : weight(props, props.view.row(), i),
    }));
  }, []);
  const from = (): string => props.view.letterAt(props.view.row());
  const said = (): string =>
    t().picture(
      from(),
      nodes()
        .filter(({ future }) => !future)
        .map(({ letter, share }) => `${letter} ${percent(share)}`)
        .join(", "),
    );
  return (
    <div
      class="scroll in-lines"
      ref={(element) => {
        measure(element);
        watch(element);
      }}
      tabindex="0"
      role="group"
      aria-label={t().asks}
    >
      <svg role="img" aria-label={said()} width={count() * column()} height={HEIGHT}>
        <Index each={nodes()}>
          {(node, i) => (
            <Show when={!node().future}>
              <path
                class="in-line"
                classList={{ faint: node().share < 0.02 }}
                d={`M${x(props.view.row())} ${TOP + 18}C${x(props.view.row())} ${TOP + 62} ${x(i)} ${BOTTOM - 62} ${x(i)} ${BOTTOM - 18}`}
                stroke-width={1 + 15 * node().share}
              />
            </Show>
          )}
        </Index>
        <rect
          class="in-node asks"
          x={x(props.view.row()) - 19}
          y={TOP - 19}
          width="38"
          height="38"
          rx="10"
        />
        <text class="in-letter asks" x={x(props.view.row())} y={TOP + 6} text-anchor="middle">
          {from()}
        </text>
        <Index each={nodes()}>
          {(node, i) => (
            <g classList={{ future: node().future }}>
              <rect class="in-node" x={x(i) - 19} y={BOTTOM - 19} width="38" height="38" rx="10" />
              <text class="in-letter" x={x(i)} y={BOTTOM + 6} text-anchor="middle">
                {node().letter}
              </text>
              <text class="in-share" x={x(i)} y={BOTTOM + 42} text-anchor="middle">
                {node().future ? "·" : percent(node().share)}
              </text>
            </g>
          )}
        </Index>
      </svg>
    </div>
  );
}

export function AttentionTable(props: Shown): JSX.Element {
  const rows = createMemo(() => props.view.tokens().map((_, i) => i));
  return (
    <details class="in-why">
      <summary>{t().table}</summary>
      <div class="scroll" tabindex="0" role="group" aria-label={t().table}>
        <table class="in-table">
          <caption class="small muted">{t().caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t().asks}</th>
              <Index each={rows()}>
                {(j) => (
                  <th scope="col" class="n mono">
                    {props.view.letterAt(j())}
                  </th>
                )}
              </Index>
            </tr>
          </thead>
          <tbody>
            <Index each={rows()}>
              {(i) => (
                <tr classList={{ chosen: i() === props.view.row() }}>
                  <th scope="row" class="mono">
                    {props.view.letterAt(i())}
                  </th>
                  <Index each={rows()}>
                    {(j) => (
                      <td class="n">
                        <Show
                          when={j() <= i()}
                          fallback={
                            <>
                              <span aria-hidden="true">·</span>
                              <span class="hidden-text">{t().hidden}</span>
                            </>
                          }
                        >
                          {percent(weight(props, i(), j()))}
                        </Show>
                      </td>
                    )}
                  </Index>
                </tr>
              )}
            </Index>
          </tbody>
        </table>
      </div>
    </details>
  );
}
