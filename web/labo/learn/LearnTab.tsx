/** Apprendre: the loss falls beside its reference lines, and the invented names change. */

import { Show, type JSX } from "solid-js";
import type { Reason } from "../../engine/evaluation.js";
import { canTrain, restart, rewind, setSettings, settings, stale, step, trainer } from "../lab.js";
import { number, texts } from "../../kit/language.js";
import { Names } from "../Names.jsx";
import { Rich } from "../../kit/Rich.jsx";
import { Slider } from "../../kit/Slider.jsx";
import { StagePill } from "../Player.jsx";
import { goTo } from "../tabs.js";
import { Curve } from "./Curve.jsx";

const t = texts(
  {
    title: "Il apprend sous tes yeux",
    lead: "À chaque étape, le modèle devine les lettres de ta liste, mesure son [[loss|erreur]], puis corrige un peu chacun de ses nombres.",
    curve: "Son erreur, étape après étape",
    how: "Plus c’est bas, mieux il devine. Les lignes disent ce qu’on obtient sans modèle : au [[chance|hasard]], en comptant les [[pairs|paires]] de lettres ou les [[triples|triplets]]. Sous le [[floor|plancher]], aucun modèle qui a cette mémoire ne peut descendre.",
    names: "Ce qu’il invente maintenant",
    copies: (copies: string, all: string) =>
      `Dans les ${all} derniers noms inventés : **${copies}** déjà dans la liste.`,
    verdict: "Verdict",
    none: "Lance l’entraînement pour voir.",
    reasons: {
      "no better than letters": (v: Record<string, string>) =>
        `Il ne fait pas mieux que quelqu’un qui sait seulement combien de fois chaque lettre revient (${v["loss"]}, contre ${v["line"]}).`,
      "near floor": (v: Record<string, string>) =>
        `Son erreur (${v["loss"]}) touche presque le plancher (${v["floor"]}) : il connaît la liste par cœur.`,
      copies: (v: Record<string, string>) =>
        `Sur ${v["total"]} noms inventés, ${v["copies"]} sont des copies de la liste.`,
      "held out higher": (v: Record<string, string>) =>
        `Il devine bien les noms appris (${v["loss"]}), mais mal les noms cachés (${v["heldOut"]}).`,
      below: (where: string, v: Record<string, string>) =>
        `Son erreur ${where} (${v["loss"]}) est passée sous la ligne des paires (${v["line"]}) : il a trouvé mieux que compter.`,
      above: (where: string, v: Record<string, string>) =>
        `Son erreur ${where} (${v["loss"]}) baisse, mais reste au-dessus de la ligne des paires (${v["line"]}).`,
      heldOut: "sur les noms cachés",
      list: "sur la liste",
    },
    exploded:
      "Boum ! L’erreur a explosé : les corrections étaient trop grandes. C’est arrivé aux meilleurs. Le Labo a gardé le dernier bon modèle. Baisse la vitesse d’apprentissage, puis recommence.",
    wild: "Avant même d’apprendre, son erreur est énorme. Dans un modèle large ou profond, les nombres grossissent d’étage en étage. Une [[norm|normalisation]] les calme : essaie-la dans Agrandir, « Autres réglages ».",
    best: (step: string, loss: string) =>
      `Son meilleur moment sur les noms cachés : l’étape ${step} (${loss}). Après, il apprend surtout par cœur.`,
    earlier: "Plus tôt, il inventait davantage.",
    back: (step: string) => `Revenir à l’étape ${step}`,
    stale: "Tu as changé des réglages : ils compteront pour un nouveau modèle.",
    follow: "Recommencer avec ces réglages",
    dials: "Réglages de l’apprentissage",
    rate: "Vitesse d’apprentissage",
    slow: "tout petits pas",
    fast: "pas de géant",
    seed: "Tirage de départ",
    seedNote:
      "Au départ, tous les nombres sont tirés au sort. Un autre tirage donne un autre modèle.",
    redraw: "Autre tirage",
    speed: (speed: string) => `Ton ordinateur apprend ${speed} lettres par seconde.`,
    next: "Il a appris ! Invente des noms avec lui",
    noList: "Ce modèle est arrivé sans sa liste. Choisis une liste pour l’entraîner encore.",
  },
  {
    title: "It learns before your eyes",
    lead: "At each step the model guesses the letters of your list, measures its [[loss|loss]], then corrects each of its numbers a little.",
    curve: "Its loss, step after step",
    how: "The lower, the better it guesses. The lines say what can be had without a model: by [[chance|chance]], by counting [[pairs|pairs]] of letters or [[triples|triples]]. Below the [[floor|floor]] no model with this context can go.",
    names: "What it invents right now",
    copies: (copies: string, all: string) =>
      `Of the last ${all} invented names: **${copies}** already in the list.`,
    verdict: "Verdict",
    none: "Start the training to see.",
    reasons: {
      "no better than letters": (v: Record<string, string>) =>
        `It does no better than someone who only knows how often each letter occurs (${v["loss"]}, against ${v["line"]}).`,
      "near floor": (v: Record<string, string>) =>
        `Its loss (${v["loss"]}) almost touches the floor (${v["floor"]}): it knows the list by heart.`,
      copies: (v: Record<string, string>) =>
        `Of ${v["total"]} invented names, ${v["copies"]} are copies of the list.`,
      "held out higher": (v: Record<string, string>) =>
        `It guesses the learned names well (${v["loss"]}), but the hidden names badly (${v["heldOut"]}).`,
      below: (where: string, v: Record<string, string>) =>
        `Its loss ${where} (${v["loss"]}) went below the line of the pairs (${v["line"]}): it found better than counting.`,
      above: (where: string, v: Record<string, string>) =>
        `Its loss ${where} (${v["loss"]}) is falling, but is still above the line of the pairs (${v["line"]}).`,
      heldOut: "on the hidden names",
      list: "on the list",
    },
    exploded:
      "Boom! The loss exploded: the corrections were too large. It has happened to the best. Le Labo kept the last good model. Lower the learning rate, then start again.",
    wild: "Even before learning, its loss is huge. In a wide or deep model the numbers swell from layer to layer. A [[norm|norm]] calms them: try one in Grow, “Other settings”.",
    best: (step: string, loss: string) =>
      `Its best moment on the hidden names: step ${step} (${loss}). After that it mostly learns by heart.`,
    earlier: "Earlier on it invented more.",
    back: (step: string) => `Back to step ${step}`,
    stale: "You changed settings: they will count for a new model.",
    follow: "Start again with these settings",
    dials: "Settings of the training",
    rate: "Learning rate",
    slow: "tiny steps",
    fast: "giant steps",
    seed: "Starting draw",
    seedNote: "At first all numbers are drawn by chance. Another draw gives another model.",
    redraw: "Another draw",
    speed: (speed: string) => `Your computer learns ${speed} letters a second.`,
    next: "It has learned! Invent names with it",
    noList: "This model came without its list. Choose a list to train it further.",
  },
);

