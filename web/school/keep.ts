/**
 * The pupil's work, kept in the browser's own database: nothing leaves the computer.
 *
 * A lesson's text is written at each change, its results at the end of each cell. Two tabs can hold
 * the same lesson: each writing says which state it follows, and one that would cover what another
 * tab wrote is refused. What is replaced (lesson begun again, another file loaded, the site's lesson
 * changed) goes into the copies.
 */

import { clear, createStore, get, set, update, type UseStore } from "idb-keyval";
import type { Output } from "./python.js";

/** A lesson as the pupil left it. */
export interface Work {
  /** Counts the writings. */
  readonly revision: number;
  /** ISO time. */
  readonly at: string;
  /** The same text that "télécharger" gives. */
  readonly notebook: string;
}

/** What the cells last showed, by cell. */
export type Results = Readonly<Record<string, readonly Output[]>>;

/** A state that was replaced, as a notebook. */
export interface Copy {
  readonly at: string;
  readonly why: string;
  readonly notebook: string;
}

/** Another tab wrote meanwhile. */
export class Overtaken extends Error {}

const store: UseStore | undefined = open();

function open(): UseStore | undefined {
  try {
    return createStore("premier-llm-ecole", "travail");
  } catch {
    return undefined;
  }
}

function must(): UseStore {
  if (store === undefined) throw new Error("no storage");
  return store;
}

const textKey = (lesson: number): string => `lecon-${lesson}`;
const resultsKey = (lesson: number): string => `lecon-${lesson}/resultats`;
const copiesKey = (lesson: number): string => `lecon-${lesson}/copies`;
const PROGRESS = "progression";

export const readWork = (lesson: number): Promise<Work | undefined> => get(textKey(lesson), must());

/** Write the text; refused with Overtaken if what is there does not follow from `follows`. */
export async function writeWork(lesson: number, work: Work, follows: number): Promise<void> {
  let overtaken = false;
  await update<Work>(
    textKey(lesson),
    (there) => {
      overtaken = there !== undefined && there.revision !== follows;
      return overtaken ? there! : work;
    },
    must(),
  );
  if (overtaken) throw new Overtaken();
}

export const readResults = async (lesson: number): Promise<Results> =>
  (await get<Results>(resultsKey(lesson), must())) ?? {};

export const writeResults = (lesson: number, results: Results): Promise<void> =>
  set(resultsKey(lesson), results, must());

export const readCopies = async (lesson: number): Promise<readonly Copy[]> =>
  (await get<Copy[]>(copiesKey(lesson), must())) ?? [];

/** Add a copy, before the others. */
export const addCopy = (lesson: number, copy: Copy): Promise<void> =>
  update<readonly Copy[]>(copiesKey(lesson), (there = []) => [copy, ...there], must());

/** Forget everything, of all lessons: the computer's next pupil finds nothing. */
export const forgetAll = (): Promise<void> => clear(must());

/** Exercises done by lesson, and predictions, as the lessons' tools write them. */
interface Progress {
  readonly version: number;
  readonly lecons: Readonly<Record<string, readonly number[]>>;
  readonly predictions: Readonly<Record<string, string>>;
}

export const readProgress = (): Promise<string | undefined> => get(PROGRESS, must());

/** Joined to what other tabs did meanwhile; undefined erases it, as the pupil asked. */
export const writeProgress = (progress: string | undefined): Promise<void> =>
  update<string | undefined>(
    PROGRESS,
    (there) => (progress === undefined ? undefined : joined(there, progress)),
    must(),
  );

function joined(there: string | undefined, text: string): string {
  const [old, now] = [read(there), read(text)];
  const lecons = { ...old.lecons };
  for (const [lesson, numbers] of Object.entries(now.lecons)) {
    lecons[lesson] = [...new Set([...(lecons[lesson] ?? []), ...numbers])].sort((a, b) => a - b);
  }
  return JSON.stringify({
    ...now,
    lecons,
    predictions: { ...old.predictions, ...now.predictions },
  });
}

function read(progress: string | undefined): Progress {
  const none = { version: 1, lecons: {}, predictions: {} };
  try {
    return { ...none, ...(JSON.parse(progress ?? "{}") as Partial<Progress>) };
  } catch {
    return none;
  }
}

/** Exercises done in a lesson, from that text. */
export const done = (progress: string | undefined, lesson: number): readonly number[] =>
  read(progress).lecons[lesson] ?? [];
