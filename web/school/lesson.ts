/** The lesson of this page, as the site's build wrote it into the page. */

import type { Addresses } from "./python/files.js";

export interface Cell {
  /** Stays the same as long as its place and its text do. */
  readonly id: string;
  readonly kind: "text" | "code";
  /** Markdown or Python. */
  readonly source: string;
  /** A text, rendered. */
  readonly html?: string;
  /** The exercise done here. */
  readonly exercise?: number;
  /** Its instruction, as `exercice()` shows it. */
  readonly banner?: string;
}

export interface Term {
  /** Other words for it. */
  readonly also: string;
  readonly short: string;
  readonly long: string;
}

export interface Lesson {
  readonly number: number;
  readonly title: string;
  /** Changes with the lesson's text. */
  readonly version: string;
  readonly exercises: number;
  readonly cells: readonly Cell[];
  readonly glossary: Readonly<Record<string, Term>>;
  /** Titles of all lessons, by number. */
  readonly lessons: Readonly<Record<number, string>>;
  readonly python: Addresses;
}

export const lesson = JSON.parse(document.getElementById("lecon")!.textContent!) as Lesson;

const MARKS = /(# =+ MODIFIE ICI =+\n)([\s\S]*?)(^# =+ *$)/m;

/** What the pupil changes in a cell, between the marks. */
export const blockOf = (source: string): string | undefined => MARKS.exec(source)?.[2];

/** The cell with another answer. */
export const withBlock = (source: string, block: string): string =>
  source.replace(MARKS, (_all, before: string, _old, after: string) => before + block + after);

/** Where the instruction's code ends and the pupil's part begins; 0 where there is none. */
export const marksStart = (source: string): number => Math.max(0, source.search(MARKS));
