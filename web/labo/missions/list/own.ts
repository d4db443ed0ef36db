import type { Examples, Rule } from "../mission.js";
import { UNTRAINED } from "../states.js";
import { count } from "../ways.js";

const OWN_NAMES = 10;

export const mission: Rule = {
  level: 1,
  order: 5,
  place: "noms",
  fr: {
    title: "Ta propre liste",
    goal: "Écris une liste d’au moins 10 noms, avec une ligne que le Labo refuse.",
    hints: [
      "Dans **Les noms**, choisis **Ma liste** et écris un nom par ligne.",
      "Le Labo refuse une ligne quand il n’y trouve aucune lettre qu’il connaît.",
      "Ajoute une ligne avec seulement des chiffres, comme 123. La case **Garder les accents et les majuscules** doit rester vide.",
    ],
    after:
      "Un modèle n’apprend que ce qu’on lui donne. Quelqu’un choisit toujours ce qui entre dans la liste : ici, c’est toi, et le Labo te dit ce qu’il refuse.",
  },
  en: {
    title: "Your own list",
    goal: "Write a list of at least 10 names, with one line that Le Labo refuses.",
    hints: [
      "In **The names**, choose **My list** and write one name per line.",
      "Le Labo refuses a line in which it finds no letter that it knows.",
      "Add a line with only digits, such as 123. The box **Keep accents and capitals** must stay empty.",
    ],
    after:
      "A model only learns what it is given. Someone always chooses what goes into the list: here it is you, and Le Labo tells you what it refuses.",
  },
  done: ({ list }) => list.id === "own" && list.names >= OWN_NAMES && list.refused >= 1,
  way: ({ list }) =>
    list.id !== "own"
      ? count(0, OWN_NAMES)
      : {
          ...count(list.names, OWN_NAMES),
          share: (0.8 * Math.min(list.names, OWN_NAMES)) / OWN_NAMES + (list.refused > 0 ? 0.2 : 0),
        },
};

export function examples(): Examples {
  const own = { id: "own", names: 10, refused: 1, folded: 0 };
  return {
    not: [
      [UNTRAINED],
      [{ ...UNTRAINED, list: { ...own, names: 9 } }],
      [{ ...UNTRAINED, list: { ...own, refused: 0 } }],
      [{ ...UNTRAINED, list: { ...own, id: "villes" } }],
    ],
    done: [{ ...UNTRAINED, list: own }],
  };
}
