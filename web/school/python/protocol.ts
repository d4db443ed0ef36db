/** What passes between the page and the worker that runs Python. */

/** Python's own files, by name: everything it needs, so that it asks the network for nothing. */
export interface Files {
  readonly "pyodide.asm.wasm": ArrayBuffer;
  readonly "python_stdlib.zip": ArrayBuffer;
  /** Its memory once it has started (see snapshot.mjs), where it came in time: without it Python starts anew. */
  readonly "memory.bin": ArrayBuffer | undefined;
  readonly "premier_llm.zip": ArrayBuffer;
}

/** A file that a cell wrote. */
export interface Written {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type ToPython =
  | {
      readonly type: "start";
      readonly files: Files;
      readonly progress: string | undefined;
    }
  | {
      readonly type: "run";
      readonly source: string;
      readonly title: string;
      /** The exercise whose cell it is. */
      readonly exercise: number | undefined;
    };

export type FromPython =
  /** A milestone of the start. */
  | { readonly type: "stage"; readonly stage: "python" | "lessons" }
  | { readonly type: "ready"; readonly version: string }
  /** Text that a cell printed. */
  | { readonly type: "text"; readonly text: string }
  /** A picture or a box, the number it has in its cell; the same number again replaces it. */
  | { readonly type: "html"; readonly number: number; readonly html: string }
  /** The cell has ended; the pupil's progress as the lessons keep it, and the files there are. */
  | {
      readonly type: "done";
      readonly progress: string | undefined;
      readonly written: readonly Written[];
    }
  /** Python is dead: a new one must be started. */
  | { readonly type: "fatal"; readonly reason: string };
