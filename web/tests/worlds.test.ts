/** The worlds tell and check as Python's: the same stories, the same faults at the same places. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { agreements, type Agreements } from "../engine/worlds/agreements.js";
import { Checker, type Check } from "../engine/worlds/checker.js";
import { Grammar, worldNames } from "../engine/worlds/grammar.js";
import { World } from "../engine/worlds/world.js";
import { goldenJson } from "./helpers.js";

interface Facts {
  readonly seeds: Readonly<
    Record<
      string,
      {
        readonly stories: readonly string[];
        readonly unseen: readonly string[];
        readonly agreements: readonly (Pick<Agreements, "stories" | "whole" | "apart" | "share"> & {
          readonly kinds: Readonly<Record<string, readonly [number, number]>>;
        })[];
      }
    >
  >;
  readonly checks: readonly (readonly [string, readonly PythonCheck[]])[];
}
type PythonCheck = readonly [
  kind: string,
  holds: boolean,
  start: number,
  end: number,
  expected: string,
];

const golden = goldenJson<Readonly<Record<string, Facts>>>("worlds.json");

test("there are the worlds that Python has", () => {
  assert.deepEqual(worldNames, Object.keys(golden));
});

for (const name of worldNames) {
  const { seeds, checks } = golden[name]!;

  test(`${name}: each seed tells what it tells in Python`, () => {
    for (const [seed, { stories, unseen }] of Object.entries(seeds)) {
      const world = new World(name, Number(seed));
      assert.deepEqual(world.stories(stories.length), stories);
      assert.deepEqual(
        unseen.map((_, number) => world.story(number, true)),
        unseen,
      );
    }
  });

  test(`${name}: what holds, what does not, and where`, () => {
    const checker = new Checker(new Grammar(name));
    const met = new Set<string>();
    const faulty = new Set<string>();
    for (const [story, expected] of checks) {
      const found = checker.check(story);
      assert.deepEqual(found.map(asInPython(story)), expected, story);
      for (const { kind, holds } of found) (holds ? met : faulty).add(kind);
    }
    // The broken stories have faults of every kind.
    assert.deepEqual([...faulty].sort(), [...met].sort());
  });

  test(`${name}: agreements held, and pairs that are never told`, () => {
    const wrong = checks.slice(300, 900).map(([story]) => story);
    for (const [seed, { unseen, agreements: expected }] of Object.entries(seeds)) {
      const world = new World(name, Number(seed));
      for (const [i, stories] of [unseen, wrong, []].entries()) {
        const { kinds, holding, of, ...found } = agreements(world, stories);
        const pairs = [...kinds].map(([kind, held]) => [kind, [held.holding, held.of]]);
        assert.deepEqual({ ...found, kinds: Object.fromEntries(pairs) }, expected[i]);
        assert.equal(found.share, of && holding / of);
      }
    }
  });
}

/** Python counts places in characters, JavaScript in halves of some. */
function asInPython(story: string): (check: Check) => PythonCheck {
  const place = (at: number): number => Array.from(story.slice(0, at)).length;
  return ({ kind, holds, start, end, expected }) => [
    kind,
    holds,
    place(start),
    place(end),
    expected,
  ];
}
