/** "Mon travail": download, load, begin again, earlier copies, files that the cells wrote. */

import { createResource, createSignal, For, Show, type JSX } from "solid-js";
import { give } from "../kit/files.js";
import { Dialog } from "../kit/Dialog.jsx";
import { FileButton } from "../kit/FileButton.jsx";
import { locale, texts } from "../kit/language.js";
import { SCHOOL } from "../texts/school.js";
import { readCopies, type Copy } from "./keep.js";
import { lesson } from "./lesson.js";
import { pythonState, stop } from "./python.js";
import {
  currentNotebook,
  eraseAll,
  giveWritten,
  load,
  Refused,
  restart,
  saving,
  settle,
  written,
} from "./work.js";

const t = texts(SCHOOL, "work");

const NOTEBOOK = "application/x-ipynb+json";

const when = (iso: string): string =>
  new Date(iso).toLocaleString(locale(), {
    dateStyle: "long",
    timeStyle: "short",
  });

const fileName = (at = new Date()): string => {
  const day = `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`;
  return `lecon_${lesson.number}_mon_travail_${day}.ipynb`;
};

export const download = (): void => give(fileName(), currentNotebook(), NOTEBOOK);

export function WorkDialog(props: { open: boolean; onClose: () => void }): JSX.Element {
  const [problem, setProblem] = createSignal<string>();
  const [sure, setSure] = createSignal(false);
  const [copies] = createResource(
    () => props.open,
    () => readCopies(lesson.number).catch(() => []),
  );
  const take = async (text: Promise<string>): Promise<void> => {
    try {
      await load(await text);
      setProblem(undefined);
      props.onClose();
    } catch (error) {
      setProblem(error instanceof Refused ? error.message : t().unreadable);
    }
  };
  return (
    <Dialog open={props.open} title={t().title} onClose={props.onClose}>
      <div class="stack">
        <p>
          <Show
            when={saving().is !== "refused"}
            fallback={<strong class="problem">{t().refused}</strong>}
          >
            {t().kept}
          </Show>
        </p>
        <div class="row">
          <button type="button" class="button main" onClick={download}>
            {t().download}
          </button>
          <FileButton accept=".ipynb,application/json" onFile={(file) => void take(file.text())}>
            {t().load}
          </FileButton>
        </div>
        <Show when={problem()}>
          <p class="problem" role="alert">
            {problem()}
          </p>
        </Show>
        <h3>{t().again}</h3>
        <p>{t().againNote}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            void restart();
            props.onClose();
          }}
        >
          {t().again}
        </button>
        <h3>{t().python}</h3>
        <p>{t().pythonNote}</p>
        <button
          type="button"
          class="button"
          disabled={pythonState().at !== "ready"}
          onClick={() => {
            stop();
            props.onClose();
          }}
        >
          {t().python}
        </button>
        <Show when={written().length > 0}>
          <h3>{t().files}</h3>
          <ul class="plain">
            <For each={written()}>
              {({ name }) => (
                <li>
                  <button type="button" class="button small" onClick={() => giveWritten(name)}>
                    {t().downloadFile(name)}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <h3>{t().copies}</h3>
        <Show when={copies()?.length} fallback={<p>{t().noCopies}</p>}>
          <ul class="plain">
            <For each={copies()}>{(copy) => <CopyLine copy={copy} onTake={take} />}</For>
          </ul>
        </Show>
        <h3>{t().shared}</h3>
        <Show
          when={sure()}
          fallback={
            <button type="button" class="button" onClick={() => setSure(true)}>
              {t().erase}
            </button>
          }
        >
          <p role="alert">{t().sure}</p>
          <div class="row">
            <button type="button" class="button" onClick={() => void eraseAll()}>
              {t().yes}
            </button>
            <button type="button" class="button" onClick={() => setSure(false)}>
              {t().no}
            </button>
          </div>
        </Show>
      </div>
    </Dialog>
  );
}

function CopyLine(props: { copy: Copy; onTake: (text: Promise<string>) => void }): JSX.Element {
  const label = (): string => `${when(props.copy.at)}, ${props.copy.why}`;
  return (
    <li class="row">
      <span>
        <time datetime={props.copy.at}>{when(props.copy.at)}</time>, {props.copy.why}
      </span>
      <button
        type="button"
        class="button small"
        aria-label={t().takeCopy(label())}
        onClick={() => props.onTake(Promise.resolve(props.copy.notebook))}
      >
        {t().take}
      </button>
      <button
        type="button"
        class="button small"
        aria-label={t().downloadCopy(label())}
        onClick={() => give(fileName(new Date(props.copy.at)), props.copy.notebook, NOTEBOOK)}
      >
        {t().downloadShort}
      </button>
    </li>
  );
}

/** Two tabs hold this lesson: the pupil chooses, and the other's work stays in the copies. */
export function OvertakenDialog(): JSX.Element {
  return (
    <Dialog
      open={saving().is === "overtaken"}
      title={t().twice}
      onClose={() => void settle("mine")}
    >
      <div class="stack">
        <p>{t().twiceNote}</p>
        <div class="row">
          <button type="button" class="button main" onClick={() => void settle("mine")}>
            {t().mine}
          </button>
          <button type="button" class="button" onClick={() => void settle("theirs")}>
            {t().theirs}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
