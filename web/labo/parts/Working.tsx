/** A button whose work takes a while: it keeps the keyboard's focus, which one that is disabled loses. */

import type { JSX } from "solid-js";

export function Working(props: {
  class: string;
  busy: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: JSX.Element;
}): JSX.Element {
  return (
    <button
      type="button"
      class={props.class}
      disabled={props.disabled}
      aria-disabled={props.busy}
      onClick={() => props.busy || props.onClick()}
    >
      {props.children}
    </button>
  );
}
