/**
 * How names lie in a text: a line each, in a column, behind commas. The twin of
 * premier_llm/data/layout.py, which says the rule; words and thresholds are declared there.
 */

import { LAYOUT } from "../spec.js";
import { formatOfText, notAText } from "./decoding.js";
import { InputError } from "./errors.js";
import { length, LETTER, linesOf, strip } from "./lines.js";
import { plainForm } from "./vocabulary.js";

export type Separator = keyof typeof LAYOUT.separators;

/** What may be a name, with the line that it stands on. */
export interface Cell {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  /** It says what the columns are. */
  readonly title: boolean;
  /** It is a line on which the row above goes on. */
  readonly rest: boolean;
}

/** The cells of a text that may be names, and where they were found. */
export interface Layout {
  /** In order; every line has one at least. */
  readonly cells: readonly Cell[];
  /** A line each; all that the separator separates; or these columns of a table. */
  readonly way: "lines" | "cells" | "columns";
  /** Of cells. */
  readonly separator: Separator | null;
  /** What the columns of a table are called: their first cells; of lines, the title above them. */
  readonly titles: readonly string[];
  /** Those that were read, counted from 1. */
  readonly columns: readonly number[];
  /** The first and the last line of each row that lies over several, by a cell in quotes. */
  readonly joined: readonly (readonly [number, number])[];
}

interface Row {
  readonly number: number;
  /** The line that it ends on. */
  readonly last: number;
  readonly cells: readonly string[];
}

const SEPARATORS = Object.keys(LAYOUT.separators) as Separator[];
const HEADERS: readonly string[] = LAYOUT.headers;

/**
 * Where the names are in a text, or the names of that column: its title, or its number from 1.
 *
 * A text that is written for programs throws InputError, and so does a column that there is not.
 * `title`: what to call the text.
 */
export function layOut(text: string, column: string | null, title: string): Layout {
  const format = formatOfText(text);
  if (format !== null) throw notAText(format, title);
  if (looksLikeJson(text)) return ofJson(text, column, title);
  const lines = linesOf(text);
  const whole = lines.join("\n");
  for (const separator of SEPARATORS) {
    const [rows, asides] = rowsOf(whole, separator);
    if (separates(separator, rows)) {
      const found = ofTable(cutAll(rows, separator), column, separator);
      if (found !== null) return complete(found, rows, asides);
    }
  }
  const [uncut, asides] = rowsOf(whole, "\n");
  const quoted = uncut.every((row) => isQuoted(row.cells[0]!));
  const rows = cutAll(uncut, "\n");
  let titled = rows.length > 1 && HEADERS.includes(words(rows[0]!.cells[0]!).join(" "));
  if (rows.length > 0 && column !== null) [, titled] = asked(column, rows);
  else if (!titled && !(quoted && (rows.length > 1 || lines.length === 1)))
    return inLines(lines.map((line, i) => cell(i + 1, line)));
  const cells = rows.map((row, i) => cell(row.number, row.cells[0]!, titled && i === 0));
  const titles = titled ? [strip(cells[0]!.text)] : [];
  return complete({ ...inLines(cells), titles }, rows, asides);
}

/** A name a line, whatever they hold. */
export function inLines(cells: readonly Cell[]): Layout {
  return { cells, way: "lines", separator: null, titles: [], columns: [], joined: [] };
}

export const cell = (number: number, text: string, title = false, rest = false): Cell => ({
  number,
  text,
  title,
  rest,
});

function isAside(line: string): boolean {
  // The title of a column of numbers is often "#", too.
  return strip(line) === "" || (line.startsWith("#") && !SEPARATORS.includes(line[1] as Separator));
}

/** With the lines that begin no row in their places, and the rows of several lines. */
function complete(found: Layout, rows: readonly Row[], asides: readonly Cell[]): Layout {
  const joined = rows
    .filter((row) => row.last > row.number)
    .map((row) => [row.number, row.last] as const);
  const cells =
    asides.length === 0
      ? found.cells
      : [...found.cells, ...asides].sort((a, b) => a.number - b.number);
  return { ...found, cells, joined };
}

// Rows and cells

/** The rows of a text, not cut yet; and the lines that begin none. */
function rowsOf(text: string, separator: string): [Row[], Cell[]] {
  const rows: Row[] = [];
  const asides: Cell[] = [];
  let width = 0;
  // An empty line at the end is a line, too.
  const more = (start: number): boolean =>
    start < text.length || (start > 0 && start === text.length);
  for (let start = 0, number = 1; more(start); number++) {
    let end = endOfLine(text, start);
    let line = text.slice(start, end);
    if (isAside(line)) asides.push(cell(number, line));
    else {
      const first = number;
      if (line.includes('"')) {
        end = endOfRow(text, start, separator, width);
        line = text.slice(start, end);
        for (const part of line.split("\n").slice(1))
          asides.push(cell(++number, part, false, true));
      }
      rows.push({ number: first, last: number, cells: [line] });
      width ||= cut(line, separator).length;
    }
    start = end + 1;
  }
  return [rows, asides];
}

