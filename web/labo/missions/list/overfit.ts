import type { Examples, Rule } from "../mission.js";
import { EXAM, TRAINED } from "../states.js";
import { count, trained } from "../ways.js";

export const mission: Rule = {
  level: 3,
  order: 5,
  place: "apprendre",
  becomes: true,
  fr: {
    title: "Sûr de lui, et faux",
    goal: "Rends-le bon sur sa liste, et pire que le hasard sur les noms cachés.",
    hints: [
      "Il lui faut très peu de noms à apprendre, et beaucoup d’étapes.",
      "Dans **Les noms**, prends les 20 Pokémon, ou vingt noms à toi, et cache 20 % des noms.",
      "Entraîne jusqu’à la pause, puis compare l’erreur « cachés » avec la ligne du hasard.",
    ],
    after:
      "Il a appris par cœur, et il se trompe avec assurance sur le reste. Cela s’appelle le **surapprentissage**. Les noms cachés servent à le voir.",
  },
  en: {
    title: "Sure of itself, and wrong",
    goal: "Make it good on its list, and worse than chance on the hidden names.",
    hints: [
      "It needs very few names to learn from, and many steps.",
      "In **The names**, take the 20 Pokémon, or twenty names of yours, and hide 20% of the names.",
      "Train until the pause, then compare the “hidden” loss with the line of chance.",
    ],
    after:
      "It learned by heart, and it is confidently wrong on the rest. This is called **overfitting**. Hidden names are there to see it.",
  },
  done: (facts) =>
    trained(facts) &&
    facts.heldOutLoss !== null &&
    facts.heldOutLines !== undefined &&
    facts.heldOutLoss > facts.heldOutLines.chance,
  way: (facts) => {
    const { heldOutLoss, heldOutLines } = facts;
    if (heldOutLoss === null || heldOutLines === undefined) return count(0, 2);
    return count((trained(facts) ? 1 : 0) + (heldOutLoss > heldOutLines.chance ? 1 : 0), 2);
  },
};

export const examples = (): Examples => ({
  not: [[TRAINED], [EXAM], [{ ...EXAM, heldOutLoss: 3.2 }], [{ ...EXAM, loss: 2, heldOutLoss: 6 }]],
  done: [{ ...EXAM, heldOutLoss: 6 }],
});
