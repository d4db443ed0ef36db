/** The missions: short challenges whose target is checked on the real state. No DOM, no Solid. */

import type { Facts } from "./facts.js";

export const LEVELS = [1, 2, 3] as const;
export type Level = (typeof LEVELS)[number];
type Tab = "noms" | "apprendre" | "inventer" | "dedans" | "agrandir" | "duel";

/** What a mission must remember of earlier facts; it is kept with the progress, as JSON. */
export type Memory = Readonly<Record<string, number | string | readonly number[]>>;

/** How far one is: a value on its way to a target. `share` of the way is from 0 to 1. */
export interface Way {
  /** What is counted: a loss to bring down, a number of things, of parameters, a share of names. */
  readonly of: "loss" | "count" | "more" | "fewer" | "new";
  readonly value: number;
  readonly target: number;
  readonly share: number;
}

export interface Words {
  readonly title: string;
  readonly goal: string;
  /** From a nudge to the way to do it; with the marks of Rich. */
  readonly hints: readonly string[];
  /** What one has just learned. */
  readonly after: string | ((memory: Memory) => string);
}

export interface Mission {
  readonly id: string;
  readonly level: Level;
  /** Where it happens; "garder" is the dialog. */
  readonly place: Tab | "garder";
  readonly fr: Words;
  readonly en: Words;
  done(facts: Facts, memory: Memory): boolean;
  /** Undefined while there is nothing to show. */
  way?(facts: Facts, memory: Memory): Way | undefined;
  /** The new memory; the same object when nothing is to be remembered. */
  remember?(facts: Facts, memory: Memory): Memory;
}

/** From 0 to 1. */
export function progress(mission: Mission, facts: Facts, memory: Memory): number {
  if (mission.done(facts, memory)) return 1;
  const share = mission.way?.(facts, memory)?.share ?? 0;
  // Only what is done is whole.
  return Math.max(0, Math.min(0.99, Number.isFinite(share) ? share : 0));
}

export const NEAR_FLOOR = 1.01;
export const FAVOURITES = 5;
export const FORCED = 3;
export const EXPLAINED = 5;
export const OWN_NAMES = 10;
export const EXAM_NAMES = 10;
export const PARTS = 4;
export const SMALL = 1000;
export const LARGE = 10_000;
export const BATCH = 40;
export const HALF = [0.45, 0.55] as const;
/** A part is worth something to a trained model: nats. */
const COST = 0.1;

const below = (loss: number | null, line: number | undefined): boolean =>
  loss !== null && line !== undefined && loss < line;
/** The model that is there has learned more than pairs; an exploded one is an old copy. */
const trained = (facts: Facts): boolean => !facts.exploded && below(facts.loss, facts.lines?.pairs);
const nearFloor = ({ exploded, loss, lines }: Facts): boolean =>
  !exploded && lines !== undefined && loss <= NEAR_FLOOR * lines.floor;

function fall(
  loss: number | null,
  from: number | undefined,
  target: number | undefined,
): Way | undefined {
  if (loss === null || from === undefined || target === undefined || !Number.isFinite(loss))
    return undefined;
  return { of: "loss", value: loss, target, share: (from - loss) / (from - target) };
}
const fallToPairs = ({ loss, lines }: Facts): Way | undefined =>
  fall(loss, lines?.chance, lines?.pairs);
const count = (value: number, target: number): Way => ({
  of: "count",
  value: Math.min(value, target),
  target,
  share: value / target,
});
/** The second half of the way. */
const second = (way: Way | undefined): Way | undefined =>
  way && { ...way, share: 0.5 + Math.max(0, way.share) / 2 };

const numberIn = (memory: Memory, key: string): number | undefined => {
  const value = memory[key];
  return typeof value === "number" ? value : undefined;
};
const numbersIn = (memory: Memory, key: string): readonly number[] => {
  const value = memory[key];
  return Array.isArray(value) ? value : [];
};

const newShare = (facts: Facts): { share: number; all: number } => {
  const { copies = 0, near = 0, new: fresh = 0 } = facts.originalities ?? {};
  const all = copies + near + fresh;
  return { share: all > 0 ? fresh / all : 0, all };
};

