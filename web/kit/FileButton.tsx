/** A button that asks for a file; the same file can be chosen twice in a row. */

import type { JSX } from "solid-js";

export function FileButton(props: {
  children: JSX.Element;
  /** Kinds of files offered, as in the input's accept. */
  accept: string;
  onFile: (file: File) => void;
}): JSX.Element {
  return (
    <label class="button">
      {props.children}
      <input
        type="file"
        class="hidden-text"
        accept={props.accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) props.onFile(file);
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
