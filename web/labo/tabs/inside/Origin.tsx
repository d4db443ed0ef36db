/** "Where does this number come from?": its origin as a sum to check. */

import { Index, Show, type JSX } from "solid-js";
import type { Origin as Found, Part } from "../../../engine/origin.js";
import { CloseIcon } from "../../../kit/icons.jsx";
import { number, said as inLanguage } from "../../../kit/language.js";
import { capital } from "../../../kit/letters.js";
import { DIALS } from "../../../spec.js";
import { trainer } from "../../state/model.js";
import type { View } from "./view.js";
import { kindOf, parameterKind, small, whereOf } from "./words.js";
import { worded } from "../../state/wording.js";

const t = worded("origin");
const FILTERS = DIALS.activation.explained;

const three = (value: number): string => number(value, 3);

/** What is done to the sum, line by line. */
function after(found: Found): string[] {
  const { sum, value } = found;
  switch (found.kind) {
    case "scaled":
      return [t().divide(three(sum), `√${number(found.divisor ** 2)}`, three(value))];
    case "activation":
      return [`${inLanguage(FILTERS[found.activation])} ${three(sum)} → ${three(value)}`];
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
              <b>{capital(kindOf(found().name))}</b> {whereOf(found(), props.view)}
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
