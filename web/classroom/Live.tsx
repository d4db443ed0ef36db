/** What the pupils show right now, where the class server is open and its key is known. */

import { createMemo, createSignal, For, Show, type JSX } from "solid-js";
import { animalAt, named } from "../kit/animal.js";
import { language, locale, texts } from "../kit/language.js";
import { Rich } from "../kit/Rich.jsx";
import { follow } from "../room/follow.js";
import {
  keepOut,
  key,
  readFirst,
  removePupil,
  showName,
  takeKey,
  takeOff,
  view,
} from "../room/server.js";
import type { Pupil, View } from "../room/wire.js";
import { attempted } from "../room/words.js";
import { TOGETHER } from "../texts/together.js";
import { KeyForm } from "./KeyForm.jsx";
import { LessonCard } from "./LessonCard.jsx";
import { lessonsOf } from "./summary.js";
import { worksOf } from "./shown.js";

const t = texts(TOGETHER, "live");
const onWall = texts(TOGETHER, "wall");

const animalOf = ({ rang }: Pupil): string => named(animalAt(rang), language());

export function Live(): JSX.Element {
  return (
    <Show
      when={key() !== undefined}
      fallback={
        <section class="card" aria-label={t().title}>
          <h2>{t().title}</h2>
          <p>{t().lead}</p>
          <KeyForm />
        </section>
      }
    >
      <Seen />
    </Show>
  );
}

function Seen(): JSX.Element {
  const [text, setText] = createSignal("");
  const [problem, setProblem] = createSignal<string>();
  // The same answer again changes nothing on the page: neither focus nor place is lost.
  const now = follow(async () => {
    setProblem(await attempted(async () => setText(JSON.stringify(await view()))));
  });
  const seen = createMemo(() => (text() === "" ? undefined : (JSON.parse(text()) as View)));
  const pupils = createMemo(() =>
    [...(seen()?.eleves ?? [])].sort((a, b) => a.poste - b.poste || a.rang - b.rang),
  );
  const lessons = createMemo(() =>
    seen() ? lessonsOf(worksOf(seen()!, language()), locale()) : [],
  );
  const showing = (): number =>
    pupils().filter(({ exercices }) => Object.keys(exercices).length > 0).length;
  /** Said once for all animals of a computer. */
  const isFirstOfMany = (n: number): boolean => {
    const [before, own, after] = [n - 1, n, n + 1].map((place) => pupils()[place]?.poste);
    return own !== before && own === after;
  };
  const change = async (action: () => Promise<unknown>): Promise<void> => {
    setProblem(await attempted(action));
    now();
  };
  return (
    <>
      <section class="card" aria-label={t().title}>
        <h2>{t().title}</h2>
        <p>{t().lead}</p>
        <div role="alert">
          <Show when={problem()}>{(said) => <p class="problem">{said()}</p>}</Show>
        </div>
        <p>
          <b>{t().here({ all: pupils().length, showing: showing() })}</b> <Rich of={t().honest} />
        </p>
        <Show when={lessons().length === 0}>
          <p class="muted">{t().nobody}</p>
        </Show>
        <div class="row">
          <a class="button" href="mur.html">
            {t().wall}
          </a>
          <button type="button" class="button" onClick={() => takeKey(undefined)}>
            {t().leave}
          </button>
        </div>
        <For each={seen()?.ecartes}>
          {(poste) => (
            <p>
              {t().out(poste)}{" "}
              <button
                type="button"
                class="button small"
                onClick={() => void change(() => keepOut(poste, false))}
              >
                {t().letIn(poste)}
              </button>
            </p>
          )}
        </For>
      </section>
      <Show when={seen()}>
        {(seen) => (
          <section class="card" aria-label={t().waiting}>
            <h2>{t().waiting}</h2>
            <label class="check">
              <input
                type="checkbox"
                checked={seen().relecture}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  void change(() => readFirst(checked));
                }}
              />
              {t().readFirst}
            </label>
            <Show when={seen().attendent.length > 0} fallback={<p class="muted">{t().none}</p>}>
              <ul class="waiting">
                <For each={seen().attendent}>
                  {(name) => (
                    <li>
                      <b dir="auto">{name.nom}</b>{" "}
                      <span class="muted">
                        {onWall().by(named(animalAt(name.rang), language()))}
                      </span>{" "}
                      <button
                        type="button"
                        class="button small main"
                        onClick={() => void change(() => showName(name.numero))}
                      >
                        {t().showName(name.nom)}
                      </button>{" "}
                      <button
                        type="button"
                        class="button small"
                        onClick={() => void change(() => takeOff(name.numero))}
                      >
                        {t().refuse(name.nom)}
                      </button>
                    </li>
                  )}
                </For>
              </ul>
              <button
                type="button"
                class="button"
                onClick={() =>
                  void change(() =>
                    Promise.all(seen().attendent.map((name) => showName(name.numero))),
                  )
                }
              >
                {t().showAll}
              </button>
            </Show>
          </section>
        )}
      </Show>
      <For each={lessons()}>{(lesson) => <LessonCard lesson={lesson} live />}</For>
      <Show when={pupils().length > 0}>
        <details class="card pupils">
          <summary>{t().pupils}</summary>
          <p class="muted">{t().sameComputer}</p>
          <div class="scroll" tabindex="0" role="region" aria-label={t().pupils}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t().computer}</th>
                  <th scope="col">{t().animal}</th>
                  <th scope="col">{t().does}</th>
                </tr>
              </thead>
              <tbody>
                <For each={pupils()}>
                  {(pupil, n) => (
                    <tr>
                      <td class="number">
                        {pupil.poste}{" "}
                        <Show when={isFirstOfMany(n())}>
                          <button
                            type="button"
                            class="button small"
                            onClick={() => void change(() => keepOut(pupil.poste, true))}
                          >
                            {t().keepOut(pupil.poste)}
                          </button>
                        </Show>
                      </td>
                      <th scope="row">{animalOf(pupil)}</th>
                      <td>
                        {t().did({
                          lessons: Object.keys(pupil.exercices).length,
                          names: pupil.noms,
                          model: pupil.modele,
                        })}{" "}
                        <button
                          type="button"
                          class="button small"
                          onClick={() => void change(() => removePupil(pupil.rang))}
                        >
                          {t().remove(animalOf(pupil))}
                        </button>
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </div>
        </details>
      </Show>
    </>
  );
}
