/** A stage on the way through the model, which opens to show its numbers. */

import { createSignal, Show, type JSX } from "solid-js";
import { Rich } from "../../../kit/Rich.jsx";
import { worded } from "../../state/wording.js";

const t = worded("stages");

// Which stages are open stays while one looks at other tabs.
export const [opened, setOpened] = createSignal<ReadonlySet<string>>(
  new Set(["cards", "0.looks", "chances"]),
);

function toggle(id: string, open: boolean): void {
  if (opened().has(id) === open) return;
  const next = new Set(opened());
  if (open) next.add(id);
  else next.delete(id);
  setOpened(next);
}

export function Stage(props: {
  id: string;
  title: string;
  say: string;
  why: string;
  off?: boolean;
  peek: JSX.Element;
  children: JSX.Element;
}): JSX.Element {
  return (
    <li class="in-stage" classList={{ off: props.off ?? false }}>
      <details
        open={opened().has(props.id)}
        onToggle={(event) => toggle(props.id, event.currentTarget.open)}
      >
        <summary>
          <span class="in-title">{props.title}</span>
          <Show when={props.off}>
            <span class="in-off">{t().off}</span>
          </Show>
          <span class="in-peek">{props.peek}</span>
        </summary>
        <Show when={opened().has(props.id)}>
          <p class="in-say">
            <Rich of={props.say} />
          </p>
          {props.children}
          <details class="in-why">
            <summary>{t().why}</summary>
            <p>{props.why}</p>
          </details>
        </Show>
      </details>
    </li>
  );
}
