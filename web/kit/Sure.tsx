/** A button that asks once more before it erases. */

import { createSignal, Show, type JSX } from "solid-js";

export function Sure(props: {
  children: JSX.Element;
  ask: string;
  yes: string;
  no: string;
  onYes: () => void;
}): JSX.Element {
  const [asking, setAsking] = createSignal(false);
  return (
    <Show
      when={asking()}
      fallback={
        <button type="button" class="button" onClick={() => setAsking(true)}>
          {props.children}
        </button>
      }
    >
      <p role="alert">{props.ask}</p>
      <button
        type="button"
        class="button"
        ref={(button) => queueMicrotask(() => button.focus())}
        onClick={() => setAsking(false)}
      >
        {props.no}
      </button>
      <button
        type="button"
        class="button"
        onClick={() => {
          setAsking(false);
          props.onYes();
        }}
      >
        {props.yes}
      </button>
    </Show>
  );
}
