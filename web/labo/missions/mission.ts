/** What a mission is: a short challenge whose target is checked on the real state. No DOM, no Solid. */

import type { MaterialKind } from "../../worker/protocol.js";
import type { Tab } from "../state/tabs.js";
import type { Facts } from "./facts.js";

export const LEVELS = [1, 2, 3] as const;
export type Level = (typeof LEVELS)[number];

/** What a mission must remember of earlier facts; it is kept with the progress, as JSON. */
export type Memory = Readonly<Record<string, number | string | readonly number[]>>;

/** How far one is: a value on its way to a target. `share` of the way is from 0 to 1. */
export interface Way {
  /** What is counted: a loss to bring down, a number of things, of parameters, a share. */
  readonly of: "loss" | "count" | "more" | "fewer" | "new" | "right";
  readonly value: number;
  readonly target: number;
  readonly share: number;
}

export interface Words {
  readonly title: string;
  readonly goal: string;
  /** From a nudge to the way to do it; with the marks of Rich. */
  readonly hints: readonly string[];
  /** What one has just learned. */
  readonly after: string | ((memory: Memory) => string);
}

/** What a file of `list/` exports as `mission`; the file's name is its id, kept with the progress. */
export interface Rule {
  readonly level: Level;
  /** Its place among those of its level. */
  readonly order: number;
  /** Where it happens; "garder" is the dialog. */
  readonly place: Tab | "garder";
  /** What must be learned, where it is not names. */
  readonly with?: MaterialKind | "anything";
  /** It is won with what the model becomes: one that comes so has to become so anew. */
  readonly becomes?: true;
  readonly fr: Words;
  readonly en: Words;
  done(facts: Facts, memory: Memory): boolean;
  /** Undefined while there is nothing to show. */
  way?(facts: Facts, memory: Memory): Way | undefined;
  /** The new memory; the same object when nothing is to be remembered. */
  remember?(facts: Facts, memory: Memory): Memory;
}

export interface Mission extends Rule {
  readonly id: string;
}

/** What a file of `list/` exports as `examples`, for the tests: facts that follow each other. */
export interface Examples {
  /** After each of these it is not done. */
  readonly not: readonly (readonly Facts[])[];
  /** After these it is. */
  readonly done: readonly Facts[];
}

/** The missions of these files, in the order in which they are proposed. */
export function missionsOf(files: Readonly<Record<string, Rule>>): Mission[] {
  return Object.entries(files)
    .map(([file, rule]) => ({ id: /(\w+)\.\w+$/.exec(file)![1]!, ...rule }))
    .sort((a, b) => a.level - b.level || a.order - b.order);
}

/** What must be learned for it to count. */
export const withOf = (mission: Rule): MaterialKind | "anything" => mission.with ?? "names";

/** Facts of stories say nothing of a mission with names. */
export const suits = (mission: Rule, { kind }: Facts): boolean =>
  withOf(mission) === kind || withOf(mission) === "anything";

/** What facts change for a mission: its memory, and whether it is done. */
export function look(
  mission: Rule,
  facts: Facts,
  before: Memory,
): { memory: Memory; done: boolean } {
  if (!suits(mission, facts)) return { memory: before, done: false };
  const memory = mission.remember?.(facts, before) ?? before;
  return { memory, done: mission.done(facts, memory) };
}

/** Whether a model that comes has reached the target before anything was done for it. */
export const isThere = (mission: Rule, facts: Facts, memory: Memory): boolean =>
  mission.becomes === true && look(mission, facts, memory).done;

/** How far one is, from 0 to 1. */
export function howFar(mission: Rule, facts: Facts, memory: Memory): number {
  if (!suits(mission, facts)) return 0;
  if (mission.done(facts, memory)) return 1;
  const share = mission.way?.(facts, memory)?.share ?? 0;
  // Only what is done is whole.
  return Math.max(0, Math.min(0.99, Number.isFinite(share) ? share : 0));
}
