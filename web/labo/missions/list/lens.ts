import type { Examples, Rule } from "../mission.js";
import { TELLING, TRAINED, UNTRAINED } from "../states.js";

export const mission: Rule = {
  level: 2,
  order: 9,
  place: "dedans",
  with: "anything",
  fr: {
    title: "De l’erreur au poids",
    goal: "Suis une étape à la loupe, arrêt par arrêt, jusqu’à la nouvelle devinette.",
    hints: [
      "Dans **Regarder dedans**, prends la **loupe** : elle est sous le chemin du modèle.",
      "Appuie sur « Suite » jusqu’au bout, sans sauter d’arrêt. En route, clique sur une barre : sa pente se recompose en somme.",
    ],
    after:
      "C’est tout le secret : une erreur, des pentes qui remontent, et chaque poids fait un petit pas. Les plus grands modèles apprennent comme cela.",
  },
  en: {
    title: "From the error to the weight",
    goal: "Follow one step under the lens, stop by stop, up to the new guess.",
    hints: [
      "In **Look inside**, take the **lens**: it is below the model’s path.",
      "Press “Next” to the end, without skipping a stop. On the way, click a bar: its slope comes apart as a sum.",
    ],
    after:
      "That is the whole secret: an error, slopes that go back, and each weight takes a small step. The largest models learn like this.",
  },
  done: ({ walked }) => walked >= 1,
};

export const examples = (): Examples => ({
  not: [[UNTRAINED], [{ ...TRAINED, explained: 20 }]],
  done: [{ ...TELLING, walked: 1 }],
});
