/** Agrandir: turn the dials, see the count, its formula and the speed; and the ladder up to GPT-4. */

import {
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onCleanup,
  Show,
  type JSX,
} from "solid-js";
import { unwrap } from "solid-js/store";
import {
  parameterCount,
  parameterTable,
  type Config,
  type Norm,
  type Parameter,
} from "../../../engine/config.js";
import { giveList, list, restart, stale, step, trainer, wanted } from "../../state/model.js";
import { number, roughly, said, texts } from "../../../kit/language.js";
import { DIALS } from "../../../spec.js";
import { Bars } from "../../../kit/Bars.jsx";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { sentence } from "../../parts/problems.js";
import { goTo } from "../../state/shown.js";
import { createTrainer } from "../../state/trainer.js";
import type { Setup } from "../../../worker/protocol.js";
import {
  dials,
  isPlan,
  PLANS,
  setDials,
  shape,
  SIZES,
  SWITCHES,
  turn,
  turning,
  values,
  type Labelled,
  type Plan,
} from "./dials.js";
import { KnownModels } from "./KnownModels.jsx";
import { measure, type Speed } from "./measure.js";
import { duration, times } from "./size.js";
import "./grow.css";

const t = texts("grow");

const PLAN_NAMES = Object.keys(PLANS) as Plan[];
const PARTS = ["embeddings", "attention", "mlp", "norms", "output"] as const;

function part(name: string): (typeof PARTS)[number] {
  if (name.includes("norm")) return "norms";
  if (name.includes(".attention.")) return "attention";
  if (name.includes(".mlp.")) return "mlp";
  return name === "unembedding" ? "output" : "embeddings";
}

/** What a dial is called, with the marks of Rich. */
function labelOf(dial: Labelled): string {
  const declared: { label: { fr: string; en: string }; term?: string } = DIALS[dial];
  const label = said(declared.label);
  return declared.term === undefined ? label : `[[${declared.term}|${label}]]`;
}

export function GrowTab(): JSX.Element {
  return (
    <div class="grow">
      <h1>{t().title}</h1>
      <p class="lead">
        <Rich of={t().lead} />
      </p>
      <div class="columns wide-left">
        <DialsCard />
        <div class="stack result">
          <Count />
          <SpeedCard />
        </div>
      </div>
      <Show when={shape()}>{(found) => <Parts shape={found()} />}</Show>
      <KnownModels />
    </div>
  );
}

function DialsCard(): JSX.Element {
  const [news, setNews] = createSignal("");
  const change = (next: Parameters<typeof turn>[0]): void => {
    const heads = turn(next);
    setNews(heads === undefined ? "" : t().follows(number(heads), number(dials().embedding)));
  };
  const place = (): "microgpt" | "blocks" => (dials().norm_embedding ? "microgpt" : "blocks");
  const setNorm = (norm: Norm): void =>
    change(
      norm === "none"
        ? {
            norm,
            norm_embedding: false,
            norm_blocks: false,
            norm_final: false,
            norm_weight: false,
            norm_bias: false,
          }
        : {
            norm,
            norm_embedding: dials().norm === "none" || dials().norm_embedding,
            norm_blocks: true,
          },
    );
  return (
    <section class="card stack">
      <h2>{t().plans}</h2>
      <div class="row" role="group" aria-label={t().plans}>
        <For each={PLAN_NAMES}>
          {(plan) => (
            <button
              type="button"
              class="button"
              aria-pressed={isPlan(plan)}
              onClick={() => {
                setNews("");
                setDials(PLANS[plan]);
              }}
            >
              {t().plan[plan]}
            </button>
          )}
        </For>
      </div>
      <h2>{t().dials}</h2>
      {/* On a narrow screen the count's own card lies further down. */}
      <Show when={shape()}>
        {(found) => (
          <p class="brief" aria-hidden="true">
            <b class="number">{number(parameterCount(found()))}</b> {t().count}
          </p>
        )}
      </Show>
      <For each={SIZES}>
        {(dial) => (
          <div>
            <Slider
              label={<Rich of={labelOf(dial)} />}
              value={values(dial).indexOf(dials()[dial])}
              min={0}
              max={values(dial).length - 1}
              step={1}
              shown={t().shown[dial](dials()[dial], number(dials()[dial]))}
              onInput={(place) => change({ [dial]: values(dial)[place] })}
            />
            <Show when={dial === "heads"}>
              <p class="small muted last">{t().headsFree}</p>
            </Show>
          </div>
        )}
      </For>
      <p class="follows last" role="status">
        {news()}
      </p>
      <details>
        <summary>{t().others}</summary>
        <div class="stack others">
          <Choice
            dial="activation"
            // GPT-2's formula is shown only where a model came with it.
            without={dials().activation === "gelu_tanh" ? undefined : "gelu_tanh"}
            onChoose={(activation) => change({ activation })}
          />
          <Choice dial="positions" onChoose={(positions) => change({ positions })} />
          <Choice dial="norm" onChoose={setNorm} />
          <Show when={dials().norm !== "none"}>
            <Buttons
              label={t().place}
              value={place()}
              choices={(["microgpt", "blocks"] as const).map((id) => [id, t().places[id]])}
              onChoose={(at) => change({ norm_embedding: at === "microgpt", norm_blocks: true })}
            />
            <Show when={!dials().norm_weight && !dials().norm_bias}>
              <p class="small muted last">{t().normNote}</p>
            </Show>
          </Show>
          <For each={SWITCHES}>
            {(dial) => (
              <label class="check">
                <input
                  type="checkbox"
                  checked={dials()[dial]}
                  onChange={(event) => change({ [dial]: event.currentTarget.checked })}
                />
                {labelOf(dial)}
              </label>
            )}
          </For>
          <p class="small muted last">{t().biasNote}</p>
        </div>
      </details>
    </section>
  );
}