/** The slider of the learning rate is logarithmic: 0.001 to 10. */
const toSlider = (rate: number): number => Math.round(Math.log10(rate) * 10);
const toRate = (place: number): number => Number((10 ** (place / 10)).toPrecision(2));

function because({ key, values }: Reason): string {
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "number" ? number(value, Number.isInteger(value) ? 0 : 2) : value,
    ]),
  );
  const { reasons } = t();
  if (key !== "pairs") return reasons[key](said);
  const where = values["where"] === "heldOut" ? reasons.heldOut : reasons.list;
  return (values["side"] === "below" ? reasons.below : reasons.above)(where, said);
}

export function LearnTab(): JSX.Element {
  return (
    <>
      <h1>{t().title}</h1>
      <p class="lead">
        <Rich of={t().lead} />
      </p>
      <Show when={trainer.started() !== undefined && !canTrain()}>
        <p class="notice error">
          <span>{t().noList}</span>
        </p>
      </Show>
      <Show when={stale() && step() > 0}>
        <div class="notice" role="status">
          <p>{t().stale}</p>
          <button type="button" class="button small" onClick={() => void restart()}>
            {t().follow}
          </button>
        </div>
      </Show>
      <div class="columns wide-left">
        <section class="card">
          <h2>{t().curve}</h2>
          <Curve
            curve={trainer.curve()}
            lines={trainer.started()?.lines}
            heldOutLines={trainer.started()?.heldOutLines}
            noisy={(trainer.started()?.recipe.batch ?? 0) > 0}
            span={trainer.started()?.cycle ?? 250}
          />
          <p class="muted">
            <Rich of={t().how} />
          </p>
        </section>
        <div class="stack">
          <VerdictCard />
          <section class="card">
            <h2>{t().names}</h2>
            <Names names={trainer.names().slice(0, 10)} keep label={t().names} />
            <Show when={trainer.originalities()}>
              {(found) => (
                <p class="last">
                  <Rich
                    of={t().copies(
                      number(found().copies),
                      number(found().copies + found().near + found().new),
                    )}
                  />
                </p>
              )}
            </Show>
          </section>
        </div>
      </div>
      <LearningDials />
    </>
  );
}

