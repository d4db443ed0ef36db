/** Where the parameters are: shares, and the formula of each table. */

import { createMemo, For, Show, type JSX } from "solid-js";
import { parameterCount, type Config } from "../../../engine/config.js";
import { Bars } from "../../../kit/Bars.jsx";
import { number, said } from "../../../kit/language.js";
import { GROUPS, rows, shares, type Row } from "./parameters.js";
import { worded } from "../../state/wording.js";

const t = worded("grow");

const formula = ({ factors }: Row): string =>
  factors.map(([dial, size]) => t().units[dial](size)).join(" × ");

/** A table's usual name, or another that fits what is learned. */
function labelOf({ name, label }: Row): string {
  const own: Readonly<Record<string, string>> = t().tables;
  return own[name] || said(label);
}

export function ParametersCard(props: { shape: Config }): JSX.Element {
  const entries = createMemo(() => {
    const found = shares(props.shape);
    return GROUPS.map((id, key) => ({ key, label: t().parts[id], value: found[id] })).filter(
      ({ value }) => value > 0,
    );
  });
  return (
    <section class="card below parts">
      <h2>{t().where}</h2>
      <div class="columns">
        <Bars entries={entries()} label={t().where} />
        <details open>
          <summary>{t().table}</summary>
          <div class="scroll" tabindex="0" role="region" aria-label={t().table}>
            <table>
              <thead>
                <tr>
                  <For each={t().head}>
                    {(head, i) => (
                      <th scope="col" classList={{ n: i() === 2 }}>
                        {head}
                      </th>
                    )}
                  </For>
                </tr>
              </thead>
              <tbody>
                <For each={rows(props.shape)}>
                  {(row) => (
                    <tr>
                      <th scope="row">
                        {labelOf(row)} <span class="mono muted">{row.name}</span>
                      </th>
                      <td>{formula(row)}</td>
                      <td class="n">
                        <b>{number(row.count)}</b>
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{t().total}</th>
                  <td />
                  <td class="n">
                    <b>{number(parameterCount(props.shape))}</b>
                  </td>
                </tr>
              </tfoot>
            </table>
          </div>
          <Show when={props.shape.layers > 1}>
            <p class="small muted last">{t().layersNote}</p>
          </Show>
          <Show when={props.shape.tied}>
            <p class="small muted last">{t().tied}</p>
          </Show>
        </details>
      </div>
    </section>
  );
}
