import type { Examples, Rule } from "../mission.js";
import { TELLING, TRAINED } from "../states.js";

/** Of what can be checked. */
const RIGHT = 0.95;

export const mission: Rule = {
  level: 2,
  order: 8,
  place: "apprendre",
  with: "stories",
  becomes: true,
  fr: {
    title: "Fais monter les accords",
    goal: "Entraîne un modèle d’histoires jusqu’à ce que 95 % des accords soient tenus.",
    hints: [
      "Dans le premier onglet, choisis des histoires à la place des noms.",
      "Dans **Apprendre**, appuie sur **Entraîner** et suis la courbe des accords tenus.",
      "Elle s’arrête un peu trop bas ? Appuie sur **Continuer** : il apprend encore. La météo est plus facile que les petites histoires.",
    ],
    after:
      "Personne ne lui a donné une seule règle de grammaire. Pour bien deviner le mot suivant, il a dû se servir du nom qui était là avant.",
  },
  en: {
    title: "Make the agreements rise",
    goal: "Train a model of stories until 95% of what can be checked agrees.",
    hints: [
      "In the first tab, choose stories instead of names.",
      "In **Learn**, press **Train** and follow the curve of what agrees.",
      "It stops a little too low? Press **Go on**: it learns still more. The weather is easier than the little stories.",
    ],
    after:
      "Nobody gave it a single rule of grammar. To guess the next word well, it had to use the noun that stood there before.",
  },
  done: ({ exploded, step, agreements }) =>
    !exploded && step > 0 && agreements !== undefined && agreements >= RIGHT,
  way: ({ agreements }) =>
    agreements === undefined
      ? undefined
      : { of: "right", value: agreements, target: RIGHT, share: agreements / RIGHT },
};

export const examples = (): Examples => ({
  not: [
    [TRAINED],
    [TELLING],
    [{ ...TELLING, agreements: 0.949 }],
    [{ ...TELLING, agreements: undefined }],
    [{ ...TELLING, agreements: 1, exploded: true }],
    [{ ...TELLING, agreements: 1, kind: "names" }],
  ],
  done: [{ ...TELLING, agreements: 0.95 }],
});
