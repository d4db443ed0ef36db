/** What the class has gained, belief by belief. */

import { For, Show, type JSX } from "solid-js";
import { number, percent, texts } from "../kit/language.js";
import { SURVEY } from "../texts/survey.js";
import type { Belief } from "./form.js";
import { asksAbout, beyond, ENOUGH, gainOf, of, paired, said, type Gain } from "./gain.js";
import { papers } from "./papers.js";

const t = texts(SURVEY, "teacher");
const all = texts(SURVEY);

export function Gains(): JSX.Element {
  const own = () => paired(of(papers(), "class")).pairs;
  const control = () => paired(of(papers(), "control")).pairs;
  const rows = (): readonly (Belief | undefined)[] => [
    undefined,
    ...asksAbout(own().flatMap(({ before, after }) => [before, after])),
  ];
  const row = (belief: Belief | undefined): JSX.Element => {
    const gain = gainOf(own(), belief);
    const other = gainOf(control(), belief);
    if (gain === null) return null;
    const more = other === null ? null : beyond(gain, other);
    return (
      <tr class={belief === undefined ? "all" : ""}>
        <th scope="row">{belief === undefined ? t().all : all().beliefs[belief]}</th>
        <td class="number">{percent(gain.right.before)}</td>
        <td class="number">{percent(gain.right.after)}</td>
        <td class="number">{interval(gain)}</td>
        <td class="number">
          {t().change(percent(gain.believed.before), percent(gain.believed.after))}
        </td>
        <Show when={control().length > 0}>
          <td class="number">{more === null ? "–" : interval(more)}</td>
        </Show>
        <td>{words(more ?? gain)}</td>
      </tr>
    );
  };
  return (
    <Show when={own().length > 0}>
      <section class="card">
        <h2>{t().gains}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label={t().gains}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t().columns.belief}</th>
                <th scope="col">{t().columns.before}</th>
                <th scope="col">{t().columns.after}</th>
                <th scope="col">{t().columns.gain}</th>
                <th scope="col">{t().columns.believed}</th>
                <Show when={control().length > 0}>
                  <th scope="col">{t().columns.beyond}</th>
                </Show>
                <th scope="col">{t().columns.say}</th>
              </tr>
            </thead>
            <tbody>
              <For each={rows()}>{row}</For>
            </tbody>
          </table>
        </div>
        <p class="muted">{t().how}</p>
      </section>
    </Show>
  );
}

/** In points of percent, with a sign. */
function points(share: number): string {
  const rounded = Math.round(100 * share);
  return rounded > 0 ? `+${number(rounded)}` : number(rounded === 0 ? 0 : rounded);
}

const interval = ({ mean, half }: Pick<Gain, "mean" | "half">): string =>
  half === null ? points(mean) : t().interval(points(mean), number(Math.round(100 * half)));

const words = (gain: Pick<Gain, "mean" | "half">): string => {
  const what = said(gain);
  return what === "few" ? t().said.few(ENOUGH) : t().said[what];
};
