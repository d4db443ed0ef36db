import type { Examples, Rule } from "../mission.js";
import { STOPPED, TRAINED, UNTRAINED } from "../states.js";
import { fallToPairs, trained } from "../ways.js";

export const mission: Rule = {
  level: 1,
  order: 1,
  place: "apprendre",
  fr: {
    title: "Mieux que compter",
    goal: "Entraîne-le, et appuie toi-même sur Pause quand l’erreur est passée sous la ligne des paires.",
    hints: [
      "Un modèle tout neuf devine au hasard. Il doit s’entraîner.",
      "Appuie sur **Entraîner**, tout en bas, et regarde la courbe descendre. Dès qu’elle passe sous la ligne, appuie sur **Pause**.",
      "Trop tard ? **Recommencer**, puis choisis 10 étapes par seconde, à côté : tu auras le temps.",
    ],
    after:
      "Compter les paires, c’est regarder une seule lettre en arrière. Ton modèle en voit plusieurs, et leur place : il peut faire mieux.",
  },
  en: {
    title: "Better than counting",
    goal: "Train it, and press Pause yourself once the loss is below the line of the pairs.",
    hints: [
      "A brand-new model guesses by chance. It has to train.",
      "Press **Train**, at the very bottom, and watch the curve go down. As soon as it is below the line, press **Pause**.",
      "Too late? **Start again**, then choose 10 steps a second, beside it: you will have time.",
    ],
    after:
      "Counting pairs is looking back at a single letter. Your model sees several, and where they stand: it can do better.",
  },
  // Not by waiting until it pauses by itself.
  done: (facts) => trained(facts) && !facts.running && facts.paused === facts.step,
  way: fallToPairs,
};

export const examples = (): Examples => ({
  not: [
    [UNTRAINED],
    [TRAINED],
    [{ ...STOPPED, running: true }],
    [{ ...STOPPED, step: 250 }],
    [{ ...STOPPED, loss: 1.7 }],
    [{ ...STOPPED, loss: Number.NaN }],
    [{ ...STOPPED, exploded: true }],
    [{ ...STOPPED, lines: undefined }],
  ],
  done: [STOPPED],
});
