/** From the child's own model to the largest, rung by rung. */

import { createMemo, For, Show, type JSX } from "solid-js";
import { config, parameterCount, type Config } from "../../engine/config.js";
import { trainer } from "../lab.js";
import { language, texts } from "../../kit/language.js";
import { Rich } from "../../kit/Rich.jsx";
import { LADDER, type Rung } from "./ladder.js";
import { big, duration, length, times } from "./size.js";

const t = texts(
  {
    title: "L’échelle des GPT",
    lead: "Tous ceux-ci devinent la suite, un [[token|token]] à la fois. Du tien jusqu’aux plus grands, ce qui change le plus, c’est le nombre de [[parameter|paramètres]].",
    scale: "Attention à la règle : chaque trait vers la droite veut dire **10 fois plus**.",
    felt: (own: string, name: string, far: string) =>
      `Avec une règle normale, si la barre de ton modèle mesurait ${own}, celle de ${name} mesurerait **${far}**.`,
    reading:
      "Et si tu lisais tous ses nombres à voix haute, un par seconde, sans manger ni dormir ? Le temps est écrit sous chaque barre.",
    yours: "Ton modèle",
    yoursToo: "c’est le tien en ce moment",
    now: "celui que tu entraînes en ce moment",
    parameters: (n: string, rounded: boolean) => `${n}${rounded ? " de" : ""} paramètres`,
    about: "environ",
    step: (n: string, below: string) => `× ${n} par rapport à ${below}`,
    perhaps: "peut-être ",
    aloud: (time: string) => `à lire à voix haute : ${time}`,
    unofficial: "estimation non officielle",
    more: (name: string) => `Ce qui change avec ${name}`,
    first: (name: string) => `En savoir plus sur ${name}`,
    learned: "Il a appris sur :",
    differs: "Ce qui est différent :",
    facts: "Ses mesures :",
    fact: {
      layers: (n: string) => `étages : ${n}`,
      embedding: (n: string) => `nombres par token : ${n}`,
      heads: (n: string) => `têtes : ${n}`,
      context: (n: string) => `mémoire : ${n} tokens`,
      vocabulary: (n: string) => `tokens connus : ${n}`,
      tokens: (n: string) => `tokens lus pendant l’entraînement : ${n}`,
    },
    counted: "Compté par le Labo à partir de ses réglages.",
    published: "Chiffres publiés : le Labo ne peut pas les recompter.",
    source: "Source :",
    estimate: "D’où vient l’estimation :",
    outside: "(s’ouvre sur Internet)",
    chart: (name: string, count: string) => `${name} : ${count}.`,
  },
  {
    title: "The ladder of GPTs",
    lead: "All of these guess what comes next, one [[token|token]] at a time. From yours up to the largest, what changes most is the number of [[parameter|parameters]].",
    scale: "Mind the ruler: each line to the right means **10 times more**.",
    felt: (own: string, name: string, far: string) =>
      `On an ordinary ruler, if your model’s bar were ${own} long, that of ${name} would be **${far}** long.`,
    reading:
      "And if you read all its numbers aloud, one a second, without eating or sleeping? The time stands below each bar.",
    yours: "Your model",
    yoursToo: "this is yours at the moment",
    now: "the one you are training now",
    parameters: (n: string, _rounded: boolean) => `${n} parameters`,
    about: "about",
    step: (n: string, below: string) => `× ${n} compared with ${below}`,
    perhaps: "perhaps ",
    aloud: (time: string) => `to read aloud: ${time}`,
    unofficial: "unofficial estimate",
    more: (name: string) => `What changes with ${name}`,
    first: (name: string) => `More about ${name}`,
    learned: "It learned from:",
    differs: "What is different:",
    facts: "Its measures:",
    fact: {
      layers: (n: string) => `layers: ${n}`,
      embedding: (n: string) => `numbers per token: ${n}`,
      heads: (n: string) => `heads: ${n}`,
      context: (n: string) => `memory: ${n} tokens`,
      vocabulary: (n: string) => `tokens known: ${n}`,
      tokens: (n: string) => `tokens read in training: ${n}`,
    },
    counted: "Counted by Le Labo from its dials.",
    published: "Published figures: Le Labo cannot count them again.",
    source: "Source:",
    estimate: "Where the estimate comes from:",
    outside: "(opens on the Internet)",
    chart: (name: string, count: string) => `${name}: ${count}.`,
  },
);

