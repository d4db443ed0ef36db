/** One step under the lens: a guess, its error, the way back to one weight, and the guess again. */

import { createMemo, For, Index, Match, Show, Switch, type JSX } from "solid-js";
import type { Config } from "../../../../engine/config.js";
import { spokenIn } from "../../../../kit/aloud.js";
import { Bars } from "../../../../kit/Bars.jsx";
import { CloseIcon } from "../../../../kit/icons.jsx";
import { number, percent } from "../../../../kit/language.js";
import { visible } from "../../../../kit/letters.js";
import { ReadAloud } from "../../../../kit/Reading.jsx";
import { Rich } from "../../../../kit/Rich.jsx";
import { trainer } from "../../../state/model.js";
import { worded } from "../../../state/wording.js";
import type { Led, Seen } from "../picture/flow.js";
import { numbersOf } from "../picture/numbers.js";
import type { Kind } from "../picture/parts.js";
import { Picture } from "../picture/Picture.jsx";
import { Better, Corrector, KNOWN } from "./Corrector.jsx";
import { createLens, type Lens } from "./lens.js";
import type { Stage, StageKind } from "./path.js";
import { Strip } from "./Strip.jsx";
import { Sum } from "./Sum.jsx";
import { Weight } from "./Weight.jsx";
import { fine } from "./words.js";
import "./lens.css";

const t = worded("lens");
const stages = worded("stages");
const inside = worded("inside");

/** The way back has the names of the way forward. */
function titleOf(kind: StageKind): string {
  if (kind === "guess" || kind === "weight" || kind === "corrector" || kind === "better") {
    return t().titles[kind];
  }
  return kind === "norm" || kind === "norm2" ? stages().normTitle : stages()[kind];
}

const sayOf = (kind: StageKind): string => t().say[kind === "norm2" ? "norm" : kind];

/** Its training has remedies against learning by heart, which the lens leaves out. */
function isHeldBack(): boolean {
  const recipe = trainer.started()?.recipe;
  return recipe !== undefined && recipe.dropout + recipe.label_smoothing + recipe.average > 0;
}

/** `off`: parts that are switched off elsewhere in the tab. */
export function LensCard(props: { off: readonly string[] }): JSX.Element {
  const lens = createLens();
  return (
    <section class="card lens" aria-labelledby="le-title">
      <div class="row spread">
        <h2 id="le-title">{t().title}</h2>
        <Show when={lens.isOpen()}>
          <button
            type="button"
            class="button small quiet"
            aria-label={t().close}
            onClick={() => lens.setOpen(false)}
          >
            <CloseIcon />
          </button>
        </Show>
      </div>
      <p>
        <Rich of={t().lead} />
      </p>
      <Show
        when={lens.isOpen()}
        fallback={
          <button type="button" class="button main" onClick={() => lens.setOpen(true)}>
            {t().open}
          </button>
        }
      >
        <Show when={lens.slopes()} fallback={<p class="muted last">{t().wait}</p>}>
          <Guess lens={lens} />
          <Show when={props.off.length > 0}>
            <p class="notice">
              <span>{t().whole(props.off.length)}</span>
            </p>
          </Show>
          <Show when={isHeldBack()}>
            <p class="notice">
              <span>{t().bare}</span>
            </p>
          </Show>
          <Walk lens={lens} />
        </Show>
      </Show>
    </section>
  );
}

/** Which text, and which of its letters the model must guess. */
function Guess(props: { lens: Lens }): JSX.Element {
  const { lens } = props;
  const name = (at: number): string => {
    const token = lens.tokens()[at]!;
    const isEdge = token === lens.taken()?.vocabulary.boundary;
    return isEdge ? t().end : lens.letter(token);
  };
  return (
    <div class="le-guess">
      <label class="field">
        <span>{t().text}</span>
        <select
          class="le-texts"
          value={lens.chosen()}
          onChange={(event) => lens.choose(event.currentTarget.value)}
        >
          <For each={lens.texts()}>
            {(text) => (
              <option value={text} selected={text === lens.chosen()}>
                {text}
              </option>
            )}
          </For>
        </select>
      </label>
      <div>
        <span class="name-of" id="le-guessed">
          {t().guessed}
        </span>
        <div class="in-tiles" role="group" aria-labelledby="le-guessed">
          <Index each={lens.tokens().slice(1)}>
            {(token, i) => (
              <button
                type="button"
                class="in-tile mono"
                classList={{ later: i + 1 > lens.place() }}
                aria-pressed={i + 1 === lens.place()}
                aria-label={name(i + 1)}
                onClick={() => lens.guess(i + 1)}
              >
                {visible(lens.letter(token()))}
              </button>
            )}
          </Index>
        </div>
      </div>
      <Show when={lens.isBehind()}>
        <p class="notice le-behind">
          <span>{t().behind(number(lens.step()))}</span>
          <button
            type="button"
            class="button small"
            disabled={trainer.running()}
            onClick={() => void lens.take()}
          >
            {t().again}
          </button>
        </p>
      </Show>
    </div>
  );
}

