/** The blind vote: two names at a time, and nothing says who wrote which. */

import { For, type JSX } from "solid-js";
import { number } from "../../../kit/language.js";
import { capital } from "../../../kit/letters.js";
import { kind } from "../../state/model.js";
import { SIDES, type Side } from "./sides.js";
import type { Pair, Vote } from "./vote.js";
import { worded } from "../../state/wording.js";

const t = worded("duel");

export function VoteCard(props: {
  pairs: readonly Pair[];
  done: number;
  onVote: (vote: Vote) => void;
  onSkip: () => void;
}): JSX.Element {
  const pair = (): Pair => props.pairs[Math.min(props.done, props.pairs.length - 1)]!;
  const sides = (): readonly Side[] => (pair().first === "a" ? SIDES : [...SIDES].reverse());
  return (
    <section class="card stack vote">
      <h2 class="next" tabindex="-1">
        {t().vote}
      </h2>
      <p>{t().voteHow}</p>
      <p class="muted last" role="status">
        {t().pair(number(Math.min(props.done + 1, props.pairs.length)), number(props.pairs.length))}
        <span class="hidden-text">
          .{" "}
          <bdi>
            {sides()
              .map((side) => capital(pair()[side].text))
              .join(", ")}
          </bdi>
        </span>
      </p>
      <div class="choices">
        {/* The same two buttons all along, so that the keyboard's focus stays. */}
        <For each={[0, 1]}>
          {(place) => (
            <button
              type="button"
              class="choice"
              classList={{ told: kind() !== "names" }}
              dir="auto"
              onClick={() => props.onVote(sides()[place]!)}
            >
              {capital(pair()[sides()[place]!].text)}
            </button>
          )}
        </For>
      </div>
      <div class="row">
        <button type="button" class="button" onClick={() => props.onVote(null)}>
          {t().neither}
        </button>
        <button type="button" class="button quiet" onClick={() => props.onSkip()}>
          {t().skip}
        </button>
      </div>
    </section>
  );
}
