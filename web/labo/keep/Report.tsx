/** One page to print: the curve, the names, the figures of the model. All from the running model. */

import { createSignal, For, onMount, Show, type JSX } from "solid-js";
import { parameterCount } from "../../engine/config.js";
import { settings, step, trainer } from "../lab.js";
import { language, number, percent, texts } from "../../kit/language.js";
import { Curve } from "../learn/Curve.jsx";
import { listName } from "../names/NamesTab.jsx";
import { Names } from "../Names.jsx";
import { StagePill } from "../Player.jsx";
import { favourites } from "./favourites.js";

const t = texts(
  {
    title: "Mon premier LLM",
    back: "Revenir au Labo",
    print: "Imprimer",
    who: "Nom :",
    on: "Le",
    model: "Le modèle",
    list: "Liste",
    names: (n: string, hidden: string) =>
      hidden === "0" ? `${n} noms` : `${n} noms, et ${hidden} cachés`,
    parameters: "Nombres appris (paramètres)",
    shape: "Forme",
    shapeOf: (v: Record<string, string>) =>
      `nombres par lettre : ${v["embedding"]} · mémoire : ${v["context"]} · couches : ${v["layers"]} · têtes : ${v["heads"]} · neurones : ${v["hidden"]}`,
    steps: "Étapes",
    loss: "Erreur (loss)",
    floor: "plancher",
    hidden: "sur les noms cachés",
    temperature: "Température",
    verdict: "Verdict",
    curve: "Sa courbe",
    invented: "Ce qu’il invente",
    favourites: "Mes favoris",
    copies: (share: string) => `${share} de copies parmi les derniers noms inventés.`,
    foot: "Fait avec le Labo, libre et sans compte. Tous ces chiffres viennent du modèle entraîné dans la page. Il imite la forme des noms ; il ne sait pas ce qu’ils veulent dire.",
  },
  {
    title: "My first LLM",
    back: "Back to Le Labo",
    print: "Print",
    who: "Name:",
    on: "On",
    model: "The model",
    list: "List",
    names: (n: string, hidden: string) =>
      hidden === "0" ? `${n} names` : `${n} names, and ${hidden} hidden`,
    parameters: "Learned numbers (parameters)",
    shape: "Shape",
    shapeOf: (v: Record<string, string>) =>
      `numbers per letter: ${v["embedding"]} · context: ${v["context"]} · layers: ${v["layers"]} · heads: ${v["heads"]} · neurons: ${v["hidden"]}`,
    steps: "Steps",
    loss: "Loss",
    floor: "floor",
    hidden: "on the hidden names",
    temperature: "Temperature",
    verdict: "Verdict",
    curve: "Its curve",
    invented: "What it invents",
    favourites: "My favourites",
    copies: (share: string) => `${share} of copies among the last invented names.`,
    foot: "Made with Le Labo, free and without an account. All these figures come from the model trained in the page. It imitates the shape of names; it does not know what they mean.",
  },
);

export const [report, setReport] = createSignal(false);

export function Report(): JSX.Element {
  let top!: HTMLHeadingElement;
  onMount(() => {
    window.scrollTo({ top: 0 });
    top.focus({ preventScroll: true });
  });
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
    const { config, trainNames, heldOutNames, lines } = started;
    return [
      [
        t().list,
        `${listName(settings.list)} : ${t().names(number(trainNames), number(heldOutNames))}`,
      ],
      [t().parameters, number(parameterCount(config))],
      [t().shape, t().shapeOf(shape())],
      [t().steps, number(step())],
      [t().loss, number(tick.loss, 3) + (lines ? ` (${t().floor} ${number(lines.floor, 3)})` : "")],
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
      <div class="row no-print">
        <button type="button" class="button main" onClick={() => window.print()}>
          {t().print}
        </button>
        <button type="button" class="button" onClick={() => setReport(false)}>
          {t().back}
        </button>
      </div>
      <div class="row spread">
        <h1 ref={top} tabindex="-1">
          {t().title}
        </h1>
        <p class="signed">
          {t().who} <span class="blank" /> {t().on}{" "}
          {new Date().toLocaleDateString(language() === "fr" ? "fr-FR" : "en-GB")}
        </p>
      </div>
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
        curve={trainer.curve()}
        lines={trainer.started()?.lines}
        heldOutLines={trainer.started()?.heldOutLines}
        noisy={(trainer.started()?.recipe.batch ?? 0) > 0}
        span={Math.min(trainer.started()?.cycle ?? 250, Math.max(50, step()))}
      />
      <Show when={favourites().length > 0}>
        <h2>{t().favourites}</h2>
        <Names names={favourites()} label={t().favourites} />
      </Show>
      <p class="muted small">{t().foot}</p>
    </article>
  );
}
