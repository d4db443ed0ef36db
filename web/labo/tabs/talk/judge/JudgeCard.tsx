/** À toi de juger: twenty answers; believe, or check? */

import { createSignal, For, Show, type JSX } from "solid-js";
import { number, percent } from "../../../../kit/language.js";
import type { Examined } from "../../../../worker/protocol.js";
import { Random } from "../../../../engine/random.js";
import { Working } from "../../../parts/Working.jsx";
import { trainer } from "../../../state/model.js";
import { tell } from "../../../state/notice.js";
import { worded } from "../../../state/wording.js";
import { balance, isTrue, points, type Choice } from "./score.js";

const t = worded("judge");

/** What is asked, and how often: half of it can be answered. */
const GAME = { story: 10, absent: 4, untold: 3, stranger: 3 } as const;
let games = 0;

const [game, setGame] = createSignal<readonly Examined[]>([]);
const [choices, setChoices] = createSignal<readonly Choice[]>([]);
/** The story of the answer at hand is open, and what was chosen is judged. */
const [judged, setJudged] = createSignal(false);

export function JudgeCard(): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  let next: HTMLButtonElement | undefined;
  const start = async (): Promise<void> => {
    setBusy(true);
    try {
      const from = 10_000 + 100 * games++;
      const asked: Examined[] = [];
      for (const [kind, count] of Object.entries(GAME) as [keyof typeof GAME, number][]) {
        asked.push(...(await trainer.ask("exam", { which: "now", kind, from, count })));
      }
      setGame([...new Random(from).order(asked.length)].map((place) => asked[place]!));
      setChoices([]);
      setJudged(false);
    } catch (error) {
      tell(error);
    }
    setBusy(false);
  };
  const place = (): number => choices().length - (judged() ? 1 : 0);
  const now = () => game()[place()];
  const choose = (choice: Choice): void => {
    setChoices((before) => [...before, choice]);
    setJudged(true);
    next?.focus();
  };
  const last = () => choices().at(-1)!;
  return (
    <section class="card stack judge">
      <h2>{t().title}</h2>
      <p>{t().how}</p>
      <Show
        when={game().length > 0}
        fallback={
          <div class="row">
            <Working
              class="button main"
              busy={busy()}
              disabled={trainer.running()}
              onClick={() => void start()}
            >
              {t().start}
            </Working>
          </div>
        }
      >
        <Show
          when={now()}
          fallback={<Result game={game()} choices={choices()} again={() => void start()} />}
        >
          {(one) => (
            <div class="quiz stack">
              <p class="muted last" role="status">
                {t().place(number(place() + 1), number(game().length))}
              </p>
              <p class="last">
                <b>{one().question}</b>
              </p>
              <p class="reply last" aria-live="polite">
                {one().answer || "…"}
              </p>
              <Show
                when={judged()}
                fallback={
                  <div class="row">
                    <button type="button" class="button main" onClick={() => choose("believe")}>
                      {t().believe}
                    </button>
                    <button type="button" class="button" onClick={() => choose("check")}>
                      {t().check}
                    </button>
                  </div>
                }
              >
                <p class="told last">{one().before}</p>
                <p class="mark last" role="status" classList={{ [one().mark]: true }}>
                  {t().marks[one().mark]} {one().mark === "false" ? t().truth(one().truth) : ""}{" "}
                  {t().worth(points(last(), one()))}
                </p>
                <p class="muted small last">{t().sure(percent(one().probability))}</p>
                <div class="row">
                  <button
                    type="button"
                    class="button main"
                    ref={(button) => {
                      next = button;
                      queueMicrotask(() => button.focus());
                    }}
                    onClick={() => setJudged(false)}
                  >
                    {t().next}
                  </button>
                </div>
              </Show>
            </div>
          )}
        </Show>
      </Show>
    </section>
  );
}

/** Where one trusted too much or too little, beside the model's own probabilities. */
function Result(props: {
  game: readonly Examined[];
  choices: readonly Choice[];
  again: () => void;
}): JSX.Element {
  const found = () => balance(props.game, props.choices);
  const chosen = (choice: Choice, truth: boolean): readonly Examined[] =>
    props.game.filter((one, i) => props.choices[i] === choice && isTrue(one) === truth);
  return (
    <div class="stack" role="status">
      <h3>{t().result(found().points, found().most)}</h3>
      <p class="last">{t().tooMuch(found().tooMuch)}</p>
      <p class="last">{t().tooLittle(found().tooLittle)}</p>
      <p class="last">{t().model(found().model)}</p>
      <Misjudged title={t().believed} of={chosen("believe", false)} />
      <Misjudged title={t().checked} of={chosen("check", true)} />
      <div class="row">
        <button
          type="button"
          class="button main"
          disabled={trainer.running()}
          onClick={() => props.again()}
        >
          {t().again}
        </button>
      </div>
    </div>
  );
}

function Misjudged(props: { title: string; of: readonly Examined[] }): JSX.Element {
  return (
    <Show when={props.of.length > 0}>
      <p class="last">{props.title}</p>
      <ul>
        <For each={props.of}>
          {(one) => (
            <li>
              {one.question} <i>{one.answer}</i> {t().sure(percent(one.probability))}
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