/** A dial with choices: its name and its choices are those of its declaration. */
function Choice<D extends "activation" | "positions" | "norm">(props: {
  dial: D;
  without?: Config[D] | undefined;
  onChoose: (value: Config[D]) => void;
}): JSX.Element {
  const choices = (): (readonly [Config[D], string])[] =>
    (Object.entries(DIALS[props.dial].words) as [Config[D], { fr: string; en: string }][])
      .filter(([id]) => id !== props.without)
      .map(([id, words]) => [id, said(words)]);
  return (
    <Buttons
      label={labelOf(props.dial)}
      value={dials()[props.dial]}
      choices={choices()}
      onChoose={props.onChoose}
    />
  );
}

function Buttons<T extends string>(props: {
  label: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}): JSX.Element {
  return (
    <div role="group" aria-label={props.label.replace(/\[\[[a-z-]+\|(.+?)\]\]/g, "$1")}>
      <p class="name-of">
        <Rich of={props.label} />
      </p>
      <div class="row">
        <For each={props.choices}>
          {([id, text]) => (
            <button
              type="button"
              class="button small"
              aria-pressed={props.value === id}
              onClick={() => props.onChoose(id)}
            >
              {text}
            </button>
          )}
        </For>
      </div>
    </div>
  );
}

const current = (): number | undefined => {
  const started = trainer.started();
  return started && parameterCount(started.config);
};

function Count(): JSX.Element {
  const count = createMemo((): number | undefined => {
    const found = shape();
    return found && parameterCount(found);
  });
  const compared = (): string => {
    const [now, before] = [count(), current()];
    if (now === undefined || before === undefined) return "";
    if (!stale() && !turning()) return t().current;
    if (now === before) {
      const [wanted, built] = [shape()!, trainer.started()!.config];
      const alike = (Object.keys(wanted) as (keyof Config)[]).every(
        (dial) => wanted[dial] === built[dial],
      );
      return !alike ? t().equal : turning() ? t().current : t().same;
    }
    return now > before ? t().bigger(times(now / before)) : t().smaller(times(before / now));
  };
  let card!: HTMLElement;
  const build = async (): Promise<void> => {
    // The button goes away: the keyboard goes on from the one that comes.
    if (await restart())
      setTimeout(() => card.querySelector("button")?.focus({ preventScroll: true }), 60);
  };
  const widest = (): number => Math.max(count() ?? 1, current() ?? 1);
  return (
    <section ref={card} class="card count">
      <Show when={count()} fallback={<p class="problem last">{t().impossible}</p>}>
        {(found) => (
          <>
            <p class="last">
              <output class="huge number">{number(found())}</output> <span>{t().count}</span>
            </p>
            <div class="two" aria-hidden="true">
              <span class="now" style={{ width: `${(100 * found()) / widest()}%` }} />
              <span class="before" style={{ width: `${(100 * (current() ?? 0)) / widest()}%` }} />
            </div>
            <p role="status" class="last">
              <Rich of={compared()} />
            </p>
          </>
        )}
      </Show>
      <Show when={stale() && !turning() && step() > 0 && shape()}>
        <p class="small lost">{t().lost(number(step()))}</p>
        <button type="button" class="button main" onClick={() => void build()}>
          {t().build}
        </button>
      </Show>
      <Show when={!stale() && step() === 0}>
        <p class="small muted lost">{t().fresh}</p>
        <button type="button" class="button main" onClick={() => goTo("apprendre")}>
          {t().train}
        </button>
      </Show>
    </section>
  );
}

