import type { Examples, Rule } from "../mission.js";
import { TRAINED } from "../states.js";
import { count, numberIn } from "../ways.js";

export const mission: Rule = {
  level: 2,
  order: 5,
  place: "garder",
  with: "anything",
  fr: {
    title: "En lieu sûr",
    goal: "Enregistre ton modèle dans un fichier, puis rouvre ce fichier.",
    hints: [
      "Le bouton **Garder** est tout en haut de la page.",
      "Clique sur **Enregistrer mon modèle**, puis sur **Ouvrir un modèle**, et choisis le fichier que tu viens d’enregistrer.",
    ],
    after:
      "Ton modèle entier tient dans un petit fichier : sa forme, son alphabet et ses nombres. Le même fichier s’ouvre aussi dans Python.",
  },
  en: {
    title: "In a safe place",
    goal: "Save your model to a file, then open that file again.",
    hints: [
      "The button **Keep** is at the very top of the page.",
      "Click on **Save my model**, then on **Open a model**, and choose the file that you have just saved.",
    ],
    after:
      "Your whole model fits into a small file: its shape, its vocabulary and its numbers. The same file also opens in Python.",
  },
  done: ({ opened, parameters }, memory) =>
    opened > (numberIn(memory, "opened") ?? Infinity) && parameters === memory["parameters"],
  way: (_, memory) => count(memory["parameters"] === undefined ? 0 : 1, 2),
  remember: ({ saved, opened, parameters }, memory) => {
    // The counts are those of a visit: lower ones mean that a new visit has begun.
    const before = {
      saved: numberIn(memory, "saved") ?? 0,
      opened: numberIn(memory, "opened") ?? 0,
    };
    if (saved > before.saved) return { saved, opened, parameters };
    if (saved < before.saved || opened < before.opened) {
      return { ...memory, saved, opened: Math.min(opened, before.opened) };
    }
    return memory;
  },
};

export const examples = (): Examples => ({
  not: [
    [TRAINED],
    [{ ...TRAINED, opened: 1 }],
    [{ ...TRAINED, saved: 1 }],
    [
      { ...TRAINED, opened: 1 },
      { ...TRAINED, opened: 1, saved: 1 },
    ],
    [
      { ...TRAINED, saved: 1 },
      { ...TRAINED, saved: 1, opened: 1, parameters: 4192 },
    ],
  ],
  done: [
    { ...TRAINED, opened: 2 },
    { ...TRAINED, saved: 1, opened: 2 },
    { ...TRAINED, saved: 1, opened: 3 },
  ],
});
