import type { Examples, Rule } from "../mission.js";
import { TRAINED, UNTRAINED } from "../states.js";
import { count, fallToPairs, numberIn, second, trained } from "../ways.js";

export const mission: Rule = {
  level: 2,
  order: 2,
  place: "apprendre",
  fr: {
    title: "Boum !",
    goal: "Fais exploser l’erreur, puis répare : reviens sous la ligne des paires.",
    hints: [
      "La vitesse d’apprentissage dit si le modèle corrige ses nombres à petits pas ou à pas de géant.",
      "Dans **Apprendre**, monte la **vitesse d’apprentissage** à 1 ou plus, puis entraîne.",
      "Pour réparer, baisse-la vers 0,03. Lance un nouvel entraînement et passe sous la ligne des paires.",
    ],
    after:
      "Des corrections trop grandes dépassent leur but, et l’erreur monte au lieu de descendre. Trop petites, il apprend trop lentement. Il faut chercher la bonne vitesse.",
  },
  en: {
    title: "Boom!",
    goal: "Make the loss explode, then repair: come back below the line of the pairs.",
    hints: [
      "The learning rate says whether the model corrects its numbers by small steps or by giant steps.",
      "In **Learn**, raise the **learning rate** to 1 or more, then train.",
      "To repair, lower it to about 0.03. Start a new training and go below the line of the pairs.",
    ],
    after:
      "Corrections that are too large overshoot, and the loss goes up instead of down. Too small, and it learns too slowly. One has to look for the right rate.",
  },
  done: (facts, memory) => trained(facts) && facts.learningRate < (numberIn(memory, "rate") ?? 0),
  way: (facts, memory) => {
    if (memory["rate"] === undefined) return count(0, 2);
    return facts.exploded ? count(1, 2) : second(fallToPairs(facts));
  },
  remember: ({ exploded, learningRate }, memory) =>
    exploded && memory["rate"] !== learningRate ? { rate: learningRate } : memory,
};

export const examples = (): Examples => ({
  not: [
    [TRAINED],
    [{ ...UNTRAINED, exploded: true, learningRate: 1 }],
    [
      { ...UNTRAINED, exploded: true, learningRate: 1 },
      { ...TRAINED, learningRate: 1 },
    ],
    [
      { ...UNTRAINED, exploded: true, learningRate: 1 },
      { ...UNTRAINED, learningRate: 0.03 },
    ],
  ],
  done: [
    { ...UNTRAINED, exploded: true, learningRate: 1 },
    { ...TRAINED, learningRate: 0.03 },
  ],
});