function SpeedCard(): JSX.Element {
  const timer = createTrainer();
  const [known, setKnown] = createSignal<ReadonlyMap<string, Speed>>(new Map());
  const [measuring, setMeasuring] = createSignal(false);
  const [failed, setFailed] = createSignal(false);
  const [problem, setProblem] = createSignal<unknown>();
  let round = 0;
  let late: ReturnType<typeof setTimeout> | undefined;
  /** The list that the timer holds. */
  let given: unknown;
  onCleanup(() => {
    round++;
    clearTimeout(late);
    timer.close();
  });
  const setup = createMemo((): Setup => structuredClone(unwrap(wanted())));
  const currentSetup = createMemo((): Setup | undefined => {
    const started = trainer.started();
    if (started === undefined || !stale()) return undefined;
    const { steps: _, cycle: __, ...recipe } = started.recipe;
    return {
      dials: { ...started.config },
      recipe: { ...recipe, steps: started.cycle },
      seed: started.seed,
    };
  });
  const key = (of: Setup): string => JSON.stringify(of);
  const now = (): Speed | undefined => known().get(key(setup()));
  const before = (): Speed | undefined => {
    const of = currentSetup();
    return of && known().get(key(of));
  };

  const measureAll = async (): Promise<void> => {
    const mine = ++round;
    const left = (): boolean => mine !== round;
    setMeasuring(true);
    setFailed(false);
    setProblem(undefined);
    try {
      if (given !== list()) {
        const read = list();
        setKnown(new Map());
        await giveList(timer);
        given = read;
      }
      for (const of of [setup(), currentSetup()]) {
        if (of === undefined || known().has(key(of)) || left()) continue;
        const speed = await measure(timer, of, left);
        if (left()) return;
        if (speed === undefined) setFailed(true);
        else setKnown((all) => new Map(all).set(key(of), speed));
      }
    } catch (error) {
      if (!left()) setProblem(error);
    }
    if (!left()) setMeasuring(false);
  };
  createEffect(
    on([setup, currentSetup, list, () => trainer.running()], () => {
      clearTimeout(late);
      round++;
      setMeasuring(false);
      // While the page's own model trains, both would slow each other down.
      if (list() === undefined || shape() === undefined || trainer.running()) return;
      late = setTimeout(() => void measureAll(), 700);
    }),
  );

  const rows = (): { name: string; speed: Speed | undefined }[] => [
    { name: t().wantedRow, speed: now() },
    ...(currentSetup() ? [{ name: t().currentRow, speed: before() }] : []),
  ];
  const otherRecipe = (): boolean => {
    const started = trainer.started();
    return (
      started !== undefined &&
      currentSetup() !== undefined &&
      started.config.layers > 1 !== dials().layers > 1
    );
  };
  const compared = (): string => {
    const [one, two] = [now(), before()];
    if (!one || !two) return "";
    if (otherRecipe()) return t().recipe;
    const ratio = one.step / two.step;
    // Two measures of the same model differ by so much.
    if (ratio < 1.15 && ratio > 1 / 1.15) return "";
    return ratio > 1 ? t().slower(times(ratio)) : t().faster(times(1 / ratio));
  };
  const milliseconds = (value: number): string => t().msValue(number(value, value < 10 ? 1 : 0));
  return (
    <section class="card speed">
      <div class="row spread">
        <h2 class="last">{t().speed}</h2>
        <button
          type="button"
          class="button small"
          disabled={measuring() || trainer.running() || list() === undefined}
          onClick={() => {
            setKnown(new Map());
            void measureAll();
          }}
        >
          {t().again}
        </button>
      </div>
      <Show when={problem()}>
        <p class="problem">{sentence(problem())}</p>
      </Show>
      <For each={rows()}>
        {({ name, speed }) => (
          <div class="timing">
            <h3>{name}</h3>
            <Show
              when={speed}
              fallback={
                <p class="muted last">
                  {measuring() ? t().measuring : trainer.running() ? t().wait : "…"}
                </p>
              }
            >
              {(found) => (
                <dl>
                  <div>
                    <dt>{t().targets}</dt>
                    <dd>{roughly(found().targets)}</dd>
                  </div>
                  <div>
                    <dt>{t().ms}</dt>
                    <dd>{milliseconds(found().step)}</dd>
                  </div>
                  <div>
                    <dt>{t().whole}</dt>
                    <dd>
                      {t().wholeValue(
                        number(found().cycle),
                        duration(Math.max(1, (found().step * found().cycle) / 1000)),
                      )}
                    </dd>
                  </div>
                </dl>
              )}
            </Show>
          </div>
        )}
      </For>
      <div role="status">
        <Show when={failed()}>
          <p class="problem">{t().failed}</p>
        </Show>
        <Show when={compared()}>
          <p>
            <Rich of={compared()} />
          </p>
        </Show>
      </div>
      <p class="small muted last">{t().speedNote}</p>
    </section>
  );
}

