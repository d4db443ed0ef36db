/**
 * The languages of the pages: each is a file of `languages/`, found by being there. A page carries
 * only what it shows, so each room takes its own export of those files: kit.ts, labo.ts, …
 */

import type { Partly } from "./types.js";
import { whole } from "./whole.js";

/** A room's texts by the code of the language: fr, en, … */
export type Catalogue<Texts> = ReadonlyMap<string, Texts>;

/** By the language's code, what its file gives. */
export function byCode<Given>(files: Readonly<Record<string, Given>>): ReadonlyMap<string, Given> {
  return new Map(
    Object.entries(files).map(([file, given]) => [/(\w[\w-]*)\.ts$/.exec(file)![1]!, given]),
  );
}

/** What the languages have of a room, and French where one has nothing. */
export function catalogue<Texts>(files: Readonly<Record<string, unknown>>): Catalogue<Texts> {
  const found = byCode(files as Readonly<Record<string, Partly<Texts>>>);
  const french = found.get("fr") as Texts;
  return new Map([...found].map(([code, own]) => [code, whole(french, own)]));
}
