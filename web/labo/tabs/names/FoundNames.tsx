/** What was found in a list: the names, what was changed or refused and why, the alphabet. */

import { For, Show, type JSX } from "solid-js";
import type { Line } from "../../../engine/corpus.js";
import { fill, number, said } from "../../../kit/language.js";
import { visible } from "../../../kit/letters.js";
import { Rich } from "../../../kit/Rich.jsx";
import { LAYOUT, READ } from "../../../spec.js";
import type { ListSummary } from "../../../worker/protocol.js";
import { titleOf } from "../../state/lists.js";
import { chooseColumn, ownColumn, ownFile } from "../../state/model.js";
import { settings } from "../../state/settings.js";
import { worded } from "../../state/wording.js";
import { readAs } from "./readAs.js";

const t = worded("names");

export function FoundNames(props: { of: ListSummary }): JSX.Element {
  return (
    <div class="stack">
      <p>
        <Rich of={t().counts(props.of.names, props.of.tokens.length)} />
      </p>
      <For each={howRead(props.of)}>{(remark) => <p>{remark}</p>}</For>
      <Show when={settings.list === "own" && props.of.layout.titles.length > 1}>
        <p>
          <ChooseColumn titles={props.of.layout.titles} />
        </p>
      </Show>
      <ul class="names preview" dir="auto">
        <For each={props.of.preview.slice(0, 24)}>
          {(name) => (
            <li class="name">
              <span dir="auto">{name}</span>
            </li>
          )}
        </For>
        <Show when={props.of.names > 24}>
          <li class="name">
            <span>{t().more(props.of.names - 24)}</span>
          </li>
        </Show>
      </ul>
      <Show when={settings.list === "own" && props.of.comments > 0}>
        <p>{t().comments(props.of.comments)}</p>
      </Show>
      <Show when={props.of.beyond > 0}>
        <p class="problem">{t().beyond(props.of.beyond)}</p>
      </Show>
      <Show
        when={props.of.remarks.length > 0}
        fallback={
          <Show when={howRead(props.of).length + props.of.comments === 0}>
            <p class="muted">{t().allGood}</p>
          </Show>
        }
      >
        <details open={props.of.counts.refused > 0}>
          <summary>
            {(["folded", "refused", "duplicate"] as const)
              .filter((fate) => props.of.counts[fate] > 0)
              .map((fate) => t().remarks[fate](props.of.counts[fate]))
              .join(", ")}
          </summary>
          <ul class="remarks" tabindex="0">
            <For each={props.of.remarks}>
              {(line) => (
                <li classList={{ refused: line.fate === "refused" }}>
                  <span class="muted">{t().line(number(line.number))}</span> <bdi>{line.text}</bdi>{" "}
                  → {why(line)}
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
      <details>
        <summary>{t().alphabet}</summary>
        <p class="mono alphabet">
          <For each={props.of.tokens}>{(token) => <kbd>{visible(token)}</kbd>}</For>
        </p>
        <p class="muted">{t().alphabetNote}</p>
      </details>
    </div>
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
  const remarks = file === undefined ? [] : readAs(title, file.encoding);
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
