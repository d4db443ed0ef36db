/** What is told of stories, and of a text of one's own, before anything is learned. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rudeFilter } from "../engine/filter.js";
import { worldNames } from "../engine/worlds/grammar.js";
import { floor, World } from "../engine/worlds/world.js";
import { TELLING } from "../spec.js";
import type { StoriesSummary } from "../worker/protocol.js";
import { Session } from "../worker/session.js";

const session = (): Session => new Session(rudeFilter(""));

describe("stories", () => {
  for (const world of worldNames) {
    it(`of ${world}: their floor, and what they never tell`, () => {
      const one = session();
      const found = one.read({ world, tokens: "words" }) as StoriesSummary;
      assert.equal(found.world, world);
      const { surprise, tokens, letters } = floor(world);
      assert.equal(found.floor, surprise / tokens);
      const inLetters = one.read({ world, tokens: "letters" }) as StoriesSummary;
      assert.equal(inLetters.floor, surprise / letters);
      assert.ok(found.apart.count > found.apart.first.length);
      // Nothing that is said never to come stands in a story beside its noun; the rest does.
      const told = ` ${new World(world).stories(TELLING.stories).join(" ").toLowerCase()} `;
      const beside = ([other, word]: readonly [string, string]): boolean =>
        told.includes(` ${other} ${word} `) || told.includes(` ${word} ${other} `);
      const { first } = found.apart;
      assert.ok(!first.some(beside));
      const mixed = first.flatMap(([other], i) =>
        first.flatMap(([, word], j) => (i === j ? [] : [[other, word] as const])),
      );
      // Somewhere else in a story there may be words between them.
      const stories = told.split(". ");
      const within = ([other, word]: readonly [string, string]): boolean =>
        stories.some((story) => story.includes(` ${other} `) && story.includes(` ${word}`));
      assert.ok(mixed.some(within));
      for (const story of found.unseen) assert.ok(!told.includes(story.toLowerCase()));
    });
  }
});
