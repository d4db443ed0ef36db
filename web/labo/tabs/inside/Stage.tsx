/** What an opened part of the picture shows: what happens there, its numbers, and why. */

import { createSignal, type JSX } from "solid-js";
import { Rich } from "../../../kit/Rich.jsx";
import { worded } from "../../state/wording.js";

const t = worded("stages");

// Which parts are open stays while one looks at other tabs.
export const [opened, setOpened] = createSignal<ReadonlySet<string>>(new Set<string>());

export function toggle(id: string): void {
  const next = new Set(opened());
  if (!next.delete(id)) next.add(id);
  setOpened(next);
}

export function Stage(props: { say: string; why: string; children: JSX.Element }): JSX.Element {
  return (
    <>
      <p class="in-say">
        <Rich of={props.say} />
      </p>
      {props.children}
      <details class="in-why">
        <summary>{t().why}</summary>
        <p>{props.why}</p>
      </details>
    </>
  );
}
