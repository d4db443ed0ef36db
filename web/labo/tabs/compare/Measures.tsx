/** The measures of both models, side by side. */

import { createMemo, For, type JSX } from "solid-js";
import { parameterCount } from "../../../engine/config.js";
import { number, percent } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { kind } from "../../state/model.js";
import { judgeCount, SIGNS } from "../../parts/originality.js";
import type { Duel, Result } from "./duel.js";
import { both, sideName, SIDES, type Side } from "./sides.js";
import { worded } from "../../state/wording.js";

const t = worded("duel");

export function Measures(props: { duel: Duel; result: Result }): JSX.Element {
  const tick = (side: Side) => props.duel.trainers[side].tick();
  const all = (side: Side): number => props.result.names[side].length;
  const measured = createMemo(() => {
    const { rows } = t();
    const row = (label: string, value: (side: Side) => string) => ({ label, ...both(value) });
    const made = [
      row(rows.parameters, (side) =>
        number(parameterCount(props.duel.trainers[side].started()!.config)),
      ),
      row(rows.steps, (side) => number(tick(side)?.step ?? 0)),
      row(rows.temperature, (side) => number(props.result.temperature[side], 2)),
      row(rows.loss, (side) => number(tick(side)?.loss ?? Number.NaN, 2)),
    ];
    if (SIDES.every((side) => tick(side)?.heldOutLoss != null))
      made.push(row(rows.heldOut, (side) => number(tick(side)!.heldOutLoss!, 2)));
    const { agreements } = props.result;
    if (agreements.a && agreements.b)
      made.push(row(rows.agreements, (side) => percent(agreements[side]!.share, 1)));
    return made;
  });
  const invented = createMemo(() => {
    const { rows } = t();
    const counts = both((side) => judgeCount(props.result.names[side]));
    const row = (sign: string, label: string, of: keyof typeof counts.a) => ({
      sign,
      label,
      ...both((side) => counts[side][of]),
    });
    const judged = [row(SIGNS.new, rows.new, "fresh"), row(SIGNS.copy, rows.copies, "copies")];
    // Nobody counts letters between two stories; of one's own text nothing is judged as a whole.
    if (kind() === "names") judged.splice(1, 0, row(SIGNS.near, rows.near, "near"));
    const { agreements } = props.result;
    const whole = both((side) => agreements[side]?.whole ?? 0);
    return [
      ...(kind() === "text" ? [] : judged),
      row("", rows.different, "different"),
      ...(kind() === "stories" ? [{ sign: "", label: rows.whole, ...whole }] : []),
    ];
  });
  return (
    <div class="scroll" tabindex="0" role="region" aria-label={t().table}>
      <table class="versus">
        <thead>
          <tr>
            <td />
            <For each={SIDES}>
              {(side) => (
                <th scope="col" class="n">
                  <span class={`badge ${side}`}>{sideName(side)}</span>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={measured()}>
            {(row) => (
              <tr classList={{ differs: row.a !== row.b }}>
                <th scope="row">
                  <Rich of={row.label} />
                </th>
                <td class="n">{row.a}</td>
                <td class="n">{row.b}</td>
              </tr>
            )}
          </For>
          <tr>
            <th scope="rowgroup" colspan="3" class="head">
              {t().ofNames(all("a"), all("b"))}
            </th>
          </tr>
          <For each={invented()}>
            {(row) => (
              <tr>
                <th scope="row">
                  <span class="sign" aria-hidden="true">
                    {row.sign}
                  </span>
                  {row.label}
                </th>
                <For each={SIDES}>
                  {(side) => (
                    <td class="n">
                      {number(row[side])}
                      <span class={`share ${side}`} aria-hidden="true">
                        <span style={{ width: `${(100 * row[side]) / Math.max(1, all(side))}%` }} />
                      </span>
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
