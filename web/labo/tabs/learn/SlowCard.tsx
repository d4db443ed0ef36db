/** The first steps, one after the other: what is read, guessed, right, and what one nudge changes. */

import {
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onCleanup,
  onMount,
  Show,
  type JSX,
} from "solid-js";
import { parameterCount } from "../../../engine/config.js";
import { Bars } from "../../../kit/Bars.jsx";
import { number, percent } from "../../../kit/language.js";
import { ReadAloud } from "../../../kit/Reading.jsx";
import { guessAt } from "../../state/guess.js";
import { step, trainer } from "../../state/model.js";
import { BEATS, type Beat } from "../../state/pacing.js";
import { next, show, skip, type Show as Shown } from "../../state/slow.js";
import { worded } from "../../state/wording.js";
import { nextOf, readOf } from "./tokens.js";

const t = worded("slow");

export function SlowCard(): JSX.Element {
  return <Show when={show()}>{(found) => <Slowly of={found()} />}</Show>;
}

/** Finer where it is small, so that a nudge is seen. */
const share = (of: number): string => percent(of, of < 0.00995 ? 2 : of < 0.0995 ? 1 : 0);

function Slowly(props: { of: Shown }): JSX.Element {
  let card!: HTMLElement;
  onMount(() => card.scrollIntoView({ block: "nearest" }));
  // On a phone the last one stands below.
  createEffect(
    on(
      () => props.of.beat,
      () => [...card.querySelectorAll(".past")].at(-1)?.scrollIntoView({ block: "nearest" }),
      { defer: true },
    ),
  );
  const leave = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && document.querySelector("dialog[open]") === null) skip();
  };
  document.addEventListener("keydown", leave);
  onCleanup(() => document.removeEventListener("keydown", leave));

  const fast = (): boolean => props.of.look === undefined;
  const isPast = (beat: Beat): boolean => BEATS.indexOf(beat) <= BEATS.indexOf(props.of.beat);
  const right = (): string => nextOf(props.of.place.right);
  /** The same guess, as the model stands, once that changes all the time. */
  const guess = createMemo(() => {
    const live = trainer.live();
    return fast() && live ? guessAt(live.model, props.of.place) : props.of.before;
  });
  const now = (): number => (fast() ? guess().right : (props.of.after ?? 0));
  const numbers = (): number => {
    const started = trainer.started();
    return started === undefined ? 0 : parameterCount(started.config);
  };
  const at = (): number => (props.of.beat === "nudged" ? step() : step() + 1);

  // A sentence a step that one looks at, and one when it goes faster: not each number.
  const [said, setSaid] = createSignal("");
  createEffect(
    on([() => props.of.look, () => props.of.after], ([look, after]) => {
      if (look === undefined) setSaid(t().faster);
      else if (after !== undefined) {
        const { before, place } = props.of;
        const guessed = nextOf(before.likeliest[0]!.token);
        const read = readOf(place.read).join(", ");
        setSaid(
          t().said(number(step()), read, guessed, right(), share(before.right), share(after)),
        );
      }
    }),
  );
  return (
    <section ref={card} class="card slow" aria-label={t().title}>
      <p class="hidden-text" role="status">
        {said()}
      </p>
      <div class="row spread">
        <h2>{t().title}</h2>
        <div class="row">
          <ReadAloud of={() => [t().lead, said()].join("\n")} />
          <Show when={!fast()}>
            <button type="button" class="button small" onClick={next}>
              {t().next}
            </button>
          </Show>
          <button type="button" class="button main" onClick={skip}>
            {t().skip}
          </button>
        </div>
      </div>
      <p class="muted">
        <b class="number">{t().step(number(at()))}</b> {fast() ? t().faster : t().lead}
      </p>
      <ol class="beats">
        <li classList={{ past: isPast("reads") }}>
          <h3>{t().reads}</h3>
          <p class="read">
            <For each={readOf(props.of.place.read)}>
              {(token) => <span class="tile">{token}</span>}
            </For>
            <span class="tile open">?</span>
          </p>
        </li>
        <li classList={{ past: isPast("guesses") }}>
          <h3>{t().guesses}</h3>
          <Bars
            label={t().guesses}
            entries={guess().likeliest.map(({ token, probability }) => ({
              key: token,
              label: nextOf(token),
              value: probability,
            }))}
          />
        </li>
        <li classList={{ past: isPast("right") }}>
          <h3>{t().right}</h3>
          <p class="read">
            <span class="tile good">{right()}</span>
          </p>
          <p class="last">{t().gave(share(props.of.before.right))}</p>
        </li>
        <li classList={{ past: isPast("nudged") }}>
          <h3>{t().nudge(numbers())}</h3>
          <dl class="nudge">
            <dt>{t().before}</dt>
            <dd>
              <span class="track" aria-hidden="true">
                <span class="fill was" style={{ width: `${100 * props.of.before.right}%` }} />
              </span>
              <b class="number">{share(props.of.before.right)}</b>
            </dd>
            <dt>{fast() ? t().now : t().after}</dt>
            <dd>
              <span class="track" aria-hidden="true">
                <span class="fill" style={{ width: `${100 * now()}%` }} />
              </span>
              <b class="number">{share(now())}</b>
            </dd>
          </dl>
          <p class="small muted">{now() < props.of.before.right ? t().fell : t().all}</p>
        </li>
      </ol>
    </section>
  );
}
