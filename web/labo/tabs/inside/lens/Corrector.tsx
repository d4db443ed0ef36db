/** What the optimiser makes of one weight's slope, line by line; and the same guess again. */

import { Show, type JSX } from "solid-js";
import { EPSILON } from "../../../../engine/adam.js";
import { parameterCount } from "../../../../engine/config.js";
import { Bars } from "../../../../kit/Bars.jsx";
import { number, percent } from "../../../../kit/language.js";
import { Rich } from "../../../../kit/Rich.jsx";
import { worded } from "../../../state/wording.js";
import type { Lens } from "./lens.js";
import { bracket, fine, whatOf, whichOf } from "./words.js";

const t = worded("lens");

/** A chance that grows by more was learned at the cost of others. */
const LEAP = 0.3;
/** Nats below which there is hardly anything to learn. */
export const KNOWN = 0.005;

export function Corrector(props: { lens: Lens }): JSX.Element {
  const { lens } = props;
  const dials = () => lens.taken()!.standing.stepping.dials;
  return (
    <Show when={lens.moved()} fallback={<Computing />}>
      {(found) => {
        const pulled = (): number => found().slope * found().clipped;
        return (
          <>
            <p>
              <b>{whatOf(lens.weight()!, lens)}</b> {whichOf(lens.weight()!, lens)} :{" "}
              <span class="number">{fine(found().before)}</span>
            </p>
            <ol class="le-lines">
              <li>
                {t().hisSlope} <b class="number">{fine(found().slope)}</b>
                <Show when={found().clipped !== 1}>
                  <span class="le-line number">
                    {t().clipped(
                      `${fine(found().slope)} × ${fine(found().clipped)} = ${fine(pulled())}`,
                    )}
                  </span>
                </Show>
              </li>
              <li>
                <Rich of={t().momentum} />
                <span class="le-line number">
                  {number(dials().beta1, 2)} × {bracket(found().m[0])} +{" "}
                  {number(1 - dials().beta1, 2)} × {bracket(pulled())} = <b>{fine(found().m[1])}</b>
                </span>
              </li>
              <li>
                <Rich of={t().squares} />
                <span class="le-line number">
                  {number(dials().beta2, 3)} × {bracket(found().v[0])} +{" "}
                  {number(1 - dials().beta2, 3)} × {bracket(pulled())}² ={" "}
                  <b>{fine(found().v[1])}</b>
                </span>
              </li>
              <li>
                <Rich of={t().gathered(number(found().step))} />
                <span class="le-line number">
                  {bracket(found().m[1])} ÷ {fine(found().gathered[0])} ={" "}
                  <b>{fine(found().corrected[0])}</b>
                </span>
                <span class="le-line number">
                  {bracket(found().v[1])} ÷ {fine(found().gathered[1])} ={" "}
                  <b>{fine(found().corrected[1])}</b>
                </span>
              </li>
              <li>
                <Rich of={t().move} />
                <span class="le-line number">
                  {bracket(found().learningRate)} × {bracket(found().corrected[0])} ÷ (√
                  {bracket(found().corrected[1])} + {number(EPSILON, 8)}) ={" "}
                  <b>{fine(found().move)}</b>
                </span>
              </li>
              <li>
                {t().newValue}
                <span class="le-line number">
                  {fine(found().before)}
                  <Show when={found().decay !== 1}> × {number(found().decay, 5)}</Show> −{" "}
                  {bracket(found().move)} = <b>{fine(found().after)}</b>
                </span>
                <Show when={found().decay !== 1}>
                  <span class="small muted">{t().decay}</span>
                </Show>
              </li>
            </ol>
            <p class="small muted last">
              {found().step === 1 ? t().fresh : t().remembered(found().step - 1)} {t().rounded}
            </p>
          </>
        );
      }}
    </Show>
  );
}

const Computing = (): JSX.Element => <p class="muted last">{t().computing}</p>;

/** The same guess after the step. */
export function Better(props: { lens: Lens }): JSX.Element {
  const { lens } = props;
  const before = (): number => lens.slopes()?.error ?? 0;
  const after = (): number => lens.after() ?? 0;
  return (
    <Show when={lens.after() !== undefined} fallback={<Computing />}>
      <p>{t().all(parameterCount(lens.taken()!.model.config))}</p>
      <div class="le-better">
        <Bars
          label={t().chanceOf(lens.letter(lens.target()))}
          entries={[
            { key: 0, label: t().before, value: Math.exp(-before()) },
            { key: 1, label: t().after, value: Math.exp(-after()) },
          ]}
        />
      </div>
      <p class="number">{t().errors(number(before(), 3), number(after(), 3))}</p>
      <p>
        <Rich
          of={
            before() < KNOWN
              ? t().known
              : after() < before()
                ? t().better(percent(Math.exp(-before()), 1), percent(Math.exp(-after()), 1))
                : t().worse
          }
        />
      </p>
      <Show when={Math.exp(-after()) - Math.exp(-before()) > LEAP}>
        <p>{t().leap}</p>
      </Show>
      <p class="small muted last">{t().untouched(number(lens.step()))}</p>
    </Show>
  );
}
