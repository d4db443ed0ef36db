/** The mission at the top of each tab, and the dialog with all of them. */

import { createEffect, createSignal, For, on, onCleanup, onMount, Show, type JSX } from "solid-js";
import { give } from "../../kit/files.js";
import { number, percent, said, texts } from "../../kit/language.js";
import { FileButton } from "../../kit/FileButton.jsx";
import { Dialog } from "../../kit/Dialog.jsx";
import { Rich } from "../../kit/Rich.jsx";
import { sentence } from "../parts/problems.js";
import { goTo, tabName, setKeeping } from "../state/shown.js";
import {
  LEVELS,
  MISSIONS,
  progress as share,
  type Level,
  type Mission,
  type Way,
  type Words,
} from "./missions.js";
import {
  alsoDone,
  choose,
  currentMission,
  erasesMore,
  eraseEverything,
  facts,
  followMissions,
  fromJson,
  justDone,
  moveOn,
  openHint,
  progress,
  setFolded,
  toJson,
} from "./progress.js";
import { following, isDone, missionOf } from "./record.js";
import { settings } from "../state/settings.js";
import "./missions.css";

const t = texts("missions");

const words = (mission: Mission): Words => said(mission);
const finished = (mission: Mission): boolean => isDone(progress, mission);

function lesson(mission: Mission): string {
  const { after } = words(mission);
  return typeof after === "string" ? after : after(progress.memory[mission.id] ?? {});
}

function wayText({ of, value, target }: Way): string {
  switch (of) {
    case "loss": {
      const digits = target < 1 ? 3 : 2;
      return t().loss(number(value, digits), number(target, digits));
    }
    case "count":
      return t().count(number(value), number(target));
    case "more":
      return t().larger(number(value), number(target));
    case "fewer":
      return t().fewer(number(value), number(target));
    case "new":
      return t().new(percent(value), percent(target));
  }
}

/** A check that draws itself where motion is welcome. */
function Check(): JSX.Element {
  return (
    <svg class="mission-check" width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
      <circle cx="13" cy="13" r="12" />
      <path d="M7.5 13.5l4 4 7.5-8.5" pathLength="1" />
    </svg>
  );
}

/** Milliseconds. */
const NEWS = 8000;

