/** The mission at the top of each tab: what to do, how far one is, and what one has just learned. */

import {
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  onMount,
  Show,
  type JSX,
} from "solid-js";
import { texts } from "../../kit/language.js";
import { ReadAloud } from "../../kit/Reading.jsx";
import { plain, Rich } from "../../kit/Rich.jsx";
import { LABO } from "../../texts/labo.js";
import { Check } from "./Check.jsx";
import { Go, Hints, NextHint } from "./Help.jsx";
import { HowFar } from "./HowFar.jsx";
import type { Mission } from "./mission.js";
import { settings } from "../state/settings.js";
import {
  already,
  askedFor,
  askFor,
  currentMission,
  finished,
  followMissions,
  hintsOpened,
  justDone,
  memoryOf,
  moveOn,
  nextAfter,
  progress,
  setFolded,
} from "./progress.js";
import { lessonOf, wordsOf } from "./words.js";
import "./missions.css";

const t = texts(LABO, "missions");

/** Milliseconds that the news stays. */
const NEWS = 8000;

export function MissionBanner(): JSX.Element {
  followMissions();
  let banner!: HTMLElement;
  let title!: HTMLParagraphElement;
  const now = currentMission;
  // Away from where it happens one line is enough, unless it was just chosen or is asked for.
  const id = createMemo(() => now()?.id);
  createEffect(
    on(
      () => settings.tab,
      () => askFor(false),
    ),
  );
  createEffect(on(id, () => askFor(true), { defer: true }));
  const elsewhere = (): boolean => ![settings.tab, "garder"].includes(now()?.place ?? "garder");
  const folded = (): boolean => progress.folded || (elsewhere() && !askedFor());
  const fold = (shut: boolean): void =>
    void (shut && elsewhere() ? askFor(false) : setFolded(shut));
  const open = (): Mission | undefined => (folded() ? undefined : now());
  const reached = (): Mission | undefined => {
    const mission = now();
    return mission && finished(mission) ? mission : undefined;
  };
  /** The task, while it is to be done. */
  const task = (): Mission | undefined => (reached() ? undefined : open());
  const next = (): Mission | undefined => {
    const mission = reached();
    return mission && nextAfter(mission);
  };
  // Further down the page the banner is out of sight: say so there, for a moment.
  const [away, setAway] = createSignal(false);
  const [news, setNews] = createSignal<Mission>();
  let late: ReturnType<typeof setTimeout> | undefined;
  onMount(() => {
    const eye = new IntersectionObserver(([entry]) => entry && setAway(!entry.isIntersecting));
    eye.observe(banner);
    onCleanup(() => eye.disconnect());
  });
  createEffect(
    on(
      justDone,
      (mission) => {
        askFor(true); // what one has just learned is read where one is
        setNews(mission);
        clearTimeout(late);
        late = setTimeout(() => setNews(undefined), NEWS);
      },
      { defer: true },
    ),
  );
  onCleanup(() => clearTimeout(late));
  return (
    <section
      ref={banner}
      class="banner mission"
      classList={{ reached: reached() !== undefined || now() === undefined }}
      aria-label={t().label}
    >
      <div class="mission-main">
        <div class="mission-head">
          <p class="mission-title" ref={title} tabindex="-1">
            <Show when={now()} fallback={<b>{t().all}</b>}>
              {(mission) => (
                <>
                  <span class="mission-level">
                    <span aria-hidden="true">{"◆".repeat(mission().level)}</span> {t().label} ·{" "}
                    {t().levels[mission().level]}
                  </span>{" "}
                  <b>{wordsOf(mission()).title}</b>
                </>
              )}
            </Show>
          </p>
          <Show when={task()}>{(mission) => <HowFar mission={mission()} />}</Show>
        </div>
        <Show when={task()}>
          {(mission) => <p class="mission-goal">{wordsOf(mission()).goal}</p>}
        </Show>
        <Show when={task() && already()}>
          <p class="mission-goal muted">{t().already}</p>
        </Show>
        <div role="status">
          <Show when={reached()}>
            {(mission) => (
              <div class="mission-reached">
                <Check />
                <p>
                  <b>{t().done}</b>{" "}
                  <Show when={open()}>
                    <Rich of={lessonOf(mission(), memoryOf(mission()))} />
                  </Show>
                </p>
              </div>
            )}
          </Show>
          <Show when={reached() && nextAfter(reached()!) === undefined}>
            <p>
              <b>{t().all}</b>
            </p>
          </Show>
        </div>
      </div>
      <Show when={away() && news()}>
        {(mission) => (
          <News
            mission={mission()}
            onSee={() => {
              setNews(undefined);
              window.scrollTo({ top: 0 });
              title.focus({ preventScroll: true });
            }}
          />
        )}
      </Show>
      <div class="mission-actions">
        <Show when={open()}>{(mission) => <ReadAloud of={() => saidOf(mission())} />}</Show>
        <Show when={!reached() && !progress.folded && now()}>
          {(mission) => <Go mission={mission()} />}
        </Show>
        <Show when={task()}>{(mission) => <NextHint mission={mission()} />}</Show>
        <Show when={next()}>
          <button
            type="button"
            class="button main small"
            onClick={() => {
              moveOn();
              title.focus();
            }}
          >
            {t().next}
          </button>
        </Show>
        <Show when={now()}>
          <button
            type="button"
            class="mission-fold"
            aria-expanded={!folded()}
            aria-label={folded() ? t().unfold : t().fold}
            title={folded() ? t().unfold : t().fold}
            onClick={() => fold(!folded())}
          >
            <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
              <path d={folded() ? "M4 7l6 6 6-6" : "M4 13l6-6 6 6"} />
            </svg>
          </button>
        </Show>
      </div>
      <Show when={task()}>{(mission) => <Hints mission={mission()} />}</Show>
    </section>
  );
}

/** What is to be done with the hints opened so far, or what one has learned. */
function saidOf(mission: Mission): string {
  const { title, goal, hints } = wordsOf(mission);
  const says = finished(mission)
    ? [lessonOf(mission, memoryOf(mission))]
    : [goal, ...hints.slice(0, hintsOpened(mission))];
  return [`${title}.`, ...says.map(plain)].join("\n");
}

/** Further down the page, where the banner is out of sight. */
function News(props: { mission: Mission; onSee: () => void }): JSX.Element {
  return (
    <div class="mission-news">
      <Check />
      <span>
        {t().done} <b>{wordsOf(props.mission).title}</b>
      </span>
      <button type="button" class="button small" onClick={() => props.onSee()}>
        {t().see}
      </button>
    </div>
  );
}
