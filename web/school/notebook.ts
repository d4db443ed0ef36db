/** The pupil's work as a notebook, for another computer or for Jupyter. */

import { texts } from "../kit/language.js";
import { EXERCISE, LESSON, read, textOf, written, type Notebook } from "../kit/notebook.js";
import { SCHOOL } from "../texts/school.js";
import { blockOf, lesson, withBlock } from "./lesson.js";

const t = texts(SCHOOL, "messages");

/** Why a file cannot be taken, as the pupil reads it. */
export class Refused extends Error {}

/** The lesson's notebook with the pupil's sources in the place of its own. */
export const notebook = (
  sources: Readonly<Record<string, string>>,
  done: readonly number[],
): string => written(lesson, sources, done, new Date());

function parsed(text: string): Notebook {
  const found = read(text);
  if (typeof found === "string") throw new Refused(t()[found]);
  return found;
}

/** Whether a kept notebook is of this very text of the lesson. */
export const isCurrent = (text: string): boolean =>
  parsed(text).metadata?.premier_llm?.version === lesson.version;

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
    .cells.filter((cell) => cell !== null)
    .filter((cell) => cell.cell_type === "code")
    .map((cell) => ({
      id: cell.id,
      // The school platforms' variant has another first line.
      source: textOf(cell.source).replace(ATTACHED, "from premier_llm.lessons import *"),
      mine: cell.metadata?.premier_llm !== undefined,
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