interface Step {
  readonly name: string;
  readonly count: number;
  /** The whole number is known, not a rounded figure. */
  readonly exact: boolean;
  readonly own: boolean;
  readonly rung: Rung | undefined;
}

/** The bars begin at ten parameters. */
const LEAST = 1;

export function Ladder(): JSX.Element {
  const steps = createMemo((): Step[] => {
    const own = trainer.started()?.config;
    const rungs = LADDER.map((rung): Step => {
      const shape = rung.config && config({ ...rung.config });
      return {
        name: rung.name,
        count: shape ? parameterCount(shape) : (rung.published?.parameters ?? 0),
        exact: shape !== undefined,
        own: shape !== undefined && own !== undefined && same(shape, own),
        rung,
      };
    });
    if (own !== undefined && !rungs.some((step) => step.own)) {
      rungs.push({
        name: t().yours,
        count: parameterCount(own),
        exact: true,
        own: true,
        rung: undefined,
      });
    }
    // Sorting keeps the ladder's order where two are the same size.
    return rungs.sort((a, b) => a.count - b.count);
  });
  const decades = createMemo(
    (): number => Math.ceil(Math.log10(Math.max(...steps().map(({ count }) => count)))) - LEAST,
  );
  const share = (count: number): number => Math.max(0.01, (Math.log10(count) - LEAST) / decades());
  const felt = (): string => {
    const own = steps().find((step) => step.own);
    const far = steps().find(({ rung }) => rung?.id === "gpt3");
    if (!own || !far) return "";
    return t().felt(length(0.01), far.name, length((0.01 * far.count) / own.count));
  };
  return (
    <section class="card below ladder">
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
            const unofficial = (): boolean => step.rung?.published?.unofficial === true;
            const text = () => step.rung?.[language()];
            const below = (): Step | undefined => steps()[i() - 1];
            const size = (): string =>
              `${step.exact ? "" : `${t().about} `}${t().parameters(big(step.count, step.exact), !step.exact)}`;
            return (
              <li classList={{ own: step.own, unofficial: unofficial() }}>
                <div class="row spread head">
                  <h3>
                    {step.name}
                    <Show when={step.rung}>{(rung) => <small> {rung().year}</small>}</Show>
                    <Show when={step.own}>
                      <span class="tag">{step.rung ? t().yoursToo : t().now}</span>
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
                <Show when={text()}>
                  {(said) => (
                    <>
                      <p class="what">{said().what}</p>
                      <details>
                        <summary>
                          {(said().differs.length > 0 ? t().more : t().first)(step.name)}
                        </summary>
                        <Details rung={step.rung!} />
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

const same = (one: Config, other: Config): boolean =>
  (Object.keys(one) as (keyof Config)[]).every((dial) => one[dial] === other[dial]);

function Details(props: { rung: Rung }): JSX.Element {
  const text = () => props.rung[language()];
  const facts = createMemo((): string[] => {
    const { rung } = props;
    const from: Partial<Record<keyof ReturnType<typeof t>["fact"], number>> = rung.config
      ? config({ ...rung.config })
      : (rung.published ?? {});
    return (Object.keys(t().fact) as (keyof ReturnType<typeof t>["fact"])[]).flatMap((key) => {
      const value = key === "tokens" ? rung.published?.tokens : from[key];
      return value === undefined ? [] : [t().fact[key](big(value, value < 1e6))];
    });
  });
  const link = (source: { title: string; url: string }): JSX.Element => (
    <>
      {source.title},{" "}
      <a href={source.url} target="_blank" rel="noreferrer">
        {source.url}
      </a>{" "}
      <span class="muted">{t().outside}</span>
    </>
  );
  return (
    <div class="details">
      <Show when={text().differs.length > 0}>
        <p>
          <b>{t().differs}</b>
        </p>
        <ul>
          <For each={text().differs}>{(one) => <li>{one}</li>}</For>
        </ul>
      </Show>
      <p>
        <b>{t().learned}</b> {text().data}
      </p>
      <Show when={facts().length > 0}>
        <p>
          <b>{t().facts}</b> {facts().join(" · ")}
        </p>
      </Show>
      <p class="small">
        <Show when={!props.rung.published?.unofficial}>
          {props.rung.config ? t().counted : t().published}{" "}
        </Show>
        {t().source} {link(props.rung.source)}
      </p>
      <Show when={props.rung.estimate}>
        {(estimate) => (
          <p class="small">
            {t().estimate} {link(estimate())}
          </p>
        )}
      </Show>
    </div>
  );
}
