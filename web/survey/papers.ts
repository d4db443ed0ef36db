/** What was handed over, in this page and nowhere else. */

import { createSignal } from "solid-js";
import { named } from "../kit/animal.js";
import type { Result } from "./result.js";

const [papers, setPapers] = createSignal<readonly Result[]>([]);
/** Something is here that was not saved. */
const [unsaved, setUnsaved] = createSignal(false);
export { papers, setUnsaved, unsaved };

const keyOf = (paper: Result): string =>
  JSON.stringify({ ...paper, animal: named(paper.animal, "fr"), codes: [] });

/** How many are new, how many were here already. */
export function add(more: readonly Result[]): { added: number; already: number } {
  const here = new Set(papers().map(keyOf));
  const fresh = more.filter((paper) => {
    const key = keyOf(paper);
    return !here.has(key) && here.add(key);
  });
  if (fresh.length > 0) {
    setPapers([...papers(), ...fresh]);
    setUnsaved(true);
  }
  return { added: fresh.length, already: more.length - fresh.length };
}

/** What the teacher finds in a pupil's sentence. */
export function toggleCode(paper: Result, code: number): void {
  const has = paper.codes.includes(code);
  const codes = has ? paper.codes.filter((one) => one !== code) : [...paper.codes, code].sort();
  setPapers(papers().map((one) => (one === paper ? { ...paper, codes } : one)));
  setUnsaved(true);
}

export function erase(): void {
  setPapers([]);
  setUnsaved(false);
}
