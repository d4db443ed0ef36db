import type { Examples, Rule } from "../mission.js";
import { TRAINED, UNTRAINED } from "../states.js";
import { fallToPairs, second, trained } from "../ways.js";

/** Parameters. */
const SMALL = 1000;

export const mission: Rule = {
  level: 3,
  order: 3,
  place: "agrandir",
  becomes: true,
  fr: {
    title: "Petit, mais malin",
    goal: "Avec moins de 1 000 nombres, passe sous la ligne des paires.",
    hints: [
      "La carte d’identité de chaque lettre compte beaucoup : avec moins de nombres par lettre, tout rétrécit.",
      "Dans **Agrandir**, descends à 8 nombres par lettre et à 8 neurones.",
      "Puis entraîne-le sur une liste courte : les 20 Pokémon, ou vingt noms à toi.",
    ],
    after:
      "Moins de 1 000 nombres suffisent ici pour battre les paires. Le plus petit GPT-2 en a 124 millions : la bonne taille dépend de ce qu’il y a à apprendre.",
  },
  en: {
    title: "Small but clever",
    goal: "With fewer than 1,000 numbers, go below the line of the pairs.",
    hints: [
      "The identity card of each letter counts for much: with fewer numbers per letter, everything shrinks.",
      "In **Grow**, go down to 8 numbers per letter and 8 neurons.",
      "Then train it on a short list: the 20 Pokémon, or twenty names of yours.",
    ],
    after:
      "Fewer than 1,000 numbers are enough here to beat the pairs. The smallest GPT-2 has 124 million: the right size depends on what there is to learn.",
  },
  done: (facts) => facts.parameters < SMALL && trained(facts),
  way: (facts) =>
    facts.parameters < SMALL
      ? second(fallToPairs(facts))
      : {
          of: "fewer",
          value: facts.parameters,
          target: SMALL,
          share: SMALL / facts.parameters / 2,
        },
};

export const examples = (): Examples => ({
  not: [[TRAINED], [{ ...UNTRAINED, parameters: 832 }], [{ ...TRAINED, parameters: 1000 }]],
  done: [{ ...TRAINED, parameters: 999 }],
});
