/** What the vote came to, how much of it is luck, and who had written what. */

import { For, Show, type JSX } from "solid-js";
import { percent } from "../../../kit/language.js";
import { capital } from "../../../kit/letters.js";
import { Rich } from "../../../kit/Rich.jsx";
import { judgement, sign } from "../../parts/originality.js";
import { sideName, SIDES, type Side } from "./sides.js";
import { byChance, copiesShown, tally, type Pair, type Vote } from "./vote.js";
import { worded } from "../../state/wording.js";

const t = worded("duel");

export function VoteResult(props: { pairs: readonly Pair[]; votes: readonly Vote[] }): JSX.Element {
  const counted = () => tally(props.votes);
  const luck = (): number => byChance(counted().a, counted().b);
  const seen = (): readonly Pair[] => props.pairs.slice(0, props.votes.length);
  const copiesSeen = (side: Side): number => copiesShown(seen(), side);
  return (
    <>
      <p class="tally">
        <Rich of={t().votes(counted().a, counted().b, counted().none)} />
      </p>
      <Show when={counted().a + counted().b > 0}>
        <p>
          {t().luck(percent(luck()))} {luck() > 0.1 ? t().little : t().something}
        </p>
      </Show>
      <For each={SIDES.filter((side) => copiesSeen(side) > 0)}>
        {(side) => <p>{t().shownCopies(sideName(side), copiesSeen(side), props.votes.length)}</p>}
      </For>
      <details>
        <summary>{t().whose}</summary>
        <ul class="whose">
          <For each={seen()}>
            {(pair, i) => (
              <li>
                <For each={SIDES}>
                  {(side) => (
                    <span classList={{ picked: props.votes[i()] === side }}>
                      <b>{sideName(side)}</b> <bdi>{capital(pair[side].text)}</bdi>{" "}
                      <span class="muted">
                        {sign(pair[side])} {judgement(pair[side])}
                      </span>
                      <Show when={props.votes[i()] === side}> ✓ {t().chosen}</Show>
                    </span>
                  )}
                </For>
              </li>
            )}
          </For>
        </ul>
      </details>
    </>
  );
}
