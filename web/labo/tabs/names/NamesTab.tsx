/** Les noms: choose a list or write one's own; what was kept, changed or refused, and why. */

import { For, onCleanup, Show, type JSX } from "solid-js";
import type { Line } from "../../../engine/corpus.js";
import { FileButton } from "../../../kit/FileButton.jsx";
import { fill, number, percent, said } from "../../../kit/language.js";
import { visible } from "../../../kit/letters.js";
import { Rich } from "../../../kit/Rich.jsx";
import { Slider } from "../../../kit/Slider.jsx";
import { DECODING, LAYOUT, READ } from "../../../spec.js";
import type { ListSummary, StoriesSummary } from "../../../worker/protocol.js";
import { SHIPPED_IDS, titleOf, WORLD_IDS, type ListId } from "../../state/lists.js";
import {
  chooseColumn,
  chooseLetters,
  chooseList,
  heldList,
  list,
  listProblem,
  openList,
  ownColumn,
  ownFile,
  ownText,
  play,
  trainer,
} from "../../state/model.js";
import { setSettings, settings } from "../../state/settings.js";
import { goTo } from "../../state/shown.js";
import { sentence } from "../../parts/problems.js";
import { worded } from "../../state/wording.js";

const t = worded("names");

/** A longer text would freeze the box it is written in. */
const SHOWN_TEXT = 100_000;

export function NamesTab(): JSX.Element {
  const ids = (): ListId[] => [
    ...SHIPPED_IDS,
    ...WORLD_IDS,
    "own",
    ...(settings.list === "file" ? (["file"] as const) : []),
  ];
  return (
    <>
      <h1>{t().title}</h1>
      <p class="lead">{t().lead}</p>
      <div class="columns even">
        <section class="card stack">
          <h2>{t().choose}</h2>
          <div class="lists" role="group" aria-label={t().choose}>
            <For each={ids()}>
              {(id) => (
                <button
                  type="button"
                  class="list"
                  aria-pressed={settings.list === id}
                  onClick={() => void readNow().then(() => chooseList(id))}
                >
                  <b>{titleOf(id).name}</b>
                  <span>{titleOf(id).note}</span>
                </button>
              )}
            </For>
          </div>
          <Show when={settings.list === "own"}>
            <OwnList />
          </Show>
          <Show when={settings.list === "pokemon"}>
            <p class="muted small">{t().copyright}</p>
          </Show>
        </section>
        <section class="card stack" aria-live="polite">
          <h2>{t().found}</h2>
          <Show
            when={listProblem() === undefined}
            fallback={
              <>
                <p class="problem">{sentence(listProblem())}</p>
                <Show when={heldList()}>
                  {(held) => <p>{t().still(held() === "own" ? null : titleOf(held()).name)}</p>}
                </Show>
              </>
            }
          >
            <Found />
            <FoundStories />
          </Show>
        </section>
      </div>
      <section class="card below">
        <ListSettings />
      </section>
      <p class="below">
        <button
          type="button"
          class="button main"
          onClick={() => {
            goTo("apprendre");
            void readNow().then(play);
          }}
        >
          {t().go}
        </button>
      </p>
    </>
  );
}

let late: ReturnType<typeof setTimeout> | undefined;
/** What was typed and not read yet. */
let waiting: string | undefined;

let reading: Promise<void> = Promise.resolve();

/** Read what was typed a moment ago, and wait until it is read: what comes next is about it. */
function readNow(): Promise<void> {
  clearTimeout(late);
  const text = waiting;
  waiting = undefined;
  if (text !== undefined) reading = chooseList("own", text);
  return reading;
}

/** While one types, the list is read once the fingers rest. */
function typed(text: string, wait: number): void {
  clearTimeout(late);
  waiting = text;
  late = setTimeout(() => void readNow(), wait);
}

function OwnList(): JSX.Element {
  onCleanup(() => void readNow());
  const paste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (pasted.length <= SHOWN_TEXT) return;
    event.preventDefault();
    typed(pasted, 0);
  };
  const open = (file: File): void => {
    clearTimeout(late);
    waiting = undefined;
    void openList(file);
  };
  return (
    <div class="stack">
      <Show
        when={ownText().length <= SHOWN_TEXT}
        fallback={
          <p>
            {t().big(ownText().length)}{" "}
            <button type="button" class="button small" onClick={() => typed("", 0)}>
              {t().rewrite}
            </button>
          </p>
        }
      >
        <label class="field">
          <span>{t().write}</span>
          <textarea
            rows={8}
            spellcheck={false}
            autocapitalize="off"
            autocomplete="off"
            dir="auto"
            placeholder={t().placeholder}
            value={ownText()}
            onPaste={paste}
            onInput={(event) => typed(event.currentTarget.value, 250)}
          />
        </label>
      </Show>
      <FileButton accept=".txt,.csv,.tsv,.json,text/*" onFile={open}>
        {t().import}
      </FileButton>
    </div>
  );
}

