/** What the pupil does in this lesson: the cells' text and results, kept as they change. */

import { texts } from "../kit/language.js";
import { createSignal } from "solid-js";
import { createStore, reconcile, unwrap } from "solid-js/store";
import { give } from "../kit/files.js";
import { SCHOOL } from "../texts/school.js";
import type { Written } from "./python/protocol.js";
import {
  addCopy,
  done,
  forgetAll,
  Overtaken,
  readProgress,
  readResults,
  readWork,
  writeProgress,
  writeResults,
  writeWork,
} from "./keep.js";
import { lesson } from "./lesson.js";
import { isCurrent, notebook, Refused, taken } from "./notebook.js";
import { run, startPython, type Job, type Listener, type Output } from "./python.js";

const t = texts(SCHOOL, "messages");

/** How a cell stands in this session's Python. */
export type Standing = "new" | "done" | "stopped";

/** Whether the work is kept. */
export type Saving =
  | { readonly is: "nothing-yet" }
  | { readonly is: "saved"; readonly at: Date }
  /** The browser keeps nothing: a private window, storage forbidden or full. */
  | { readonly is: "refused" }
  /** Another tab has written its own; the pupil must choose. */
  | { readonly is: "overtaken" };

/** What the browser keeps of a cell's results, in characters; the page shows all of them. */
const MOST_KEPT = 1_000_000;

const code = lesson.cells.filter(({ kind }) => kind === "code");
const original = Object.fromEntries(code.map(({ id, source }) => [id, source]));

const [sources, setSources] = createStore<Record<string, string>>({
  ...original,
});
const [outputs, setOutputs] = createStore<Record<string, Output[]>>({});
const [standing, setStanding] = createStore<Record<string, Standing>>({});
const [saving, setSaving] = createSignal<Saving>({ is: "nothing-yet" });
const [progress, setProgress] = createSignal<string>();
const [written, setWritten] = createSignal<readonly Written[]>([]);
/** Names of the files that a cell made or changed, by cell. */
const [made, setMade] = createStore<Record<string, readonly string[]>>({});
const [notice, setNotice] = createSignal<string>();
/** Counts the times that all cells were replaced, for the editors to show the new text. */
const [replaced, setReplaced] = createSignal(0);

export { made, notice, outputs, replaced, saving, setNotice, sources, standing, written };
export const exercisesDone = (): readonly number[] => done(progress(), lesson.number);
export const isChanged = (id: string): boolean => sources[id] !== original[id];
/** Exercises whose text is the pupil's own, and that were never green. */
export const begun = (): readonly number[] =>
  code.flatMap(({ id, exercise }) =>
    exercise !== undefined && isChanged(id) && !exercisesDone().includes(exercise)
      ? [exercise]
      : [],
  );
export const currentNotebook = (): string => notebook(unwrap(sources), exercisesDone());

let revision = 0;
let writing: Promise<void> | undefined;
let again = false;

/** Write the text now, and once more if it changed meanwhile. */
export function save(): void {
  if (saving().is === "overtaken") return;
  if (writing !== undefined) {
    again = true;
    return;
  }
  const at = new Date();
  const work = {
    revision: revision + 1,
    at: at.toISOString(),
    notebook: currentNotebook(),
  };
  writing = writeWork(lesson.number, work, revision)
    .then(
      () => {
        revision++;
        setSaving({ is: "saved", at });
      },
      (error: unknown) => {
        setSaving({ is: error instanceof Overtaken ? "overtaken" : "refused" });
      },
    )
    .finally(() => {
      writing = undefined;
      if (again) {
        again = false;
        save();
      }
    });
}

/** Never lets a failure of the browser's storage stop the lesson. */
async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch {
    setSaving({ is: "refused" });
    return undefined;
  }
}

export function edit(id: string, source: string): void {
  setSources(id, source);
  save();
}

/** As many of a cell's first results as the browser keeps; then a sentence for those it does not. */
function keepable(of: readonly Output[]): readonly Output[] {
  let left = MOST_KEPT;
  const end = of.findIndex((output) => {
    left -= output.kind === "text" ? output.text.length : output.html.length;
    return left < 0;
  });
  return end < 0 ? of : [...of.slice(0, end), { kind: "text", text: t().notKept }];
}

function saveResults(): void {
  const kept = Object.entries(unwrap(outputs))
    .filter(([id]) => standing[id] !== "stopped")
    .map(([id, of]) => [id, keepable(of)] as const);
  void attempt(() => writeResults(lesson.number, Object.fromEntries(kept)));
}

/** Replace all cells. */
function replace(by: Readonly<Record<string, string>>): void {
  setSources({ ...original, ...by });
  setReplaced(replaced() + 1);
}

const archive = (why: string, text: string): Promise<void> =>
  addCopy(lesson.number, { at: new Date().toISOString(), why, notebook: text });

