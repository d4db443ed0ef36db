/** What each head does, as it was measured: where its attention goes, beside an even look. */

import { createEffect, createSignal, For, on, onCleanup, Show, type JSX } from "solid-js";
import type { Config } from "../../../engine/config.js";
import {
  clearly,
  meanOf,
  PLACES,
  together,
  type HeadLooks,
  type Looks,
} from "../../../engine/heads.js";
import type { HeadsRead } from "../../../worker/protocol.js";
import { number, percent } from "../../../kit/language.js";
import { createNear } from "../../../kit/near.js";
import { Rich } from "../../../kit/Rich.jsx";
import { capital } from "../../../kit/letters.js";
import { step, trainer } from "../../state/model.js";
import { partName } from "./words.js";
import { worded } from "../../state/wording.js";

const t = worded("headsCard");

/** Texts in all, and at once: a request must not hold the worker up for long. */
const TEXTS = 100;
const AT_ONCE = 20;
/** A head is told by what it does above all, and what else it does. */
const TOLD = 2;
/** A part of the attention that is more than any other can be expected to be. */
const MOSTLY = 0.3;

export function HeadsCard(props: { config: Config }): JSX.Element {
  const [near, watch] = createNear("300px");
  const [found, setFound] = createSignal<{ step: number; looks: HeadLooks; texts: number }>();
  const [busy, setBusy] = createSignal(false);
  let alive = true;
  onCleanup(() => (alive = false));
  const measure = async (): Promise<void> => {
    const at = step();
    const parts: HeadsRead[] = [];
    setBusy(true);
    try {
      for (let from = 0; from < TEXTS; from += AT_ONCE) {
        parts.push(await trainer.ask("heads", { from, count: AT_ONCE }));
        // Of a model that has gone on nothing is told.
        if (!alive || step() !== at || trainer.running()) return;
      }
      setFound({
        step: at,
        looks: together(parts.map(({ looks }) => looks)),
        texts: parts.reduce((sum, { texts }) => sum + texts, 0),
      });
    } catch {
      // The model was changed in the meantime: what comes to rest next is measured.
    } finally {
      setBusy(false);
    }
  };
  createEffect(
    on([near, trainer.running, step, busy], () => {
      const due = near() && !trainer.running() && found()?.step !== step();
      if (due && !busy() && alive) void measure();
    }),
  );
  return (
    <section class="card stack" ref={watch}>
      <h2>{t().title}</h2>
      <p>
        <Rich of={t().lead(found()?.texts ?? TEXTS)} />
      </p>
      <Show when={found()} fallback={<p class="muted last">{busy() ? t().measuring : t().wait}</p>}>
        {(measured) => (
          <>
            <Show when={measured().step !== step()}>
              <p class="small muted last">{t().earlier(number(measured().step))}</p>
            </Show>
            <ul class="in-head-list">
              <For each={measured().looks}>
                {(heads, layer) => (
                  <For each={heads}>
                    {(looks, head) => (
                      <li>
                        <Head
                          name={capital(
                            partName(`attention.${layer()}.head.${head()}`, props.config.layers),
                          )}
                          looks={looks}
                        />
                      </li>
                    )}
                  </For>
                )}
              </For>
            </ul>
            <p class="small muted last">{t().honest}</p>
          </>
        )}
      </Show>
    </section>
  );
}

function Head(props: { name: string; looks: Looks }): JSX.Element {
  const said = (): string => {
    const does = clearly(props.looks).slice(0, TOLD);
    if (does.length === 0) return t().nothing;
    return does
      .map((place, i) => {
        const { part, even } = meanOf(props.looks[place]);
        const say = i > 0 ? t().also : part >= MOSTLY ? t().mostly : t().more;
        return say(t().places[place], percent(part), percent(even));
      })
      .join(t().and);
  };
  return (
    <>
      <p data-testid="head">
        <b>{props.name}</b> {said()}.
      </p>
      <details>
        <summary class="small">{t().all}</summary>
        <table class="in-looks small">
          <thead>
            <tr>
              <th scope="col">{t().where}</th>
              <th scope="col" class="n">
                {t().part}
              </th>
              <th scope="col" class="n">
                {t().even}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={PLACES.filter((place) => props.looks[place].rows > 0)}>
              {(place) => (
                <tr>
                  <th scope="row">{capital(t().places[place])}</th>
                  <td class="n">{percent(meanOf(props.looks[place]).part)}</td>
                  <td class="n">{percent(meanOf(props.looks[place]).even)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </details>
    </>
  );
}