export function MissionBanner(): JSX.Element {
  followMissions();
  let banner!: HTMLElement;
  let title!: HTMLParagraphElement;
  const now = currentMission;
  const open = (): Mission | undefined => (progress.folded ? undefined : now());
  const reached = (): Mission | undefined => {
    const mission = now();
    return mission && finished(mission) ? mission : undefined;
  };
  /** The task, while it is to be done. */
  const task = (): Mission | undefined => (reached() ? undefined : open());
  const next = (): Mission | undefined => {
    const mission = reached();
    return mission && !progress.folded ? following(progress, mission) : undefined;
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
      (ids) => {
        const mission = ids.includes(now()?.id ?? "") ? now() : missionOf(ids[0] ?? null);
        setNews(mission);
        clearTimeout(late);
        late = setTimeout(() => setNews(undefined), NEWS);
      },
      { defer: true },
    ),
  );
  onCleanup(() => clearTimeout(late));
  const others = (): Mission[] => alsoDone().map((id) => missionOf(id)!);
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
                  <b>{words(mission()).title}</b>
                </>
              )}
            </Show>
          </p>
          <Show when={task()}>{(mission) => <HowFar mission={mission()} />}</Show>
        </div>
        <Show when={task()}>
          {(mission) => <p class="mission-goal">{words(mission()).goal}</p>}
        </Show>
        <div role="status">
          <Show when={reached()}>
            {(mission) => (
              <div class="mission-reached">
                <Check />
                <p>
                  <b>{t().done}</b>{" "}
                  <Show when={open()}>
                    <Rich of={lesson(mission())} />
                  </Show>
                </p>
              </div>
            )}
          </Show>
          <Show when={reached() && following(progress, reached()!) === undefined}>
            <p>
              <b>{t().all}</b>
            </p>
          </Show>
          <Show when={others().length > 0}>
            <p class="mission-also">
              <span aria-hidden="true">✓</span> {t().also}
              <For each={others()}>
                {(mission) => (
                  <>
                    {" "}
                    <button
                      type="button"
                      class="term"
                      onClick={() => {
                        choose(mission);
                        title.focus();
                      }}
                    >
                      {words(mission).title}
                    </button>
                  </>
                )}
              </For>
            </p>
          </Show>
        </div>
      </div>
      <Show when={away() && news()}>
        {(mission) => (
          <div class="mission-news">
            <Check />
            <span>
              {t().done} <b>{words(mission()).title}</b>
            </span>
            <button
              type="button"
              class="button small"
              onClick={() => {
                choose(mission());
                setNews(undefined);
                window.scrollTo({ top: 0 });
                title.focus({ preventScroll: true });
              }}
            >
              {t().see}
            </button>
          </div>
        )}
      </Show>
      <div class="mission-actions">
        <Show when={task()}>{(mission) => <Help mission={mission()} />}</Show>
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
            aria-expanded={!progress.folded}
            aria-label={progress.folded ? t().unfold : t().fold}
            title={progress.folded ? t().unfold : t().fold}
            onClick={() => setFolded(!progress.folded)}
          >
            <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
              <path d={progress.folded ? "M4 7l6 6 6-6" : "M4 13l6-6 6 6"} />
            </svg>
          </button>
        </Show>
      </div>
      <Show when={task()}>
        {(mission) => (
          <ol
            class="mission-hints"
            aria-label={t().hints}
            aria-live="polite"
            hidden={opened(mission()) === 0}
          >
            <For each={words(mission()).hints.slice(0, opened(mission()))}>
              {(hint) => (
                <li>
                  <Rich of={hint} />
                </li>
              )}
            </For>
          </ol>
        )}
      </Show>
    </section>
  );
}

const opened = (mission: Mission): number => progress.hints[mission.id] ?? 0;

/** The bar, and in words where it stands. */
function HowFar(props: { mission: Mission }): JSX.Element {
  const memory = () => progress.memory[props.mission.id] ?? {};
  const part = (): number => {
    const seen = facts();
    return seen ? share(props.mission, seen, memory()) : 0;
  };
  const way = (): string => {
    const seen = facts();
    const found = seen && props.mission.way?.(seen, memory());
    return found ? wayText(found) : "";
  };
  return (
    <div class="mission-way">
      <div
        class="mission-track"
        role="progressbar"
        aria-label={t().way}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * part())}
        aria-valuetext={way() || percent(part())}
      >
        <span class="mission-fill" style={{ width: `${100 * part()}%` }} />
      </div>
      <span class="number">{way()}</span>
    </div>
  );
}

/** To the place where it happens, and one more hint. */
function Help(props: { mission: Mission }): JSX.Element {
  const all = (): number => words(props.mission).hints.length;
  const left = (): boolean => opened(props.mission) < all();
  const go = (): void => {
    const { place } = props.mission;
    if (place === "garder") setKeeping(true);
    else goTo(place);
  };
  return (
    <>
      <Show when={props.mission.place !== settings.tab}>
        <button type="button" class="button small" onClick={go}>
          <span>
            <span class="mission-long">{t().go}</span>{" "}
            {props.mission.place === "garder" ? t().keep : tabName(props.mission.place)}
          </span>
          <svg class="mission-arrow" width="18" height="18" viewBox="0 0 20 20" aria-hidden="true">
            <path d="M3 10h13M11 5l5 5-5 5" />
          </svg>
        </button>
      </Show>
      <button
        type="button"
        class="button small"
        aria-disabled={!left()}
        onClick={() => left() && openHint(props.mission)}
      >
        {left() ? t().hint(number(opened(props.mission) + 1), number(all())) : t().noMore}
      </button>
    </>
  );
}

