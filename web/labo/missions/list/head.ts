import type { Facts } from "../facts.js";
import type { Examples, Rule } from "../mission.js";
import { TELLING, TRAINED } from "../states.js";
import { count, trained } from "../ways.js";

/** Heads to be measured: those of the smallest model for sentences. */
const HEADS = 4;
/** Of the agreements held: less may come from the draw. */
const FALL = 0.05;

const isHead = (part: string): boolean => part.includes(".head.");

const measured = ({ falls }: Facts): readonly (readonly [string, number])[] =>
  Object.entries(falls).filter(([part, fall]) => isHead(part) && Number.isFinite(fall));

/** The head without which fewest agreements hold. */
const dearest = (facts: Facts): readonly [string, number] | undefined =>
  [...measured(facts)].sort(([, a], [, b]) => b - a)[0];

export const mission: Rule = {
  level: 3,
  order: 7,
  place: "dedans",
  with: "stories",
  fr: {
    title: "La tête des accords",
    goal: "Modèle entraîné sur des histoires : trouve la tête sans laquelle les accords tiennent le moins, et éteins-la, elle seule.",
    hints: [
      "Choisis d’abord des **histoires** et entraîne le modèle. Dans **Regarder dedans**, lis ce que chaque tête regarde.",
      "« Mesurer toutes les pièces » dit combien de points d’accords coûte chaque tête. Éteins ensuite celle qui coûte le plus, et lis la phrase qui apparaît.",
    ],
    after:
      "Aucune règle de grammaire n’est écrite dans le modèle : il a appris à regarder en arrière, vers ce qui montre le genre. Sans cette tête, il ne sait plus s’il parle d’un lapin ou d’une souris.",
  },
  en: {
    title: "The head of agreement",
    goal: "Model trained on stories: find the head without which agreements hold least, and switch it off, alone.",
    hints: [
      "First choose **stories** and train the model. In **Look inside**, read what each head looks at.",
      "“Measure every part” says how many points of agreement each head costs. Then switch off the one that costs most, and read the sentence that appears.",
    ],
    after:
      "No rule of grammar is written in the model: it learned to look back, at what tells who is spoken of. Without this head it no longer knows.",
  },
  done: (facts) => {
    const [part, fall] = dearest(facts) ?? ["", 0];
    return (
      trained(facts) && measured(facts).length >= HEADS && fall >= FALL && facts.apart === part
    );
  },
  way: (facts) => count(trained(facts) ? measured(facts).length : 0, HEADS + 1),
};

export function examples(): Examples {
  const falls = {
    "attention.0.head.0": 0.02,
    "attention.0.head.1": 0.24,
    "attention.0.head.2": -0.01,
    "attention.0.head.3": 0.1,
    "attention.0": 0.6,
  };
  const apart = "attention.0.head.1";
  const { "attention.0.head.0": _, ...fewer } = falls;
  return {
    not: [
      [TELLING],
      [{ ...TELLING, loss: 3, falls, apart }],
      [{ ...TRAINED, falls, apart }],
      [{ ...TELLING, falls }],
      [{ ...TELLING, falls, apart: "attention.0" }],
      [{ ...TELLING, falls, apart: "attention.0.head.3" }],
      [{ ...TELLING, falls: fewer, apart }],
      [{ ...TELLING, falls: { ...falls, [apart]: 0.03, "attention.0.head.3": 0 }, apart }],
    ],
    done: [{ ...TELLING, falls, apart }],
  };
}