function Walk(props: { lens: Lens }): JSX.Element {
  const { lens } = props;
  let told!: HTMLDivElement;
  const go = (by: number): void => lens.go(lens.at() + by);
  const keys = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    go(by);
  };
  const last = (): number => lens.stages().length - 1;
  return (
    <Show when={lens.stage()}>
      {(stage) => (
        <div class="le-walk">
          <div class="le-nav" role="group" aria-label={t().walk} onKeyDown={keys}>
            <button
              type="button"
              class="button"
              aria-disabled={lens.at() === 0}
              onClick={() => go(-1)}
            >
              <span aria-hidden="true">←</span> {t().previous}
            </button>
            <span class="le-where">
              <progress max={last()} value={lens.at()} aria-hidden="true" />
              <span class="small">{t().where(lens.at() + 1, last() + 1)}</span>
            </span>
            <button
              type="button"
              class="button main"
              aria-disabled={lens.at() === last()}
              onClick={() => go(1)}
            >
              {t().next} <span aria-hidden="true">→</span>
            </button>
            <ReadAloud of={() => spokenIn(told)} />
          </div>
          <div class="le-told" ref={told} aria-live="polite">
            <h3>
              {titleOf(stage().kind)}
              <Show when={stage().layer !== undefined && (lens.config()?.layers ?? 1) > 1}>
                , {t().layer(stage().layer! + 1)}
              </Show>
              <Show when={stage().rows.length > 0}>
                {" "}
                <span class="le-back">{t().wayBack}</span>
              </Show>
            </h3>
            <p>
              <Rich of={sayOf(stage().kind)} />
            </p>
          </div>
          <div class="le-main">
            <Show when={lens.config()} keyed>
              {(config) => <Way lens={lens} config={config} />}
            </Show>
            <div class="le-beside">
              <div class="le-stage">
                <Switch fallback={<Rows lens={lens} stage={stage()} />}>
                  <Match when={stage().kind === "guess"}>
                    <Error lens={lens} />
                  </Match>
                  <Match when={stage().kind === "weight"}>
                    <Weight lens={lens} />
                  </Match>
                  <Match when={stage().kind === "corrector"}>
                    <Corrector lens={lens} />
                  </Match>
                  <Match when={stage().kind === "better"}>
                    <Better lens={lens} />
                  </Match>
                </Switch>
              </div>
              <Show when={stage().rows.length > 0 || lens.origin()}>
                <Panel lens={lens} />
              </Show>
            </div>
          </div>
        </div>
      )}
    </Show>
  );
}

/** The way back on the picture of the way forward. */
function Way(props: { lens: Lens; config: Config }): JSX.Element {
  const { lens, config } = props;
  const view: Seen = {
    vocabulary: () => lens.taken()?.vocabulary,
    tokens: lens.window,
    row: lens.row,
    // The copy is always whole.
    off: () => [],
    letter: lens.letter,
    letterAt: lens.letterAt,
  };
  const flow: Led = {
    direction: "back",
    numbers: (name) => lens.drawn()?.get(name),
    title: ({ kind, block }) =>
      kind === "layer" ? stages().layer(block + 1, config.layers) : titleOf(kind),
    holds: (part) => {
      const weights = `blocks.${part.block}.attention.weights`;
      const alone: Partial<Record<Kind, string>> = {
        looks: weights,
        logits: "logits",
        chances: "probabilities",
      };
      const value = lens.drawn()?.get(alone[part.kind] ?? part.rows.at(-1) ?? "");
      if (value === undefined) return "";
      const slopes = numbersOf(value, lens.row());
      const [least, most] = [Math.min(...slopes), Math.max(...slopes)];
      return `${stages().of(lens.letterAt(lens.row()))} ${t().range(fine(least), fine(most))}`;
    },
    toggle: lens.goTo,
    head: () => undefined,
    choose: (place, { id }) => {
      lens.goTo(id);
      lens.setLetter(place.index.at(-2)!);
      lens.pick({ source: "value", ...place });
    },
    led: lens.marked,
  };
  return (
    <div class="le-way">
      <Picture view={view} config={config} flow={flow} />
      <p class="small muted last">
        <span class="in-key" aria-hidden="true" />
        {t().legend}
      </p>
    </div>
  );
}

