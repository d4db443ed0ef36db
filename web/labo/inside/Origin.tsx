/** "Where does this number come from?": its origin as a sum to check. */

import { Index, Show, type JSX } from "solid-js";
import type { Origin as Found, Part } from "../../engine/origin.js";
import { trainer } from "../lab.js";
import { number, texts } from "../../kit/language.js";
import { CloseIcon } from "../../kit/icons.jsx";
import { kindOf, parameterKind, small, upper, whereOf } from "./words.js";
import type { View } from "./view.js";

const t = texts(
  {
    title: "D’où vient ce nombre ?",
    invite:
      "Montre un nombre, avec la souris, le doigt ou le clavier (Tab, puis les flèches) : le calcul qui l’a fait apparaît ici.",
    back: "Retour",
    close: "Fermer",
    learned: "appris",
    lookup: "Il est lu tel quel dans une table du modèle. C’est un nombre **appris**.",
    copy: "Il est recopié, sans changement.",
    sum: "On additionne deux nombres :",
    products: "On multiplie deux par deux, puis on additionne tout :",
    scaled: "On multiplie deux par deux, on additionne, puis on divise :",
    activation: "Le nombre passe par le filtre :",
    turned: "On multiplie deux par deux, on additionne, puis le nombre tourne avec un autre :",
    norm: "Le nombre est remis à l’échelle de sa rangée :",
    softmax: "Le score devient une part du total :",
    off: "Cette partie est éteinte : elle dit 0.",
    future: "Cette lettre est dans le futur : le modèle n’a pas le droit de la regarder.",
    total: "Total",
    relu: (a: string, b: string) =>
      `Filtre ReLU : les nombres négatifs deviennent 0, les autres restent. ${a} → ${b}`,
    relu2: (a: string, b: string) =>
      `Filtre ReLU² : les nombres négatifs deviennent 0, les autres sont mis au carré. ${a} → ${b}`,
    gelu: (a: string, b: string) =>
      `Filtre GELU : les nombres très négatifs deviennent presque 0. ${a} → ${b}`,
    turn: (a: string, cos: string, other: string, sin: string, b: string) =>
      `La question et l’étiquette tournent selon la place de la lettre, chaque nombre avec un autre (${other}) : ${a} × (${cos}) + ${other} × (${sin}) = ${b}`,
    divide: (a: string, d: string, b: string) => `${a} ÷ ${d} = ${b}`,
    minus: (a: string, m: string, b: string) =>
      `Moyenne de la rangée enlevée : ${a} − (${m}) = ${b}`,
    exp: (a: string, peak: string, e: string) =>
      `On enlève le plus grand score de la rangée (${peak}), puis on prend l’exponentielle : exp(${a} − (${peak})) = ${e}`,
    share: (e: string, total: string, b: string) =>
      `Divisé par le total de toute la rangée : ${e} ÷ ${total} = ${b}`,
    gain: (g: string) => `Multiplié par un gain appris : × ${g}`,
    offset: (o: string) => `Plus un décalage appris : + (${o})`,
    hint: "Clique sur un nombre souligné pour remonter plus loin.",
    rounded: "Les nombres sont arrondis à l’écran ; le modèle calcule avec plus de chiffres.",
  },
  {
    title: "Where does this number come from?",
    invite:
      "Point at a number, with the mouse, a finger or the keyboard (Tab, then the arrows): the sum that made it appears here.",
    back: "Back",
    close: "Close",
    learned: "learned",
    lookup: "It is read as it is from a table of the model. It is a **learned** number.",
    copy: "It is copied without change.",
    sum: "Two numbers are added:",
    products: "Multiply two by two, then add everything:",
    scaled: "Multiply two by two, add, then divide:",
    activation: "The number goes through the filter:",
    turned: "Multiply two by two, add, then the number turns with another:",
    norm: "The number is rescaled to its row:",
    softmax: "The score becomes a share of the total:",
    off: "This part is switched off: it says 0.",
    future: "This letter is in the future: the model may not look at it.",
    total: "Total",
    relu: (a, b) => `ReLU filter: negative numbers become 0, others stay. ${a} → ${b}`,
    relu2: (a, b) => `ReLU² filter: negative numbers become 0, others are squared. ${a} → ${b}`,
    gelu: (a, b) => `GELU filter: very negative numbers become almost 0. ${a} → ${b}`,
    turn: (a, cos, other, sin, b) =>
      `The question and the label turn with the place of the letter, each number with another (${other}): ${a} × (${cos}) + ${other} × (${sin}) = ${b}`,
    divide: (a, d, b) => `${a} ÷ ${d} = ${b}`,
    minus: (a, m, b) => `The mean of the row is taken away: ${a} − (${m}) = ${b}`,
    exp: (a, peak, e) =>
      `Take away the row’s largest score (${peak}), then take the exponential: exp(${a} − (${peak})) = ${e}`,
    share: (e, total, b) => `Divided by the total of the whole row: ${e} ÷ ${total} = ${b}`,
    gain: (g) => `Times a learned gain: × ${g}`,
    offset: (o) => `Plus a learned offset: + (${o})`,
    hint: "Click an underlined number to go further back.",
    rounded: "Numbers are rounded on the screen; the model computes with more digits.",
  },
);

