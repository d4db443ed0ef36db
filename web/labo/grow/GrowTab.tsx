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
  POSITIONS,
  type Activation,
  type Config,
  type Norm,
  type Parameter,
  type Positions,
} from "../../engine/config.js";
import { giveList } from "../compare/second.js";
import { list, restart, stale, step, trainer, wanted } from "../lab.js";
import { number, texts } from "../../kit/language.js";
import { Bars } from "../../kit/Bars.jsx";
import { Rich } from "../../kit/Rich.jsx";
import { Slider } from "../../kit/Slider.jsx";
import { sentence } from "../problems.js";
import { goTo } from "../tabs.js";
import { createTrainer } from "../trainer.js";
import type { Setup } from "../../worker/protocol.js";
import {
  dials,
  isPlan,
  PLANS,
  setDials,
  shape,
  turn,
  turning,
  values,
  type Plan,
  type Size,
} from "./dials.js";
import { Ladder } from "./Ladder.jsx";
import { measure, type Speed } from "./measure.js";
import { duration, times } from "./size.js";
import "./grow.css";

const t = texts(
  {
    title: "Agrandis-le",
    lead: "Un modèle de langage, c’est un plan et des nombres à régler : ses [[parameter|paramètres]]. Change le plan, et regarde combien il en faut.",
    plans: "Des modèles tout prêts",
    plan: {
      tiny: "tout petit",
      lesson: "le modèle de la leçon",
      microgpt: "microgpt",
      large: "grand",
    } satisfies Record<Plan, string>,
    dials: "Les réglages du plan",
    dial: {
      embedding: "[[embedding|Nombres par lettre]]",
      context: "[[context|Mémoire]]",
      heads: "[[head|Têtes d’attention]]",
      layers: "[[layer|Étages]]",
      hidden: "[[neuron|Neurones]] du [[mlp|réseau]]",
    } satisfies Record<Size, string>,
    shown: {
      embedding: (n: number, text: string) => (n > 1 ? `${text} nombres` : `${text} nombre`),
      context: (n: number, text: string) => (n > 1 ? `${text} signes` : `${text} signe`),
      heads: (n: number, text: string) => (n > 1 ? `${text} têtes` : `${text} tête`),
      layers: (n: number, text: string) => (n > 1 ? `${text} étages` : `${text} étage`),
      hidden: (n: number, text: string) => (n > 1 ? `${text} neurones` : `${text} neurone`),
    } satisfies Record<Size, (n: number, text: string) => string>,
    headsFree:
      "Les têtes se partagent les nombres de chaque lettre : en ajouter ne change pas le compte.",
    follows: (heads: string, embedding: string) =>
      `Les têtes se partagent les ${embedding} nombres à parts égales : j’en mets ${heads}.`,
    others: "Autres réglages",
    activation: "[[activation|Filtre]] du réseau",
    activations: {
      relu: "ReLU : coupe net sous zéro",
      gelu: "GELU : coupe en douceur",
      gelu_tanh: "GELU, la formule de GPT-2",
      relu2: "ReLU² : coupe net, puis met au carré",
    } satisfies Record<Activation, string>,
    positions: "[[position|Places]] des lettres",
    wheres: {
      learned: "une carte de plus pour chaque place",
      rotary: "une rotation des questions et des étiquettes (RoPE)",
    } satisfies Record<Positions, string>,
    comparable: "Questions et étiquettes remises à l’échelle",
    norm: "[[norm|Normalisation]]",
    norms: { none: "aucune", rms: "RMS (comme microgpt)", layer: "LayerNorm" } satisfies Record<
      Norm,
      string
    >,
    normNote: "Ici, elle n’ajoute aucun nombre à régler.",
    place: "Où la placer",
    places: {
      microgpt: "après les cartes d’identité et dans chaque étage",
      blocks: "dans chaque étage seulement",
    },
    output: "Un tableau de plus pour mélanger les têtes",
    biases: "Des biais dans le réseau",
    biasNote: "Un biais est un nombre ajouté à la fin du calcul d’un neurone.",
    count: "nombres à régler",
    impossible: "Ces réglages ne vont pas ensemble. Choisis un modèle tout prêt.",
    current: "C’est ton modèle actuel.",
    bigger: (n: string) => `**${n} fois plus grand** que ton modèle actuel`,
    smaller: (n: string) => `**${n} fois plus petit** que ton modèle actuel`,
    same: "Le même plan que ton modèle actuel, avec d’autres réglages d’apprentissage.",
    equal: "La même taille que ton modèle actuel, mais un autre plan",
    build: "Construire ce modèle",
    lost: (steps: string) =>
      `Ton modèle actuel a appris pendant ${steps} étapes : il sera remplacé par un modèle neuf. Pour le garder, passe d’abord par « Garder ».`,
    fresh: "Ton modèle n’a encore rien appris : il suit tes réglages aussitôt.",
    train: "Le regarder apprendre",
    speed: "Sa vitesse, mesurée ici",
    speedNote:
      "Mesuré à l’instant sur ton ordinateur, en l’entraînant pour de vrai, à tout petits pas, pendant une demi-seconde environ.",
    measuring: "Mesure en cours…",
    wait: "Ton modèle est en train d’apprendre : la mesure attend la pause.",
    again: "Mesurer encore",
    wantedRow: "ce modèle",
    currentRow: "ton modèle actuel",
    targets: "lettres par seconde",
    ms: "par étape, tout compris",
    whole: "tout l’entraînement",
    msValue: (n: string) => `${n} ms`,
    wholeValue: (steps: string, time: string) => `${steps} étapes : environ ${time}`,
    slower: (n: string) =>
      `Chaque étape prend **${n} fois plus de temps** qu’avec ton modèle actuel.`,
    faster: (n: string) => `Chaque étape va **${n} fois plus vite** qu’avec ton modèle actuel.`,
    recipe:
      "Avec plusieurs étages, la recette change aussi : moins de noms par étape, et des pas plus petits. Les deux vitesses par étape ne se comparent pas directement ; compare les lettres par seconde.",
    failed: "La mesure n’a pas abouti : l’entraînement de ce modèle est trop lent ici.",
    where: "Où sont tous ces nombres ?",
    parts: {
      embeddings: "cartes d’identité",
      attention: "attention",
      mlp: "réseau",
      norms: "normalisation",
      output: "sortie",
    },
    table: "Le compte, tableau par tableau",
    head: ["tableau", "calcul", "nombres"],
    total: "en tout",
    units: {
      vocabulary: (n: string) => `${n} signes`,
      context: (n: string) => `${n} places`,
      embedding: (n: string) => `${n} nombres`,
      hidden: (n: string) => `${n} neurones`,
      layers: (n: string) => `${n} étages`,
    },
    tensors: {
      token_embedding: "cartes d’identité des lettres",
      position_embedding: "nombres des places",
      query: "attention : questions",
      key: "attention : étiquettes",
      value: "attention : informations",
      output: "attention : mélange des têtes",
      up: "réseau : entrée",
      up_bias: "réseau : biais d’entrée",
      down: "réseau : retour",
      down_bias: "réseau : biais de retour",
      norm: "normalisation",
      bias: "attention : biais",
      unembedding: "sortie : un score par signe",
    },
    tied: "La sortie reprend le tableau des cartes d’identité : elle ne coûte rien de plus.",
    layersNote: "Chaque étage a ses propres tableaux, de la même taille.",
  },
  {
    title: "Make it grow",
    lead: "A language model is a plan and numbers to set: its [[parameter|parameters]]. Change the plan, and see how many it takes.",
    plans: "Ready-made models",
    plan: {
      tiny: "tiny",
      lesson: "the lesson’s model",
      microgpt: "microgpt",
      large: "large",
    } satisfies Record<Plan, string>,
    dials: "The dials of the plan",
    dial: {
      embedding: "[[embedding|Numbers per letter]]",
      context: "[[context|Memory]]",
      heads: "[[head|Attention heads]]",
      layers: "[[layer|Layers]]",
      hidden: "[[neuron|Neurons]] of the [[mlp|MLP]]",
    } satisfies Record<Size, string>,
    shown: {
      embedding: (n: number, text: string) => (n === 1 ? `${text} number` : `${text} numbers`),
      context: (n: number, text: string) => (n === 1 ? `${text} character` : `${text} characters`),
      heads: (n: number, text: string) => (n === 1 ? `${text} head` : `${text} heads`),
      layers: (n: number, text: string) => (n === 1 ? `${text} layer` : `${text} layers`),
      hidden: (n: number, text: string) => (n === 1 ? `${text} neuron` : `${text} neurons`),
    } satisfies Record<Size, (n: number, text: string) => string>,
    headsFree:
      "The heads share the numbers of each letter: adding heads does not change the count.",
    follows: (heads: string, embedding: string) =>
      `Heads share the ${embedding} numbers equally: I set ${heads}.`,
    others: "Other dials",
    activation: "[[activation|Filter]] of the MLP",
    activations: {
      relu: "ReLU: cuts sharply below zero",
      gelu: "GELU: cuts softly",
      gelu_tanh: "GELU, GPT-2’s formula",
      relu2: "ReLU²: cuts sharply, then squares",
    },
    positions: "[[position|Places]] of the letters",
    wheres: {
      learned: "one more card for each place",
      rotary: "a rotation of queries and keys (RoPE)",
    },
    comparable: "Queries and keys rescaled",
    norm: "[[norm|Norm]]",
    norms: { none: "none", rms: "RMS (as in microgpt)", layer: "LayerNorm" } satisfies Record<
      Norm,
      string
    >,
    normNote: "Here it adds no number to set.",
    place: "Where it stands",
    places: { microgpt: "after the embeddings and in each layer", blocks: "in each layer only" },
    output: "One more table to mix the heads",
    biases: "Biases in the MLP",
    biasNote: "A bias is a number added at the end of a neuron’s calculation.",
    count: "numbers to set",
    impossible: "These dials do not go together. Choose a ready-made model.",
    current: "This is your present model.",
    bigger: (n: string) => `**${n} times larger** than your present model`,
    smaller: (n: string) => `**${n} times smaller** than your present model`,
    same: "The same plan as your present model, with other settings of the training.",
    equal: "The same size as your present model, but another plan",
    build: "Build this model",
    lost: (steps: string) =>
      `Your present model has learned for ${steps} steps: it will be replaced by a new one. To keep it, go to “Keep” first.`,
    fresh: "Your model has learned nothing yet: it follows your dials at once.",
    train: "Watch it learn",
    speed: "Its speed, measured here",
    speedNote:
      "Measured just now on your computer, by really training it, in tiny steps, for about half a second.",
    measuring: "Measuring…",
    wait: "Your model is learning: the measure waits for the pause.",
    again: "Measure again",
    wantedRow: "this model",
    currentRow: "your present model",
    targets: "letters a second",
    ms: "per step, all included",
    whole: "the whole training",
    msValue: (n: string) => `${n} ms`,
    wholeValue: (steps: string, time: string) => `${steps} steps: about ${time}`,
    slower: (n: string) => `Each step takes **${n} times longer** than with your present model.`,
    faster: (n: string) => `Each step is **${n} times faster** than with your present model.`,
    recipe:
      "With several layers the recipe changes too: fewer names per step, and smaller steps. The two speeds per step cannot be compared directly; compare the letters a second.",
    failed: "The measure did not work out: training this model is too slow here.",
    where: "Where are all these numbers?",
    parts: {
      embeddings: "embeddings",
      attention: "attention",
      mlp: "MLP",
      norms: "norm",
      output: "output",
    },
    table: "The count, table by table",
    head: ["table", "calculation", "numbers"],
    total: "in all",
    units: {
      vocabulary: (n: string) => `${n} characters`,
      context: (n: string) => `${n} places`,
      embedding: (n: string) => `${n} numbers`,
      hidden: (n: string) => `${n} neurons`,
      layers: (n: string) => `${n} layers`,
    },
    tensors: {
      token_embedding: "embeddings of the letters",
      position_embedding: "numbers of the places",
      query: "attention: queries",
      key: "attention: keys",
      value: "attention: values",
      output: "attention: mixing the heads",
      up: "MLP: way in",
      up_bias: "MLP: biases in",
      down: "MLP: way back",
      down_bias: "MLP: biases back",
      norm: "norm",
      bias: "attention: biases",
      unembedding: "output: one score per character",
    },
    tied: "The output uses the table of the embeddings again: it costs nothing more.",
    layersNote: "Each layer has its own tables, of the same size.",
  },
);

