/** The pupil's work as a notebook (.ipynb, nbformat 4.5), for another computer or for Jupyter. */

import { texts } from "../kit/language.js";
import { SCHOOL } from "../texts/school.js";
import { blockOf, lesson, withBlock } from "./lesson.js";

const t = texts(SCHOOL, "messages");

/** Why a file cannot be taken, as the pupil reads it. */
export class Refused extends Error {}

/** The lesson's notebook with the pupil's sources in the place of its own. */
export function notebook(sources: Readonly<Record<string, string>>): string {
  return JSON.stringify(
    {
      cells: lesson.cells.map(({ id, kind, source }) => ({
        cell_type: kind === "code" ? "code" : "markdown",
        id,
        // Tells the pupil's own text from the lesson's, once the lesson has changed.
        metadata: (sources[id] ?? source) === source ? {} : { premier_llm: "modifié" },
        source: sources[id] ?? source,
        ...(kind === "code" && { execution_count: null, outputs: [] }),
      })),
      metadata: {
        kernelspec: {
          display_name: "Python 3",
          language: "python",
          name: "python3",
        },
        language_info: { name: "python" },
        premier_llm: { version: lesson.version },
      },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );
}

interface Notebook {
  readonly cells: readonly {
    readonly cell_type?: string;
    readonly id?: string;
    readonly source?: string | readonly string[];
    readonly metadata?: { readonly premier_llm?: string };
  }[];
  readonly metadata?: { readonly premier_llm?: { readonly version?: string } };
}

function parsed(text: string): Notebook {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Refused(t().notNotebook);
  }
  if (!Array.isArray((content as Partial<Notebook> | null)?.cells)) {
    throw new Refused(t().noCells);
  }
  return content as Notebook;
}

/** Whether a kept notebook is of this very text of the lesson. */
export const isCurrent = (text: string): boolean =>
  parsed(text).metadata?.premier_llm?.version === lesson.version;

const LESSON = /^\s*lecon\(\s*(\d+)\s*\)/m;
const EXERCISE = /^exercice\(\s*(\d+)/m;
const ATTACHED = "from premier_llm_lecons import *";

/**
 * The sources of a notebook for the cells of this lesson, and how many of the pupil's have no place
 * in it. A notebook of another lesson, or of something else, is refused.
 */
export function taken(text: string): {
  sources: Record<string, string>;
  lost: number;
} {
  const found = parsed(text)
    .cells.filter((cell) => cell?.cell_type === "code")
    .map(({ id, source = "", metadata }) => ({
      id,
      // The school platforms' variant has another first line.
      source: (Array.isArray(source) ? source.join("") : String(source)).replace(
        ATTACHED,
        "from premier_llm.lessons import *",
      ),
      mine: metadata?.premier_llm !== undefined,
    }));
  const number = found.map(({ source }) => LESSON.exec(source)?.[1]).find(Boolean);
  if (number === undefined) {
    throw new Refused(t().notOurs);
  }
  if (Number(number) !== lesson.number) {
    throw new Refused(t().otherLesson(number, lesson.number));
  }
  const marked = found.some(({ mine }) => mine);
  const code = lesson.cells.filter(({ kind }) => kind === "code");
  const sources: Record<string, string> = {};
  let lost = 0;
  for (const { id, source, mine } of found) {
    const exercise = EXERCISE.exec(source)?.[1];
    const same = code.find((cell) => cell.id === id);
    const alike = code.find(
      (cell) => cell.exercise !== undefined && `${cell.exercise}` === exercise,
    );
    const block = blockOf(source);
    if (same !== undefined) sources[same.id] = source;
    else if (alike !== undefined && block !== undefined) {
      sources[alike.id] = withBlock(alike.source, block);
    } else if ((mine || !marked) && !code.some((cell) => cell.source === source)) lost++;
  }
  return { sources, lost };
}
