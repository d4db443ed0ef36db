/** What a cell has shown. */

import { createEffect, For, Show, type JSX } from "solid-js";
import type { Output } from "./python.js";

const installed = new Set<string>();

/** Every picture brings its style; the page needs each once. */
function withoutStyle(html: string): string {
  return html.replace(/<style>([\s\S]*?)<\/style>/g, (_all, style: string) => {
    if (!installed.has(style)) {
      installed.add(style);
      const element = document.createElement("style");
      element.textContent = style;
      document.head.append(element);
    }
    return "";
  });
}

/** HTML from the lessons' tools; the page's policy lets no script run from it. */
export function Html(props: { html: string }): JSX.Element {
  let place!: HTMLDivElement;
  createEffect(() => {
    place.innerHTML = withoutStyle(props.html);
  });
  return <div ref={place} />;
}

/** The kind of a box: exercice, juste, aide, note, bravo. */
export const kindOf = (html: string): string | undefined =>
  /<div class='pllm-box' data-kind='(\w+)'/.exec(html)?.[1];

/** The words of a piece of HTML. */
export function wordsOf(html: string): string {
  const parsed = new DOMParser().parseFromString(
    html.replace(/<style>[\s\S]*?<\/style>/g, ""),
    "text/html",
  );
  for (const folded of parsed.querySelectorAll("details")) folded.remove();
  return (parsed.body.textContent ?? "").trim();
}

export function Outputs(props: { of: readonly Output[] }): JSX.Element {
  return (
    <For each={props.of}>
      {(output) => (
        <Show
          when={output.kind === "html" && output}
          fallback={<pre class="printed">{output.kind === "text" && output.text}</pre>}
        >
          {(picture) => <Html html={picture().html} />}
        </Show>
      )}
    </For>
  );
}