const PLAN_NAMES = ["tiny", "lesson", "microgpt", "large"] as const;
const SIZES = ["embedding", "hidden", "context", "heads", "layers"] as const;
const PARTS = ["embeddings", "attention", "mlp", "norms", "output"] as const;

function part(name: string): (typeof PARTS)[number] {
  if (name.includes("norm")) return "norms";
  if (name.includes(".attention.")) return "attention";
  if (name.includes(".mlp.")) return "mlp";
  return name === "unembedding" ? "output" : "embeddings";
}

type TensorName = keyof ReturnType<typeof t>["tensors"];

function tensorName(name: string): TensorName {
  if (name.includes("norm")) return "norm";
  if (!name.startsWith("blocks.")) return name as TensorName;
  const [, , of, which = "", kind] = name.split(".");
  if (of === "attention") return which.endsWith("_bias") ? "bias" : (which as TensorName);
  return (kind === "bias" ? `${which}_bias` : which) as TensorName;
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
      <Ladder />
    </div>
  );
}

function DialsCard(): JSX.Element {
  const [said, setSaid] = createSignal("");
  const change = (next: Parameters<typeof turn>[0]): void => {
    const heads = turn(next);
    setSaid(heads === undefined ? "" : t().follows(number(heads), number(dials().embedding)));
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
                setSaid("");
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
              label={<Rich of={t().dial[dial]} />}
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
        {said()}
      </p>
      <details>
        <summary>{t().others}</summary>
        <div class="stack others">
          <Choice
            label={t().activation}
            value={dials().activation}
            choices={(
              [
                "relu",
                "gelu",
                "relu2",
                ...(dials().activation === "gelu_tanh" ? (["gelu_tanh"] as const) : []),
              ] as const
            ).map((id) => [id, t().activations[id]])}
            onChoose={(activation) => change({ activation })}
          />
          <Choice
            label={t().positions}
            value={dials().positions}
            choices={POSITIONS.map((id) => [id, t().wheres[id]] as const)}
            onChoose={(positions) => change({ positions })}
          />
          <Choice
            label={t().norm}
            value={dials().norm}
            choices={(["none", "rms", "layer"] as const).map((id) => [id, t().norms[id]])}
            onChoose={setNorm}
          />
          <Show when={dials().norm !== "none"}>
            <Choice
              label={t().place}
              value={place()}
              choices={(["microgpt", "blocks"] as const).map((id) => [id, t().places[id]])}
              onChoose={(at) => change({ norm_embedding: at === "microgpt", norm_blocks: true })}
            />
            <Show when={!dials().norm_weight && !dials().norm_bias}>
              <p class="small muted last">{t().normNote}</p>
            </Show>
          </Show>
          <label class="check">
            <input
              type="checkbox"
              checked={dials().query_key_norm}
              onChange={(event) => change({ query_key_norm: event.currentTarget.checked })}
            />
            {t().comparable}
          </label>
          <label class="check">
            <input
              type="checkbox"
              checked={dials().attention_output}
              onChange={(event) => change({ attention_output: event.currentTarget.checked })}
            />
            {t().output}
          </label>
          <label class="check">
            <input
              type="checkbox"
              checked={dials().mlp_bias}
              onChange={(event) => change({ mlp_bias: event.currentTarget.checked })}
            />
            {t().biases}
          </label>
          <p class="small muted last">{t().biasNote}</p>
        </div>
      </details>
    </section>
  );
}

function Choice<T extends string>(props: {
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
                    <dd>{number(Number(found().targets.toPrecision(2)))}</dd>
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
          name: t().tensors[tensorName(parameter.name)],
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
