/** The model followed from top to bottom, with its real numbers at each stage. */

import { createMemo, createSignal, For, Index, Show, type JSX } from "solid-js";
import type { Config } from "../../engine/config.js";
import { texts, percent } from "../../kit/language.js";
import { Bars, type BarEntry } from "../../kit/Bars.jsx";
import { Rich } from "../../kit/Rich.jsx";
import { AttentionLines, AttentionTable } from "./Attention.jsx";
import { largest, Mini, rowOf, Strip, type Row } from "./Strip.jsx";
import type { View } from "./view.js";

const t = texts(
  {
    layer: (n: number, of: number) => `Couche ${n} sur ${of}`,
    why: "Pourquoi ?",
    off: "éteint",
    detour: "raccourci",
    cards: "Les cartes d’identité",
    cardsSay:
      "Chaque lettre a sa [[embedding|carte d’identité]] : une rangée de nombres. On y ajoute la carte de sa [[position|place]] dans le nom.",
    cardsWhy:
      "Le modèle ne sait pas lire : il calcule. Il lui faut donc des nombres. Sans la carte de la place, « ab » et « ba » se ressembleraient beaucoup pour lui.",
    cardsTurned:
      "Chaque lettre a sa [[embedding|carte d’identité]] : une rangée de nombres. Sa [[position|place]] dans le nom n’y est pas : c’est l’attention qui en tiendra compte.",
    cardsTurnedWhy: "Le modèle ne sait pas lire : il calcule. Il lui faut donc des nombres.",
    plus: "+",
    normTitle: "Remise à l’échelle",
    normSay:
      "On garde la forme de la rangée, mais ses nombres ne sont ni trop grands ni trop petits.",
    normWhy:
      "Dans un modèle à plusieurs couches, les nombres grandiraient trop d’une couche à l’autre.",
    asks: "Questions, étiquettes, informations",
    asksSay:
      "Chaque lettre pose une [[query|question]], porte une [[key|étiquette]] et offre une [[value|information]].",
    asksNormed: "La question et l’étiquette sont remises à l’échelle.",
    asksTurned:
      "La question et l’étiquette tournent selon la [[position|place]] de la lettre : leur accord dépend ainsi de la distance entre deux lettres.",
    asksWhy:
      "C’est comme dans une bibliothèque : tu arrives avec une question, tu compares aux étiquettes des livres, et tu lis ceux qui vont bien.",
    looks: "L’attention : qui regarde qui ?",
    looksSay:
      "La question de la lettre est comparée à l’étiquette de chaque lettre déjà lue. Plus [[attention|l’accord]] est bon, plus le trait est épais.",
    looksWhy:
      "Pour deviner la suite, toutes les lettres d’avant n’ont pas la même importance. Le modèle a appris lui-même où regarder. L’avenir est caché : sinon il copierait.",
    scores: "accord",
    weights: "part d’attention",
    mix: "Le mélange",
    mixSay: "Les informations des lettres sont mélangées, chacune selon sa part d’attention.",
    mixWhy:
      "Maintenant, la lettre sait aussi ce qu’il y avait avant elle. C’est le seul endroit où les lettres se parlent.",
    bypass: "Le raccourci",
    bypassSay:
      "Ce qui était là avant est ajouté : c’est le [[residual|raccourci]]. Rien n’est perdu en route.",
    bypassWhy:
      "L’étage n’a qu’à ajouter une petite correction. Avec ce raccourci, on apprend mieux quand il y a beaucoup d’étages.",
    mlp: "Le réseau (MLP)",
    mlpSay:
      "Des [[neuron|neurones]] cherchent chacun un motif. Le [[activation|filtre]] fait taire ceux qui n’ont rien trouvé, les autres proposent une correction.",
    mlpWhy:
      "Sans filtre, deux étages de calcul n’en feraient qu’un : le filtre permet d’apprendre des règles comme « si… alors ».",
    again: "Encore le raccourci",
    logits: "Les scores",
    logitsSay:
      "La rangée finale est comparée à chaque lettre de l’alphabet : cela donne un [[logits|score]] par lettre.",
    logitsWhy: "Un grand score veut dire : « cette lettre irait bien ici ».",
    chances: "Les probabilités",
    chancesSay:
      "Les scores deviennent des [[softmax|probabilités]] : la somme fait 100 %. On tire la prochaine lettre au sort avec elles.",
    chancesWhy:
      "L’exponentielle rend tout positif et agrandit les écarts ; puis on divise par le total.",
    all: "Toutes les lettres",
    few: "Les plus probables",
    next: "La prochaine lettre",
    explain: "Expliquer",
    end: "fin du nom",
    open: "Tout ouvrir",
    shut: "Tout replier",
    title: "Le chemin dans le modèle",
    legend: "Barre bleue vers le haut : nombre positif. Barre orange vers le bas : nombre négatif.",
  },
  {
    layer: (n, of) => `Layer ${n} of ${of}`,
    why: "Why?",
    off: "switched off",
    detour: "shortcut",
    cards: "The identity cards",
    cardsSay:
      "Each letter has its [[embedding|identity card]]: a row of numbers. The card of its [[position|place]] in the name is added.",
    cardsWhy:
      "The model cannot read, it computes: it needs numbers. Without the card of the place, “ab” and “ba” would look much alike to it.",
    cardsTurned:
      "Each letter has its [[embedding|identity card]]: a row of numbers. Its [[position|place]] in the name is not on it: the attention will take it into account.",
    cardsTurnedWhy: "The model cannot read, it computes: it needs numbers.",
    plus: "+",
    normTitle: "Rescaling",
    normSay: "The row keeps its shape, but its numbers become neither too large nor too small.",
    normWhy: "In a model with several layers, the numbers would grow too much from layer to layer.",
    asks: "Questions, labels, information",
    asksSay:
      "Each letter asks a [[query|question]], wears a [[key|label]] and offers [[value|information]].",
    asksNormed: "The question and the label are rescaled.",
    asksTurned:
      "The question and the label turn with the [[position|place]] of the letter: so their match depends on the distance between two letters.",
    asksWhy:
      "As in a library: you come with a question, compare it to the labels of the books, and read those that fit.",
    looks: "Attention: who looks at whom?",
    looksSay:
      "The letter’s question is compared with the label of each letter read so far. The better the [[attention|match]], the thicker the line.",
    looksWhy:
      "To guess what comes next, not every earlier letter matters as much. The model learned by itself where to look. The future is hidden: else it would copy.",
    scores: "match",
    weights: "share of attention",
    mix: "The mix",
    mixSay: "The information of the letters is mixed, each by its share of attention.",
    mixWhy:
      "Now the letter also knows what came before it. Only here do letters talk to each other.",
    bypass: "The shortcut",
    bypassSay:
      "What was there before is added: the [[residual|shortcut]]. Nothing is lost on the way.",
    bypassWhy:
      "The stage only has to add a small correction. With this shortcut, many stages learn better.",
    mlp: "The network (MLP)",
    mlpSay:
      "[[neuron|Neurons]] each look for a pattern. The [[activation|filter]] silences those that found nothing, the others propose a correction.",
    mlpWhy:
      "Without a filter, two stages of sums would be no more than one: the filter allows rules like “if… then”.",
    again: "The shortcut again",
    logits: "The scores",
    logitsSay:
      "The final row is compared with each letter of the alphabet: one [[logits|score]] per letter.",
    logitsWhy: "A large score means: “this letter would fit here”.",
    chances: "The probabilities",
    chancesSay:
      "Scores become [[softmax|probabilities]]: they add up to 100%. The next letter is drawn with them.",
    chancesWhy:
      "The exponential makes everything positive and widens the gaps; then we divide by the total.",
    all: "All letters",
    few: "The likeliest",
    next: "The next letter",
    explain: "Explain",
    end: "end of the name",
    open: "Open all",
    shut: "Close all",
    title: "The way through the model",
    legend: "Blue bar upwards: positive number. Orange bar downwards: negative number.",
  },
);

