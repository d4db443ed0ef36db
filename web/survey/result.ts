/** What a pupil hands over, as a line of a table: from a file, pasted, or typed from paper. */

import Papa from "papaparse";
import { animalOf, named, type Animal } from "../kit/animal.js";
import { asked, BLANK, FORMS, LETTERS, UNKNOWN, type Form } from "./form.js";

export type Moment = "before" | "after";
/** Those who had the lessons, and those who had not, yet. */
export type Group = "class" | "control";

export interface Result {
  readonly animal: Animal;
  readonly moment: Moment;
  readonly form: Form;
  /** A letter for each question: "BD?-". */
  readonly answers: string;
  /** The open question, in the pupil's words. */
  readonly why: string;
  readonly group: Group;
  /** What the teacher found in these words: numbers of the coding grid. */
  readonly codes: readonly number[];
}

/** What is wrong with a line, and which: its number counts from 1. */
export interface Refused {
  readonly line: number;
  readonly what: "animal" | "moment" | "form" | "letters" | "count";
  readonly given: string;
  /** Answers that the form asks for. */
  readonly wanted?: number;
}

/** The table has the same words whatever the language of the page, so that tables can be joined. */
const COLUMNS = ["animal", "moment", "forme", "réponses", "pourquoi", "groupe", "codes"];
const MOMENTS: Readonly<Record<Moment, readonly string[]>> = {
  before: ["avant", "before"],
  after: ["après", "apres", "after"],
};
const GROUPS: Readonly<Record<Group, readonly string[]>> = {
  class: ["classe", "class", ""],
  control: ["témoin", "temoin", "control"],
};

const keyOf = <Key extends string>(
  words: Readonly<Record<Key, readonly string[]>>,
  given: string,
): Key | undefined =>
  (Object.keys(words) as Key[]).find((key) => words[key].includes(given.trim().toLowerCase()));

/** As a table that a spreadsheet opens, where no text of a pupil's is taken for a formula. */
export function toTable(results: readonly Result[]): string {
  const rows = results.map(({ animal, moment, form, answers, why, group, codes }) => [
    named(animal, "fr"),
    MOMENTS[moment][0]!,
    form,
    answers,
    why,
    GROUPS[group][0]!,
    codes.join(" "),
  ]);
  // A byte order mark: spreadsheets read accents only behind it.
  const table = Papa.unparse([COLUMNS, ...rows], { delimiter: ";", escapeFormulae: true });
  return `\ufeff${table}\r\n`;
}

/** The lines of tables that were handed over or typed; a head is passed over. */
export function fromTable(text: string): { results: Result[]; refused: Refused[] } {
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ""), {
    delimitersToGuess: [";", "\t", ","],
    skipEmptyLines: "greedy",
  });
  const results: Result[] = [];
  const refused: Refused[] = [];
  for (const [i, row] of data.entries()) {
    if (row[0]?.trim() === COLUMNS[0]) continue;
    const found = resultOf(row.map((cell) => cell.trim()));
    if ("what" in found) refused.push({ line: i + 1, ...found });
    else results.push(found);
  }
  return { results, refused };
}

function resultOf([
  who = "",
  when = "",
  what = "",
  given = "",
  why = "",
  group = "",
  codes = "",
]: readonly string[]): Result | Omit<Refused, "line"> {
  const animal = animalOf(who);
  if (animal === undefined) return { what: "animal", given: who };
  const moment = keyOf(MOMENTS, when);
  if (moment === undefined) return { what: "moment", given: when };
  const form = FORMS.find((form) => form === what.toUpperCase());
  if (form === undefined) return { what: "form", given: what };
  const answers = plainLetters(given);
  const wanted = asked(form).length;
  const known = LETTERS + UNKNOWN + BLANK;
  if ([...answers].some((letter) => !known.includes(letter))) {
    return { what: "letters", given };
  }
  if (answers.length !== wanted) return { what: "count", given: String(answers.length), wanted };
  return {
    animal,
    moment,
    form,
    answers,
    // A spreadsheet is kept from formulas by a quote that is not the pupil's.
    why: why.replace(/^'(?=[=+\-@\t\r])/, ""),
    group: keyOf(GROUPS, group) ?? "class",
    codes: codes.split(/\D+/).filter(Boolean).map(Number),
  };
}

/** Letters may be typed small, and in groups. */
const plainLetters = (given: string): string => given.replaceAll(/[\s.,']/g, "").toUpperCase();
