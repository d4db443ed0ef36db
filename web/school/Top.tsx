/** What stays at the top: the lesson, how far one is, run all, stop, the work, and Python's start. */

import { For, Show, type JSX } from "solid-js";
import { Logo, PlayIcon } from "../kit/icons.jsx";
import { dark, setDark } from "../kit/theme.js";
import { lesson } from "./lesson.js";
import { pythonState, running, startAgain, stop, type Trouble } from "./python.js";
import { exercisesDone, runAll, saving } from "./work.js";

export function Top(props: { onWork: () => void }): JSX.Element {
  return (
    <header class="bar">
      <div class="bar-row">
        <a class="brand" href="index.html">
          <Logo />
          <span class="hidden-text">Accueil, </span>
          <span>
            Leçon {lesson.number} <small>{lesson.title}</small>
          </span>
        </a>
        <Squares />
      </div>
      <div class="bar-row">
        <Saved />
        <div class="row actions">
          <button type="button" class="button small" onClick={runAll}>
            <PlayIcon /> Tout exécuter
          </button>
          <button
            type="button"
            class="button small"
            disabled={running() === undefined}
            onClick={stop}
          >
            <StopIcon /> Arrêter
          </button>
          <button type="button" class="button small" onClick={() => props.onWork()}>
            Mon travail
          </button>
          <button type="button" class="button quiet small" onClick={() => setDark(!dark())}>
            {dark() ? "Mode clair" : "Mode sombre"}
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
    <nav aria-label="Les exercices">
      <ol class="squares">
        <For each={all}>
          {(number) => (
            <li>
              <a
                href={`#exercice-${number}`}
                classList={{ done: exercisesDone().includes(number) }}
                aria-label={`Exercice ${number}${exercisesDone().includes(number) ? ", réussi" : ""}`}
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
      const time = now.at.toLocaleTimeString("fr-FR", {
        hour: "2-digit",
        minute: "2-digit",
      });
      return `Enregistré sur cet ordinateur à ${time}`;
    }
    if (now.is === "refused") return "Pas enregistré";
    return "Ton travail s’enregistre tout seul";
  };
  return <p class="saved muted">{said()}</p>;
}

const TROUBLES: Record<Trouble, string> = {
  "old-browser":
    "Ce navigateur est trop ancien pour faire tourner Python. Essaie avec Firefox, Chrome ou Edge à jour. Tu peux lire la leçon et écrire tes réponses en attendant.",
  files:
    "Les fichiers de Python ne sont pas arrivés. Vérifie le réseau, puis réessaie. Si cela continue, dis à ton professeur que le dossier «\u00a0fichiers\u00a0» manque, ou que le serveur l’envoie mal.",
  died: "Python s’est arrêté net. Il n’avait peut-être plus assez de mémoire. Ton texte est gardé, tes variables sont effacées.",
  blocked:
    "Python n’a pas pu démarrer ici. Recharge la page, ou essaie un autre navigateur. Si cela continue, dis à ton professeur que cette page n’a pas le droit de faire tourner Python.",
};

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
          <span>
            {pythonState().at === "files" ? "Python arrive…" : "Python s’installe dans la page…"} Tu
            peux déjà lire.
          </span>
          <progress max="1" value={share()} />
        </label>
      </Show>
      <Show when={trouble()}>
        {(what) => (
          <div class="notice error">
            <p>{TROUBLES[what()]}</p>
            <button type="button" class="button small" onClick={() => startAgain(lesson.python)}>
              {what() === "died" ? "Redémarrer Python" : "Réessayer"}
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
