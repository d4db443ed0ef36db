/** One page to print: the curve, the names, the figures of the model. All from the running model. */

import { For, Show, type JSX } from "solid-js";
import { parameterCount } from "../../engine/config.js";
import { locale, number, percent } from "../../kit/language.js";
import { favourites } from "../state/favourites.js";
import { titleOf } from "../state/lists.js";
import { cycle, heldList, kind, step, trainer } from "../state/model.js";
import { settings } from "../state/settings.js";
import { worded } from "../state/wording.js";
import { Curve } from "../parts/Curve.jsx";
import { Names } from "../parts/Names.jsx";
import { StagePill } from "../parts/StagePill.jsx";
import { PaperHead } from "./PaperHead.jsx";

const t = worded("report");

export function Report(): JSX.Element {
  const shape = (): Record<string, string> =>
    Object.fromEntries(
      Object.entries(trainer.started()?.config ?? {})
        .filter(([, value]) => typeof value === "number")
        .map(([dial, value]) => [dial, number(value as number)]),
    );
  const facts = (): [string, string][] => {
    const started = trainer.started();
    const tick = trainer.tick();
    if (started === undefined || tick === undefined) return [];
    const { config, listKnown, trainNames, heldOutNames, lines } = started;
    // The stories' floor is their language's; of a text nobody knows it.
    const floor = kind() === "names" ? lines?.floor : started.floor;
    return [
      [
        t().list,
        listKnown
          ? t().listOf(titleOf(heldList() ?? settings.list).name, trainNames, heldOutNames)
          : t().listUnknown,
      ],
      [t().parameters, number(parameterCount(config))],
      [t().shape, t().shapeOf(shape())],
      [t().steps, number(step())],
      [
        t().loss,
        number(tick.loss, 3) +
          (typeof floor === "number" ? ` (${t().floor} ${number(floor, 3)})` : ""),
      ],
      ...(tick.heldOutLoss === null
        ? []
        : [[t().hidden, number(tick.heldOutLoss, 3)] as [string, string]]),
      [t().temperature, number(settings.temperature, 2)],
    ];
  };
  const copies = (): string | undefined => {
    const found = trainer.originalities();
    const all = found ? found.copies + found.near + found.new : 0;
    return found && all > 0 ? t().copies(percent(found.copies / all)) : undefined;
  };
  return (
    <article class="report">
      <PaperHead title={t().title}>
        <p class="signed">
          {t().who} <span class="blank" /> {t().on} {new Date().toLocaleDateString(locale())}
        </p>
      </PaperHead>
      <div class="columns even">
        <section>
          <h2>{t().model}</h2>
          <table>
            <tbody>
              <For each={facts()}>
                {([name, value]) => (
                  <tr>
                    <th scope="row">{name}</th>
                    <td>{value}</td>
                  </tr>
                )}
              </For>
              <tr>
                <th scope="row">{t().verdict}</th>
                <td>
                  <StagePill />
                </td>
              </tr>
            </tbody>
          </table>
        </section>
        <section>
          <h2>{t().invented}</h2>
          <Names names={trainer.names()} label={t().invented} />
          <p>{copies()}</p>
        </section>
      </div>
      <h2>{t().curve}</h2>
      <Curve
        floor={trainer.started()?.floor ?? null}
        curve={trainer.curve()}
        lines={trainer.started()?.lines}
        heldOutLines={trainer.started()?.heldOutLines}
        tokens={trainer.live()?.vocabulary.kind ?? "letters"}
        noisy={(trainer.started()?.recipe.batch ?? 0) > 0}
        span={Math.min(cycle(), Math.max(50, step()))}
      />
      <Show when={favourites().length > 0}>
        <h2>{t().favourites}</h2>
        <Names names={favourites()} label={t().favourites} />
      </Show>
      <p class="muted small">{t().foot}</p>
    </article>
  );
}
