/** A lesson's works side by side: what was done, and where many are stuck. */

import Papa from "papaparse";
import type { State, Work } from "./work.js";

export interface Exercise {
  readonly number: number;
  readonly title: string;
  readonly done: number;
  /** Works that came as far as here and are not done. */
  readonly stuck: number;
}

export interface Lesson {
  readonly number: number;
  readonly works: readonly Work[];
  readonly exercises: readonly Exercise[];
  /** Works that tell what was done. */
  readonly telling: number;
  /** Those where many are stuck, most first. */
  readonly hard: readonly Exercise[];
}

/** As many are named in a sentence. */
const NAMED = 3;
/** Whether that many of so many are stuck is worth a sentence. */
const many = (stuck: number, of: number): boolean => stuck >= 2 && stuck >= of / 5;

const keyOf = ({ name, nameless, lesson, path }: Work): string =>
  nameless ? path : `${lesson} ${name.toLowerCase()}`;

/** One work a pupil and lesson, the newest, and the names that had more. */
export function newest(works: readonly Work[]): { works: Work[]; twice: string[] } {
  const kept = new Map<string, Work>();
  const twice = new Set<string>();
  for (const work of works) {
    const other = kept.get(keyOf(work));
    if (other !== undefined && other.path !== work.path) twice.add(work.name);
    const later = other === undefined || work.at - other.at || work.copy - other.copy;
    if (later === true || later > 0) kept.set(keyOf(work), work);
  }
  return { works: [...kept.values()], twice: [...twice].sort() };
}

export function lessonsOf(works: readonly Work[], locale: string): Lesson[] {
  const order = new Intl.Collator(locale, { numeric: true });
  const numbers = [...new Set(works.map(({ lesson }) => lesson))].sort((a, b) => a - b);
  return numbers.map((number) => {
    const own = works
      .filter(({ lesson }) => lesson === number)
      .sort((a, b) => order.compare(a.name, b.name));
    const telling = own.flatMap(({ states }) => states ?? []);
    const all = numbersOf(own);
    const exercises = all.map((exercise) => ({
      number: exercise,
      title: usual(own.map(({ titles }) => titles.get(exercise) ?? "")),
      done: telling.filter((states) => states.get(exercise) === "done").length,
      stuck: telling.filter((states) => isStuck(states, exercise, all)).length,
    }));
    const hard = exercises
      .filter(({ stuck }) => many(stuck, telling.length))
      .sort((a, b) => b.stuck - a.stuck || a.number - b.number)
      .slice(0, NAMED);
    return { number, works: own, exercises, telling: telling.length, hard };
  });
}

/** The lesson's exercises: up to the last that half of its works have, whatever one file says. */
function numbersOf(works: readonly Work[]): number[] {
  const lasts = works.map(({ titles }) => Math.max(0, ...titles.keys())).sort((a, b) => b - a);
  return Array.from({ length: lasts[(lasts.length - 1) >> 1]! }, (_, n) => n + 1);
}

/** The text that stands there most often. */
function usual(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== "") counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

/** Not done, but begun, or left behind, or the one after the last that is done. */
function isStuck(
  states: ReadonlyMap<number, State>,
  exercise: number,
  all: readonly number[],
): boolean {
  const state = states.get(exercise);
  if (state === "done") return false;
  const last = all.map((one) => states.get(one)).lastIndexOf("done");
  return state === "begun" || (last >= 0 && all.indexOf(exercise) <= last + 1);
}

/** The table has the same words whatever the language of the page, so that tables can be joined. */
const COLUMNS = ["nom", "leçon", "réussis", "sur"];
const STATES: Readonly<Record<State, string>> = {
  done: "réussi",
  begun: "commencé",
  none: "pas réussi",
};

/** As a table that a spreadsheet opens, where no text of a pupil's is taken for a formula. */
export function toTable(lessons: readonly Lesson[]): string {
  const most = Math.max(
    0,
    ...lessons.flatMap(({ exercises }) => exercises.map(({ number }) => number)),
  );
  const all = Array.from({ length: most }, (_, n) => n + 1);
  const rows = lessons.flatMap(({ number, works, exercises }) =>
    works.map(({ name, states, said }) => [
      name,
      number,
      states && exercises.filter((exercise) => states.get(exercise.number) === "done").length,
      exercises.length,
      ...all.map((exercise) => {
        const asked = exercises.some(({ number }) => number === exercise);
        return states && asked ? STATES[states.get(exercise) ?? "none"] : "";
      }),
      said.map(({ answer }) => answer).join(" | "),
    ]),
  );
  const head = [...COLUMNS, ...all.map((exercise) => `exercice ${exercise}`), "phrases"];
  // A byte order mark: spreadsheets read accents only behind it.
  const table = Papa.unparse([head, ...rows], { delimiter: ";", escapeFormulae: true });
  return `\ufeff${table}\r\n`;
}