// Which stages are open stays while one looks at other tabs.
const [opened, setOpened] = createSignal<ReadonlySet<string>>(
  new Set(["cards", "0.looks", "chances"]),
);

function toggle(id: string, open: boolean): void {
  if (opened().has(id) === open) return;
  const next = new Set(opened());
  if (open) next.add(id);
  else next.delete(id);
  setOpened(next);
}

function Stage(props: {
  id: string;
  title: string;
  say: string;
  why: string;
  off?: boolean;
  peek: JSX.Element;
  children: JSX.Element;
}): JSX.Element {
  return (
    <li class="in-stage" classList={{ off: props.off ?? false }}>
      <details
        open={opened().has(props.id)}
        onToggle={(event) => toggle(props.id, event.currentTarget.open)}
      >
        <summary>
          <span class="in-title">{props.title}</span>
          <Show when={props.off}>
            <span class="in-off">{t().off}</span>
          </Show>
          <span class="in-peek">{props.peek}</span>
        </summary>
        <Show when={opened().has(props.id)}>
          <p class="in-say">
            <Rich of={props.say} />
          </p>
          {props.children}
          <details class="in-why">
            <summary>{t().why}</summary>
            <p>{props.why}</p>
          </details>
        </Show>
      </details>
    </li>
  );
}

