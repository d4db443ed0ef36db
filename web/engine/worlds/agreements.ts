/**
 * Agreements held: how much of what can be checked in invented stories holds. The twin of
 * premier_llm/judging/agreements.py.
 */

import { Checker, counted, type CheckKind, type Held, type Judged } from "./checker.js";
import type { World } from "./world.js";

/** What holds in some stories. */
export interface Agreements extends Held {
  /** For each kind of check that was met. */
  readonly kinds: ReadonlyMap<CheckKind, Held>;
  /** Of the checks that hold; 0 where there is nothing to check. */
  readonly share: number;
  readonly stories: number;
  /** Stories in which everything holds. */
  readonly whole: number;
  /** Pairs that they tell, and that the world never tells. */
  readonly apart: number;
}

/** What holds in stories that were invented in the language of a world. */
export function agreements(world: World, stories: readonly string[]): Agreements {
  const checker = new Checker(world.grammar);
  return summed(
    world,
    stories.map((story) => checker.judge(story)),
  );
}

/** What holds in stories that a checker has judged. */
export function summed(world: World, judged: readonly Judged[]): Agreements {
  const kinds = counted(judged.flatMap(({ checks }) => checks));
  let [holding, of] = [0, 0];
  for (const held of kinds.values()) {
    holding += held.holding;
    of += held.of;
  }
  return {
    kinds,
    holding,
    of,
    share: of > 0 ? holding / of : 0,
    stories: judged.length,
    whole: judged.filter(({ checks }) => checks.every(({ holds }) => holds)).length,
    apart: judged.reduce((sum, { drawn }) => sum + world.pairsApart(drawn), 0),
  };
}
