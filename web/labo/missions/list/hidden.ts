import type { Examples, Rule } from "../mission.js";
import { EXAM, TRAINED } from "../states.js";
import { below, count, fall } from "../ways.js";

const EXAM_NAMES = 10;

export const mission: Rule = {
  level: 2,
  order: 4,
  place: "apprendre",
  becomes: true,
  fr: {
    title: "L’examen",
    goal: "Avec au moins 10 noms cachés, passe sous la ligne des paires sur ces noms-là.",
    hints: [
      "Il n’apprend jamais les noms cachés. Pour les deviner, il lui faut beaucoup d’autres noms.",
      "Dans **Les noms**, prends une longue liste : les prénoms, ou les dinosaures.",
      "Cache 10 % des noms, puis entraîne. Regarde l’erreur « cachés », tout en bas.",
    ],
    after:
      "Il n’a pas appris ces noms, et il devine leurs lettres mieux qu’en comptant les paires. Il ne fait pas que réciter : il a trouvé des régularités.",
  },
  en: {
    title: "The exam",
    goal: "With at least 10 hidden names, go below the line of the pairs on those names.",
    hints: [
      "It never learns the hidden names. To guess them it needs many other names.",
      "In **The names**, take a long list: the first names, or the dinosaurs.",
      "Hide 10% of the names, then train. Look at the “hidden” loss, at the very bottom.",
    ],
    after:
      "It did not learn these names, and it guesses their letters better than counting pairs does. It does more than recite: it found regularities.",
  },
  done: (facts) =>
    !facts.exploded &&
    facts.step > 0 &&
    facts.heldOutNames >= EXAM_NAMES &&
    below(facts.heldOutLoss, facts.heldOutLines?.pairs),
  way: ({ heldOutNames, heldOutLoss, heldOutLines }) =>
    heldOutNames < EXAM_NAMES
      ? count(heldOutNames, EXAM_NAMES)
      : fall(heldOutLoss, heldOutLines?.chance, heldOutLines?.pairs),
};

export const examples = (): Examples => ({
  not: [
    [TRAINED],
    [{ ...EXAM, heldOutLoss: 2.4 }],
    [{ ...EXAM, heldOutNames: 9 }],
    [{ ...EXAM, exploded: true }],
    // Lines of the list learned from do not count.
    [{ ...TRAINED, heldOutLoss: 1, heldOutNames: 60 }],
  ],
  done: [EXAM],
});
