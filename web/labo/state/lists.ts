/** The lists that come with the page: files of the Python package, each found by being there. */

import { worldNames, type WorldName } from "../../engine/worlds/grammar.js";
import { LISTS, WORLDS } from "../../spec.js";
import { said, texts } from "../../kit/language.js";
import { LABO } from "../../texts/labo.js";

const FILES = import.meta.glob<string>("../../../src/premier_llm/words/*.txt", {
  query: "?raw",
  import: "default",
  eager: true,
});

export type ShippedId = keyof typeof LISTS;
/** "own": a list pasted or typed; "text": a text; "file": came inside a model's file. */
export type ListId = ShippedId | WorldName | "own" | "text" | "file";

export const SHIPPED_IDS = Object.keys(LISTS) as ShippedId[];
/** The text of each list. */
export const SHIPPED = Object.fromEntries(
  SHIPPED_IDS.map((id) => [id, FILES[`../../../src/premier_llm/words/${id}.txt`]!]),
) as Readonly<Record<ShippedId, string>>;

/** The small worlds whose stories can be learned. */
export { worldNames as WORLD_IDS };

export function isWorld(id: string): id is WorldName {
  return Object.hasOwn(WORLDS, id);
}

/** Whether it comes with the page, which an address can name. */
export function isOurs(id: string): id is ShippedId | WorldName {
  return isShipped(id) || isWorld(id);
}

export function isShipped(id: string): id is ShippedId {
  return Object.hasOwn(LISTS, id);
}

const t = texts(LABO, "lists");

/** What a list is called, and a few words on it: a shipped one says so itself, in its header. */
export function titleOf(id: ListId): { readonly name: string; readonly note: string } {
  if (isWorld(id)) return said<{ readonly name: string; readonly note: string }>(WORLDS[id].titles);
  if (!isShipped(id)) return t()[id];
  return said<{ readonly name: string; readonly note: string }>(LISTS[id]);
}