/** Strips of one scale, with signs between them. */
function Strips(props: {
  view: View;
  rows: readonly Row[];
  signs?: readonly string[];
}): JSX.Element {
  const scale = createMemo(() => largest(props.view, props.rows));
  return (
    <div class="in-strips">
      <Index each={props.rows}>
        {(row, i) => (
          <>
            <Show when={props.signs?.[i]}>
              {(sign) => (
                <span class="in-sign" aria-hidden="true">
                  {sign()}
                </span>
              )}
            </Show>
            <Strip view={props.view} row={row()} scale={scale()} />
          </>
        )}
      </Index>
    </div>
  );
}

export function Stages(props: { view: View; config: Config }): JSX.Element {
  const { view, config } = props;
  const normed = config.norm !== "none" && config.norm_blocks;
  const turns = config.positions === "rotary";
  const asks = (): string =>
    [
      t().asksSay,
      ...(config.query_key_norm ? [t().asksNormed] : []),
      ...(turns ? [t().asksTurned] : []),
    ].join(" ");
  const ids = (): string[] => [
    "cards",
    ...Array.from({ length: config.layers }, (_, b) =>
      ["norm", "asks", "looks", "mix", "bypass", "norm2", "mlp", "again"].map((id) => `${b}.${id}`),
    ).flat(),
    "logits",
    "chances",
  ];
  const rows = (...names: string[]): Row[] => names.map((name) => rowOf(view, name));
  const mini = (name: string): JSX.Element => <Mini view={view} row={rowOf(view, name)} />;
  const off = (part: string): boolean => view.off().includes(part);
  return (
    <section class="card in-path">
      <div class="row spread">
        <h2>{t().title}</h2>
        <div class="row">
          <button type="button" class="button small" onClick={() => setOpened(new Set(ids()))}>
            {t().open}
          </button>
          <button type="button" class="button small" onClick={() => setOpened(new Set<string>())}>
            {t().shut}
          </button>
        </div>
      </div>
      <p class="small muted in-legend">
        <span class="in-key" aria-hidden="true" />
        {t().legend}
      </p>
      <ol class="in-flow">
        <Stage
          id="cards"
          title={t().cards}
          say={turns ? t().cardsTurned : t().cardsSay}
          why={turns ? t().cardsTurnedWhy : t().cardsWhy}
          peek={mini("embedding")}
        >
          <Strips
            view={view}
            rows={rows("token_embedding", ...(turns ? [] : ["position_embedding"]), "embedding")}
            signs={turns ? ["", "="] : ["", "+", "="]}
          />
        </Stage>
        <For each={Array.from({ length: config.layers }, (_, b) => b)}>
          {(b) => {
            const block = `blocks.${b}`;
            const norm = (id: string, name: string): JSX.Element => (
              <Show when={normed}>
                <Stage
                  id={`${b}.${id}`}
                  title={t().normTitle}
                  say={t().normSay}
                  why={t().normWhy}
                  peek={mini(`${block}.${name}`)}
                >
                  <Strips view={view} rows={rows(`${block}.${name}`)} />
                </Stage>
              </Show>
            );
            return (
              <>
                <Show when={config.layers > 1}>
                  <li class="in-layer">{t().layer(b + 1, config.layers)}</li>
                </Show>
                <li class="in-detour" classList={{ cut: off(`attention.${b}.shortcut`) }}>
                  <ol>
                    {norm("norm", "attention_norm")}
                    <Stage
                      id={`${b}.asks`}
                      title={t().asks}
                      say={asks()}
                      why={t().asksWhy}
                      off={off(`attention.${b}`)}
                      peek={mini(`${block}.attention.query`)}
                    >
                      <Strips
                        view={view}
                        rows={rows(
                          `${block}.attention.query`,
                          `${block}.attention.key`,
                          `${block}.attention.value`,
                        )}
                      />
                    </Stage>
                    <Looks view={view} config={config} block={b} off={off(`attention.${b}`)} />
                    <Stage
                      id={`${b}.mix`}
                      title={t().mix}
                      say={t().mixSay}
                      why={t().mixWhy}
                      off={off(`attention.${b}`)}
                      peek={mini(`${block}.attention.output`)}
                    >
                      <Strips
                        view={view}
                        rows={rows(
                          `${block}.attention.heads`,
                          ...(config.attention_output || off(`attention.${b}`)
                            ? [`${block}.attention.output`]
                            : []),
                        )}
                      />
                    </Stage>
                  </ol>
                </li>
                <Stage
                  id={`${b}.bypass`}
                  title={t().bypass}
                  say={t().bypassSay}
                  why={t().bypassWhy}
                  off={off(`attention.${b}.shortcut`)}
                  peek={mini(`${block}.attention.residual`)}
                >
                  <Strips
                    view={view}
                    rows={rows(
                      `${block}.attention.output`,
                      `${block}.attention.shortcut`,
                      `${block}.attention.residual`,
                    )}
                    signs={["", "+", "="]}
                  />
                </Stage>
                <li class="in-detour" classList={{ cut: off(`mlp.${b}.shortcut`) }}>
                  <ol>
                    {norm("norm2", "mlp_norm")}
                    <Stage
                      id={`${b}.mlp`}
                      title={t().mlp}
                      say={t().mlpSay}
                      why={t().mlpWhy}
                      off={off(`mlp.${b}`)}
                      peek={mini(`${block}.mlp.active`)}
                    >
                      <Strips
                        view={view}
                        rows={rows(`${block}.mlp.up`, `${block}.mlp.active`, `${block}.mlp.output`)}
                        signs={["", "↓", "↓"]}
                      />
                    </Stage>
                  </ol>
                </li>
                <Stage
                  id={`${b}.again`}
                  title={t().again}
                  say={t().bypassSay}
                  why={t().bypassWhy}
                  off={off(`mlp.${b}.shortcut`)}
                  peek={mini(`${block}.mlp.residual`)}
                >
                  <Strips
                    view={view}
                    rows={rows(
                      `${block}.mlp.output`,
                      `${block}.mlp.shortcut`,
                      `${block}.mlp.residual`,
                    )}
                    signs={["", "+", "="]}
                  />
                </Stage>
              </>
            );
          }}
        </For>
        <Stage
          id="logits"
          title={t().logits}
          say={t().logitsSay}
          why={t().logitsWhy}
          peek={mini("logits")}
        >
          <Show when={config.norm !== "none" && config.norm_final}>
            <Strips view={view} rows={rows("final_norm")} />
          </Show>
          <Strips
            view={view}
            rows={[{ ...rowOf(view, "logits"), under: view.vocabulary()?.tokens ?? [] }]}
          />
        </Stage>
        <Chances view={view} />
      </ol>
    </section>
  );
}

