import type { Examples, Rule } from "../mission.js";
import { TRAINED, UNTRAINED } from "../states.js";
import { fallToPairs, trained } from "../ways.js";

export const mission: Rule = {
  level: 1,
  order: 1,
  place: "apprendre",
  fr: {
    title: "Mieux que compter",
    goal: "Fais passer l’erreur sous la ligne des paires.",
    hints: [
      "Un modèle tout neuf devine au hasard. Il doit s’entraîner.",
      "Appuie sur **Entraîner**, tout en bas, et regarde la courbe descendre.",
    ],
    after:
      "Compter les paires, c’est regarder une seule lettre en arrière. Ton modèle en voit plusieurs, et leur place : il peut faire mieux.",
  },
  en: {
    title: "Better than counting",
    goal: "Bring the loss below the line of the pairs.",
    hints: [
      "A brand-new model guesses by chance. It has to train.",
      "Press **Train**, at the very bottom, and watch the curve go down.",
    ],
    after:
      "Counting pairs is looking back at a single letter. Your model sees several, and where they stand: it can do better.",
  },
  done: trained,
  way: fallToPairs,
};

export const examples = (): Examples => ({
  not: [
    [UNTRAINED],
    [{ ...TRAINED, loss: 1.7 }],
    [{ ...TRAINED, loss: Number.NaN }],
    [{ ...TRAINED, exploded: true }],
    [{ ...TRAINED, lines: undefined }],
  ],
  done: [TRAINED],
});