function endOfLine(text: string, place: number): number {
  const end = text.indexOf("\n", place);
  return end < 0 ? text.length : end;
}

/**
 * Where a row ends: with its line, or with the line in which its last cell in quotes ends.
 *
 * A quote that is not closed at the end of a cell is a sign as any other, and so is one that
 * would make the row narrower or wider than the first (0: it is the first), or too long.
 */
function endOfRow(text: string, start: number, separator: string, width: number): number {
  let lines = 1;
  for (let place = start, cells = 1; width === 0 || cells <= width; cells++) {
    let end = endOfLine(text, place);
    const quoted = quotedAt(text, place);
    const sign = quoted === null ? null : (text[quoted.end] ?? "\n");
    if (quoted !== null && (sign === "\n" || sign === separator)) {
      end = quoted.end;
      lines += text.slice(place, end).split("\n").length - 1;
      if (lines > LAYOUT.mostLines) break;
    } else {
      const found = text.slice(place, end).indexOf(separator);
      if (found >= 0) end = place + found;
    }
    if ((text[end] ?? "\n") === "\n") {
      if (width === 0 || cells === width) return end;
      break;
    }
    place = end + 1;
  }
  return endOfLine(text, start);
}

/** Whether the sign stands in every row, or in all but the last. */
function separates(separator: string, rows: readonly Row[]): boolean {
  return (
    rows.length > 0 &&
    rows[0]!.cells[0]!.includes(separator) &&
    rows.slice(1, -1).every((row) => row.cells[0]!.includes(separator))
  );
}

const OPENING = / *"/y;
const SPACES = / */y;

/** What stands in double quotes there, two of them being one inside; and where that ends with the
 * spaces behind it. */
function quotedAt(text: string, place: number): { text: string; end: number } | null {
  OPENING.lastIndex = place;
  if (!OPENING.test(text)) return null;
  const begin = OPENING.lastIndex;
  let closing = text.indexOf('"', begin);
  while (closing >= 0 && text[closing + 1] === '"') closing = text.indexOf('"', closing + 2);
  if (closing < 0) return null;
  SPACES.lastIndex = closing + 1;
  SPACES.test(text);
  return { text: text.slice(begin, closing).replaceAll('""', '"'), end: SPACES.lastIndex };
}

const isQuoted = (text: string): boolean => quotedAt(text, 0)?.end === text.length;

const cutAll = (rows: readonly Row[], separator: string): Row[] =>
  rows.map((row) => ({ ...row, cells: cut(row.cells[0]!, separator) }));

/** The cells of a row; one in double quotes may hold the separator, lines and quotes twice. */
function cut(row: string, separator: string): string[] {
  if (!row.includes('"')) return row.split(separator);
  const cells: string[] = [];
  for (let end = -1; end < row.length;) {
    const place: number = end + 1;
    const quoted = quotedAt(row, place);
    if (quoted !== null && (quoted.end === row.length || row[quoted.end] === separator)) {
      end = quoted.end;
      cells.push(oneLine(quoted.text));
    } else {
      const found = row.indexOf(separator, place);
      end = found < 0 ? row.length : found;
      cells.push(row.slice(place, end));
    }
  }
  return cells;
}

/** The words of a title, plainly. */
function words(title: string): string[] {
  return Array.from(plainForm(title), (character) => (LETTER.test(character) ? character : " "))
    .join("")
    .split(" ")
    .filter((word) => word !== "");
}

function areNames(cells: readonly string[]): boolean {
  // Letters, and nothing of a date or an address.
  const names = cells.filter((text) => !/[0-9@]/.test(text) && LETTER.test(text)).length;
  const spaced = cells.reduce((sum, text) => sum + text.split(" ").length, 0);
  return (
    cells.length > 0 &&
    names >= LAYOUT.nameShare * cells.length &&
    spaced < LAYOUT.mostWords * cells.length
  );
}

/** Not what is one letter, such as M and F, or the same again and again, such as a class. */
function isColumnOfNames(cells: readonly string[]): boolean {
  const long = cells.reduce((sum, text) => sum + length(text), 0) >= 2 * cells.length;
  return long && areNames(cells) && new Set(cells).size * 2 >= cells.length;
}

function filled(cells: readonly string[]): string[] {
  return cells.map(strip).filter((text) => text !== "");
}

// Tables

