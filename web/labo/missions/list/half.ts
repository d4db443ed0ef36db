import type { Examples, Rule } from "../mission.js";
import { TRAINED, UNTRAINED } from "../states.js";
import { BATCH, fallToPairs, trained } from "../ways.js";

/** The share of new names asked for. */
const HALF = [0.45, 0.55] as const;

export const mission: Rule = {
  level: 3,
  order: 1,
  place: "inventer",
  fr: {
    title: "Moitié-moitié",
    goal: "Modèle entraîné : trouve la température où la moitié des 40 noms sont nouveaux (de 45 à 55 %).",
    hints: [
      "Trop sage, il copie. Trop fou, presque tout est nouveau. La moitié est entre les deux.",
      "Dans **Inventer**, règle la **température**, clique sur **Inventer 40 noms**, et recommence.",
      "Avec les prénoms, entraînés jusqu’à la pause, cherche entre 0,6 et 0,7. La graine compte aussi : essaie plusieurs fois.",
    ],
    after:
      "La température ne change aucun nombre du modèle, seulement le tirage. Et la bonne dépend du modèle : celui qui récite copie encore quand on le rend fou.",
  },
  en: {
    title: "Half and half",
    goal: "Trained model: find the temperature at which half of the 40 names are new (45 to 55%).",
    hints: [
      "Too wise, it copies. Too wild, nearly everything is new. Half is in between.",
      "In **Invent**, set the **temperature**, click on **Invent 40 names**, and try again.",
      "With the first names, trained until the pause, look between 0.6 and 0.7. The draw matters too: try several times.",
    ],
    after:
      "The temperature changes no number of the model, only the draw. And the right one depends on the model: one that recites still copies when it is hot.",
  },
  done: (facts) => {
    const { batch } = facts;
    if (!trained(facts) || batch === null || batch.count < BATCH) return false;
    const share = batch.new / batch.count;
    return share >= HALF[0] && share <= HALF[1];
  },
  way: (facts) => {
    if (!trained(facts)) {
      const way = fallToPairs(facts);
      return way && { ...way, share: way.share / 2 };
    }
    const { batch } = facts;
    if (batch === null || batch.count < BATCH)
      return { of: "new", value: 0, target: 0.5, share: 0.5 };
    const share = batch.new / batch.count;
    return { of: "new", value: share, target: 0.5, share: 1 - Math.abs(share - 0.5) };
  },
};

export function examples(): Examples {
  const batch = { temperature: 0.65, count: 40, new: 20 };
  return {
    not: [
      [TRAINED],
      [{ ...UNTRAINED, batch }],
      [{ ...TRAINED, batch: { ...batch, new: 17 } }],
      [{ ...TRAINED, batch: { ...batch, new: 23 } }],
      [{ ...TRAINED, batch: { ...batch, count: 20, new: 10 } }],
    ],
    done: [{ ...TRAINED, batch }],
  };
}
