import type { Facts } from "../facts.js";
import type { Examples, Rule } from "../mission.js";
import { EARLIER, RECITING, UNTRAINED } from "../states.js";
import { BATCH, count, numberIn, second, trained } from "../ways.js";

const newShare = (facts: Facts): { share: number; all: number } => {
  const { copies = 0, near = 0, new: fresh = 0 } = facts.originalities ?? {};
  const all = copies + near + fresh;
  return { share: all > 0 ? fresh / all : 0, all };
};

export const mission: Rule = {
  level: 2,
  order: 3,
  place: "apprendre",
  fr: {
    title: "Trop bon élève",
    goal: "Fais-le réciter, puis arrête-le plus tôt : la moitié des noms, ou plus, doivent être nouveaux.",
    hints: [
      "Pour qu’il récite, entraîne-le longtemps sur une liste courte.",
      "Puis **Recommencer**, et **Pause** bien plus tôt. À 10 étapes par seconde, c’est plus facile.",
      "Avec les 20 Pokémon, arrête-le vers l’étape 18, à la température 1. Ou clique sur **Revenir à l’étape…**, sous le verdict.",
    ],
    after:
      "Le modèle le plus entraîné n’est pas le plus inventif. Juste avant de réciter, il connaît la forme des noms, mais pas encore tous les noms.",
  },
  en: {
    title: "Too good a pupil",
    goal: "Make it recite, then stop it earlier: half of the names, or more, must be new.",
    hints: [
      "To make it recite, train it for long on a short list.",
      "Then **Start again**, and **Pause** much earlier. At 10 steps a second it is easier.",
      "With the 20 Pokémon, stop it at about step 18, at temperature 1. Or click on **Back to step…**, below the verdict.",
    ],
    after:
      "The most trained model is not the most inventive. Just before it recites, it knows the shape of the names, but not yet all the names.",
  },
  done: (facts, memory) => {
    const { share, all } = newShare(facts);
    return (
      !facts.running &&
      trained(facts) &&
      memory["setup"] === facts.setup &&
      facts.step < (numberIn(memory, "step") ?? 0) &&
      // Not by heating: by stopping.
      facts.temperature <= 1 &&
      all >= BATCH &&
      share >= 0.5
    );
  },
  way: (facts, memory) => {
    if (memory["setup"] !== facts.setup) return count(0, 2);
    const { share, all } = newShare(facts);
    const earlier = facts.step < (numberIn(memory, "step") ?? 0) && trained(facts) && all > 0;
    return earlier
      ? second({ of: "new", value: share, target: 0.5, share: 2 * share })
      : count(1, 2);
  },
  remember: (facts, memory) =>
    !facts.running && facts.stage === "récite" && !facts.exploded && memory["setup"] !== facts.setup
      ? { setup: facts.setup, step: facts.step }
      : memory,
};

export const examples = (): Examples => ({
  not: [
    [EARLIER],
    [RECITING],
    [{ ...RECITING, running: true }, EARLIER],
    [RECITING, { ...EARLIER, running: true }],
    [RECITING, { ...EARLIER, setup: "b" }],
    [RECITING, { ...EARLIER, step: 300 }],
    [RECITING, { ...EARLIER, temperature: 1.5 }],
    [RECITING, { ...EARLIER, originalities: { copies: 40, near: 11, new: 49, different: 90 } }],
    [RECITING, { ...EARLIER, originalities: { copies: 0, near: 0, new: 16, different: 16 } }],
    // Untrained, all is new.
    [RECITING, { ...UNTRAINED, setup: "a" }],
  ],
  done: [RECITING, UNTRAINED, EARLIER],
});
