/** How high a part of the picture is drawn, and where its rows stand. */

import type { Part } from "./parts.js";

export interface Box {
  readonly name: string;
  readonly y: number;
  readonly height: number;
  /** A field of neurons, not a row of bars. */
  readonly field: boolean;
}

export interface Layout {
  readonly height: number;
  readonly rows: readonly Box[];
  /** Where the questions meet the labels: from here, to there. */
  readonly meeting?: readonly [number, number];
  /** Where the shortcut comes back. */
  readonly plus?: number;
  /** Where scores or bars begin. */
  readonly from: number;
}

const [ROW, GAP, THIN, FIELD] = [22, 8, 12, 46] as const;
/** Under a name that stands above its rows; under one of two lines. */
const [NAME, LONG] = [34, 52] as const;
/** Between the questions and the labels. */
const MEETING = 44;
export const [SCORES, LETTERS, CHANCE, CHANCES] = [56, 22, 28, 5] as const;

export function layPart(part: Part, wide: boolean): Layout {
  const leaves = part.leaves ?? false;
  let y = part.kind === "asks" ? LONG : !wide || part.rows.length > 1 ? NAME : 10;
  if (leaves) y = Math.max(y, 24);
  const from = y;
  const rows: Box[] = [];
  const add = (name: string, height: number, isField = false): void => {
    rows.push({ name, y, height, field: isField });
    y += height + GAP;
  };
  switch (part.kind) {
    case "layer":
      for (const name of part.rows) add(name, ROW);
      return { height: Math.max(y, 40), rows, from };
    case "norm":
    case "norm2":
      for (const name of part.rows) add(name, THIN);
      return { height: Math.max(y, wide ? 40 : 0), rows, from };
    case "asks": {
      add(part.rows[0]!, ROW);
      const meeting = [y - GAP, y - GAP + MEETING] as const;
      y = meeting[1];
      for (const name of part.rows.slice(1)) add(name, ROW);
      return { height: y, rows, meeting, from };
    }
    case "looks":
      return { height: (wide ? 6 : NAME) + 116, rows, from: wide ? 6 : NAME };
    case "bypass":
    case "again":
      y += 26;
      for (const name of part.rows) add(name, ROW);
      return { height: y, rows, plus: from + 12, from };
    case "mlp":
      add(part.rows[0]!, FIELD, true);
      for (const name of part.rows.slice(1)) add(name, ROW);
      return { height: y, rows, from };
    case "logits":
      for (const name of part.rows) add(name, ROW);
      y += 14;
      return { height: y + SCORES + LETTERS + GAP, rows, from: y };
    case "chances":
      return { height: from + CHANCES * CHANCE + GAP, rows, from };
    default:
      for (const name of part.rows) add(name, ROW);
      return { height: y, rows, from };
  }
}
