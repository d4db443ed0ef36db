/** The picture's own walk: at one part after the other, by itself or by keys. */

import { createSignal, onCleanup, Show, type JSX } from "solid-js";
import { spokenIn } from "../../../../kit/aloud.js";
import { ReadAloud } from "../../../../kit/Reading.jsx";
import { Rich } from "../../../../kit/Rich.jsx";
import { worded } from "../../../state/wording.js";
import type { Flow, Free } from "./flow.js";
import type { Part } from "./parts.js";

const t = worded("stages");

/** Milliseconds that the walk stays at a part. */
const STAY = 2600;

/** Down the page is on with the flow, or against it. */
export function stepsOf({ direction }: Flow): Readonly<Record<string, number>> {
  const down = direction === "forward" ? 1 : -1;
  return { ArrowDown: down, ArrowRight: 1, ArrowUp: -down, ArrowLeft: -1 };
}

export type Walk = ReturnType<typeof createWalk>;

/** Through these parts; each one that it comes to is brought into sight. */
export function createWalk(parts: () => readonly Part[], bring: (id: string) => void) {
  const [at, setAt] = createSignal<string>();
  const [walking, setWalking] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const place = (): number => parts().findIndex(({ id }) => id === at());
  const stop = (): void => {
    clearTimeout(timer);
    setWalking(false);
  };
  onCleanup(stop);
  const show = (index: number): void => {
    const part = parts()[index];
    if (part === undefined) return stop();
    setAt(part.id);
    bring(part.id);
  };
  const isLast = (): boolean => place() === parts().length - 1;
  return {
    at,
    walking,
    here: (): Part | undefined => parts()[place()],
    isFirst: (): boolean => place() <= 0,
    isLast,
    stop,
    walk(): void {
      setWalking(true);
      show(place() < 0 || isLast() ? 0 : place());
      const on = (): void => {
        timer = setTimeout(() => {
          show(place() + 1);
          if (isLast()) stop();
          else on();
        }, STAY);
      };
      on();
    },
    go(by: number): void {
      stop();
      show(Math.max(0, Math.min(parts().length - 1, place() + by)));
    },
    /** Where one has gone by oneself, or nowhere. */
    stand(id: string | undefined): void {
      stop();
      setAt(id);
    },
  };
}

export function WalkBar(props: { walk: Walk; flow: Free }): JSX.Element {
  const { walk } = props;
  let told!: HTMLParagraphElement;
  const keys = (event: KeyboardEvent): void => {
    const by = stepsOf(props.flow)[event.key];
    if (by === undefined) return;
    event.preventDefault();
    walk.go(by);
  };
  return (
    <div class="pic-walk" classList={{ on: walk.at() !== undefined }} onKeyDown={keys}>
      <div class="row">
        <button
          type="button"
          class="button small main"
          onClick={() => (walk.walking() ? walk.stop() : walk.walk())}
        >
          {walk.walking() ? t().pause : t().walk}
        </button>
        <button
          type="button"
          class="button small"
          disabled={walk.isFirst()}
          aria-label={t().before}
          onClick={() => walk.go(-1)}
        >
          {props.flow.direction === "forward" ? "↑" : "↓"}
        </button>
        <button
          type="button"
          class="button small"
          disabled={walk.isLast()}
          aria-label={t().after}
          onClick={() => walk.go(1)}
        >
          {props.flow.direction === "forward" ? "↓" : "↑"}
        </button>
        <Show when={walk.here()}>
          <button type="button" class="button small quiet" onClick={() => walk.stand(undefined)}>
            {t().done}
          </button>
        </Show>
        <ReadAloud of={() => spokenIn(told)} />
      </div>
      <p class="pic-told" ref={told} aria-live="polite">
        <Show when={walk.here()} keyed fallback={<span class="muted">{t().walkSay}</span>}>
          {(part) => (
            <>
              <b>{props.flow.title(part)}.</b> <Rich of={props.flow.says(part)} />
            </>
          )}
        </Show>
      </p>
    </div>
  );
}