export function MissionsDialog(props: { open: boolean; onClose: () => void }): JSX.Element {
  return (
    <Dialog open={props.open} title={t().missions} onClose={props.onClose}>
      <div class="stack">
        <p>{t().intro}</p>
        <For each={LEVELS}>{(level) => <LevelList level={level} onChosen={props.onClose} />}</For>
        <Files />
      </div>
    </Dialog>
  );
}

function LevelList(props: { level: Level; onChosen: () => void }): JSX.Element {
  const all = MISSIONS.filter(({ level }) => level === props.level);
  const done = (): number => all.filter(finished).length;
  const state = (mission: Mission): string =>
    finished(mission) ? t().isDone : mission.id === currentMission()?.id ? t().isCurrent : t().todo;
  return (
    <section>
      <div class="row spread">
        <h3 class="mission-group">
          <span aria-hidden="true" class="mission-level">
            {"◆".repeat(props.level)}
          </span>{" "}
          {t().levels[props.level]}
        </h3>
        <span class="number">{t().reached(number(done()), number(all.length))}</span>
      </div>
      <ul class="mission-list">
        <For each={all}>
          {(mission) => (
            <li>
              <button
                type="button"
                class="mission-choice"
                classList={{ reached: finished(mission) }}
                aria-current={mission.id === currentMission()?.id ? "true" : undefined}
                onClick={() => {
                  choose(mission);
                  setFolded(false);
                  props.onChosen();
                }}
              >
                <span class="mission-sign" aria-hidden="true">
                  {finished(mission) ? "✓" : mission.id === currentMission()?.id ? "▸" : ""}
                </span>
                <span class="mission-words">
                  <b>{words(mission).title}</b>
                  <span>{words(mission).goal}</span>
                </span>
                <span class="mission-state">{state(mission)}</span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

/** Save, load and erase the progress. */
function Files(): JSX.Element {
  const [asking, setAsking] = createSignal(false);
  const [said, setSaid] = createSignal<() => string>();
  const [problem, setProblem] = createSignal<unknown>();
  let answer!: HTMLParagraphElement;
  let ask: HTMLButtonElement | undefined;
  let no: HTMLButtonElement | undefined;
  const say = (what: (() => string) | undefined, wrong?: unknown): void => {
    setSaid(() => what);
    setProblem(wrong);
  };
  const open = async (file: File): Promise<void> => {
    try {
      // More than any progress: the rest need not be read to be refused.
      fromJson(await file.slice(0, 1_000_000).text());
      say(() => t().opened);
    } catch (error) {
      say(undefined, error);
    }
  };
  const erase = (): void => {
    eraseEverything();
    setAsking(false);
    say(() => t().erased);
    answer.focus();
  };
  return (
    <>
      <section>
        <h3>{t().file}</h3>
        <p class="muted">{t().fileNote}</p>
        <div class="row">
          <button
            type="button"
            class="button"
            onClick={() => give(t().fileName, toJson(), "application/json")}
          >
            {t().save}
          </button>
          <FileButton accept=".json,application/json" onFile={(file) => void open(file)}>
            {t().open}
          </FileButton>
        </div>
      </section>
      <section>
        <h3>{t().shared}</h3>
        <p class="muted">{erasesMore() ? t().sharedMore : t().sharedNote}</p>
        <Show
          when={asking()}
          fallback={
            <button
              type="button"
              class="button"
              ref={ask}
              onClick={() => {
                setAsking(true);
                no?.focus();
              }}
            >
              {t().erase}
            </button>
          }
        >
          <div class="row">
            <button type="button" class="button main" onClick={erase}>
              {t().sure}
            </button>
            <button
              type="button"
              class="button"
              ref={no}
              onClick={() => {
                setAsking(false);
                ask?.focus();
              }}
            >
              {t().no}
            </button>
          </div>
        </Show>
      </section>
      <p
        class="last"
        classList={{ problem: problem() !== undefined }}
        role="status"
        tabindex="-1"
        ref={answer}
      >
        {problem() !== undefined ? sentence(problem()) : said()?.()}
      </p>
    </>
  );
}