function VerdictCard(): JSX.Element {
  /** The best look at the hidden names, once it is past. */
  const best = (): readonly [number, number] | undefined => {
    const looks = trainer.curve().heldOut;
    let found = looks[0];
    for (const look of looks) if (look[1] < found![1]) found = look;
    const last = looks.at(-1);
    return found && last && last[0] > found[0] && last[1] > found[1] + 0.01 ? found : undefined;
  };
  /** Without hidden names: where a model that recites passed below counting triples. */
  const earlier = (): number | undefined => {
    const lines = trainer.started()?.lines;
    const reciting = trainer.verdict()?.stage === "récite" && trainer.started()?.heldOutNames === 0;
    if (!reciting || lines === undefined) return undefined;
    const passed = trainer.curve().losses.findIndex((loss) => loss < lines.triples);
    return passed > 0 ? passed : undefined;
  };
  /** Far worse than chance from the start: no norm holds its numbers together. */
  const wild = (): boolean => {
    const started = trainer.started();
    const first = trainer.curve().losses[0] ?? trainer.tick()?.loss ?? 0;
    return started?.config.norm === "none" && first > 3 * Math.log(started.config.vocabulary);
  };
  const back = (to: number): JSX.Element => (
    <button
      type="button"
      class="button small"
      onClick={() => {
        void rewind(to);
      }}
    >
      {t().back(number(to))}
    </button>
  );
  return (
    <section class="card">
      <div class="row spread">
        <h2>{t().verdict}</h2>
        <StagePill />
      </div>
      <div aria-live={trainer.running() ? "off" : "polite"}>
        <Show when={wild()}>
          <p>
            <Rich of={t().wild} />
          </p>
        </Show>
        <Show when={trainer.tick()?.ended === "diverged"}>
          <p class="problem">{t().exploded}</p>
        </Show>
        <Show when={trainer.verdict()} fallback={<p class="muted">{t().none}</p>}>
          {(verdict) => <p>{verdict().reasons.map(because).join(" ")}</p>}
        </Show>
        <Show when={!trainer.running() && best()}>
          {(found) => (
            <>
              <p>{t().best(number(found()[0]), number(found()[1], 2))}</p>
              {back(found()[0])}
            </>
          )}
        </Show>
        <Show when={!trainer.running() && earlier()}>
          {(found) => (
            <>
              <p>{t().earlier}</p>
              {back(found())}
            </>
          )}
        </Show>
      </div>
      <Show when={!trainer.running() && trainer.verdict()?.stage === "a appris"}>
        <p class="last">
          <button type="button" class="button main" onClick={() => goTo("inventer")}>
            {t().next}
          </button>
        </p>
      </Show>
    </section>
  );
}

function LearningDials(): JSX.Element {
  const rate = (): number =>
    settings.learningRate ?? trainer.started()?.recipe.learning_rate ?? 0.03;
  return (
    <section class="card below">
      <h2>{t().dials}</h2>
      <div class="columns even">
        <Slider
          label={<Rich of={`[[learning-rate|${t().rate}]]`} />}
          value={toSlider(rate())}
          min={-30}
          max={10}
          step={1}
          shown={number(rate(), rate() < 0.1 ? 4 : 2)}
          ends={[t().slow, t().fast]}
          onInput={(value) => setSettings("learningRate", toRate(value))}
        />
        <div>
          <div class="row spread">
            <span>
              <Rich of={`[[seed|${t().seed}]]`} /> <b class="number">{settings.seed}</b>
            </span>
            <button
              type="button"
              class="button small"
              onClick={() => {
                setSettings("seed", (settings.seed % 9999) + 1);
              }}
            >
              {t().redraw}
            </button>
          </div>
          <p class="muted">{t().seedNote}</p>
        </div>
      </div>
      <Show when={(trainer.tick()?.speed ?? 0) > 0}>
        <p class="muted last">
          {t().speed(number(Number((trainer.tick()?.speed ?? 0).toPrecision(2))))}
        </p>
      </Show>
    </section>
  );
}
