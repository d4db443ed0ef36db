/** The glossary: every term of the page, in short and at length. */

import { createEffect, For, type JSX } from "solid-js";
import { Dialog } from "../../kit/Dialog.jsx";
import { ReadAloud } from "../../kit/Reading.jsx";
import { openGlossary, openTerm } from "../../kit/glossary.js";
import { language, said, texts } from "../../kit/language.js";
import { LABO } from "../../texts/labo.js";
import { TERMS } from "./terms.js";

const t = texts(LABO, "glossary");

export function GlossaryDialog(): JSX.Element {
  let list: HTMLDivElement | undefined;
  createEffect(() => {
    const id = openTerm();
    if (!id) return;
    queueMicrotask(() => {
      const entry = list?.querySelector<HTMLElement>(`#mot-${id}`);
      entry?.scrollIntoView({ block: "start" });
      entry?.focus({ preventScroll: true });
    });
  });
  const sorted = () =>
    [...TERMS].sort((a, b) => said(a).term.localeCompare(said(b).term, language()));
  return (
    <Dialog
      open={openTerm() !== undefined}
      title={t().title}
      onClose={() => openGlossary(undefined)}
    >
      <div class="glossary" ref={list}>
        <For each={sorted()}>
          {(term) => (
            <section
              id={`mot-${term.id}`}
              tabindex="-1"
              classList={{ asked: openTerm() === term.id }}
            >
              <ReadAloud of={() => [said(term).short, said(term).long].join("\n")} />
              <h3>
                {said(term).term}{" "}
                <span class="muted">{said(term).also ? `(${said(term).also})` : ""}</span>
              </h3>
              <p>
                <b>{said(term).short}</b>
              </p>
              <p>{said(term).long}</p>
            </section>
          )}
        </For>
      </div>
    </Dialog>
  );
}
