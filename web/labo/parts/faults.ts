/** What does not hold in an invented story, where it stands. No DOM, no Solid. */

import { Checker, type Check, type CheckKind } from "../../engine/worlds/checker.js";
import { Grammar, type WorldName } from "../../engine/worlds/grammar.js";

/** A stretch of a story; the wrong ones say why. All together they are the story. */
export interface Stretch {
  readonly text: string;
  readonly start: number;
  /** A word that does not agree, or a sentence that cannot stand there; null where all holds. */
  readonly fault: Fault | null;
}

export interface Fault {
  readonly kind: CheckKind;
  /** What should stand there, where it is known; or nothing. */
  readonly expected: string;
}

const checkers = new Map<WorldName, Checker>();

function checkerOf(world: WorldName): Checker {
  let found = checkers.get(world);
  if (found === undefined) checkers.set(world, (found = new Checker(new Grammar(world))));
  return found;
}

/** A story cut where faults begin and end; of several in one place the shortest counts. */
export function stretches(world: WorldName, story: string): readonly Stretch[] {
  const wrong = checkerOf(world)
    .check(story)
    .filter(({ holds, start, end }) => !holds && end > start)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const cuts = new Set([0, story.length, ...wrong.flatMap(({ start, end }) => [start, end])]);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, i) => {
    const end = places[i + 1]!;
    const found = wrong.find((check) => check.start <= start && end <= check.end);
    return { text: story.slice(start, end), start, fault: faultOf(found, start) };
  });
}

/** What should stand there is said once, where the fault begins. */
function faultOf(found: Check | undefined, start: number): Fault | null {
  if (found === undefined) return null;
  return { kind: found.kind, expected: found.start === start ? found.expected : "" };
}
