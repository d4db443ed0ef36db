/** How many parameters the dials make, beside those of the model there is. */

import { createMemo, Show, type JSX } from "solid-js";
import { parameterCount } from "../../../engine/config.js";
import { number } from "../../../kit/language.js";
import { Rich } from "../../../kit/Rich.jsx";
import { restart, stale, step, trainer } from "../../state/model.js";
import { goTo } from "../../state/shown.js";
import { begin } from "../../state/slow.js";
import { alike, shape, turning } from "./dials.js";
import { times } from "./size.js";
import { worded } from "../../state/wording.js";

const t = worded("grow");

const current = (): number | undefined => {
  const started = trainer.started();
  return started && parameterCount(started.config);
};

export function CountCard(): JSX.Element {
  const count = createMemo((): number | undefined => {
    const found = shape();
    return found && parameterCount(found);
  });
  const compared = (): string => {
    const [now, before] = [count(), current()];
    if (now === undefined || before === undefined) return "";
    if (!stale() && !turning()) return t().current;
    if (now === before) {
      if (!alike(shape()!, trainer.started()!.config)) return t().equal;
      return turning() ? t().current : t().same;
    }
    return now > before ? t().bigger(times(now / before)) : t().smaller(times(before / now));
  };
  let card!: HTMLElement;
  const build = async (): Promise<void> => {
    // The button goes away: the keyboard goes on from the one that comes.
    if (await restart())
      setTimeout(() => card.querySelector("button")?.focus({ preventScroll: true }), 60);
  };
  const widest = (): number => Math.max(count() ?? 1, current() ?? 1);
  return (
    <section ref={card} class="card count">
      <Show when={count()} fallback={<p class="problem last">{t().impossible}</p>}>
        {(found) => (
          <>
            <p class="last">
              <output class="huge number">{number(found())}</output> <span>{t().count}</span>
            </p>
            <div class="two" aria-hidden="true">
              <span class="now" style={{ width: `${(100 * found()) / widest()}%` }} />
              <span class="before" style={{ width: `${(100 * (current() ?? 0)) / widest()}%` }} />
            </div>
            <p role="status" class="last">
              <Rich of={compared()} />
            </p>
          </>
        )}
      </Show>
      <Show when={stale() && !turning() && step() > 0 && shape()}>
        <p class="small lost">{t().lost(step())}</p>
        <button type="button" class="button main" onClick={() => void build()}>
          {t().build}
        </button>
      </Show>
      <Show when={!stale() && step() === 0}>
        <p class="small muted lost">{t().fresh}</p>
        <button
          type="button"
          class="button main"
          onClick={() => {
            goTo("apprendre");
            void begin();
          }}
        >
          {t().train}
        </button>
      </Show>
    </section>
  );
}
