/** The class at a glance, in English. */

import { pluralIn } from "../plural.js";
import type { Partly } from "../types.js";
import type { works as french } from "./fr.js";

const plural = pluralIn("en-GB");
const pupils = (n: number): string => plural(n, { one: "# pupil", other: "# pupils" });

export const works: Partly<typeof french> = {
  title: "The class at a glance",
  lead: "Open the notebooks that your pupils downloaded (“Mon travail”, then “Télécharger mon carnet”): who did what, where many stop, and what they wrote in their own words.",
  honest:
    "Nothing leaves this computer, and nothing is kept once the page is closed. A green square says that the exercise was done, not that it was understood: **it is not a mark**.",
  open: "Open",
  openHow:
    "Choose all files at once, a folder, or a zip. A file’s name serves as the pupil’s: ask that it begin with the first name, or with the pupil’s animal.",
  files: "Open notebooks, or a zip",
  folder: "Open a folder",
  reading: "Reading the notebooks…",
  have: (v: { works: number; lessons: number }): string =>
    `${plural(v.works, { one: "# notebook open", other: "# notebooks open" })}, ${plural(v.lessons, { one: "# lesson", other: "# lessons" })}.`,
  twice: (names: string) => `Several files for the same lesson: ${names}. The newest counts.`,
  nameless: (n: number) =>
    plural(n, {
      one: "# notebook has no pupil’s name: the file is still called what the lesson called it.",
      other:
        "# notebooks have no pupil’s name: the files are still called what the lesson called them.",
    }),
  problem: (where: string, what: string) => `${where}: ${what}`,
  problems: {
    notNotebook: "this is no notebook, or it is damaged.",
    noCells: "this is another kind of file: it has no cells.",
    notOurs: "this is a notebook, but of none of our lessons.",
    damaged: "this file is damaged; what could still be read was taken.",
    many: "beyond 200 files at once, the rest is not opened.",
    large: "beyond 100 MB in all, the rest is not opened.",
    huge: "a notebook of more than 20 MB is not opened.",
    empty: "this zip holds no notebook (.ipynb).",
  },
  table: "Save the table (CSV)",
  tableName: "class.csv",
  print: "Print",
  erase: "Erase everything from this page",
  sure: "Erase all notebooks from this page? The files stay where they are.",
  yes: "Yes, erase",
  no: "No, keep",
  lesson: (n: number) => `Lesson ${n}`,
  pupils,
  works: (n: number) => plural(n, { one: "# notebook", other: "# notebooks" }),
  exercise: (n: number, title: string): string =>
    title === "" ? `Exercise ${n}` : `Exercise ${n}, ${title}`,
  hard: "Where many stop",
  hardOne: (v: { exercise: string; done: number; all: number; stuck: number }): string =>
    `${v.exercise}: ${pupils(v.done)} out of ${v.all} did it; ${v.stuck} stopped there, or skipped it.`,
  hardNone: "No exercise stops many pupils.",
  silent: (n: number) =>
    plural(n, {
      one: "# notebook does not say which exercises are done: it comes from an older version, or from a Jupyter whose results were cleared. It is not counted.",
      other:
        "# notebooks do not say which exercises are done: they come from an older version, or from a Jupyter whose results were cleared. They are not counted.",
    }),
  summary: "Exercise by exercise",
  columns: { exercise: "Exercise", done: "Done by" },
  of: (done: number, all: number) => `${done} of ${all}`,
  who: "Pupil by pupil",
  whoIn: (n: number) => `Lesson ${n}, pupil by pupil`,
  pupil: "Pupil",
  doneIn: "Done",
  states: {
    done: "done",
    begun: "begun, not done yet",
    none: "not done",
    unknown: "the notebook does not say",
  },
  key: "✓ done · … begun, not done yet · empty: not done · ? the notebook does not say",
  keyLive: "✓ done · … begun, not done yet · empty: not done",
  said: "What they wrote",
};