function Looks(props: { view: View; config: Config; block: number; off: boolean }): JSX.Element {
  const { view } = props;
  const [head, setHead] = createSignal(0);
  const heads = Array.from({ length: props.config.heads }, (_, h) => h);
  const row = (kind: "scores" | "weights", head: number): Row => {
    const name = `blocks.${props.block}.attention.${kind}`;
    const count = view.row() + 1;
    return {
      name,
      places: Array.from({ length: count }, (_, j) => ({ name, index: [head, view.row(), j] })),
      under: Array.from({ length: count }, (_, j) => view.letterAt(j)),
    };
  };
  const best = createMemo(() => {
    const { places } = row("weights", 0);
    let [at, most] = [0, -1];
    for (const [j, place] of places.entries()) {
      const value = view.at(place);
      if (value > most) [at, most] = [j, value];
    }
    return { letter: view.letterAt(at), most };
  });
  return (
    <Stage
      id={`${props.block}.looks`}
      title={t().looks}
      say={t().looksSay}
      why={t().looksWhy}
      off={props.off || view.off().includes(`attention.${props.block}.head.${head()}`)}
      peek={
        <span class="in-best">
          <span class="mono">{view.letterAt(view.row())}</span> →{" "}
          <span class="mono">{best().letter}</span> {percent(best().most)}
        </span>
      }
    >
      <Show when={heads.length > 1}>
        <div class="row in-heads">
          <For each={heads}>
            {(h) => (
              <button
                type="button"
                class="button small"
                aria-pressed={head() === h}
                onClick={() => setHead(h)}
              >
                {headName(h)}
              </button>
            )}
          </For>
        </div>
      </Show>
      <AttentionLines view={view} block={props.block} head={head()} />
      <div class="in-strips">
        <Strip
          view={view}
          row={row("scores", head())}
          scale={largest(view, [row("scores", head())])}
        />
        <Strip view={view} row={row("weights", head())} scale={1} />
      </div>
      <AttentionTable view={view} block={props.block} head={head()} />
    </Stage>
  );
}

