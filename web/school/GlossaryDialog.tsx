/** A word of the glossary, explained without leaving the lesson. */

import { createSignal, Show, type JSX } from "solid-js";
import { spokenIn } from "../kit/aloud.js";
import { Dialog } from "../kit/Dialog.jsx";
import { texts } from "../kit/language.js";
import { ReadAloud } from "../kit/Reading.jsx";
import { SCHOOL } from "../texts/school.js";
import { lesson } from "./lesson.js";

const [asked, setAsked] = createSignal<string>();

/** Links to words open the dialog; the whole glossary stays a page of its own. */
export function followTerms(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-term]");
  const term = link?.dataset["term"];
  if (term === undefined || lesson.glossary[term] === undefined) return;
  event.preventDefault();
  setAsked(term);
}

export function GlossaryDialog(): JSX.Element {
  let entry!: HTMLDivElement;
  const term = () => lesson.glossary[asked() ?? ""];
  return (
    <Dialog open={asked() !== undefined} title={asked() ?? ""} onClose={() => setAsked(undefined)}>
      <Show when={term()}>
        {(found) => (
          <>
            <Show when={found().also}>
              <p class="muted">
                {texts(SCHOOL, "page")().also} <span class="also">{found().also}</span>
              </p>
            </Show>
            <ReadAloud of={() => spokenIn(entry)} />
            <div ref={entry}>
              <div innerHTML={found().short} />
              <div innerHTML={found().long} />
            </div>
          </>
        )}
      </Show>
    </Dialog>
  );
}