interface Row {
  readonly name: string;
  readonly technical: string;
  readonly formula: string;
  readonly count: number;
}

function Parts(props: { shape: Config }): JSX.Element {
  const entries = createMemo(() => {
    const sums = new Map<string, number>();
    for (const { name, count } of parameterTable(props.shape))
      sums.set(part(name), (sums.get(part(name)) ?? 0) + count);
    const all = parameterCount(props.shape);
    return PARTS.map((id, key) => ({
      key,
      label: t().parts[id],
      value: (sums.get(id) ?? 0) / all,
    })).filter(({ value }) => value > 0);
  });
  /** All layers have the same tables: one row stands for those of every layer. */
  const rows = createMemo((): Row[] => {
    const { layers } = props.shape;
    return parameterTable(props.shape)
      .filter(({ name }) => !/^blocks\.[1-9]/.test(name))
      .map((parameter: Parameter): Row => {
        const inBlock = parameter.name.startsWith("blocks.");
        const factors = parameter.factors.map((dial, i) =>
          t().units[dial](number(parameter.shape[i]!)),
        );
        if (inBlock && layers > 1) factors.push(t().units.layers(number(layers)));
        return {
          name: said(parameter.label),
          technical: parameter.name.replace("blocks.0", layers > 1 ? "blocks.*" : "blocks.0"),
          formula: factors.join(" × "),
          count: parameter.count * (inBlock ? layers : 1),
        };
      });
  });
  return (
    <section class="card below parts">
      <h2>{t().where}</h2>
      <div class="columns">
        <Bars entries={entries()} label={t().where} />
        <details open>
          <summary>{t().table}</summary>
          <div class="scroll" tabindex="0" role="region" aria-label={t().table}>
            <table>
              <thead>
                <tr>
                  <For each={t().head}>
                    {(head, i) => (
                      <th scope="col" classList={{ n: i() === 2 }}>
                        {head}
                      </th>
                    )}
                  </For>
                </tr>
              </thead>
              <tbody>
                <For each={rows()}>
                  {(row) => (
                    <tr>
                      <th scope="row">
                        {row.name} <span class="mono muted">{row.technical}</span>
                      </th>
                      <td>{row.formula}</td>
                      <td class="n">
                        <b>{number(row.count)}</b>
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{t().total}</th>
                  <td />
                  <td class="n">
                    <b>{number(parameterCount(props.shape))}</b>
                  </td>
                </tr>
              </tfoot>
            </table>
          </div>
          <Show when={props.shape.layers > 1}>
            <p class="small muted last">{t().layersNote}</p>
          </Show>
          <Show when={props.shape.tied}>
            <p class="small muted last">{t().tied}</p>
          </Show>
        </details>
      </div>
    </section>
  );
}
