/** What the model costs, in multiplications: beside large models, and beside a hand with a pencil. */

import { createMemo, createSignal, For, Index, Show, type JSX } from "solid-js";
import { number } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { step, trainer } from "../../state/model.js";
import { worded } from "../../state/wording.js";
import { knownCost, ownCost, type Cost } from "./costs.js";
import { KNOWN } from "./known.js";
import { big, duration } from "./size.js";

const t = worded("cost");

/** Seconds for one multiplication by hand: an assumption, until one has tried. */
const ASSUMED = 30;
const MOST = 600;
const [pencil, setPencil] = createSignal(ASSUMED);

interface Row {
  readonly what: string;
  readonly count: number | null;
  readonly exact: boolean;
}

export function CostCard(): JSX.Element {
  const own = createMemo((): Cost | undefined => {
    const [started, tick] = [trainer.started(), trainer.tick()];
    return started && tick && ownCost(started.config, tick.multiplications);
  });
  const known = KNOWN.flatMap((model) => {
    const cost = knownCost(model);
    return cost === undefined ? [] : [{ model, cost }];
  });
  const rows = createMemo((): Row[] => {
    const mine = own();
    if (mine === undefined) return [];
    const training =
      step() === 0
        ? []
        : [{ what: t().training(number(step())), count: mine.training, exact: true }];
    return [
      { what: t().guess, count: mine.guess ?? null, exact: true },
      ...training,
      ...known.flatMap(({ model, cost }): Row[] => [
        ...(cost.guess === undefined
          ? []
          : [{ what: t().guessOf(model.name), count: cost.guess, exact: true }]),
        {
          what: (model.trained!.again ? t().trainedAgain : t().trained)(model.name),
          count: cost.training,
          exact: cost.exact,
        },
      ]),
    ];
  });
  const counted = ({ count, exact }: Row): string =>
    count === null ? t().unknown : (exact ? "" : `${t().about} `) + big(count, count < 1e9);
  const hand = ({ count }: Row): string => (count === null ? "–" : duration(count * pencil()));
  const compared = (): string => {
    const mine = own()?.training;
    const largest = known.at(-1);
    if (!mine || !largest?.cost.training) return "";
    return t().compared(largest.model.name, big(largest.cost.training / mine, false));
  };
  return (
    <section class="card below cost">
      <h2>{t().title}</h2>
      <p>
        <Rich of={t().lead} />
      </p>
      <label class="field pencil">
        <span>{t().pencil}</span>
        <input
          type="number"
          min="1"
          max={MOST}
          value={pencil()}
          onInput={(event) => {
            const seconds = event.currentTarget.valueAsNumber;
            if (seconds >= 1 && seconds <= MOST) setPencil(seconds);
          }}
        />
      </label>
      <p class="muted small">{t().assumed(ASSUMED)}</p>
      <div class="scroll" tabindex="0" role="region" aria-label={t().title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t().what}</th>
              <th scope="col" class="n">
                {t().count}
              </th>
              <th scope="col" class="n apart">
                {t().byHand}
              </th>
            </tr>
          </thead>
          <tbody>
            <Index each={rows()}>
              {(row) => (
                <tr>
                  <th scope="row">{row().what}</th>
                  <td class="n">
                    <b>{counted(row())}</b>
                    {/* On a phone a third column has no room. */}
                    <span class="inside small">{t().takes(hand(row()))}</span>
                  </td>
                  <td class="n apart">{hand(row())}</td>
                </tr>
              )}
            </Index>
          </tbody>
        </table>
      </div>
      <Show when={compared()}>
        <p class="last">
          <Rich of={compared()} />
        </p>
      </Show>
      <details>
        <summary>{t().how}</summary>
        <p>{t().counted}</p>
        <ul>
          <For each={known}>
            {({ model: { name, trained } }) => (
              <li>
                {(trained!.again ? t().sourceAgain : t().source)(name, big(trained!.tokens, false))}{" "}
                <cite>{trained!.source.title}</cite>,{" "}
                <a href={trained!.source.url} target="_blank" rel="noreferrer">
                  {trained!.source.url}
                </a>{" "}
                <span class="muted">{t().outside}</span>
              </li>
            )}
          </For>
        </ul>
      </details>
    </section>
  );
}