const three = (value: number): string => number(value, 3);

/** The two formulas of GELU look alike. */
const FILTERS = { relu: "relu", relu2: "relu2", gelu: "gelu", gelu_tanh: "gelu" } as const;

/** What is done to the sum, line by line. */
function after(found: Found): string[] {
  const { sum, value } = found;
  switch (found.kind) {
    case "scaled":
      return [t().divide(three(sum), `√${number(found.divisor ** 2)}`, three(value))];
    case "activation":
      return [t()[FILTERS[found.activation]](three(sum), three(value))];
    case "turned": {
      // Both numbers of the pair are rescaled, then they turn.
      const [a, other] = [sum / found.divisor, found.other / found.divisor];
      const said =
        found.divisor === 1 ? [] : [t().divide(three(sum), three(found.divisor), three(a))];
      said.push(t().turn(three(a), three(found.cos), three(other), three(found.sin), three(value)));
      return said;
    }
    case "norm": {
      const centred = sum - found.mean;
      const said =
        found.mean === 0 ? [] : [t().minus(three(sum), three(found.mean), three(centred))];
      said.push(t().divide(three(centred), three(found.divisor), three(centred / found.divisor)));
      if (found.gain) said.push(t().gain(three(found.gain.value)));
      if (found.offset) said.push(t().offset(three(found.offset.value)));
      return said;
    }
    case "softmax":
      return [
        t().exp(three(sum), three(found.peak), three(found.exp)),
        t().share(three(found.exp), three(found.total), three(value)),
      ];
    default:
      return [];
  }
}

export function OriginPanel(props: { view: View }): JSX.Element {
  return (
    <section class="card in-origin" classList={{ shown: props.view.explained() !== undefined }}>
      <div class="in-head">
        <h2>{t().title}</h2>
        <Show when={props.view.explained()}>
          <div class="row">
            <Show when={props.view.trail().length > 0}>
              <button type="button" class="button small" onClick={() => props.view.goBack()}>
                ← {t().back}
              </button>
            </Show>
            <button
              type="button"
              class="button small quiet"
              aria-label={t().close}
              onClick={() => props.view.close()}
            >
              <CloseIcon />
            </button>
          </div>
        </Show>
      </div>
      <Show when={props.view.explained()} fallback={<p class="muted last">{t().invite}</p>}>
        {(found) => (
          <div class="in-sum">
            <p class="in-what" aria-live={trainer.running() ? "off" : "polite"}>
              <b>{upper(kindOf(found().name))}</b> {whereOf(found(), props.view)}
              <span class="in-value number">{small(found().value)}</span>
            </p>
            <p class="small">{t()[found().kind].replaceAll("**", "")}</p>
            <Show when={found().terms[0]?.factors[1]}>
              <p class="small in-heading">{found().terms[0]!.factors.map(labelOf).join(" × ")}</p>
            </Show>
            <Show when={found().terms.length > 0}>
              <div class="in-terms" tabindex="0" role="group" aria-label={t().title}>
                <ol>
                  <Index each={found().terms}>
                    {(term) => (
                      <li>
                        <Factor part={term().factors[0]!} view={props.view} />
                        <Show
                          when={term().factors[1]}
                          fallback={
                            <span class="small muted">{labelIfValue(term().factors[0]!)}</span>
                          }
                        >
                          {(second) => (
                            <>
                              <span>×</span>
                              <Factor part={second()} view={props.view} />
                              <span>=</span>
                              <span class="number in-product">{three(term().value)}</span>
                            </>
                          )}
                        </Show>
                      </li>
                    )}
                  </Index>
                </ol>
              </div>
              <Show when={found().terms.length > 1}>
                <p class="in-total">
                  {t().total} <b class="number">{three(found().sum)}</b>
                </p>
              </Show>
            </Show>
            <Index each={after(found())}>{(line) => <p class="in-then number">{line()}</p>}</Index>
            <Show when={found().terms.length > 0}>
              <p class="small muted last">
                {found().kind === "lookup" ? "" : t().hint} {t().rounded}
              </p>
            </Show>
          </div>
        )}
      </Show>
    </section>
  );
}

const labelOf = (part: Part): string =>
  part.source === "value" ? kindOf(part.name) : parameterKind(part.name);

/** A parameter already says beside its number that it was learned. */
const labelIfValue = (part: Part): string => (part.source === "value" ? kindOf(part.name) : "");

function Factor(props: { part: Part; view: View }): JSX.Element {
  return (
    <Show
      when={props.part.source === "value"}
      fallback={
        <span class="number in-learned" title={parameterKind(props.part.name)}>
          {three(props.part.value)} <small>{t().learned}</small>
        </span>
      }
    >
      <button
        type="button"
        class="number in-factor"
        title={`${kindOf(props.part.name)} ${whereOf(props.part, props.view)}`}
        aria-label={`${kindOf(props.part.name)} ${whereOf(props.part, props.view)} = ${three(props.part.value)}`}
        onClick={() => props.view.choose(props.part, true)}
      >
        {three(props.part.value)}
      </button>
    </Show>
  );
}
