/** Parler: from stories to answers; the machine is taught to answer, talked to, tried and judged. */

import { createEffect, on, Show, type JSX } from "solid-js";
import { Rich } from "../../../kit/Rich.jsx";
import { WORLD_IDS, type ListId } from "../../state/lists.js";
import { isSecond, kind, step, trainer } from "../../state/model.js";
import { isReady, learnStories, setTalkers } from "../../state/talk.js";
import { worded } from "../../state/wording.js";
import { ExamCard } from "./exam/ExamCard.jsx";
import { JudgeCard } from "./judge/JudgeCard.jsx";
import { SecondCard } from "./SecondCard.jsx";
import { TalkCard } from "./TalkCard.jsx";
import { VotesCard } from "./votes/VotesCard.jsx";
import "./talk.css";

const t = worded("talk");

export function TalkTab(): JSX.Element {
  createEffect(
    on(trainer.started, () => {
      if (step() > 0 || isSecond()) void trainer.ask("talkers", null).then(setTalkers);
    }),
  );
  return (
    <>
      <h1>{t().title}</h1>
      <p class="lead">
        <Rich of={t().lead} />
      </p>
      <Show when={isReady()} fallback={<FirstCard />}>
        <div class="columns wide-left starts">
          <div class="stack">
            <Show when={isSecond()} fallback={<SecondCard />}>
              <TalkCard />
            </Show>
          </div>
          <div class="stack">
            <Show when={isSecond()}>
              <SecondCard />
            </Show>
          </div>
        </div>
        <Show when={isSecond() && trainer.answers().length > 0 && kind() === "stories"}>
          <JudgeCard />
          <ExamCard />
        </Show>
        <Show when={isSecond()}>
          <VotesCard />
        </Show>
      </Show>
    </>
  );
}

/** Names cannot be talked to: the way to the stories, and their first apprenticeship. */
function FirstCard(): JSX.Element {
  const stories = (): ListId => WORLD_IDS[0]!;
  return (
    <section class="card stack">
      <h2>{t().first}</h2>
      <p>
        <Rich of={kind() === "names" ? t().names : t().untaught} />
      </p>
      <Show when={trainer.running() && kind() !== "names"}>
        <p class="muted" role="status">
          {t().learning}
        </p>
      </Show>
      <div class="row">
        <button
          type="button"
          class="button main"
          disabled={trainer.running() && kind() !== "names"}
          onClick={() => void learnStories(stories())}
        >
          {t().learnStories}
        </button>
      </div>
      <p class="muted small last">{t().learnNote}</p>
    </section>
  );
}
