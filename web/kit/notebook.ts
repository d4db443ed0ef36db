/** A pupil's work as a notebook (.ipynb, nbformat 4.5): how it is written, and what is ours in it. */

export interface NotebookCell {
  readonly cell_type?: string;
  readonly id?: string;
  readonly source?: unknown;
  readonly metadata?: { readonly premier_llm?: unknown };
  readonly outputs?: unknown;
}

export interface Notebook {
  readonly cells: readonly (NotebookCell | null)[];
  readonly metadata?: {
    readonly premier_llm?: {
      readonly version?: string;
      /** Exercises that were green. */
      readonly done?: unknown;
      /** When the file was made, ISO. */
      readonly at?: unknown;
    };
  };
}

export const LESSON = /^\s*lecon\(\s*(\d+)\s*[,)]/m;
export const EXERCISE = /^exercice\(\s*(\d+)/m;

/** What is known of a lesson's cells when a notebook is made of them. */
interface Source {
  readonly version: string;
  readonly cells: readonly {
    readonly id: string;
    readonly kind: "text" | "code";
    readonly source: string;
  }[];
}

/** A lesson's notebook with the pupil's sources in the place of its own. */
export function written(
  lesson: Source,
  sources: Readonly<Record<string, string>>,
  done: readonly number[],
  at: Date,
): string {
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
        premier_llm: { version: lesson.version, done, at: at.toISOString() },
      },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );
}

/** A file as a notebook, or what it lacks. */
export function read(text: string): Notebook | "notNotebook" | "noCells" {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return "notNotebook";
  }
  if (!Array.isArray((content as Partial<Notebook> | null)?.cells)) return "noCells";
  return content as Notebook;
}

/** A text of a notebook, which may stand there line by line; anything else is none. */
export function textOf(source: unknown): string {
  const lines: unknown[] = Array.isArray(source) ? source : [source];
  return lines.filter((line) => typeof line === "string").join("");
}
