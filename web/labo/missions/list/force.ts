import type { Examples, Rule } from "../mission.js";
import { TRAINED, UNTRAINED } from "../states.js";
import { count } from "../ways.js";

const FORCED = 3;

export const mission: Rule = {
  level: 1,
  order: 2,
  place: "inventer",
  fr: {
    title: "À toi de choisir",
    goal: "Choisis trois lettres à la place du modèle.",
    hints: [
      "Les barres montrent ce que le modèle écrirait ensuite.",
      "Dans **Inventer**, clique sur une barre : sa lettre s’écrit, même si elle est peu probable.",
    ],
    after:
      "Le modèle ne choisit pas : il donne une chance à chaque lettre. Le tirage au sort choisit, ou toi. Puis il continue avec ta lettre comme avec les siennes.",
  },
  en: {
    title: "You choose",
    goal: "Choose three letters in place of the model.",
    hints: [
      "The bars show what the model would write next.",
      "In **Invent**, click on a bar: its letter is written, even if it is unlikely.",
    ],
    after:
      "The model does not choose: it gives a chance to each letter. The draw chooses, or you do. Then it goes on with your letter as with its own.",
  },
  done: ({ forced }) => forced >= FORCED,
  way: ({ forced }) => count(forced, FORCED),
};

export const examples = (): Examples => ({
  not: [[UNTRAINED], [{ ...TRAINED, forced: 2 }]],
  done: [{ ...UNTRAINED, forced: 3 }],
});
