/** A lesson: where many stop, each exercise, each pupil, and what they wrote. */

import { For, Show, type JSX } from "solid-js";
import { texts } from "../kit/language.js";
import { WORKS } from "../texts/works.js";
import type { Exercise, Lesson } from "./summary.js";
import type { State, Work } from "./work.js";

const t = texts(WORKS);

const SIGNS: Readonly<Record<State | "unknown", string>> = {
  done: "✓",
  begun: "…",
  none: "",
  unknown: "?",
};

/** `live`: not from notebooks, but as pupils show it. */
export function LessonCard(props: { lesson: Lesson; live?: boolean }): JSX.Element {
  const lesson = (): Lesson => props.lesson;
  const title = ({ number, title }: Exercise): string => t().exercise(number, title);
  const silent = (): number => lesson().works.length - lesson().telling;
  const said = () =>
    lesson().works.flatMap((work) => work.said.map((sentence) => ({ work, sentence })));
  const asked = ({ sentence }: ReturnType<typeof said>[number]): string => {
    const exercise = lesson().exercises.find(({ number }) => number === sentence.exercise);
    return sentence.question ?? (exercise === undefined ? "" : title(exercise));
  };
  return (
    <section class="card" aria-label={t().lesson(lesson().number)}>
      <h2>
        {t().lesson(lesson().number)}{" "}
        <small>{(props.live ? t().pupils : t().works)(lesson().works.length)}</small>
      </h2>
      <Show when={silent() > 0}>
        <p class="problem">{t().silent(silent())}</p>
      </Show>
      <Show when={lesson().telling > 0}>
        <h3>{t().hard}</h3>
        <Show when={lesson().hard.length > 0} fallback={<p>{t().hardNone}</p>}>
          <ul class="hard">
            <For each={lesson().hard}>
              {(one) => (
                <li>
                  {t().hardOne({
                    exercise: title(one),
                    done: one.done,
                    all: lesson().telling,
                    stuck: one.stuck,
                  })}
                </li>
              )}
            </For>
          </ul>
        </Show>
        <table class="bars">
          <caption>{t().summary}</caption>
          <thead>
            <tr>
              <th scope="col">{t().columns.exercise}</th>
              <th scope="col">{t().columns.done}</th>
            </tr>
          </thead>
          <tbody>
            <For each={lesson().exercises}>
              {(one) => (
                <tr>
                  <th scope="row">{title(one)}</th>
                  <td>
                    <span class="number">{t().of(one.done, lesson().telling)}</span>
                    <span
                      class="bar"
                      style={{ width: `${(100 * one.done) / lesson().telling}%` }}
                    />
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
      <div class="scroll" tabindex="0" role="region" aria-label={t().whoIn(lesson().number)}>
        <table class="squares">
          <caption>{t().who}</caption>
          <thead>
            <tr>
              <th scope="col">{t().pupil}</th>
              <th scope="col">{t().doneIn}</th>
              <For each={lesson().exercises}>
                {(one) => (
                  <th scope="col">
                    <abbr title={title(one)}>{one.number}</abbr>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={lesson().works}>
              {(work) => <Row work={work} exercises={lesson().exercises} />}
            </For>
          </tbody>
        </table>
      </div>
      <p class="muted">{props.live ? t().keyLive : t().key}</p>
      <Show when={said().length > 0}>
        <h3>{t().said}</h3>
        <ul class="said">
          <For each={said()}>
            {(one) => (
              <li>
                <b>
                  <bdi>{one.work.name}</bdi>
                </b>
                <Show when={asked(one) !== ""}>
                  <span class="muted" dir="auto">
                    {asked(one)}
                  </span>
                </Show>
                <span class="answer" dir="auto">
                  {one.sentence.answer}
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

function Row(props: { work: Work; exercises: readonly Exercise[] }): JSX.Element {
  const state = ({ number }: Exercise): State | "unknown" =>
    props.work.states === undefined ? "unknown" : (props.work.states.get(number) ?? "none");
  const done = (): number => props.exercises.filter((one) => state(one) === "done").length;
  return (
    <tr>
      <th scope="row">
        <bdi>{props.work.name}</bdi>
      </th>
      <td class="number">
        {props.work.states === undefined ? "?" : t().of(done(), props.exercises.length)}
      </td>
      <For each={props.exercises}>
        {(one) => (
          <td class={`square ${state(one)}`}>
            <span aria-hidden="true">{SIGNS[state(one)]}</span>
            <span class="hidden-text">{t().states[state(one)]}</span>
          </td>
        )}
      </For>
    </tr>
  );
}
