/** The lists that come with the page: the files of the Python package, read as they are. */

import { texts } from "../../kit/language.js";
import creatures from "../../../src/premier_llm/words/creatures.txt?raw";
import dinosaures from "../../../src/premier_llm/words/dinosaures.txt?raw";
import pokemon from "../../../src/premier_llm/words/pokemon.txt?raw";
import prenoms from "../../../src/premier_llm/words/prenoms.txt?raw";
import villes from "../../../src/premier_llm/words/villes.txt?raw";

export const SHIPPED = { pokemon, dinosaures, creatures, prenoms, villes } as const;
export type ShippedId = keyof typeof SHIPPED;
/** "own": pasted or typed; "file": came inside a model's file. */
export type ListId = ShippedId | "own" | "file";

export function isShipped(id: string): id is ShippedId {
  return Object.hasOwn(SHIPPED, id);
}

const t = texts("names");

export const listName = (id: ListId): string => t().lists[id];
