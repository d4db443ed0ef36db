/** A lesson's page starts here. */

import { For, Show, type JSX } from "solid-js";
import { createSignal } from "solid-js";
import { render } from "solid-js/web";
import { CloseIcon } from "../kit/icons.jsx";
import { texts } from "../kit/language.js";
import { followReading } from "../kit/reading.js";
import { ReadingDialog } from "../kit/Reading.jsx";
import { dark, followTheme } from "../kit/theme.js";
import { ShareSwitch } from "../room/ShareSwitch.jsx";
import { SCHOOL } from "../texts/school.js";
import { CellView } from "./CellView.jsx";
import { followTerms, GlossaryDialog } from "./GlossaryDialog.jsx";
import { lesson, type Cell } from "./lesson.js";
import { followOffline } from "./offline.js";
import { Top } from "./Top.jsx";
import { begin, begun, exercisesDone, notice, remember, saving, setNotice } from "./work.js";
import { download, OvertakenDialog, WorkDialog } from "./WorkDialog.jsx";
import "./style.css";

const t = texts(SCHOOL, "page");

function titleOf(cell: Cell, place: number): string {
  return cell.exercise === undefined ? t().cell(place) : t().exercise(cell.exercise);
}

function Lesson(): JSX.Element {
  const [work, setWork] = createSignal(false);
  let places = 0;
  const code = lesson.cells.map((cell) => (cell.kind === "code" ? ++places : 0));
  return (
    <>
      <a class="skip button" href="#contenu">
        {t().skip}
      </a>
      <Top onWork={() => setWork(true)} />
      {/* Pictures made for notebooks ask in this way which theme they stand in. */}
      <main id="contenu" tabindex="-1" data-jp-theme-light={!dark()} onClick={followTerms}>
        <Show when={notice()}>
          <div class="notice" role="status">
            <p>{notice()}</p>
            <button
              type="button"
              class="button quiet small"
              aria-label={t().close}
              onClick={() => setNotice(undefined)}
            >
              <CloseIcon />
            </button>
          </div>
        </Show>
        <Show when={saving().is === "refused"}>
          <div class="notice error" role="alert">
            <p>{t().refused}</p>
            <button type="button" class="button small" onClick={download}>
              {t().download}
            </button>
          </div>
        </Show>
        <ShareSwitch shown={{ lesson: lesson.number, done: exercisesDone(), begun: begun() }} />
        <For each={lesson.cells}>
          {(cell, i) => (
            <CellView cell={cell} title={titleOf(cell, code[i()]!)} onNext={() => goOn(i())} />
          )}
        </For>
        <Around />
      </main>
      <WorkDialog open={work()} onClose={() => setWork(false)} />
      <ReadingDialog />
      <OvertakenDialog />
      <GlossaryDialog />
    </>
  );
}

/** To the next cell's code, as in a notebook. */
function goOn(place: number): void {
  const editors = document.querySelectorAll<HTMLElement>("main .cm-content");
  const before = lesson.cells.slice(0, place).filter(({ kind }) => kind === "code").length;
  editors[before + 1]?.focus({ preventScroll: true });
  editors[before + 1]?.closest("section")?.scrollIntoView({ block: "nearest" });
}

/** To the lessons beside this one. */
function Around(): JSX.Element {
  const link = (number: number, text: string): JSX.Element => (
    <Show when={lesson.lessons[number]}>
      {(title) => (
        <a class="button" href={`lecon-${number}.html`}>
          {text} {number}, <span class="lesson-title">{title()}</span>
        </a>
      )}
    </Show>
  );
  return (
    <nav class="row around" aria-label={t().others}>
      {link(lesson.number - 1, t().before)}
      <a class="button" href="index.html">
        {t().all}
      </a>
      {link(lesson.number + 1, t().next)}
    </nav>
  );
}

const root = document.getElementById("app")!;
void remember().finally(() => {
  root.textContent = "";
  render(() => {
    followTheme();
    followReading();
    return <Lesson />;
  }, root);
  if (location.hash !== "") document.querySelector(location.hash)?.scrollIntoView();
  void begin();
  followOffline();
});
