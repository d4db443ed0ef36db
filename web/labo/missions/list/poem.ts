import type { Examples, Rule } from "../mission.js";
import { BY_HEART, RECITING } from "../states.js";
import { count } from "../ways.js";

/** Words that follow each other as in the text. */
const RUN = 20;

export const mission: Rule = {
  level: 3,
  order: 6,
  place: "inventer",
  with: "text",
  fr: {
    title: "Le poème par cœur",
    goal: "Apprends-lui un poème. Fais-lui en réciter 20 mots de suite, et vois d’où ils viennent.",
    hints: [
      "Dans le premier onglet, choisis un texte à toi et colle un poème, avec une ligne vide entre les strophes.",
      "Ne cache rien : un texte court s’apprend mieux en entier. Puis entraîne longtemps.",
      "Dans **Inventer**, écris avec lui. La carte **Récite ou invente ?** montre la plus longue suite recopiée, à sa place dans le poème.",
    ],
    after:
      "Un modèle qui a lu souvent la même chose peut la redire mot pour mot, sans dire d’où elle vient. Les grands modèles le font aussi : c’est pourquoi on vérifie ce qu’ils recopient.",
  },
  en: {
    title: "The poem by heart",
    goal: "Teach it a poem. Make it recite 20 words of it in a row, and see where they come from.",
    hints: [
      "In the first tab, choose a text of your own and paste a poem, with an empty line between the verses.",
      "Hide nothing: a short text is better learned whole. Then train for long.",
      "In **Invent**, write with it. The card **Does it recite or invent?** shows the longest copied run, in its place in the poem.",
    ],
    after:
      "A model that has often read the same thing can say it again word for word, without saying where it comes from. Large models do so too: that is why one checks what they copy.",
  },
  done: ({ exploded, step, recited }) => !exploded && step > 0 && recited >= RUN,
  way: ({ recited }) => count(recited, RUN),
};

export const examples = (): Examples => ({
  not: [
    [RECITING],
    [{ ...BY_HEART, recited: 19 }],
    [{ ...BY_HEART, step: 0 }],
    [{ ...BY_HEART, exploded: true }],
    [{ ...BY_HEART, kind: "names" }],
  ],
  done: [BY_HEART],
});
