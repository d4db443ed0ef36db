/** "Where does this slope come from?": slopes of later numbers, each multiplied, added up. */

import { Index, Show, type JSX } from "solid-js";
import {
  ERROR,
  type Local,
  type SlopeOrigin,
  type Sloped,
  type SlopeTerm,
} from "../../../../engine/slopes.js";
import { number, said as inLanguage } from "../../../../kit/language.js";
import { capital } from "../../../../kit/letters.js";
import { DIALS } from "../../../../spec.js";
import { worded } from "../../../state/wording.js";
import type { Lens, Spot } from "./lens.js";
import { bracket, fine, nameOf, whatOf, whichOf } from "./words.js";

const t = worded("lens");
const FILTERS = DIALS.activation.explained;

/** How a factor was computed, where it is no number that one finds elsewhere. */
function told(local: Local): string {
  const itself = (same: boolean): string => number(same ? 1 : 0);
  switch (local.kind) {
    case "one":
      return t().local.one;
    case "times":
      return local.divisor === undefined
        ? ""
        : t().local.divided(bracket(local.part.value), fine(local.divisor));
    case "activation":
      return t().local.filter(inLanguage(FILTERS[local.activation]), fine(local.at));
    case "error":
      return local.right ? t().local.right(fine(local.chance)) : t().local.wrong;
    case "surprise":
      return t().local.surprise(fine(local.chance));
    case "softmax":
      return t().local.share(fine(local.share), itself(local.same), fine(local.own));
    case "unit":
      return t().local.unit;
    case "norm": {
      const gain = local.gain === undefined ? "" : ` × ${bracket(local.gain.value)}`;
      const centred = local.centred === 0 ? "" : ` − ${number(1)} ÷ ${number(local.size)}`;
      const product = `${bracket(local.unit)} × ${bracket(local.own)} ÷ ${number(local.size)}`;
      return t().local.norm(
        `(${itself(local.same)} − ${product}${centred}) ÷ ${fine(local.divisor)}${gain}`,
      );
    }
    case "turned": {
      const normed = local.unit !== 0 || local.own !== 0;
      const product = `${bracket(local.unit)} × ${bracket(local.own)} ÷ ${number(local.size)}`;
      return normed
        ? t().local.turned(`(${fine(local.turn)} − ${product}) ÷ ${fine(local.divisor)}`)
        : t().local.turned(fine(local.turn));
    }
  }
}

/** The slope of one number as a sum. */
export function Sum(props: { lens: Lens; of: SlopeOrigin }): JSX.Element {
  return (
    <div class="le-sum">
      <p class="in-what" aria-live="polite">
        <b>{capital(whatOf(props.of, props.lens))}</b> {whichOf(props.of, props.lens)}
        <span class="in-value number">{t().slope(fine(props.of.slope))}</span>
      </p>
      <p class="small">
        {props.of.slope === 0 ? t().none : props.of.slope > 0 ? t().rises : t().falls}
      </p>
      <Show when={props.of.terms.length > 0}>
        <p class="small in-heading">{t().terms}</p>
        <div class="in-terms le-terms" tabindex="0" role="group" aria-label={t().terms}>
          <ol>
            <Index each={props.of.terms}>
              {(term) => <TermLine lens={props.lens} term={term()} />}
            </Index>
          </ol>
        </div>
        <Show when={props.of.terms.length > 1}>
          <p class="in-total">
            {t().total} <b class="number">{fine(props.of.slope)}</b>
          </p>
        </Show>
      </Show>
      <Show when={props.of.idle > 0}>
        <p class="small muted last">{t().idle(props.of.idle)}</p>
      </Show>
    </div>
  );
}

function TermLine(props: { lens: Lens; term: SlopeTerm }): JSX.Element {
  const why = (): string => told(props.term.local);
  const part = () => (props.term.local.kind === "times" ? props.term.local.part : undefined);
  return (
    <li>
      <span class="le-product">
        <Later lens={props.lens} of={props.term.later} />
        <span>×</span>
        <Show
          when={part()?.source === "parameter" && part()}
          fallback={<span class="number">{bracket(props.term.factor)}</span>}
        >
          {(weight) => (
            <button
              type="button"
              class="number in-factor learned"
              title={nameOf(weight(), props.lens)}
              aria-label={`${nameOf(weight(), props.lens)} = ${fine(weight().value)}`}
              onClick={() => props.lens.pick(weight(), true)}
            >
              {bracket(props.term.factor)}
            </button>
          )}
        </Show>
        <span>=</span>
        <span class="number le-result">{fine(props.term.value)}</span>
      </span>
      <span class="small muted">
        {props.term.later.name === ERROR ? "" : nameOf(spotOf(props.term.later), props.lens)}
        <Show when={part()}>{(part) => <>{` × ${nameOf(part(), props.lens)}`}</>}</Show>
        <Show when={why()}>{(why) => <span class="le-why">{why()}</span>}</Show>
      </span>
    </li>
  );
}

const spotOf = ({ name, index }: Sloped): Spot => ({ source: "value", name, index });

/** The slope of a later number, to go on from there. */
function Later(props: { lens: Lens; of: Sloped }): JSX.Element {
  const name = (): string => nameOf(spotOf(props.of), props.lens);
  return (
    <Show when={props.of.name !== ERROR} fallback={<span class="small">{t().ofError}</span>}>
      <button
        type="button"
        class="number in-factor"
        title={name()}
        aria-label={`${name()} : ${t().slope(fine(props.of.slope))}`}
        onClick={() => props.lens.pick(spotOf(props.of), true)}
      >
        {bracket(props.of.slope)}
      </button>
    </Show>
  );
}