/** Bring back what was kept. */
export async function remember(): Promise<void> {
  await attempt(async () => {
    setProgress(await readProgress());
    const kept = await readWork(lesson.number);
    if (kept === undefined) return;
    revision = kept.revision;
    setSaving({ is: "saved", at: new Date(kept.at) });
    const { sources: mine, lost } = taken(kept.notebook);
    if (isCurrent(kept.notebook)) {
      replace(mine);
      setOutputs(reconcile((await readResults(lesson.number)) as Record<string, Output[]>));
      return;
    }
    await archive(t().why.update, kept.notebook);
    replace(mine);
    setNotice(lost === 0 ? t().updated : t().updatedInPart);
    save();
  });
}

/** Begin the lesson again; what is there goes into the copies. */
export async function restart(): Promise<void> {
  await attempt(() => archive(t().why.again, currentNotebook()));
  replace({});
  setOutputs(reconcile({}));
  setNotice(t().fresh);
  save();
  saveResults();
}

/** Take up a notebook; what is there goes into the copies. Throws Refused. */
export async function load(text: string): Promise<void> {
  const { sources: theirs, lost } = taken(text);
  await attempt(() => archive(t().why.load, currentNotebook()));
  replace(theirs);
  setOutputs(reconcile({}));
  setNotice(lost === 0 ? t().loaded : t().loadedInPart(lost));
  save();
  saveResults();
}

export { Refused };

/** Erase all lessons' work from this computer, and begin as on the first day. */
export async function eraseAll(): Promise<void> {
  await attempt(forgetAll);
  location.reload();
}

/** One cell as the lesson gives it. */
export function restore(id: string): void {
  edit(id, original[id]!);
  setReplaced(replaced() + 1);
}

/** Another tab has written: go on with this tab's work, or with the other's. Both are kept. */
export async function settle(keep: "mine" | "theirs"): Promise<void> {
  // Closing the question by its cross says "mine"; so does closing it once it is answered.
  if (saving().is !== "overtaken") return;
  const theirs = await attempt(() => readWork(lesson.number));
  if (theirs === undefined) return;
  const mine = currentNotebook();
  revision = theirs.revision;
  if (keep === "mine") await attempt(() => archive(t().why.other, theirs.notebook));
  else {
    await attempt(() => archive(t().why.other, mine));
    replace(taken(theirs.notebook).sources);
  }
  setSaving({ is: "nothing-yet" });
  save();
}

const places = Object.fromEntries(
  code.map(({ id, exercise }, place) => [
    id,
    { title: exercise === undefined ? `cellule ${place + 1}` : `exercice ${exercise}`, exercise },
  ]),
);

const job = (id: string): Job => ({
  cell: id,
  source: sources[id]!,
  ...places[id]!,
});

/**
 * Run a cell. Python forgets everything when it is started anew: cells above that had been run
 * before are run first.
 */
export function runCell(id: string): void {
  const place = code.findIndex((cell) => cell.id === id);
  const forgotten = code
    .slice(0, place)
    .filter((cell) => standing[cell.id] === undefined && outputs[cell.id] !== undefined);
  run([...forgotten.map((cell) => job(cell.id)), job(id)]);
}

export const runAll = (): void => run(code.map(({ id }) => job(id)));

const same = (one: Written, other: Written): boolean =>
  one.name === other.name &&
  one.bytes.length === other.bytes.length &&
  one.bytes.every((byte, i) => byte === other.bytes[i]);

/** Hand over a file that a cell wrote. */
export function giveWritten(name: string): void {
  const file = written().find((one) => one.name === name);
  if (file !== undefined) give(name, file.bytes as BlobPart, "application/octet-stream");
}

const listener: Listener = {
  begun: (id) => setOutputs(id, []),
  output(id, output) {
    const there = outputs[id] ?? [];
    const last = there.at(-1);
    if (output.kind === "text") {
      if (last?.kind === "text") {
        setOutputs(id, there.length - 1, {
          kind: "text",
          text: last.text + output.text,
        });
      } else setOutputs(id, there.length, output);
      return;
    }
    const place = there.findIndex((one) => one.kind === "html" && one.number === output.number);
    setOutputs(id, place < 0 ? there.length : place, output);
  },
  ended(id, left) {
    setStanding(id, left === undefined ? "stopped" : "done");
    saveResults();
    if (left === undefined) return;
    const before = written();
    setMade(
      id,
      left.written.filter((file) => !before.some((old) => same(old, file))).map(({ name }) => name),
    );
    setWritten(left.written);
    if (left.progress !== progress()) {
      setProgress(left.progress);
      void attempt(() => writeProgress(left.progress));
    }
  },
  forgotten() {
    setWritten([]);
    // A cell that had to be stopped would have to be stopped again: it is not run by itself.
    setStanding(
      reconcile(
        Object.fromEntries(Object.entries(standing).filter(([, how]) => how === "stopped")),
      ),
    );
  },
  // The first cell only brings the lesson's tools.
  ready: () => code.slice(0, 1).map(({ id }) => job(id)),
};

export const begin = (): Promise<void> => startPython(lesson.python, listener, progress);

/** Ask before the page goes while something is not kept. */
addEventListener("beforeunload", (event) => {
  if (saving().is === "refused" && code.some(({ id }) => isChanged(id))) event.preventDefault();
});
