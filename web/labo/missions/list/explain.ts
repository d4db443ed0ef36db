import type { Examples, Rule } from "../mission.js";
import { TRAINED, UNTRAINED } from "../states.js";
import { count } from "../ways.js";

const EXPLAINED = 5;

export const mission: Rule = {
  level: 1,
  order: 4,
  place: "dedans",
  with: "anything",
  fr: {
    title: "D’où vient ce nombre ?",
    goal: "Retrouve l’origine de 5 nombres du modèle.",
    hints: [
      "Tout se passe dans **Regarder dedans**.",
      "Écris un début de nom, puis montre un nombre : son calcul s’affiche. Fais-le cinq fois.",
    ],
    after: "Rien n’est caché : chaque nombre sort d’un calcul que tu peux refaire toi-même.",
  },
  en: {
    title: "Where does this number come from?",
    goal: "Find the origin of 5 numbers of the model.",
    hints: [
      "It all happens in **Look inside**.",
      "Type the beginning of a name, then point at a number: its calculation appears. Do it five times.",
    ],
    after:
      "Nothing is hidden: each number comes from a calculation that you can do again yourself.",
  },
  done: ({ explained }) => explained >= EXPLAINED,
  way: ({ explained }) => count(explained, EXPLAINED),
};

export const examples = (): Examples => ({
  not: [[UNTRAINED], [{ ...TRAINED, explained: 4 }]],
  done: [{ ...TRAINED, explained: 5 }],
});
