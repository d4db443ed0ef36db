import type { Examples, Rule } from "../mission.js";
import { TRAINED, UNTRAINED } from "../states.js";
import { count } from "../ways.js";

const FAVOURITES = 5;

export const mission: Rule = {
  level: 1,
  order: 3,
  place: "inventer",
  fr: {
    title: "Ta collection",
    goal: "Garde 5 noms nouveaux (★) dans tes favoris.",
    hints: [
      "Un nom nouveau n’est pas dans la liste, même à une lettre près.",
      "Dans **Inventer**, appuie sur **Inventer 40 noms**, puis clique sur l’étoile des noms que tu aimes.",
      "Il ne fait que des copies ? Monte la température, ou recommence et arrête-le plus tôt.",
    ],
    after:
      "Aucun de ces noms n’était dans la liste apprise. Le modèle les a construits lettre par lettre. Il ne sait pas ce qu’ils veulent dire : c’est toi qui les trouves beaux.",
  },
  en: {
    title: "Your collection",
    goal: "Keep 5 new names (★) among your favourites.",
    hints: [
      "A new name is not in the list, nor one letter away from it.",
      "In **Invent**, press **Invent 40 names**, then click on the star of the names that you like.",
      "It only makes copies? Raise the temperature, or start again and stop it earlier.",
    ],
    after:
      "None of these names was in the list learned from. The model built them letter by letter. It does not know what they mean: it is you who find them beautiful.",
  },
  done: ({ favourites }) => favourites >= FAVOURITES,
  way: ({ favourites }) => count(favourites, FAVOURITES),
};

export const examples = (): Examples => ({
  not: [[UNTRAINED], [{ ...TRAINED, favourites: 4 }]],
  done: [{ ...TRAINED, favourites: 5 }],
});
