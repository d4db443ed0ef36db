/** After a duel: the vote, the measures, the names, and what can be concluded. */

import { For, Show, type JSX } from "solid-js";
import { number, percent } from "../../../kit/language.js";
import { kind } from "../../state/model.js";
import { Names } from "../../parts/Names.jsx";
import { judgeCount } from "../../parts/originality.js";
import { copies, held, losses, type Compared } from "./conclusions.js";
import { COUNT, type Duel, type Result } from "./duel.js";
import { Measures } from "./Measures.jsx";
import { both, sideName, SIDES } from "./sides.js";
import { VoteResult } from "./VoteResult.jsx";
import { worded } from "../../state/wording.js";

const t = worded("duel");

export function Results(props: { duel: Duel; result: Result }): JSX.Element {
  let heading!: HTMLHeadingElement;
  // The button that was pressed is gone: go on from here.
  queueMicrotask(() => heading.focus());
  return (
    <>
      <section class="card stack">
        <h2 ref={heading} class="next" tabindex="-1">
          {t().reveal}
        </h2>
        <Show when={props.result.pairs.length === 0}>
          <p>{t().noVote}</p>
        </Show>
        <Show when={props.duel.votes().length > 0}>
          <VoteResult pairs={props.result.pairs} votes={props.duel.votes()} />
        </Show>
        <h3>{t().measured}</h3>
        <Measures duel={props.duel} result={props.result} />
      </section>
      <div class="columns even below invented">
        <For each={SIDES}>
          {(side) => (
            <section class={`card fighter ${side}`}>
              <h3>
                <span class="badge" aria-hidden="true">
                  {sideName(side)}
                </span>
                {t().invented(sideName(side))}
              </h3>
              <Names
                names={props.result.names[side].slice(0, kind() === "names" ? 16 : 6)}
                keep
                label={t().inventsLabel(sideName(side))}
              />
            </section>
          )}
        </For>
      </div>
      <section class="card stack below">
        <h2>{t().says}</h2>
        <ul class="said">
          <For each={conclusions(props.duel, props.result)}>{(one) => <li>{one}</li>}</For>
        </ul>
        <p>
          {t().little2} {t().beautiful}
        </p>
        <p class="last">
          <button type="button" class="button main" onClick={() => props.duel.start(true)}>
            {t().again}
          </button>
        </p>
      </section>
    </>
  );
}

/** In sentences. */
function conclusions({ trainers }: Duel, { names, agreements }: Result): string[] {
  const guessed = (where: string, compared: Compared): string =>
    compared.of === "differ"
      ? t().guess(
          where,
          sideName(compared.lower),
          number(compared.low, 2),
          number(compared.high, 2),
        )
      : compared.of === "same"
        ? t().guessSame(where)
        : t().guessEqual(where);
  const said = [
    guessed(t().onTheList, losses(both((side) => trainers[side].tick()?.loss ?? Number.NaN))),
  ];
  const hidden = both((side) => trainers[side].tick()?.heldOutLoss ?? null);
  if (hidden.a !== null && hidden.b !== null)
    said.push(guessed(t().onHidden, losses({ a: hidden.a, b: hidden.b })));
  if (agreements.a && agreements.b) {
    const kept = held({ a: agreements.a, b: agreements.b });
    said.push(
      kept.of === "differ"
        ? t().agree(sideName(kept.lower === "a" ? "b" : "a"), percent(kept.high), percent(kept.low))
        : t().agreeSame(percent(agreements.a.share), percent(agreements.b.share)),
    );
  }
  // A text of one's own is copied in part, never as a whole.
  if (kind() === "text") return said;
  const counts = both((side) => judgeCount(names[side]).copies);
  const copied = copies(counts, COUNT);
  said.push(
    copied.of === "differ"
      ? t().copiesMore(
          sideName(copied.lower === "a" ? "b" : "a"),
          number(copied.high),
          number(copied.low),
        )
      : copied.of === "equal"
        ? t().copiesEqual(counts.a)
        : t().copiesSame(counts.a, counts.b),
  );
  return said;
}
