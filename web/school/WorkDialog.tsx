/** "Mon travail": download, load, begin again, earlier copies, files that the cells wrote. */

import { createResource, createSignal, For, Show, type JSX } from "solid-js";
import { give } from "../kit/files.js";
import { Dialog } from "../kit/Dialog.jsx";
import { FileButton } from "../kit/FileButton.jsx";
import { readCopies, type Copy } from "./keep.js";
import { lesson } from "./lesson.js";
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

const NOTEBOOK = "application/x-ipynb+json";

const when = (iso: string): string =>
  new Date(iso).toLocaleString("fr-FR", {
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
      setProblem(error instanceof Refused ? error.message : "Ce fichier ne peut pas être lu.");
    }
  };
  return (
    <Dialog open={props.open} title="Mon travail" onClose={props.onClose}>
      <div class="stack">
        <p>
          <Show
            when={saving().is !== "refused"}
            fallback={
              <strong class="problem">
                Ce navigateur ne garde rien pour cette page (fenêtre privée, ou plus de place).
                Télécharge ton travail avant de partir.
              </strong>
            }
          >
            Tout ce que tu écris est gardé dans ce navigateur, sur cet ordinateur. Pour continuer
            ailleurs, télécharge ton carnet, puis charge-le là-bas.
          </Show>
        </p>
        <div class="row">
          <button type="button" class="button main" onClick={download}>
            Télécharger mon carnet
          </button>
          <FileButton accept=".ipynb,application/json" onFile={(file) => void take(file.text())}>
            Charger un carnet
          </FileButton>
        </div>
        <Show when={problem()}>
          <p class="problem" role="alert">
            {problem()}
          </p>
        </Show>
        <h3>Recommencer la leçon</h3>
        <p>
          La leçon redevient comme au premier jour. Ton travail reste dans les copies, ci-dessous.
        </p>
        <button
          type="button"
          class="button"
          onClick={() => {
            void restart();
            props.onClose();
          }}
        >
          Recommencer la leçon
        </button>
        <Show when={written().length > 0}>
          <h3>Les fichiers de tes programmes</h3>
          <ul class="plain">
            <For each={written()}>
              {({ name }) => (
                <li>
                  <button type="button" class="button small" onClick={() => giveWritten(name)}>
                    Télécharger {name}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <h3>Les copies</h3>
        <Show when={copies()?.length} fallback={<p>Il n’y en a pas encore.</p>}>
          <ul class="plain">
            <For each={copies()}>{(copy) => <CopyLine copy={copy} onTake={take} />}</For>
          </ul>
        </Show>
        <h3>Un ordinateur partagé ?</h3>
        <Show
          when={sure()}
          fallback={
            <button type="button" class="button" onClick={() => setSure(true)}>
              Effacer mon travail de cet ordinateur
            </button>
          }
        >
          <p role="alert">
            Toutes tes leçons, tes copies et ta progression seront effacées de ce navigateur. As-tu
            téléchargé ce que tu veux garder ?
          </p>
          <div class="row">
            <button type="button" class="button" onClick={() => void eraseAll()}>
              Oui, tout effacer
            </button>
            <button type="button" class="button" onClick={() => setSure(false)}>
              Non, garder
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
      <span>{label()}</span>
      <button
        type="button"
        class="button small"
        aria-label={`Reprendre la copie du ${label()}`}
        onClick={() => props.onTake(Promise.resolve(props.copy.notebook))}
      >
        Reprendre
      </button>
      <button
        type="button"
        class="button small"
        aria-label={`Télécharger la copie du ${label()}`}
        onClick={() => give(fileName(new Date(props.copy.at)), props.copy.notebook, NOTEBOOK)}
      >
        Télécharger
      </button>
    </li>
  );
}

/** Two tabs hold this lesson: the pupil chooses, and the other's work stays in the copies. */
export function OvertakenDialog(): JSX.Element {
  return (
    <Dialog
      open={saving().is === "overtaken"}
      title="Cette leçon est ouverte deux fois"
      onClose={() => void settle("mine")}
    >
      <div class="stack">
        <p>
          Un autre onglet a enregistré cette leçon. Que veux-tu garder ici\u00a0? L’autre travail
          reste dans les copies, rien n’est perdu. Ensuite, ferme l’onglet de trop.
        </p>
        <div class="row">
          <button type="button" class="button main" onClick={() => void settle("mine")}>
            Ce que je vois ici
          </button>
          <button type="button" class="button" onClick={() => void settle("theirs")}>
            Ce qu’il y a dans l’autre onglet
          </button>
        </div>
      </div>
    </Dialog>
  );
}