const headNames = texts({ head: "Tête" }, { head: "Head" });
const headName = (h: number): string => `${headNames().head} ${h + 1}`;

const FEW = 6;

/** The letters by probability; a letter is named as people see it. */
export function nextLetters(view: View, values = view.values()): BarEntry[] {
  const tokens = view.vocabulary()?.tokens ?? [];
  const boundary = view.vocabulary()?.boundary;
  return tokens
    .map((label, key) => {
      const value = view.at({ name: "probabilities", index: [view.row(), key] }, values);
      return key === boundary ? { key, label, value, spoken: t().end } : { key, label, value };
    })
    .sort((a, b) => b.value - a.value);
}

function Chances(props: { view: View }): JSX.Element {
  const [all, setAll] = createSignal(false);
  const entries = createMemo(() => nextLetters(props.view));
  return (
    <Stage
      id="chances"
      title={t().chances}
      say={t().chancesSay}
      why={t().chancesWhy}
      peek={
        <span class="in-best">
          <span class="mono">{entries()[0]?.label}</span> {percent(entries()[0]?.value ?? 0)}
        </span>
      }
    >
      <Bars
        entries={all() ? entries() : entries().slice(0, FEW)}
        label={t().next}
        verb={t().explain}
        onChoose={(key) =>
          props.view.choose({ name: "probabilities", index: [props.view.row(), key] })
        }
      />
      <button type="button" class="button small last" onClick={() => setAll(!all())}>
        {all() ? t().few : t().all}
      </button>
    </Stage>
  );
}
