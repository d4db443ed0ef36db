/** What stays at the top: the lesson, how far one is, run all, stop, the work, and Python's start. */

import { For, Show, type JSX } from "solid-js";
import { Logo, PlayIcon } from "../kit/icons.jsx";
import { locale, texts } from "../kit/language.js";
import { openReading } from "../kit/Reading.jsx";
import { dark, setDark } from "../kit/theme.js";
import { KIT } from "../texts/kit.js";
import { SCHOOL } from "../texts/school.js";
import { lesson } from "./lesson.js";
import { pythonState, running, startAgain, stop, type Trouble } from "./python.js";
import { exercisesDone, runAll, saving } from "./work.js";

const t = texts(SCHOOL, "top");
const bar = texts(KIT, "bar");

export function Top(props: { onWork: () => void }): JSX.Element {
  return (
    <header class="bar">
      <div class="bar-row">
        <a class="brand" href="index.html">
          <Logo />
          <span class="hidden-text">{bar().home}</span>
          <span>
            {t().lesson(lesson.number)} <small class="lesson-title">{lesson.title}</small>
          </span>
        </a>
        <Squares />
      </div>
      <div class="bar-row">
        <Saved />
        <div class="row actions">
          <button type="button" class="button small" onClick={runAll}>
            <PlayIcon /> {t().runAll}
          </button>
          <button
            type="button"
            class="button small"
            disabled={running() === undefined}
            onClick={stop}
          >
            <StopIcon /> {t().stop}
          </button>
          <button type="button" class="button small" onClick={() => props.onWork()}>
            {t().work}
          </button>
          <button type="button" class="button quiet small" onClick={openReading}>
            {bar().reading}
          </button>
          <button type="button" class="button quiet small" onClick={() => setDark(!dark())}>
            {bar().theme(dark())}
          </button>
        </div>
      </div>
      <Start />
    </header>
  );
}

const StopIcon = (): JSX.Element => (
  <svg width="18" height="18" viewBox="0 0 20 20" aria-hidden="true" fill="currentColor">
    <rect x="4" y="4" width="12" height="12" rx="2" />
  </svg>
);

/** A square an exercise, a link to it. */
function Squares(): JSX.Element {
  const all = Array.from({ length: lesson.exercises }, (_, i) => i + 1);
  return (
    <nav aria-label={t().exercises}>
      <ol class="squares">
        <For each={all}>
          {(number) => (
            <li>
              <a
                href={`#exercice-${number}`}
                classList={{ done: exercisesDone().includes(number) }}
                aria-label={t().exercise(number, exercisesDone().includes(number))}
              >
                {exercisesDone().includes(number) ? "✓" : number}
              </a>
            </li>
          )}
        </For>
      </ol>
    </nav>
  );
}

function Saved(): JSX.Element {
  const said = (): string => {
    const now = saving();
    if (now.is === "saved") {
      const time = now.at.toLocaleTimeString(locale(), {
        hour: "2-digit",
        minute: "2-digit",
      });
      return t().saved(time);
    }
    if (now.is === "refused") return t().notSaved;
    return t().saves;
  };
  return <p class="saved muted">{said()}</p>;
}

/** How Python's start goes, from the first second; nothing once it is ready. */
function Start(): JSX.Element {
  const share = (): number => {
    const now = pythonState();
    return now.at === "files" ? 0.6 * now.share : 0.75;
  };
  return (
    <div role="status" class="start">
      <Show when={pythonState().at === "files" || pythonState().at === "start"}>
        <label>
          <span>{pythonState().at === "files" ? t().arriving : t().installing}</span>
          <progress max="1" value={share()} />
        </label>
      </Show>
      <Show when={trouble()}>
        {(what) => (
          <div class="notice error">
            <p>{t().troubles[what()]}</p>
            <button type="button" class="button small" onClick={() => startAgain(lesson.python)}>
              {what() === "died" ? t().restart : t().retry}
            </button>
          </div>
        )}
      </Show>
    </div>
  );
}

const trouble = (): Trouble | undefined => {
  const now = pythonState();
  return now.at === "trouble" ? now.trouble : undefined;
};
