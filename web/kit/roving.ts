/** A row of buttons of which Tab finds one: arrows, Home and End lead to the others. */

import { createSignal, type Accessor } from "solid-js";

/** `count` buttons: the one that Tab finds, a way to make it another, and the row's own keys. */
export function createRoving(
  count: Accessor<number>,
): [
  Accessor<number>,
  (to: number) => void,
  (event: KeyboardEvent & { currentTarget: Element }) => void,
] {
  const [chosen, setChosen] = createSignal(0);
  const current = (): number => Math.min(chosen(), count() - 1);
  const move = (event: KeyboardEvent & { currentTarget: Element }): void => {
    const last = count() - 1;
    const to = { ArrowRight: current() + 1, ArrowLeft: current() - 1, Home: 0, End: last }[
      event.key
    ];
    if (to === undefined || to < 0 || to > last) return;
    event.preventDefault();
    setChosen(to);
    event.currentTarget.querySelectorAll<HTMLElement>("button")[to]?.focus();
  };
  return [current, setChosen, move];
}
