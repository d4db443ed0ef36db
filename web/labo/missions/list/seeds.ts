import type { Examples, Rule } from "../mission.js";
import { RECITING } from "../states.js";
import { atFloor, count, numbersIn } from "../ways.js";

export const mission: Rule = {
  level: 3,
  order: 4,
  place: "apprendre",
  fr: {
    title: "La chance du départ",
    goal: "Mêmes réglages : trouve une graine qui touche le plancher, et une qui reste coincée au-dessus.",
    hints: [
      "Au départ, les nombres sont tirés au sort. Change seulement la **Graine**, dans **Apprendre**.",
      "Prends les 20 Pokémon et va chaque fois jusqu’à la pause, à 250 étapes. Choisis « à fond ».",
      "La plupart des graines touchent le plancher. Le 1 y arrive ; essaie aussi le 7.",
    ],
    after:
      "Même liste, mêmes réglages, et pourtant deux résultats : le départ compte. C’est pourquoi on juge une recette sur plusieurs graines.",
  },
  en: {
    title: "The luck of the start",
    goal: "Same settings: find a seed that touches the floor, and one that stays stuck above.",
    hints: [
      "At first the numbers are drawn by chance. Change only the **Seed**, in **Learn**.",
      "Take the 20 Pokémon and go each time to the pause, at 250 steps. Choose “flat out”.",
      "Most seeds touch the floor. Number 1 gets there; try number 7 too.",
    ],
    after:
      "The same list, the same settings, and yet two results: the start matters. That is why a recipe is judged over several seeds.",
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
    const key = atFloor(facts) ? "reached" : "stuck";
    const same = memory["setup"] === setup;
    const kept = {
      setup,
      reached: same ? numbersIn(memory, "reached") : [],
      stuck: same ? numbersIn(memory, "stuck") : [],
    };
    if (kept.reached.includes(seed) || kept.stuck.includes(seed)) return memory;
    return { ...kept, [key]: [...kept[key], seed].slice(-50) };
  },
};

export const examples = (): Examples => ({
  not: [
    [RECITING],
    [RECITING, { ...RECITING, seed: 7, loss: 0.3564, step: 249 }],
    [RECITING, { ...RECITING, seed: 7, loss: 0.3564, running: true }],
    [RECITING, { ...RECITING, seed: 7, loss: 0.3564, setup: "b" }],
    [RECITING, { ...RECITING, seed: 7, loss: 0.3564, exploded: true }],
  ],
  done: [RECITING, { ...RECITING, seed: 7, loss: 0.3564 }],
});
