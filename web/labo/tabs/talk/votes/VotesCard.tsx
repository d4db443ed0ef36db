/** Vote: of two answers the one that one prefers, and what such votes make of the machine. */

import { For, Show, type JSX } from "solid-js";
import { number, percent } from "../../../../kit/language.js";
import { Rich } from "../../../../kit/Rich.jsx";
import type { VotesRead, Wish } from "../../../../worker/protocol.js";
import { kind, trainer } from "../../../state/model.js";
import { worded } from "../../../state/wording.js";
import {
  ballot,
  begin,
  cast,
  letRobot,
  MANY,
  measuring,
  points,
  read,
  robot,
  ROBOTS,
  setRobot,
  spent,
  takeBack,
  vote,
  votes,
} from "./votes.js";

const t = worded("votes");

const PLACES = [0, 1] as const;
/** A loss of stories that grows by more has forgotten some. */
const FORGOTTEN = 1.1;

export function VotesCard(): JSX.Element {
  const isBusy = (): boolean => trainer.running() || robot() !== undefined;
  return (
    <section
      class="card stack votes"
      onKeyDown={({ key, ctrlKey, altKey, metaKey }) => {
        if (ctrlKey || altKey || metaKey) return;
        if (key === "1") void vote(0);
        if (key === "2") void vote(1);
      }}
    >
      <h2>{t().title}</h2>
      <p>
        <Rich of={t().how} />
      </p>
      <Show
        when={ballot() !== undefined || votes() > 0 || spent()}
        fallback={
          <div class="row">
            <button
              type="button"
              class="button main"
              disabled={trainer.running()}
              onClick={() => void begin()}
            >
              {t().begin}
            </button>
          </div>
        }
      >
        <Show when={ballot()} fallback={<p role="status">{t().alike}</p>}>
          {(asked) => (
            <div class="stack" role="group" aria-label={t().ballot}>
              <Show when={asked().before !== ""}>
                <p class="muted small last">{asked().before}</p>
              </Show>
              <p class="last" aria-live="polite">
                <b>{asked().question}</b>
              </p>
              <div class="ballot">
                {/* The same two buttons all along, so that the keyboard's focus stays. */}
                <For each={PLACES}>
                  {(place) => (
                    <button
                      type="button"
                      class="answered"
                      classList={{ pointed: points() === place }}
                      aria-disabled={isBusy()}
                      onClick={() => isBusy() || void vote(place)}
                    >
                      <kbd>{place + 1}</kbd> <span>{asked().answers[place]}</span>
                    </button>
                  )}
                </For>
              </div>
            </div>
          )}
        </Show>
        <p class="last" role="status">
          {t().count(votes())}{" "}
          <Show when={cast()}>{(last) => t().chosen[last().mark ?? "unclear"]}</Show>
        </p>
        <Show when={kind() === "stories"}>
          <div class="stack" role="group" aria-label={t().robot}>
            <p class="last">{t().robot}</p>
            <div class="row">
              <For each={ROBOTS}>
                {(wish) => (
                  <button
                    type="button"
                    class="button"
                    aria-pressed={robot() === wish}
                    disabled={trainer.running() || (isBusy() && robot() !== wish)}
                    onClick={() => (robot() === wish ? setRobot(undefined) : void letRobot(wish))}
                  >
                    {robot() === wish ? t().stop : t().robots[wish]}
                  </button>
                )}
              </For>
            </div>
            <p class="muted small last">{t().robotNote(MANY)}</p>
          </div>
        </Show>
        <Show when={spent()}>
          <p class="notice" role="status">
            {t().alike}
          </p>
        </Show>
        <Show when={read()} fallback={<p class="muted last">{t().measuring}</p>}>
          {(found) => <Moved of={found()} />}
        </Show>
        <Show when={votes() > 0}>
          <p class="muted small last">{t().whyNote}</p>
        </Show>
        <div class="row">
          <button
            type="button"
            class="button"
            disabled={votes() === 0 || isBusy() || measuring()}
            onClick={() => void takeBack()}
          >
            {t().takeBack}
          </button>
        </div>
      </Show>
    </section>
  );
}

/** What the votes have changed. */
function Moved(props: { of: VotesRead }): JSX.Element {
  const wishes = (): readonly Wish[] => Object.keys(props.of.wishes) as Wish[];
  const isTold = (of: Wish): boolean => props.of.wishes[of].some((share) => share > 0);
  const forgot = (): boolean | undefined => {
    const { stories } = props.of;
    return stories === null ? undefined : stories[1] > FORGOTTEN * stories[0];
  };
  return (
    <div class="stack" aria-busy={measuring()}>
      <h3>{t().changed}</h3>
      <table class="figures moved">
        <thead>
          <tr>
            <th scope="col">{t().answersThat}</th>
            <th scope="col">{t().before}</th>
            <th scope="col">{t().now}</th>
          </tr>
        </thead>
        <tbody>
          <For each={wishes().filter(isTold)}>
            {(wish) => <Row name={t().wishes[wish]} of={props.of.wishes[wish]} />}
          </For>
          <Row name={t().right} of={props.of.right} />
          <Show when={props.of.fooled}>{(fooled) => <Row name={t().fooled} of={fooled()} />}</Show>
        </tbody>
      </table>
      <p class="last">
        <Rich of={t().distance(number(props.of.distance, 2))} />
      </p>
      <Show when={props.of.votes > 0 && forgot() !== undefined}>
        <p class="last">{forgot() ? t().forgotten : t().kept}</p>
      </Show>
      <p class="muted small last">{t().note}</p>
    </div>
  );
}

function Row(props: { name: string; of: readonly [number, number] }): JSX.Element {
  return (
    <tr>
      <th scope="row">{props.name}</th>
      <For each={PLACES}>
        {(time) => (
          <td>
            {percent(props.of[time])}
            <span class="share" aria-hidden="true">
              <span style={{ width: `${100 * props.of[time]}%` }} />
            </span>
          </td>
        )}
      </For>
    </tr>
  );
}
