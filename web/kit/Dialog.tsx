/** What opens above the page: closed by its button, by Escape, or by a click beside it. */

import { createEffect, Show, type JSX } from "solid-js";
import { texts } from "./language.js";
import { KIT } from "../texts/kit.js";
import { CloseIcon } from "./icons.jsx";

const t = texts(KIT, "dialog");

export function Dialog(props: {
  open: boolean;
  title: string;
  onClose: () => void;
  children: JSX.Element;
}): JSX.Element {
  let dialog!: HTMLDialogElement;
  createEffect(() => {
    if (props.open && !dialog.open) dialog.showModal();
    else if (!props.open && dialog.open) dialog.close();
  });
  return (
    <dialog
      ref={dialog}
      aria-label={props.title}
      onClose={() => props.onClose()}
      onClick={(event) => event.target === dialog && props.onClose()}
    >
      <Show when={props.open}>
        <div class="dialog-head">
          <h2>{props.title}</h2>
          <button type="button" class="button small" onClick={() => props.onClose()}>
            <CloseIcon /> {t().close}
          </button>
        </div>
        <div class="dialog-body">{props.children}</div>
      </Show>
    </dialog>
  );
}
