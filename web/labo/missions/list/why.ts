import type { Examples, Rule } from "../mission.js";
import { TRAINED, UNTRAINED } from "../states.js";

export const mission: Rule = {
  level: 2,
  order: 10,
  place: "inventer",
  fr: {
    title: "Le nom coupable",
    goal: "Trouve une lettre qui vient surtout d’un nom de ta liste.",
    hints: [
      "Fais l’expérience : que devient la lettre si l’on apprend sans ce nom ?",
      "Dans **Inventer**, écris le début d’un nom de ta liste, puis clique sur sa dernière lettre. Avec les 20 Pokémon, arrête l’entraînement vers l’étape 20 ou 30 et essaie « pika ».",
    ],
    after:
      "On ne devine pas d’où vient une lettre : on refait l’entraînement sans un nom, et on compare. Et on recommence avec d’autres départs, pour ne pas accuser un nom quand c’est le hasard. C’est ainsi que travaille la science.",
  },
  en: {
    title: "The guilty name",
    goal: "Find a letter that comes above all from one name of your list.",
    hints: [
      "Make the experiment: what becomes of the letter if that name is not learned?",
      "In **Invent**, write the beginning of a name of your list, then click on its last letter. With the 20 Pokémon, stop the training around step 20 or 30 and try “pika”.",
    ],
    after:
      "One does not guess where a letter comes from: one trains again without a name, and compares. And one does it again from other starts, so as not to accuse a name where it was luck. That is how science works.",
  },
  done: ({ culprits }) => culprits >= 1,
};

export const examples = (): Examples => ({
  not: [[UNTRAINED], [TRAINED]],
  done: [{ ...TRAINED, culprits: 1 }],
});
