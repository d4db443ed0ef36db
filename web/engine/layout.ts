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
}

interface Row {
  readonly number: number;
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
  const content: (readonly [number, string])[] = [];
  const asides: Cell[] = [];
  for (const [i, line] of lines.entries()) {
    if (isAside(line)) asides.push(cell(i + 1, line));
    else content.push([i + 1, line]);
  }
  for (const separator of SEPARATORS) {
    if (separates(separator, content)) {
      const rows = content.map(([number, line]) => ({ number, cells: cut(line, separator) }));
      const found = ofTable(rows, column, separator);
      if (found !== null) return withAsides(found, asides);
    }
  }
  if (column !== null)
    throw noColumn(
      column,
      content.slice(0, 1).map(([, line]) => line),
    );
  const quoted = content.length > 0 && content.every(([, line]) => isQuoted(line));
  const cells = content.map(([number, line]) => cell(number, quoted ? unquoted(line) : line));
  const titled = cells.length > 1 && HEADERS.includes(words(cells[0]!.text).join(" "));
  if (titled) cells[0] = { ...cells[0]!, title: true };
  const titles = titled ? [strip(cells[0]!.text)] : [];
  return withAsides({ ...inLines(cells), titles }, asides);
}

/** A name a line, whatever they hold. */
export function inLines(cells: readonly Cell[]): Layout {
  return { cells, way: "lines", separator: null, titles: [], columns: [] };
}

export const cell = (number: number, text: string, title = false): Cell => ({
  number,
  text,
  title,
});

function isAside(line: string): boolean {
  // The title of a column of numbers is often "#", too.
  return strip(line) === "" || (line.startsWith("#") && !SEPARATORS.includes(line[1] as Separator));
}

/** With the comments and the empty lines in their places. */
function withAsides(found: Layout, asides: readonly Cell[]): Layout {
  if (asides.length === 0) return found;
  return { ...found, cells: [...found.cells, ...asides].sort((a, b) => a.number - b.number) };
}

// Cells

const QUOTED = / *"([^"]*(?:""[^"]*)*)" */y;

/** Whether the sign stands in every line, or in all but the last. */
function separates(separator: string, content: readonly (readonly [number, string])[]): boolean {
  return (
    content.length > 0 &&
    content[0]![1].includes(separator) &&
    content.slice(1, -1).every(([, line]) => line.includes(separator))
  );
}

/** The cell in double quotes that stands here: what is in it, and its end. */
function quotedAt(line: string, place: number): { text: string; end: number } | null {
  QUOTED.lastIndex = place;
  const found = QUOTED.exec(line);
  return found === null
    ? null
    : { text: found[1]!.replaceAll('""', '"'), end: place + found[0].length };
}

const isQuoted = (line: string): boolean => quotedAt(line, 0)?.end === line.length;
const unquoted = (line: string): string => quotedAt(line, 0)!.text;

/** The cells of a line; one in double quotes may hold the separator, and quotes twice. */
function cut(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator);
  const cells: string[] = [];
  for (let end = -1; end < line.length;) {
    const place: number = end + 1;
    const quoted = quotedAt(line, place);
    if (quoted !== null && (quoted.end === line.length || line[quoted.end] === separator)) {
      end = quoted.end;
      cells.push(quoted.text);
    } else {
      const found = line.indexOf(separator, place);
      end = found < 0 ? line.length : found;
      cells.push(line.slice(place, end));
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
  return { cells, way: "cells", separator, titles: [], columns: [] };
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
  return { cells, way: "columns", separator: null, titles, columns: places.map((p) => p + 1) };
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
  return new InputError("column", { column: column.slice(0, 20), known: known || "-" });
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
        cells: titles.map((key) => {
          const value = Object.hasOwn(item, key) ? item[key] : undefined;
          return typeof value === "string" ? oneLine(value) : "";
        }),
      }));
      if (column !== null || placeOfNames(titles) !== null) {
        const table = ofTable([{ number: 0, cells: titles }, ...rows], column, null)!;
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
