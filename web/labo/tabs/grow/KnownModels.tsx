/** From the child's own model to the largest, model by model. */

import { createMemo, For, Show, type JSX } from "solid-js";
import { parameterCount } from "../../../engine/config.js";
import { said } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { trainer } from "../../state/model.js";
import { alike } from "./dials.js";
import { dialsOf, KNOWN, type Known } from "./known.js";
import { big, duration, length, times } from "./size.js";
import { worded } from "../../state/wording.js";

const t = worded("knownModels");

interface Step {
  readonly name: string;
  readonly count: number;
  /** The whole number is known, not a rounded figure. */
  readonly exact: boolean;
  readonly own: boolean;
  readonly known: Known | undefined;
}

/** The bars begin at ten parameters. */
const LEAST = 1;

export function KnownModels(): JSX.Element {
  const steps = createMemo((): Step[] => {
    const own = trainer.started()?.config;
    const steps = KNOWN.map((known): Step => {
      const shape = dialsOf(known);
      return {
        name: known.name,
        count: shape ? parameterCount(shape) : (known.published?.parameters ?? 0),
        exact: shape !== undefined,
        own: shape !== undefined && own !== undefined && alike(shape, own),
        known,
      };
    });
    if (own !== undefined && !steps.some((step) => step.own)) {
      steps.push({
        name: t().yours,
        count: parameterCount(own),
        exact: true,
        own: true,
        known: undefined,
      });
    }
    // Sorting keeps the order where two are the same size.
    return steps.sort((a, b) => a.count - b.count);
  });
  const decades = createMemo(
    (): number => Math.ceil(Math.log10(Math.max(...steps().map(({ count }) => count)))) - LEAST,
  );
  const share = (count: number): number => Math.max(0.01, (Math.log10(count) - LEAST) / decades());
  const felt = (): string => {
    const own = steps().find((step) => step.own);
    const far = steps().find(({ known }) => known?.id === "gpt3");
    if (!own || !far) return "";
    return t().felt(length(0.01), far.name, length((0.01 * far.count) / own.count));
  };
  return (
    <section class="card below known-models">
      <h2>{t().title}</h2>
      <p>
        <Rich of={t().lead} />
      </p>
      <p>
        <Rich of={`${t().scale} ${felt()}`} /> {t().reading}
      </p>
      <ol>
        <For each={steps()}>
          {(step, i) => {
            const unofficial = (): boolean => step.known?.published?.unofficial === true;
            const below = (): Step | undefined => steps()[i() - 1];
            const size = (): string =>
              `${step.exact ? "" : `${t().about} `}${t().parameters(big(step.count, step.exact), !step.exact)}`;
            return (
              <li classList={{ own: step.own, unofficial: unofficial() }}>
                <div class="row spread head">
                  <h3>
                    {step.name}
                    <Show when={step.known}>{(known) => <small> {known().year}</small>}</Show>
                    <Show when={step.own}>
                      <span class="tag">{step.known ? t().yoursToo : t().now}</span>
                    </Show>
                    <Show when={unofficial()}>
                      <span class="tag guess">{t().unofficial}</span>
                    </Show>
                  </h3>
                  <b class="number">{size()}</b>
                </div>
                <div class="rule" role="img" aria-label={t().chart(step.name, size())}>
                  <span class="decades" style={{ "background-size": `${100 / decades()}% 100%` }} />
                  <span class="length" style={{ width: `${100 * share(step.count)}%` }} />
                </div>
                <p class="small muted facts">
                  <Show when={below() && step.count !== below()!.count}>
                    {unofficial() ? t().perhaps : ""}
                    {t().step(times(step.count / below()!.count), below()!.name)}
                    {" · "}
                  </Show>
                  {t().aloud(duration(step.count))}
                </p>
                <Show when={step.known}>
                  {(known) => (
                    <>
                      <p class="what">{said(known().what)}</p>
                      <details>
                        <summary>
                          {(known().differs.length > 0 ? t().more : t().first)(step.name)}
                        </summary>
                        <Details known={known()} />
                      </details>
                    </>
                  )}
                </Show>
              </li>
            );
          }}
        </For>
      </ol>
    </section>
  );
}

function Details(props: { known: Known }): JSX.Element {
  const facts = createMemo((): string[] => {
    const { known } = props;
    const from: Partial<Record<keyof ReturnType<typeof t>["fact"], number>> =
      dialsOf(known) ?? known.published ?? {};
    return (Object.keys(t().fact) as (keyof ReturnType<typeof t>["fact"])[]).flatMap((key) => {
      const value = key === "tokens" ? known.published?.tokens : from[key];
      return value === undefined ? [] : [t().fact[key](big(value, value < 1e6))];
    });
  });
  const link = (source: { title: string; url: string }): JSX.Element => (
    <>
      <cite>{source.title}</cite>,{" "}
      <a href={source.url} target="_blank" rel="noreferrer">
        {source.url}
      </a>{" "}
      <span class="muted">{t().outside}</span>
    </>
  );
  return (
    <div class="details">
      <Show when={props.known.differs.length > 0}>
        <p>
          <b>{t().differs}</b>
        </p>
        <ul>
          <For each={props.known.differs}>{(one) => <li>{said(one)}</li>}</For>
        </ul>
      </Show>
      <p>
        <b>{t().learned}</b> {said(props.known.data)}
      </p>
      <Show when={facts().length > 0}>
        <p>
          <b>{t().facts}</b> {facts().join(" · ")}
        </p>
      </Show>
      <p class="small">
        <Show when={!props.known.published?.unofficial}>
          {props.known.preset ? t().counted : t().published}{" "}
        </Show>
        {t().source} {link(props.known.source)}
      </p>
      <Show when={props.known.estimate}>
        {(estimate) => (
          <p class="small">
            {t().estimate} {link(estimate())}
          </p>
        )}
      </Show>
    </div>
  );
}