/** The part whose absence costs most, and how much. */
function dearest(costs: Facts["costs"]): readonly [string, number] | undefined {
  return Object.entries(costs)
    .filter(([, cost]) => Number.isFinite(cost))
    .sort(([, a], [, b]) => b - a)[0];
}

const PART_NAMES = {
  fr: {
    positions: "les positions",
    attention: "l’attention",
    head: "une tête d’attention",
    attentionShortcut: "le raccourci de l’attention",
    mlp: "le réseau (MLP)",
    mlpShortcut: "le raccourci du réseau",
  },
  en: {
    positions: "the positions",
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

/** In the order in which they are proposed. */
export const MISSIONS: readonly Mission[] = [
  {
    id: "pairs",
    level: 1,
    place: "apprendre",
    fr: {
      title: "Mieux que compter",
      goal: "Fais passer l’erreur sous la ligne des paires.",
      hints: [
        "Un modèle tout neuf devine au hasard. Il doit s’entraîner.",
        "Appuie sur **Entraîner**, tout en bas, et regarde la courbe descendre.",
      ],
      after:
        "Compter les paires, c’est regarder une seule lettre en arrière. Ton modèle en voit plusieurs, et leur place : il peut faire mieux.",
    },
    en: {
      title: "Better than counting",
      goal: "Bring the loss below the line of the pairs.",
      hints: [
        "A brand-new model guesses by chance. It has to train.",
        "Press **Train**, at the very bottom, and watch the curve go down.",
      ],
      after:
        "Counting pairs is looking back at a single letter. Your model sees several, and where they stand: it can do better.",
    },
    done: trained,
    way: fallToPairs,
  },
  {
    id: "force",
    level: 1,
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
  },
  {
    id: "favourites",
    level: 1,
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
  },
  {
    id: "explain",
    level: 1,
    place: "dedans",
    fr: {
      title: "D’où vient ce nombre ?",
      goal: "Retrouve l’origine de 5 nombres du modèle.",
      hints: [
        "Tout se passe dans **Regarder dedans**.",
        "Écris un début de nom, puis clique sur un nombre : son calcul s’affiche. Fais-le cinq fois.",
      ],
      after: "Rien n’est caché : chaque nombre sort d’un calcul que tu peux refaire toi-même.",
    },
    en: {
      title: "Where does this number come from?",
      goal: "Find the origin of 5 numbers of the model.",
      hints: [
        "It all happens in **Look inside**.",
        "Type the beginning of a name, then click on a number: its calculation appears. Do it five times.",
      ],
      after:
        "Nothing is hidden: each number comes from a calculation that you can do again yourself.",
    },
    done: ({ explained }) => explained >= EXPLAINED,
    way: ({ explained }) => count(explained, EXPLAINED),
  },
  {
    id: "own",
    level: 1,
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
            share:
              (0.8 * Math.min(list.names, OWN_NAMES)) / OWN_NAMES + (list.refused > 0 ? 0.2 : 0),
          },
  },
  {
    id: "floor",
    level: 2,
    place: "apprendre",
    fr: {
      title: "Toucher le plancher",
      goal: "Amène l’erreur à moins de 1 % du plancher.",
      hints: [
        "Une liste courte s’apprend plus facilement par cœur.",
        "Choisis les 20 Pokémon, sans noms cachés, et entraîne jusqu’à la pause.",
        "Il reste coincé au-dessus ? Dans **Apprendre**, prends un **Autre tirage** et recommence.",
      ],
      after:
        "Au plancher, il sait la liste par cœur. Il lui reste un peu d’erreur : quand plusieurs noms commencent pareil, personne ne peut deviner lequel vient.",
    },
    en: {
      title: "Touch the floor",
      goal: "Bring the loss to within 1% of the floor.",
      hints: [
        "A short list is more easily learned by heart.",
        "Choose the 20 Pokémon, with no hidden names, and train until the pause.",
        "It stays stuck above? In **Learn**, take **Another draw** and start again.",
      ],
      after:
        "At the floor it knows the list by heart. A little loss is left: when several names begin alike, nobody can guess which one is coming.",
    },
    done: nearFloor,
    way: ({ loss, lines }) => fall(loss, lines?.chance, lines && NEAR_FLOOR * lines.floor),
  },
  {
    id: "explode",
    level: 2,
    place: "apprendre",
    fr: {
      title: "Boum !",
      goal: "Fais exploser l’erreur, puis répare : reviens sous la ligne des paires.",
      hints: [
        "La vitesse d’apprentissage dit si le modèle corrige ses nombres à petits pas ou à pas de géant.",
        "Dans **Apprendre**, monte la **vitesse d’apprentissage** à 1 ou plus, puis entraîne.",
        "Pour réparer, baisse-la vers 0,03. Lance un nouvel entraînement et passe sous la ligne des paires.",
      ],
      after:
        "Des corrections trop grandes dépassent leur but, et l’erreur monte au lieu de descendre. Trop petites, il apprend trop lentement. Il faut chercher la bonne vitesse.",
    },
    en: {
      title: "Boom!",
      goal: "Make the loss explode, then repair: come back below the line of the pairs.",
      hints: [
        "The learning rate says whether the model corrects its numbers by small steps or by giant steps.",
        "In **Learn**, raise the **learning rate** to 1 or more, then train.",
        "To repair, lower it to about 0.03. Start a new training and go below the line of the pairs.",
      ],
      after:
        "Corrections that are too large overshoot, and the loss goes up instead of down. Too small, and it learns too slowly. One has to look for the right rate.",
    },
    done: (facts, memory) => trained(facts) && facts.learningRate < (numberIn(memory, "rate") ?? 0),
    way: (facts, memory) => {
      if (memory["rate"] === undefined) return count(0, 2);
      return facts.exploded ? count(1, 2) : second(fallToPairs(facts));
    },
    remember: ({ exploded, learningRate }, memory) =>
      exploded && memory["rate"] !== learningRate ? { rate: learningRate } : memory,
  },
  {
    id: "recite",
    level: 2,
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
      !facts.running &&
      facts.stage === "récite" &&
      !facts.exploded &&
      memory["setup"] !== facts.setup
        ? { setup: facts.setup, step: facts.step }
        : memory,
  },
  {
    id: "hidden",
    level: 2,
    place: "apprendre",
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
  },
  {
    id: "file",
    level: 2,
    place: "garder",
    fr: {
      title: "En lieu sûr",
      goal: "Enregistre ton modèle dans un fichier, puis rouvre ce fichier.",
      hints: [
        "Le bouton **Garder** est tout en haut de la page.",
        "Clique sur **Enregistrer mon modèle**, puis sur **Ouvrir un modèle**, et choisis le fichier que tu viens d’enregistrer.",
      ],
      after:
        "Ton modèle entier tient dans un petit fichier : sa forme, son alphabet et ses nombres. Le même fichier s’ouvre aussi dans Python.",
    },
    en: {
      title: "In a safe place",
      goal: "Save your model to a file, then open that file again.",
      hints: [
        "The button **Keep** is at the very top of the page.",
        "Click on **Save my model**, then on **Open a model**, and choose the file that you have just saved.",
      ],
      after:
        "Your whole model fits into a small file: its shape, its vocabulary and its numbers. The same file also opens in Python.",
    },
    done: ({ opened, parameters }, memory) =>
      opened > (numberIn(memory, "opened") ?? Infinity) && parameters === memory["parameters"],
    way: (_, memory) => count(memory["parameters"] === undefined ? 0 : 1, 2),
    remember: ({ saved, opened, parameters }, memory) => {
      // The counts are those of a visit: lower ones mean that a new visit has begun.
      const before = {
        saved: numberIn(memory, "saved") ?? 0,
        opened: numberIn(memory, "opened") ?? 0,
      };
      if (saved > before.saved) return { saved, opened, parameters };
      if (saved < before.saved || opened < before.opened) {
        return { ...memory, saved, opened: Math.min(opened, before.opened) };
      }
      return memory;
    },
  },
  {
    id: "large",
    level: 2,
    place: "agrandir",
    fr: {
      title: "Plus de dix mille",
      goal: "Fais passer sous la ligne des paires un modèle de plus de 10 000 nombres.",
      hints: [
        "Dans **Agrandir**, tourne les réglages et regarde le compte des nombres changer.",
        "Chaque lettre a une carte d’identité. Avec plus de nombres par carte, tout le modèle grandit.",
        "Mets 64 nombres par lettre, puis entraîne ce nouveau modèle. Les 20 Pokémon suffisent.",
      ],
      after:
        "Chaque étape demande plus de calculs. Et le plancher n’a pas bougé : il dépend de la liste et de la mémoire du modèle, pas de sa taille.",
    },
    en: {
      title: "More than ten thousand",
      goal: "Bring a model of more than 10,000 numbers below the line of the pairs.",
      hints: [
        "In **Grow**, turn the dials and watch the count of numbers change.",
        "Each letter has an identity card. With more numbers on each card, the whole model grows.",
        "Set 64 numbers per letter, then train this new model. The 20 Pokémon are enough.",
      ],
      after:
        "Each step takes more computing. And the floor did not move: it depends on the list and on the model’s context, not on its size.",
    },
    done: (facts) => facts.parameters > LARGE && trained(facts),
    way: (facts) =>
      facts.parameters > LARGE
        ? second(fallToPairs(facts))
        : {
            of: "more",
            value: facts.parameters,
            target: LARGE,
            share: facts.parameters / LARGE / 2,
          },
  },
  {
    id: "duels",
    level: 2,
    place: "duel",
    fr: {
      title: "Trois duels",
      goal: "Fais un duel de chaque sorte : la taille, la température, l’âge.",
      hints: [
        "Dans **Deux modèles**, choisis ce qui change entre les deux.",
        "Va jusqu’au bout du duel : il compte quand les deux modèles ont inventé leurs noms.",
      ],
      after:
        "Pour comparer sans se tromper, on ne change qu’une chose à la fois. C’est la règle de toutes les expériences.",
    },
    en: {
      title: "Three duels",
      goal: "Run a duel of each kind: size, temperature, age.",
      hints: [
        "In **Two models**, choose what differs between the two.",
        "Go to the end of the duel: it counts once both models have invented their names.",
      ],
      after:
        "To compare without being misled, change one thing at a time. It is the rule of all experiments.",
    },
    done: ({ duels }) => kinds(duels) >= 3,
    way: ({ duels }) => count(kinds(duels), 3),
  },
  {
    id: "half",
    level: 3,
    place: "inventer",
    fr: {
      title: "Moitié-moitié",
      goal: "Modèle entraîné : trouve la température où la moitié des 40 noms sont nouveaux (de 45 à 55 %).",
      hints: [
        "Trop sage, il copie. Trop fou, presque tout est nouveau. La moitié est entre les deux.",
        "Dans **Inventer**, règle la **température**, clique sur **Inventer 40 noms**, et recommence.",
        "Avec les prénoms, entraînés jusqu’à la pause, cherche entre 0,6 et 0,7. Le tirage compte aussi : essaie plusieurs fois.",
      ],
      after:
        "La température ne change aucun nombre du modèle, seulement le tirage. Et la bonne dépend du modèle : celui qui récite copie encore quand il fait chaud.",
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
  },
  {
    id: "part",
    level: 3,
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
  },
  {
    id: "small",
    level: 3,
    place: "agrandir",
    fr: {
      title: "Petit, mais malin",
      goal: "Avec moins de 1 000 nombres, passe sous la ligne des paires.",
      hints: [
        "La carte d’identité de chaque lettre compte beaucoup : avec moins de nombres par lettre, tout rétrécit.",
        "Dans **Agrandir**, descends à 8 nombres par lettre et à 8 neurones.",
        "Puis entraîne-le sur les 20 Pokémon.",
      ],
      after:
        "Moins de 1 000 nombres suffisent ici pour battre les paires. Le plus petit GPT-2 en a 124 millions : la bonne taille dépend de ce qu’il y a à apprendre.",
    },
    en: {
      title: "Small but clever",
      goal: "With fewer than 1,000 numbers, go below the line of the pairs.",
      hints: [
        "The identity card of each letter counts for much: with fewer numbers per letter, everything shrinks.",
        "In **Grow**, go down to 8 numbers per letter and 8 neurons.",
        "Then train it on the 20 Pokémon.",
      ],
      after:
        "Fewer than 1,000 numbers are enough here to beat the pairs. The smallest GPT-2 has 124 million: the right size depends on what there is to learn.",
    },
    done: (facts) => facts.parameters < SMALL && trained(facts),
    way: (facts) =>
      facts.parameters < SMALL
        ? second(fallToPairs(facts))
        : {
            of: "fewer",
            value: facts.parameters,
            target: SMALL,
            share: SMALL / facts.parameters / 2,
          },
  },
  {
    id: "seeds",
    level: 3,
    place: "apprendre",
    fr: {
      title: "La chance du départ",
      goal: "Mêmes réglages : trouve un tirage qui touche le plancher, et un qui reste coincé au-dessus.",
      hints: [
        "Au départ, les nombres sont tirés au sort. Change seulement le **Tirage de départ**, dans **Apprendre**.",
        "Prends les 20 Pokémon et va chaque fois jusqu’à la pause, à 250 étapes. Choisis « le plus vite possible ».",
        "La plupart des tirages touchent le plancher. Le 1 y arrive ; essaie aussi le 7.",
      ],
      after:
        "Même liste, mêmes réglages, et pourtant deux résultats : le départ compte. C’est pourquoi on juge une recette sur plusieurs tirages.",
    },
    en: {
      title: "The luck of the start",
      goal: "Same settings: find a draw that touches the floor, and one that stays stuck above.",
      hints: [
        "At first the numbers are drawn by chance. Change only the **starting draw**, in **Learn**.",
        "Take the 20 Pokémon and go each time to the pause, at 250 steps. Choose “as fast as it goes”.",
        "Most draws touch the floor. Number 1 gets there; try number 7 too.",
      ],
      after:
        "The same list, the same settings, and yet two results: the start matters. That is why a recipe is judged over several draws.",
    },
    done: (_, memory) =>
      numbersIn(memory, "reached").length > 0 && numbersIn(memory, "stuck").length > 0,
    way: (_, memory) =>
      count(
        Math.min(1, numbersIn(memory, "reached").length) +
          Math.min(1, numbersIn(memory, "stuck").length),
        2,
      ),
    remember: (facts, memory) => {
      const { running, exploded, step, cycle, seed, setup, lines } = facts;
      // All are compared at the same step: the first pause.
      if (running || exploded || step !== cycle || lines === undefined) return memory;
      const key = nearFloor(facts) ? "reached" : "stuck";
      const same = memory["setup"] === setup;
      const kept = {
        setup,
        reached: same ? numbersIn(memory, "reached") : [],
        stuck: same ? numbersIn(memory, "stuck") : [],
      };
      if (kept.reached.includes(seed) || kept.stuck.includes(seed)) return memory;
      return { ...kept, [key]: [...kept[key], seed].slice(-50) };
    },
  },
  {
    id: "overfit",
    level: 3,
    place: "apprendre",
    fr: {
      title: "Sûr de lui, et faux",
      goal: "Rends-le bon sur sa liste, et pire que le hasard sur les noms cachés.",
      hints: [
        "Il lui faut très peu de noms à apprendre, et beaucoup d’étapes.",
        "Dans **Les noms**, prends les 20 Pokémon et cache 20 % des noms.",
        "Entraîne jusqu’à la pause, puis compare l’erreur « cachés » avec la ligne du hasard.",
      ],
      after:
        "Il a appris par cœur, et il se trompe avec assurance sur le reste. Cela s’appelle le **surapprentissage**. Les noms cachés servent à le voir.",
    },
    en: {
      title: "Sure of itself, and wrong",
      goal: "Make it good on its list, and worse than chance on the hidden names.",
      hints: [
        "It needs very few names to learn from, and many steps.",
        "In **The names**, take the 20 Pokémon and hide 20% of the names.",
        "Train until the pause, then compare the “hidden” loss with the line of chance.",
      ],
      after:
        "It learned by heart, and it is confidently wrong on the rest. This is called **overfitting**. Hidden names are there to see it.",
    },
    done: (facts) =>
      trained(facts) &&
      facts.heldOutLoss !== null &&
      facts.heldOutLines !== undefined &&
      facts.heldOutLoss > facts.heldOutLines.chance,
    way: (facts) => {
      const { heldOutLoss, heldOutLines } = facts;
      if (heldOutLoss === null || heldOutLines === undefined) return count(0, 2);
      return count((trained(facts) ? 1 : 0) + (heldOutLoss > heldOutLines.chance ? 1 : 0), 2);
    },
  },
];

function kinds(duels: Facts["duels"]): number {
  return (["size", "temperature", "age"] as const).filter((kind) => duels.includes(kind)).length;
}