function Found(): JSX.Element {
  const names = (): ListSummary | undefined => {
    const found = list();
    return found?.kind === "names" ? found : undefined;
  };
  return (
    <Show when={names()}>
      {(found) => (
        <div class="stack">
          <p>
            <Rich of={t().counts(found().names, found().tokens.length)} />
          </p>
          <For each={howRead(found())}>{(remark) => <p>{remark}</p>}</For>
          <Show when={settings.list === "own" && found().layout.titles.length > 1}>
            <p>
              <ChooseColumn titles={found().layout.titles} />
            </p>
          </Show>
          <ul class="names preview" dir="auto">
            <For each={found().preview.slice(0, 24)}>
              {(name) => (
                <li class="name">
                  <span dir="auto">{name}</span>
                </li>
              )}
            </For>
            <Show when={found().names > 24}>
              <li class="name">
                <span>{t().more(found().names - 24)}</span>
              </li>
            </Show>
          </ul>
          <Show when={settings.list === "own" && found().comments > 0}>
            <p>{t().comments(found().comments)}</p>
          </Show>
          <Show when={found().beyond > 0}>
            <p class="problem">{t().beyond(found().beyond)}</p>
          </Show>
          <Show
            when={found().remarks.length > 0}
            fallback={
              <Show when={howRead(found()).length + found().comments === 0}>
                <p class="muted">{t().allGood}</p>
              </Show>
            }
          >
            <details open={found().counts.refused > 0}>
              <summary>
                {(["folded", "refused", "duplicate"] as const)
                  .filter((fate) => found().counts[fate] > 0)
                  .map((fate) => t().remarks[fate](found().counts[fate]))
                  .join(", ")}
              </summary>
              <ul class="remarks" tabindex="0">
                <For each={found().remarks}>
                  {(line) => (
                    <li classList={{ refused: line.fate === "refused" }}>
                      <span class="muted">{t().line(number(line.number))}</span>{" "}
                      <bdi>{line.text}</bdi> → {why(line)}
                    </li>
                  )}
                </For>
              </ul>
            </details>
          </Show>
          <details>
            <summary>{t().alphabet}</summary>
            <p class="mono alphabet">
              <For each={found().tokens}>{(token) => <kbd>{visible(token)}</kbd>}</For>
            </p>
            <p class="muted">{t().alphabetNote}</p>
          </details>
        </div>
      )}
    </Show>
  );
}

function FoundStories(): JSX.Element {
  const stories = (): StoriesSummary | undefined => {
    const found = list();
    return found?.kind === "stories" ? found : undefined;
  };
  return (
    <Show when={stories()}>
      {(found) => (
        <div class="stack">
          <p>
            <Rich of={t().counts(found().names, found().tokens.length)} />
          </p>
          <For each={found().preview}>{(story) => <p>{story}</p>}</For>
        </div>
      )}
    </Show>
  );
}

/** Another column of the table. */
function ChooseColumn(props: { titles: readonly string[] }): JSX.Element {
  return (
    <label class="field">
      <span>{t().column}</span>
      <select
        value={ownColumn() ?? ""}
        onChange={(event) => void chooseColumn(event.currentTarget.value || null)}
      >
        <option value="">{t().columnFound}</option>
        <For each={props.titles}>
          {(title, i) => (
            <option value={String(i() + 1)} selected={ownColumn() === String(i() + 1)}>
              {i() + 1}. {title}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}

/** What was understood of a text that is no plain list in UTF-8, a sentence each. */
function howRead({ layout, mended }: ListSummary): string[] {
  if (settings.list !== "own") return [];
  const file = ownFile();
  const title = file?.name ?? titleOf("own").name;
  const remarks: string[] = [];
  if (file !== undefined && file.encoding !== "utf-8") {
    const message = file.encoding === "utf-16" ? READ.utf16 : READ.readAs;
    remarks.push(fill(said(message), { title, encoding: DECODING.titles[file.encoding] }));
  }
  if (mended) remarks.push(fill(said(READ.mended), { title }));
  if (layout.way === "lines") {
    remarks.push(...layout.titles.map((found) => fill(said(READ.title), { title: found })));
  }
  if (layout.way === "cells" && layout.separator !== null) {
    const separator = said(LAYOUT.separators[layout.separator]);
    remarks.push(fill(said(READ.cut), { separator }));
  }
  if (layout.way === "columns" && layout.titles.length > 1) {
    const { columns, titles } = layout;
    const values = { count: titles.length, number: columns[0]!, numbers: columns.join(", ") };
    const shown = columns.map((column) => titles[column - 1]).join(", ");
    const message = columns.length === 1 ? READ.column : READ.columns;
    remarks.push(fill(said(message), { ...values, title: shown, titles: shown }));
  }
  if (layout.joined.length > 0) {
    const ranges = layout.joined.slice(0, READ.shownRanges).map(([a, b]) => `${a}-${b}`);
    if (layout.joined.length > READ.shownRanges) ranges.push("…");
    remarks.push(fill(said(READ.joined), { ranges: ranges.join(", ") }));
  }
  return remarks;
}

function why(line: Line): string {
  const { why } = t();
  const value = (key: string): string => String(line.values[key]);
  switch (line.reason) {
    case "folded":
      return why.folded(value("word"));
    case "long":
      return why.long(Number(line.values["count"]), Number(line.values["most"]));
    case "unknown":
      return why.unknown(value("character"));
    case "nothing":
      return why.nothing;
    default:
      return why.again;
  }
}

function ListSettings(): JSX.Element {
  const share = (): number => settings.heldOut ?? trainer.started()?.recipe.held_out ?? 0;
  const hidden = (): number => Math.max(1, Math.round((list()?.names ?? 0) * share()));
  return (
    <div class="columns even">
      <div>
        <label class="check">
          <input
            type="checkbox"
            checked={settings.letters === "found"}
            onChange={(event) => void chooseLetters(event.currentTarget.checked ? "found" : "a-z")}
          />
          {t().accents}
        </label>
        <p class="muted">{t().accentsNote}</p>
      </div>
      <div>
        <Slider
          label={t().hidden}
          value={share()}
          min={0}
          max={0.5}
          step={0.05}
          shown={share() === 0 ? t().none : t().hiddenShown(percent(share()), t().names(hidden()))}
          onInput={(value) => setSettings("heldOut", (list()?.names ?? 0) < 2 ? 0 : value)}
        />
        <p class="muted">
          <Rich of={t().hiddenNote} />
        </p>
      </div>
    </div>
  );
}
