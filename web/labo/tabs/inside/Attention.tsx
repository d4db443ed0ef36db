/** Who looks at whom: in a sentence, and every weight in a table. */

import { createMemo, Index, Show, type JSX } from "solid-js";
import { percent } from "../../../kit/language.js";
import type { View } from "./view.js";
import { worded } from "../../state/wording.js";

const t = worded("attention");

interface Shown {
  view: View;
  block: number;
  head: number;
}

const weight = ({ view, block, head }: Shown, row: number, to: number): number =>
  view.at({ name: `blocks.${block}.attention.weights`, index: [head, row, to] });

/** What the followed letter looks at, in a sentence. */
export function AttentionSaid(props: Shown): JSX.Element {
  const row = (): number => props.view.row();
  const shares = (): string =>
    Array.from({ length: row() + 1 }, (_, i) => {
      const share = percent(weight(props, row(), i));
      return `${props.view.letterAt(i)} ${share}`;
    }).join(", ");
  return <p>{t().picture(props.view.letterAt(row()), shares())}</p>;
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
