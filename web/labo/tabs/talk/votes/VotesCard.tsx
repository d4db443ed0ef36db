/** Vote: two answers, one is preferred; a step a vote, and what the votes have changed. */

import { createSignal, For, onCleanup, Show, type JSX } from "solid-js";
import { number, percent } from "../../../../kit/language.js";
import { Rich } from "../../../../kit/Rich.jsx";
import type { Ballot, VotesRead, Wish } from "../../../../worker/protocol.js";
import { WORLDS } from "../../../../spec.js";
import { isWorld } from "../../../state/lists.js";
import { trainer } from "../../../state/model.js";
import { tell } from "../../../state/notice.js";
import { settings } from "../../../state/settings.js";
import { worded } from "../../../state/wording.js";
import { preferred } from "./robot.js";

const t = worded("votes");

const WISHES: readonly Wish[] = ["flattering", "thankful", "long", "short", "yes"];
/** What the robot can be made to vote for. */
const ROBOTS = ["flattering", "long"] as const satisfies readonly Wish[];
/** Votes of the robot, and milliseconds between them, so that they are seen. */
const ROBOT_VOTES = 16;
const PAUSE = 350;
/** Milliseconds without a vote until what they changed is measured. */
const REST = 700;

const [ballot, setBallot] = createSignal<Ballot>();
const [read, setRead] = createSignal<VotesRead>();
const [votes, setVotes] = createSignal(0);

/** What may stand before an answer in the world at hand. */
const openings = (): readonly string[] =>
  isWorld(settings.list) ? WORLDS[settings.list].manners.openings : [];

export function VotesCard(): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const [robot, setRobot] = createSignal<(typeof ROBOTS)[number]>();
  let gone = false;
  onCleanup(() => (gone = true));
  const guarded = async (action: () => Promise<void>): Promise<void> => {
    if (busy()) return;
    setBusy(true);
    try {
      await action();
    } catch (error) {
      setRobot(undefined);
      tell(error);
    }
    setBusy(false);
  };
  const next = async (): Promise<void> => {
    setBallot(await trainer.ask("ballot", null));
  };
  const look = async (): Promise<void> => {
    const found = await trainer.ask("votes", null);
    setRead(found);
    setVotes(found.votes);
  };
  const vote = async (chosen: 0 | 1): Promise<void> => {
    await trainer.ask("vote", { ballot: ballot()!, chosen });
    setVotes(votes() + 1);
    await next();
  };
  let late: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(late));
  const byHand = (chosen: 0 | 1): void =>
    void guarded(async () => {
      clearTimeout(late);
      await vote(chosen);
      // What it changed is measured once nobody votes on: that takes longer than a vote.
      late = setTimeout(() => void look().catch(tell), REST);
    });
  const start = (): void =>
    void guarded(async () => {
      await look();
      await next();
    });
  const letRobot = (wish: (typeof ROBOTS)[number]): void =>
    void guarded(async () => {
      setRobot(wish);
      for (let n = 0; n < ROBOT_VOTES && !gone && robot() !== undefined; n++) {
        const choice = preferred(wish, ballot()!.answers, openings());
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        if (choice !== undefined) await vote(choice);
        else {
          await next();
          n--;
        }
      }
      setRobot(undefined);
      await look();
    });
  return (
    <section
      class="card stack votes"
      onKeyDown={(event) => {
        const place = ["1", "2"].indexOf(event.key);
        if (place >= 0 && ballot() !== undefined) byHand(place as 0 | 1);
      }}
    >
      <h2>{t().title}</h2>
      <p>
        <Rich of={t().how} />
      </p>
      <Show
        when={ballot()}
        fallback={
          <div class="row">
            <button
              type="button"
              class="button main"
              disabled={busy() || trainer.running()}
              onClick={start}
            >
              {t().start}
            </button>
          </div>
        }
      >
        {(asked) => (
          <>
            <p class="muted small last">{asked().before}</p>
            <p class="last">
              <b>{asked().question}</b>
            </p>
            <div class="choices">
              <For each={[0, 1] as const}>
                {(place) => (
                  <button
                    type="button"
                    class="choice told"
                    disabled={robot() !== undefined || trainer.running()}
                    onClick={() => byHand(place)}
                  >
                    {asked().answers[place] || "…"}
                  </button>
                )}
              </For>
            </div>
            <div class="row">
              <p class="muted last" role="status">
                {t().count(votes())}
              </p>
              <button
                type="button"
                class="button small"
                disabled={busy() || votes() === 0}
                onClick={() =>
                  void guarded(async () => {
                    await trainer.ask("unvote", null);
                    await look();
                    await next();
                  })
                }
              >
                {t().undo}
              </button>
            </div>
            <details>
              <summary>{t().robot}</summary>
              <p class="muted small">{t().robotHow(ROBOT_VOTES)}</p>
              <div class="row">
                <For each={ROBOTS}>
                  {(wish) => (
                    <button
                      type="button"
                      class="button small"
                      aria-pressed={robot() === wish}
                      disabled={busy() || trainer.running()}
                      onClick={() => letRobot(wish)}
                    >
                      {t().robots[wish]}
                    </button>
                  )}
                </For>
              </div>
            </details>
          </>
        )}
      </Show>
      <Show when={read()}>{(found) => <Changed of={found()} />}</Show>
    </section>
  );
}

/** On questions that were not voted on: before the votes, and now. */
function Changed(props: { of: VotesRead }): JSX.Element {
  return (
    <>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{t().changed}</th>
            <th scope="col">{t().before}</th>
            <th scope="col">{t().now}</th>
          </tr>
        </thead>
        <tbody>
          <For each={WISHES.filter((wish) => props.of.wishes[wish].some((share) => share > 0))}>
            {(wish) => (
              <tr>
                <th scope="row">{t().wishes[wish]}</th>
                <td>{percent(props.of.wishes[wish][0])}</td>
                <td>{percent(props.of.wishes[wish][1])}</td>
              </tr>
            )}
          </For>
          <tr>
            <th scope="row">{t().right}</th>
            <td>{percent(props.of.right[0])}</td>
            <td>{percent(props.of.right[1])}</td>
          </tr>
          <Show when={props.of.stories}>
            {(stories) => (
              <tr>
                <th scope="row">{t().stories}</th>
                <td>{number(stories()[0], 3)}</td>
                <td>{number(stories()[1], 3)}</td>
              </tr>
            )}
          </Show>
        </tbody>
      </table>
      <p class="muted small last">{t().distance(number(props.of.distance, 2))}</p>
    </>
  );
}
