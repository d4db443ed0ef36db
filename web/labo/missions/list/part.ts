import type { Facts } from "../facts.js";
import type { Examples, Memory, Rule } from "../mission.js";
import { TRAINED, UNTRAINED } from "../states.js";
import { count, trained } from "../ways.js";

/** A part is worth something to a trained model: nats. */
const COST = 0.1;
/** To be switched off. */
const PARTS = 4;

/** The part whose absence costs most, and how much. */
function dearest(costs: Facts["costs"]): readonly [string, number] | undefined {
  return Object.entries(costs)
    .filter(([, cost]) => Number.isFinite(cost))
    .sort(([, a], [, b]) => b - a)[0];
}

const PART_NAMES = {
  fr: {
    positions: "la carte des places",
    attention: "l’attention",
    head: "une tête d’attention",
    attentionShortcut: "le raccourci de l’attention",
    mlp: "le réseau (MLP)",
    mlpShortcut: "le raccourci du réseau",
  },
  en: {
    positions: "the card of places",
    attention: "the attention",
    head: "a head of the attention",
    attentionShortcut: "the shortcut of the attention",
    mlp: "the network (MLP)",
    mlpShortcut: "the shortcut of the network",
  },
} as const;

function partName(memory: Memory, language: "fr" | "en"): string {
  const [kind, , detail] = String(memory["part"] ?? "").split(".");
  const names = PART_NAMES[language];
  if (kind === "positions") return names.positions;
  if (kind === "attention") {
    return detail === "head"
      ? names.head
      : detail === "shortcut"
        ? names.attentionShortcut
        : names.attention;
  }
  if (kind === "mlp") return detail === "shortcut" ? names.mlpShortcut : names.mlp;
  return language === "fr" ? "la partie que tu as trouvée" : "the part that you found";
}

export const mission: Rule = {
  level: 3,
  order: 2,
  place: "dedans",
  fr: {
    title: "La pièce la plus précieuse",
    goal: "Modèle entraîné : éteins 4 parties, une à la fois. Laquelle coûte le plus ?",
    hints: [
      "Si l’erreur monte beaucoup sans une partie, c’est que le modèle en avait besoin.",
      "Dans **Regarder dedans**, éteins une partie, lis ce que ça coûte, rallume-la, puis passe à la suivante.",
    ],
    after: (memory) =>
      `Ta réponse : ${partName(memory, "fr")}. C’est ce qui manquait le plus au modèle mesuré. Avec une autre liste, la réponse peut changer : il faut mesurer.`,
  },
  en: {
    title: "The most precious part",
    goal: "Trained model: switch off 4 parts, one at a time. Which one costs most?",
    hints: [
      "If the loss goes up a lot without a part, the model needed it.",
      "In **Look inside**, switch a part off, read what it costs, switch it on again, then go on to the next.",
    ],
    after: (memory) =>
      `Your answer: ${partName(memory, "en")}. It is what the measured model missed most. With another list the answer may change: one has to measure.`,
  },
  done: (facts) =>
    trained(facts) &&
    Object.keys(facts.costs).length >= PARTS &&
    (dearest(facts.costs)?.[1] ?? 0) > COST,
  way: (facts) => count(trained(facts) ? Object.keys(facts.costs).length : 0, PARTS),
  remember: ({ costs }, memory) => {
    const [part] = dearest(costs) ?? [];
    return part === undefined || memory["part"] === part ? memory : { part };
  },
};

export function examples(): Examples {
  const costs = { positions: 8.7, "attention.0": 4.5, "attention.0.shortcut": 3.7, "mlp.0": 3 };
  return {
    not: [
      [TRAINED],
      [{ ...UNTRAINED, costs }],
      [{ ...TRAINED, costs: { positions: 8, "mlp.0": 1, "attention.0": 2 } }],
      [
        {
          ...TRAINED,
          costs: { positions: 0.01, "mlp.0": 0, "attention.0": 0, "mlp.0.shortcut": 0 },
        },
      ],
    ],
    done: [{ ...TRAINED, costs }],
  };
}
