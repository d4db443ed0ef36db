/** The beginning that is shown before anybody has typed one. */

import { createMemo, createRoot } from "solid-js";
import { wordsOf } from "../../../engine/words.js";
import { World, type Telling } from "../../../engine/worlds/world.js";
import { list } from "../../state/model.js";

/** Stories among which one is chosen. */
const STORIES = 200;
/** Words between a noun and what agrees with it. */
const FAR = 5;
/** Words at most: it must be read at a glance. */
const LONGEST = 24;
/** Words of a text. */
const FEW = 8;

export const example = createRoot(() =>
  createMemo((): string => {
    const found = list();
    if (found === undefined) return "";
    if (found.kind === "stories") return ofStories(new World(found.world));
    if (found.kind === "text") {
      return (found.preview[0] ?? "").split(" ").slice(0, FEW).join(" ");
    }
    // The lesson's own example where the list has it, else a name from its middle.
    const { preview } = found;
    const name = preview.find((name) => name.startsWith("pik")) ?? preview[preview.length >> 1];
    return [...(name ?? "")].slice(0, 3).join("");
  }),
);

/** A story up to a word that agrees with a noun far behind it. */
function ofStories(world: World): string {
  const stories = Array.from({ length: STORIES }, (_, n) => world.tell(n));
  const beginnings = stories.flatMap((story) => farOnes(story));
  const best = beginnings.find(({ kind }) => kind === "adjective") ?? beginnings[0];
  const { text } = stories[0]!;
  return best?.beginning ?? text.slice(0, text.lastIndexOf(" "));
}

function farOnes({ text, links }: Telling): { kind: string; beginning: string }[] {
  return links.flatMap(({ kind, word, nouns }) => {
    const beginning = text.slice(0, word[0]).trimEnd();
    const between = wordsOf(text.slice(nouns[0]![1], word[0]));
    const fits = nouns.length === 1 && between.length >= FAR && !between.includes(".");
    return fits && wordsOf(beginning).length <= LONGEST ? [{ kind, beginning }] : [];
  });
}