/** The names of a table; null where its cells are none. */
function ofTable(
  rows: readonly Row[],
  column: string | null,
  separator: Separator | null,
): Layout | null {
  const first = rows[0]!.cells;
  const titles = first.map(strip);
  if (column !== null) {
    const [place, titled] = asked(column, rows);
    return ofColumns(rows, [place], titled, titles);
  }
  const likeliest = rows.length > 1 ? placeOfNames(first) : null;
  if (likeliest !== null) return ofColumns(rows, [likeliest], true, titles);
  const even = rows.every((row) => row.cells.length === first.length);
  if (rows.length > 1 && first.length > 1 && even) {
    const places = [...first.keys()].filter((place) =>
      isColumnOfNames(filled(rows.map((row) => row.cells[place]!))),
    );
    return places.length > 0 ? ofColumns(rows, places, false, titles) : null;
  }
  if (!areNames(rows.flatMap((row) => filled(row.cells)))) return null;
  const cells = rows.flatMap(({ number, cells: of }) => {
    const texts = filled(of);
    // A row of separators alone is a row, too.
    return (texts.length > 0 ? texts : [""]).map((text) => cell(number, text));
  });
  return { cells, way: "cells", separator, titles: [], columns: [], joined: [] };
}

function ofColumns(
  rows: readonly Row[],
  places: readonly number[],
  titled: boolean,
  titles: readonly string[],
): Layout {
  const cells = rows.flatMap(({ number, cells: of }, i) =>
    titled && i === 0
      ? [cell(number, titles.join(", "), true)]
      : // A row may end early.
        places.map((place) => cell(number, of[place] ?? "")),
  );
  const columns = places.map((place) => place + 1);
  return { cells, way: "columns", separator: null, titles, columns, joined: [] };
}

/** The column whose title says that it has names; the likeliest of several. */
function placeOfNames(first: readonly string[]): number | null {
  const titles = first.map((text) => ` ${words(text).join(" ")} `);
  for (const header of HEADERS) {
    const place = titles.findIndex((title) => title.includes(` ${header} `));
    if (place >= 0) return place;
  }
  return null;
}

/** Where that column is, and whether the first row is of titles. */
function asked(column: string, rows: readonly Row[]): [number, boolean] {
  const first = rows[0]!.cells;
  const wanted = plainForm(strip(column));
  const place = first.findIndex((text) => plainForm(strip(text)) === wanted);
  if (place >= 0) return [place, true];
  const widest = rows.reduce((most, row) => Math.max(most, row.cells.length), 0);
  if (/^[0-9]{1,4}$/.test(wanted) && Number(wanted) > 0 && Number(wanted) <= widest) {
    return [Number(wanted) - 1, placeOfNames(first) !== null && rows.length > 1];
  }
  throw noColumn(column, first);
}

function noColumn(column: string, titles: readonly string[]): InputError {
  const known = titles
    .slice(0, 20)
    .map((title, i) => `${i + 1} (${strip(title).slice(0, 20)})`)
    .join(", ");
  return new InputError("column", { column: column.slice(0, 20), known });
}

// JSON

function looksLikeJson(text: string): boolean {
  if (!/^[\ufeff\t\n\r\f ]*(?:\{|\[[\t\n\r\f ]*["{[])/.test(text)) return false;
  let end = text.length;
  while (end > 0 && "\ufeff\t\n\r\f ".includes(text[end - 1]!)) end--;
  return text[end - 1] === "]" || text[end - 1] === "}";
}

function ofJson(text: string, column: string | null, title: string): Layout {
  let found: unknown;
  try {
    found = JSON.parse(text.replace(/^\ufeff+/, ""));
  } catch {
    throw notAText("json", title);
  }
  if (isObject(found)) {
    const lists = Object.values(found).filter(Array.isArray);
    found = lists.length === 1 ? lists[0] : null;
  }
  if (Array.isArray(found) && found.length > 0) {
    if (column === null && found.every((item) => typeof item === "string")) {
      return inLines(found.map((item, i) => cell(i + 1, oneLine(item))));
    }
    if (found.every(isObject)) {
      const titles = [...new Set(found.flatMap((item) => Object.keys(item)))];
      const rows = found.map((item, i) => ({
        number: i + 1,
        last: i + 1,
        cells: titles.map((key) => {
          const value = Object.hasOwn(item, key) ? item[key] : undefined;
          return typeof value === "string" ? oneLine(value) : "";
        }),
      }));
      if (column !== null || placeOfNames(titles) !== null) {
        const table = ofTable([{ number: 0, last: 0, cells: titles }, ...rows], column, null)!;
        return { ...table, cells: table.cells.slice(1) };
      }
    }
  }
  throw notAText("json", title);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const oneLine = (text: string): string => linesOf(text).join(" ");
