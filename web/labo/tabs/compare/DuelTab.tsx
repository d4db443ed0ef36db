/** Deux modèles: the same list, one difference; which one invents better? */

import { createRoot, For, onCleanup, Show, type JSX } from "solid-js";
import { Rich } from "../../../kit/Rich.jsx";
import { sentence } from "../../parts/problems.js";
import { ChooseCard } from "./ChooseCard.jsx";
import { createDuel, type Duel } from "./duel.js";
import { Results } from "./Results.jsx";
import { sideName, SIDES } from "./sides.js";
import { TwoCurves } from "./TwoCurves.jsx";
import { VoteCard } from "./VoteCard.jsx";
import "./compare.css";
import { worded } from "../../state/wording.js";

const t = worded("duel");

// The duel, and the votes, go on while one looks at other tabs.
let kept: Duel | undefined;
let onResult = (): void => {};

export function DuelTab(): JSX.Element {
  let launcher!: HTMLButtonElement;
  const duel = (kept ??= createRoot(() => createDuel(() => onResult())));
  onResult = () => {
    // What comes next stands below: go there, unless one is busy elsewhere.
    if ([launcher, document.body, null].includes(document.activeElement as HTMLButtonElement)) {
      document.querySelector<HTMLElement>(".duel .next")?.focus();
    }
  };
  onCleanup(() => (onResult = () => {}));
  return (
    <div class="duel">
      <h1>{t().title}</h1>
      <p class="lead">
        <Rich of={t().lead} />
      </p>
      <Show when={duel.problem()}>
        <p class="problem" role="alert">
          {sentence(duel.problem())}
        </p>
      </Show>
      <ChooseCard duel={duel} launcher={(button) => (launcher = button)} />

      <Show when={duel.ran()}>
        {(what) => (
          <section class="card">
            <h2>{t().curves}</h2>
            <TwoCurves
              a={duel.trainers.a.curve().losses}
              b={duel.trainers.b.curve().losses}
              noisy={(duel.trainers.a.started()?.recipe.batch ?? 0) > 0}
              span={Math.max(what().until.a, what().until.b)}
              lines={duel.trainers.a.started()?.lines}
            />
            <Show when={what().kind === "temperature"}>
              <p class="muted last">{t().sameModel}</p>
            </Show>
            <Show when={what().kind === "age" && what().until.a !== what().until.b}>
              <p class="muted last">
                {what().until.a > what().until.b
                  ? t().sameStart("A", "B")
                  : t().sameStart("B", "A")}
              </p>
            </Show>
            <For each={SIDES}>
              {(side) => (
                <Show when={duel.trainers[side].tick()?.ended === "diverged"}>
                  <p class="problem last">{t().exploded(sideName(side))}</p>
                </Show>
              )}
            </For>
          </section>
        )}
      </Show>

      <Show when={duel.phase() === "voting" && duel.result()}>
        {(found) => (
          <VoteCard
            pairs={found().pairs}
            done={duel.votes().length}
            onVote={duel.vote}
            onSkip={duel.skipVote}
          />
        )}
      </Show>

      <Show when={duel.phase() === "done" && duel.result()}>
        {(found) => <Results duel={duel} result={found()} />}
      </Show>
    </div>
  );
}
