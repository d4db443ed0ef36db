/** What is done of the missions, as plain values and as a file's text. No DOM, no Solid. */

import { InputError } from "../../engine/errors.js";
import { isRecord } from "../../engine/json.js";
import type { Memory, Mission } from "./mission.js";

export interface Progress {
  /** When each mission was done, as an ISO date. */
  readonly done: Readonly<Record<string, string>>;
  /** How many hints of each were opened. */
  readonly hints: Readonly<Record<string, number>>;
  readonly memory: Readonly<Record<string, Memory>>;
  /** The mission shown; null for the first that is not done. */
  readonly chosen: string | null;
  readonly folded: boolean;
}

export const NOTHING: Progress = { done: {}, hints: {}, memory: {}, chosen: null, folded: false };

export function isDone(progress: Progress, { id }: Mission): boolean {
  return progress.done[id] !== undefined;
}

const KIND = "premier-llm-missions";
const VERSION = 1;
/** Characters; what the page writes is far shorter. */
const MOST_TEXT = 200_000;
const MOST_NUMBERS = 200;

export function toText(progress: Progress): string {
  return JSON.stringify({ kind: KIND, version: VERSION, ...progress }, null, 1);
}

/** What can be read and done with a progress of these missions. */
export function recordOf(missions: readonly Mission[]) {
  function missionOf(id: string | null): Mission | undefined {
    return missions.find((mission) => mission.id === id);
  }

  /** The mission to show: the chosen one, else the first not done; undefined when all are done. */
  function current(progress: Progress): Mission | undefined {
    return missionOf(progress.chosen) ?? missions.find((mission) => !isDone(progress, mission));
  }

  /** The next mission not done after this one, round the list. */
  function following(progress: Progress, { id }: Mission): Mission | undefined {
    const place = missions.findIndex((mission) => mission.id === id);
    const round = [...missions.slice(place + 1), ...missions.slice(0, place)];
    return round.find((mission) => !isDone(progress, mission));
  }

  /** The progress in a file; anything but the page's own JSON throws InputError. Unknown ids are left out. */
  function fromText(text: string): Progress {
    const said = text.length <= MOST_TEXT ? parse(text) : undefined;
    if (
      said === undefined ||
      said["kind"] !== KIND ||
      said["version"] !== VERSION ||
      !isRecord(said["done"])
    ) {
      throw new InputError("file.progress");
    }
    const { done, chosen, folded } = said;
    return {
      done: pick(done, (date) =>
        typeof date === "string" && !Number.isNaN(Date.parse(date)) ? date : undefined,
      ),
      hints: pick(said["hints"], (shown, { fr }) =>
        Number.isInteger(shown) && (shown as number) > 0
          ? Math.min(shown as number, fr.hints.length)
          : undefined,
      ),
      memory: pick(said["memory"], memoryOf),
      chosen: typeof chosen === "string" && missionOf(chosen) !== undefined ? chosen : null,
      folded: folded === true,
    };
  }

  /** The entries of known missions that `read` accepts. */
  function pick<T>(
    from: unknown,
    read: (value: unknown, mission: Mission) => T | undefined,
  ): Record<string, T> {
    const found: Record<string, T> = {};
    if (!isRecord(from)) return found;
    for (const mission of missions) {
      if (!Object.hasOwn(from, mission.id)) continue;
      const value = read(from[mission.id], mission);
      if (value !== undefined) found[mission.id] = value;
    }
    return found;
  }

  return { missionOf, current, following, fromText };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const said: unknown = JSON.parse(text);
    return isRecord(said) ? said : undefined;
  } catch {
    return undefined;
  }
}

function memoryOf(value: unknown): Memory | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).filter(
    ([, one]) =>
      typeof one === "number" ||
      (typeof one === "string" && one.length < 2000) ||
      (Array.isArray(one) &&
        one.length <= MOST_NUMBERS &&
        one.every((item) => typeof item === "number")),
  );
  return Object.fromEntries(entries) as Memory;
}
