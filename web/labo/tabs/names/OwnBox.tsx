/** A box to write or paste a list or a text in, and a button to open it from a file. */

import { onCleanup, Show, type JSX } from "solid-js";
import { InputError } from "../../../engine/errors.js";
import { FileButton } from "../../../kit/FileButton.jsx";
import { tell } from "../../state/notice.js";
import { worded } from "../../state/wording.js";
import { forgetTyped, readNow, readSoon } from "./typed.js";

const t = worded("names");

/** Characters: a longer text would freeze the box it is written in. */
const SHOWN_TEXT = 100_000;
/** Milliseconds. */
const REST = 250;

export function OwnBox(props: {
  text: string;
  label: string;
  placeholder: string;
  /** What stands in place of a text that is too long to be shown. */
  big: string;
  /** Kinds of files offered, as in an input's accept. */
  accept: string;
  onText: (text: string) => Promise<void>;
  onFile: (file: File) => Promise<void>;
}): JSX.Element {
  onCleanup(() => void readNow());
  const take = (text: string, wait: number): void => readSoon(() => props.onText(text), wait);
  const paste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (pasted.length <= SHOWN_TEXT) return;
    event.preventDefault();
    take(pasted, 0);
  };
  const open = (file: File): void => {
    forgetTyped();
    void props.onFile(file);
  };
  /** A file: the browser would show it in place of the page. */
  const over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    const files = event.dataTransfer?.files ?? [];
    if (files.length === 0) return;
    event.preventDefault();
    if (files.length === 1) open(files[0]!);
    else tell(new InputError("files.several", { count: files.length }));
  };
  return (
    <div class="stack" onDragOver={over} onDrop={drop}>
      <Show
        when={props.text.length <= SHOWN_TEXT}
        fallback={
          <p>
            {props.big}{" "}
            <button type="button" class="button small" onClick={() => take("", 0)}>
              {t().rewrite}
            </button>
          </p>
        }
      >
        <label class="field">
          <span>{props.label}</span>
          <textarea
            rows={8}
            spellcheck={false}
            autocapitalize="off"
            autocomplete="off"
            dir="auto"
            placeholder={props.placeholder}
            value={props.text}
            onPaste={paste}
            onInput={(event) => take(event.currentTarget.value, REST)}
          />
        </label>
      </Show>
      <FileButton accept={props.accept} onFile={open}>
        {t().import}
      </FileButton>
    </div>
  );
}
