import { DUEL_KINDS } from "../../state/tried.js";
import type { Facts } from "../facts.js";
import type { Examples, Rule } from "../mission.js";
import { TRAINED } from "../states.js";
import { count } from "../ways.js";

const kinds = (duels: Facts["duels"]): number =>
  DUEL_KINDS.filter((kind) => duels.includes(kind)).length;

export const mission: Rule = {
  level: 2,
  order: 7,
  place: "duel",
  with: "anything",
  fr: {
    title: "Trois duels",
    goal: "Fais un duel de chaque sorte : la taille, la température, l’âge.",
    hints: [
      "Dans **Deux modèles**, choisis ce qui change entre les deux.",
      "Va jusqu’au bout du duel : il compte quand les deux modèles ont inventé leurs noms.",
    ],
    after:
      "Pour comparer sans se tromper, on ne change qu’une chose à la fois. C’est la règle de toutes les expériences.",
  },
  en: {
    title: "Three duels",
    goal: "Run a duel of each kind: size, temperature, age.",
    hints: [
      "In **Two models**, choose what differs between the two.",
      "Go to the end of the duel: it counts once both models have invented their names.",
    ],
    after:
      "To compare without being misled, change one thing at a time. It is the rule of all experiments.",
  },
  done: ({ duels }) => kinds(duels) >= 3,
  way: ({ duels }) => count(kinds(duels), 3),
};

export const examples = (): Examples => ({
  not: [[TRAINED], [{ ...TRAINED, duels: ["size", "age", "age", "size"] }]],
  done: [{ ...TRAINED, duels: ["size", "size", "age", "temperature"] }],
});
