/** All missions, level by level, and what can be done with the progress. */

import { For, type JSX } from "solid-js";
import { Dialog } from "../../kit/Dialog.jsx";
import { number, texts } from "../../kit/language.js";
import { LABO } from "../../texts/labo.js";
import { LEVELS, type Level, type Mission } from "./mission.js";
import { MISSIONS } from "./missions.js";
import { choose, currentMission, finished, setFolded } from "./progress.js";
import { ProgressFile } from "./ProgressFile.jsx";
import { wordsOf } from "./words.js";

const t = texts(LABO, "missions");

export function MissionsDialog(props: { open: boolean; onClose: () => void }): JSX.Element {
  return (
    <Dialog open={props.open} title={t().missions} onClose={props.onClose}>
      <div class="stack">
        <p>{t().intro}</p>
        <For each={LEVELS}>{(level) => <LevelList level={level} onChosen={props.onClose} />}</For>
        <ProgressFile />
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
                  <b>{wordsOf(mission).title}</b>
                  <span>{wordsOf(mission).goal}</span>
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