const LIKELIEST = 5;

/** The chances that the model gives, and the error that follows. */
function Error(props: { lens: Lens }): JSX.Element {
  const { lens } = props;
  const entries = createMemo(() => {
    const found = lens.slopes();
    if (found === undefined) return [];
    const V = lens.config()!.vocabulary;
    const chances = found.values.get("probabilities")!.numbers.slice(-V);
    const order = [...chances.keys()].sort((a, b) => chances[b]! - chances[a]!);
    const best = order.slice(0, LIKELIEST);
    const shown = best.includes(lens.target()) ? best : [...best, lens.target()];
    return shown.map((key) => ({
      key,
      label: visible(lens.letter(key)),
      value: chances[key]!,
    }));
  });
  const error = (): number => lens.slopes()?.error ?? 0;
  const read = (): string =>
    lens
      .window()
      .map((token) => visible(lens.letter(token)))
      .join(lens.taken()?.vocabulary.kind === "words" ? " " : "");
  return (
    <>
      <p>
        {t().reads} <bdi class="le-read mono">{read()}</bdi>
        <br />
        <Rich
          of={t().follows(visible(lens.letter(lens.target())), percent(Math.exp(-error()), 1))}
        />
      </p>
      <Bars label={t().chances} entries={entries()} chosen={lens.target()} />
      <p class="le-error">
        <Rich of={t().error(fine(Math.exp(-error())), number(error(), 3))} />
      </p>
      <Show when={error() < KNOWN}>
        <p class="notice">
          <span>{t().known}</span>
        </p>
      </Show>
      <p class="last">
        <Rich of={t().whatSlope} />
      </p>
    </>
  );
}

function Rows(props: { lens: Lens; stage: Stage }): JSX.Element {
  const { lens } = props;
  return (
    <>
      <Show when={props.stage.all && lens.window().length > 1}>
        <span class="name-of" id="le-letters">
          {t().letters}
        </span>
        <div class="in-tiles" role="group" aria-labelledby="le-letters">
          <Index each={lens.window()}>
            {(token, i) => (
              <button
                type="button"
                class="in-tile mono"
                aria-pressed={i === lens.row()}
                aria-label={
                  token() === lens.taken()?.vocabulary.boundary ? inside().start : undefined
                }
                onClick={() => lens.setLetter(i)}
              >
                {visible(lens.letter(token()))}
              </button>
            )}
          </Index>
        </div>
      </Show>
      <For each={props.stage.rows}>{(name) => <Strip lens={lens} name={name} />}</For>
    </>
  );
}

/** Where a slope comes from. */
function Panel(props: { lens: Lens }): JSX.Element {
  const { lens } = props;
  return (
    <section
      class="le-panel"
      classList={{ shown: lens.origin() !== undefined }}
      aria-labelledby="le-panel"
    >
      <div class="row spread">
        <h3 id="le-panel">{t().sum}</h3>
        <Show when={lens.origin()}>
          <div class="row">
            <Show when={lens.trail().length > 0}>
              <button type="button" class="button small" onClick={() => lens.back()}>
                ← {t().back}
              </button>
            </Show>
            <button
              type="button"
              class="button small quiet"
              aria-label={t().shut}
              onClick={() => lens.unpick()}
            >
              <CloseIcon />
            </button>
          </div>
        </Show>
      </div>
      <Show when={lens.origin()} fallback={<p class="muted last">{t().invite}</p>}>
        {(of) => (
          <>
            <Sum lens={lens} of={of()} />
            <Show when={of().source === "parameter"}>
              <button
                type="button"
                class="button small"
                onClick={() => {
                  lens.setWeight(of());
                  lens.go(lens.stages().findIndex(({ kind }) => kind === "weight"));
                }}
              >
                {t().toWeight}
              </button>
            </Show>
            <p class="small muted last">
              {t().hint} {t().rounded}
            </p>
          </>
        )}
      </Show>
    </section>
  );
}
