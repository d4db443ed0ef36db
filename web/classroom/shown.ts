/** What pupils show live, as the works that a class is counted from. */

import { animalAt, named } from "../kit/animal.js";
import type { View } from "../room/wire.js";
import type { State, Work } from "./work.js";

export function worksOf(
  { eleves, lecons }: Pick<View, "eleves" | "lecons">,
  language: string,
): Work[] {
  return eleves.flatMap(({ rang, exercices }) =>
    Object.entries(exercices).map(([lesson, { reussis, commences }]): Work => {
      const titles = new Map((lecons[lesson] ?? []).map((title, n) => [n + 1, title]));
      const state = (n: number): State =>
        reussis.includes(n) ? "done" : commences.includes(n) ? "begun" : "none";
      const name = named(animalAt(rang), language);
      return {
        name,
        nameless: false,
        copy: 0,
        path: name,
        lesson: Number(lesson),
        titles,
        states: new Map([...titles.keys()].map((n) => [n, state(n)])),
        said: [],
        at: 0,
      };
    }),
  );
}
