import type { Examples, Rule } from "../mission.js";
import { RECITING, TRAINED } from "../states.js";
import { AT_FLOOR, atFloor, fall } from "../ways.js";

export const mission: Rule = {
  level: 2,
  order: 1,
  place: "apprendre",
  becomes: true,
  fr: {
    title: "Toucher le plancher",
    goal: "Amène l’erreur à moins de 1 % du plancher.",
    hints: [
      "Une liste courte s’apprend plus facilement par cœur.",
      "Choisis les 20 Pokémon, ou vingt noms à toi, sans noms cachés, et entraîne jusqu’à la pause.",
      "Il reste coincé au-dessus ? Dans **Apprendre**, prends une **Autre graine** et recommence.",
    ],
    after:
      "Au plancher, il sait la liste par cœur. Il lui reste un peu d’erreur : quand plusieurs noms commencent pareil, personne ne peut deviner lequel vient.",
  },
  en: {
    title: "Touch the floor",
    goal: "Bring the loss to within 1% of the floor.",
    hints: [
      "A short list is more easily learned by heart.",
      "Choose the 20 Pokémon, or twenty names of yours, with no hidden names, and train until the pause.",
      "It stays stuck above? In **Learn**, take **Another seed** and start again.",
    ],
    after:
      "At the floor it knows the list by heart. A little loss is left: when several names begin alike, nobody can guess which one is coming.",
  },
  done: atFloor,
  way: ({ loss, lines }) => fall(loss, lines?.chance, lines && AT_FLOOR * lines.floor),
};

export const examples = (): Examples => ({
  not: [[TRAINED], [{ ...RECITING, loss: 0.3435 }], [{ ...RECITING, lines: undefined }]],
  done: [{ ...RECITING, loss: 0.3433 }],
});
