import type { Examples, Rule } from "../mission.js";
import { TRAINED, UNTRAINED } from "../states.js";
import { fallToPairs, second, trained } from "../ways.js";

/** Parameters. */
const LARGE = 10_000;

export const mission: Rule = {
  level: 2,
  order: 6,
  place: "agrandir",
  becomes: true,
  fr: {
    title: "Plus de dix mille",
    goal: "Fais passer sous la ligne des paires un modèle de plus de 10 000 nombres.",
    hints: [
      "Dans **Agrandir**, tourne les réglages et regarde le compte des nombres changer.",
      "Chaque lettre a une carte d’identité. Avec plus de nombres par carte, tout le modèle grandit.",
      "Mets 64 nombres par lettre, puis entraîne ce nouveau modèle. Une liste courte suffit, les 20 Pokémon par exemple.",
    ],
    after:
      "Chaque étape demande plus de calculs. Et le plancher n’a pas bougé : il dépend de la liste et de la fenêtre du modèle, pas de sa taille.",
  },
  en: {
    title: "More than ten thousand",
    goal: "Bring a model of more than 10,000 numbers below the line of the pairs.",
    hints: [
      "In **Grow**, turn the dials and watch the count of numbers change.",
      "Each letter has an identity card. With more numbers on each card, the whole model grows.",
      "Set 64 numbers per letter, then train this new model. A short list is enough, the 20 Pokémon for example.",
    ],
    after:
      "Each step takes more computing. And the floor did not move: it depends on the list and on the model’s window, not on its size.",
  },
  done: (facts) => facts.parameters > LARGE && trained(facts),
  way: (facts) =>
    facts.parameters > LARGE
      ? second(fallToPairs(facts))
      : {
          of: "more",
          value: facts.parameters,
          target: LARGE,
          share: facts.parameters / LARGE / 2,
        },
};

export const examples = (): Examples => ({
  not: [[TRAINED], [{ ...TRAINED, parameters: 10_000 }], [{ ...UNTRAINED, parameters: 20_448 }]],
  done: [{ ...TRAINED, parameters: 10_001 }],
});
