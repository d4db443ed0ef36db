/** What a notebook tells of a pupil's work in a lesson. */

import { EXERCISE, LESSON, read, textOf, type Notebook } from "../kit/notebook.js";
import { sentencesOf, type Sentence } from "./sentences.js";
import type { Whose } from "./whose.js";

/** The pupil's own text stands there, but it was never green. */
export type State = "done" | "begun" | "none";

export interface Said extends Sentence {
  readonly exercise: number | undefined;
}

export interface Work extends Whose {
  readonly path: string;
  readonly lesson: number;
  /** Titles by number, as this notebook has them. */
  readonly titles: ReadonlyMap<number, string>;
  /** Undefined where the file does not tell what was done. */
  readonly states: ReadonlyMap<number, State> | undefined;
  readonly said: readonly Said[];
  /** When it was made, in milliseconds. */
  readonly at: number;
}

export type Unread = "notNotebook" | "noCells" | "notOurs";

/** No lesson has so many; a file that says so is not believed. */
const MOST_EXERCISES = 30;
/** The title, after the number. */
const TITLE = /^exercice\(\s*\d+\s*,\s*"([^"\n]{1,80})"/m;
/** The green box, wherever the cells were run. */
const GREEN = /data-kind=['"]juste['"]|^✅/;

interface Output {
  readonly data?: Readonly<Record<string, unknown>>;
}

const isGreen = (output: Output | null): boolean =>
  [output?.data?.["text/html"], output?.data?.["text/plain"]].some((text) =>
    GREEN.test(textOf(text)),
  );

/** `since`: the file's own date, for those that carry none. */
export function workOf(text: string, path: string, whose: Whose, since: number): Work | Unread {
  const notebook = read(text);
  if (typeof notebook === "string") return notebook;
  const titles = new Map<number, string>();
  const begun = new Set<number>();
  const done = doneIn(notebook);
  const said: Said[] = [];
  let lesson: number | undefined;
  let ran = false;
  for (const cell of notebook.cells) {
    if (cell?.cell_type !== "code") continue;
    const source = textOf(cell.source);
    lesson ??= numberIn(LESSON, source, 0, 99);
    const exercise = numberIn(EXERCISE, source, 1, MOST_EXERCISES);
    said.push(...sentencesOf(source).map((sentence) => ({ ...sentence, exercise })));
    const outputs = Array.isArray(cell.outputs) ? (cell.outputs as (Output | null)[]) : [];
    ran ||= outputs.length > 0;
    if (exercise === undefined) continue;
    titles.set(exercise, TITLE.exec(source)?.[1] ?? "");
    if (cell.metadata?.premier_llm !== undefined) begun.add(exercise);
    if (outputs.some(isGreen)) done.add(exercise);
  }
  if (lesson === undefined) return "notOurs";
  const known = notebook.metadata?.premier_llm?.done !== undefined || ran;
  const state = (exercise: number): State =>
    done.has(exercise) ? "done" : begun.has(exercise) ? "begun" : "none";
  const at = Date.parse(textOf(notebook.metadata?.premier_llm?.at));
  return {
    ...whose,
    path,
    lesson,
    titles,
    states: known ? new Map([...titles.keys(), ...done].map((n) => [n, state(n)])) : undefined,
    said,
    at: Number.isNaN(at) ? since : at,
  };
}

function numberIn(what: RegExp, source: string, least: number, most: number): number | undefined {
  const found = Number(what.exec(source)?.[1] ?? NaN);
  return found >= least && found <= most ? found : undefined;
}

function doneIn(notebook: Notebook): Set<number> {
  const done: unknown = notebook.metadata?.premier_llm?.done;
  const possible = Array.from({ length: MOST_EXERCISES }, (_, n) => n + 1);
  return new Set(Array.isArray(done) ? possible.filter((n) => done.includes(n)) : []);
}
