/** One beginning, before anything was learned and now: what is guessed next, and how it goes on. */

import { createEffect, createMemo, createSignal, on, Show, type JSX } from "solid-js";
import { Model } from "../../../engine/model.js";
import { Bars } from "../../../kit/Bars.jsx";
import { number } from "../../../kit/language.js";
import { createNear } from "../../../kit/near.js";
import { continued, guessAt, placeIn, type Guess, type Place } from "../../state/guess.js";
import { canTrain, isSecond, kind, step, trainer } from "../../state/model.js";
import { tell } from "../../state/notice.js";
import { again, show } from "../../state/slow.js";
import { worded } from "../../state/wording.js";
import { nextOf, readOf } from "./tokens.js";

const t = worded("slow");

/** Letters of a name, once it goes on. */
const LONGEST = 14;

export function BeforeThen(): JSX.Element {
  /** The model as it was drawn; of one that began elsewhere nobody knows. */
  const first = createMemo(() => {
    const started = trainer.started();
    if (started === undefined || !started.listKnown || isSecond()) return undefined;
    return new Model(started.config, started.seed);
  });
  // With each tick comes the model, and its vocabulary: the same, as long as a training goes on.
  const vocabulary = createMemo(() => trainer.live()?.vocabulary);
  const now = createMemo(() => trainer.live()?.model);
  const place = createMemo((): Place | undefined => {
    const [started, known] = [trainer.started(), vocabulary()];
    if (started === undefined || known === undefined || first() === undefined) return undefined;
    return placeIn(started.example, known, started.config.context);
  });
  const [near, watch] = createNear("200px");
  return (
    <Show when={place()}>
      {(found) => (
        <section class="card before-then" ref={watch}>
          <div class="row spread">
            <h2>{t().same}</h2>
            <button
              type="button"
              class="button small"
              disabled={trainer.running() || show() !== undefined || !canTrain()}
              onClick={() => void again()}
            >
              {t().again}
            </button>
          </div>
          <p class="muted">
            {t().beginning(readOf(found().read.slice(1)).join(" "), nextOf(found().right))}
          </p>
          <div class="two-times">
            <Time title={t().untrained} model={first()!} place={found()} />
            <Time title={t().nowAt(number(step()))} model={now()!} place={found()} learns={near} />
          </div>
        </section>
      )}
    </Show>
  );
}

/**
 * `learns`: the model moves, so that all is computed anew with each tick, or with new names; while
 * it trains, only where it is near the window.
 */
function Time(props: {
  title: string;
  model: Model;
  place: Place;
  learns?: () => boolean;
}): JSX.Element {
  const rests = (): boolean => props.learns !== undefined && !props.learns() && trainer.running();
  const guess = createMemo<Guess | undefined>((before) => {
    if (before !== undefined && rests()) return before;
    if (props.learns) trainer.tick();
    return guessAt(props.model, props.place);
  });
  const entries = () => {
    const { likeliest, right } = guess()!;
    const found = likeliest.map(({ token, probability }) => ({ token, probability }));
    if (!found.some(({ token }) => token === props.place.right)) {
      found[found.length - 1] = { token: props.place.right, probability: right };
    }
    return found.map(({ token, probability }) => ({
      key: token,
      label: nextOf(token),
      value: probability,
    }));
  };
  // What must not be shown in a classroom is left out by the worker, which has the filter.
  const [goesOn, setGoesOn] = createSignal("");
  let asked = 0;
  createEffect(
    on([() => props.learns && trainer.names(), () => props.model, () => props.place, rests], () => {
      if (rests()) return;
      const vocabulary = trainer.live()?.vocabulary;
      if (vocabulary === undefined || kind() !== "names") {
        asked++;
        setGoesOn("");
        return;
      }
      const written = continued(props.model, vocabulary, props.place, LONGEST);
      const mine = ++asked;
      const hear = (text: string): void => void (mine === asked && setGoesOn(text));
      trainer.ask("judge", [written]).then(([name]) => hear(name?.text ?? "…"), tell);
    }),
  );
  return (
    <div>
      <h3>{props.title}</h3>
      <Bars label={props.title} entries={entries()} chosen={props.place.right} />
      <Show when={goesOn()}>
        <p class="last">
          {t().goesOn} <b class="mono">{goesOn()}</b>
        </p>
      </Show>
    </div>
  );
}
