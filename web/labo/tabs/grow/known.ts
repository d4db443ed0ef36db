/**
 * From this model to today's big ones, rung by rung: data only. Rungs with a config are counted from
 * their dials, never typed; the others show the figures that their authors published.
 */

import type { Config } from "../../../engine/config.js";

export interface Source {
  readonly title: string;
  readonly url: string;
}

export interface RungText {
  /** What it is. */
  readonly what: string;
  /** What it learned from. */
  readonly data: string;
  /** What is different from the rung below, a sentence each. */
  readonly differs: readonly string[];
}

export interface Rung {
  readonly id: string;
  readonly name: string;
  /** When it came out. */
  readonly year: number;
  /** The dials that differ from the lesson's model. */
  readonly config?: Partial<Config>;
  readonly published?: {
    readonly parameters?: number;
    /** Tokens read in training, repeats included. */
    readonly tokens?: number;
    readonly context?: number;
    readonly layers?: number;
    readonly embedding?: number;
    readonly heads?: number;
    readonly vocabulary?: number;
    /** Its authors never said: an estimate by others, see `estimate`. */
    readonly unofficial?: boolean;
  };
  readonly source: Source;
  /** Where unofficial figures come from. */
  readonly estimate?: Source;
  readonly fr: RungText;
  readonly en: RungText;
}

/** From the smallest to the largest. */
export const LADDER: readonly Rung[] = [
  {
    id: "mini",
    name: "Mini",
    year: 2026,
    config: {},
    // The lesson names microgpt.py as what its architecture is drawn from.
    source: {
      title: "microgpt.py (Andrej Karpathy, 2026)",
      url: "https://gist.github.com/karpathy/8627fe009c40f57531cb18360106ce95",
    },
    fr: {
      what: "Le modèle de la leçon, inspiré de microgpt.py : un vrai GPT, assez petit pour que tu puisses regarder chacun de ses nombres.",
      data: "La liste que tu choisis : 20 noms de Pokémon dans la leçon.",
      differs: [],
    },
    en: {
      what: "The lesson’s model, inspired by microgpt.py: a real GPT, small enough for you to look at every number.",
      data: "The list that you choose: 20 Pokémon names in the lesson.",
      differs: [],
    },
  },
  {
    id: "microgpt",
    name: "microgpt",
    year: 2026,
    config: {
      context: 16,
      heads: 4,
      hidden: 64,
      norm: "rms",
      norm_embedding: true,
      norm_blocks: true,
      attention_output: true,
      mlp_bias: false,
      init: "microgpt",
    },
    source: {
      title: "microgpt.py (Andrej Karpathy, 2026)",
      url: "https://gist.github.com/karpathy/8627fe009c40f57531cb18360106ce95",
    },
    fr: {
      what: "Un GPT complet écrit par Andrej Karpathy dans un seul fichier Python, pour montrer tout l’algorithme.",
      data: "32 033 prénoms donnés aux États-Unis.",
      differs: [
        "Sa mémoire est plus longue.",
        "Il a plusieurs têtes d’attention, et un tableau de plus pour mélanger leurs résultats.",
        "Son réseau a plus de neurones.",
        "Ses nombres sont remis à l’échelle en chemin (normalisation).",
        "Son réseau n’a pas de biais.",
        "Il apprend sur une liste bien plus longue.",
      ],
    },
    en: {
      what: "A complete GPT that Andrej Karpathy wrote in a single Python file, to show the whole algorithm.",
      data: "32,033 first names given in the United States.",
      differs: [
        "Its memory is longer.",
        "It has several attention heads, and one more table to mix their results.",
        "Its MLP has more neurons.",
        "Its numbers are rescaled on their way (norm).",
        "Its MLP has no biases.",
        "It learns from a much longer list.",
      ],
    },
  },
  {
    id: "nanogpt",
    name: "nanoGPT (Shakespeare)",
    year: 2022,
    config: {
      vocabulary: 65,
      context: 64,
      embedding: 128,
      heads: 4,
      layers: 4,
      hidden: 512,
      activation: "gelu",
      norm: "layer",
      norm_blocks: true,
      norm_final: true,
      norm_weight: true,
      attention_output: true,
      mlp_bias: false,
      tied: true,
      init: "gpt2",
    },
    source: {
      title: "nanoGPT (Andrej Karpathy)",
      url: "https://github.com/karpathy/nanoGPT",
    },
    fr: {
      what: "Un petit GPT qui écrit du faux Shakespeare, dans le réglage prévu pour un ordinateur ordinaire.",
      data: "Environ 1 million de signes, tirés de pièces de Shakespeare.",
      differs: [
        "Il lit un long texte au lieu d’une liste de noms.",
        "Son alphabet a aussi des majuscules, de la ponctuation, l’espace et le retour à la ligne.",
        "Sa mémoire est plus longue.",
        "Il a plusieurs étages : chacun reprend le travail de celui d’en dessous.",
        "Chaque lettre a beaucoup plus de nombres.",
        "Son filtre est plus arrondi : GELU au lieu de ReLU.",
        "Sa normalisation est différente : LayerNorm, avec des nombres qui s’apprennent.",
        "Le même tableau sert à l’entrée et à la sortie.",
      ],
    },
    en: {
      what: "A small GPT that writes mock Shakespeare, in the settings made for an ordinary computer.",
      data: "About 1 million characters, taken from Shakespeare’s plays.",
      differs: [
        "It reads one long text instead of a list of names.",
        "Its vocabulary also has capitals, punctuation, the space and the new line.",
        "Its memory is longer.",
        "It has several layers: each takes up the work of the one below it.",
        "Each letter has many more numbers.",
        "Its filter is rounder: GELU instead of ReLU.",
        "Its norm is different: LayerNorm, with numbers that are learned.",
        "The same table serves for the input and for the output.",
      ],
    },
  },
  {
    id: "gpt2",
    name: "GPT-2",
    year: 2019,
    config: {
      vocabulary: 50257,
      context: 1024,
      embedding: 768,
      heads: 12,
      layers: 12,
      hidden: 3072,
      activation: "gelu_tanh",
      norm: "layer",
      norm_blocks: true,
      norm_final: true,
      norm_weight: true,
      norm_bias: true,
      attention_output: true,
      attention_bias: true,
      tied: true,
      init: "gpt2",
    },
    source: {
      title: "GPT-2 model card (OpenAI, 2019)",
      url: "https://github.com/openai/gpt-2/blob/master/model_card.md",
    },
    fr: {
      what: "GPT-2, d’OpenAI, dans sa plus petite taille : il écrit des phrases en anglais.",
      data: "WebText : environ 40 Go de textes, tirés de 8 millions de pages web.",
      differs: [
        "Ses tokens ne sont plus des lettres, mais surtout des mots et des bouts de mots.",
        "Sa mémoire est bien plus longue.",
        "Il a plus d’étages, et chaque token a plus de nombres.",
        "Il y a des biais partout.",
        "Il a appris sur des pages web de toutes sortes, au lieu d’un seul auteur.",
      ],
    },
    en: {
      what: "OpenAI’s GPT-2 in its smallest size: it writes sentences in English.",
      data: "WebText: about 40 GB of text, taken from 8 million web pages.",
      differs: [
        "Its tokens are no longer letters, but mostly words and pieces of words.",
        "Its memory is much longer.",
        "It has more layers, and each token has more numbers.",
        "There are biases everywhere.",
        "It learned from web pages of all sorts, instead of a single author.",
      ],
    },
  },
  {
    id: "gpt2-xl",
    name: "GPT-2 XL",
    year: 2019,
    published: {
      parameters: 1_558_000_000,
      context: 1024,
      layers: 48,
      embedding: 1600,
      heads: 25,
      vocabulary: 50257,
    },
    source: {
      // The paper of 2019 says 1,542 million; OpenAI's release is named 1558M, and so it counts.
      title: "nanoGPT, model.py (Andrej Karpathy)",
      url: "https://github.com/karpathy/nanoGPT/blob/master/model.py",
    },
    fr: {
      what: "GPT-2 dans sa plus grande taille.",
      data: "WebText, comme pour la plus petite taille : environ 40 Go de textes du web.",
      differs: [
        "Le plan est le même : il y a seulement plus d’étages, plus de têtes et plus de nombres par token.",
        "OpenAI n’a pas publié ce modèle tout de suite, par peur des mauvais usages.",
      ],
    },
    en: {
      what: "GPT-2 in its largest size.",
      data: "WebText, as for the smallest size: about 40 GB of text from the web.",
      differs: [
        "The plan is the same: there are only more layers, more heads and more numbers per token.",
        "OpenAI did not publish this model at once, for fear of misuse.",
      ],
    },
  },
  {
    id: "gpt3",
    name: "GPT-3",
    year: 2020,
    published: {
      parameters: 175_000_000_000,
      tokens: 300_000_000_000,
      context: 2048,
      layers: 96,
      embedding: 12288,
      heads: 96,
    },
    source: {
      title: "Language Models are Few-Shot Learners (Brown et al., 2020)",
      url: "https://arxiv.org/abs/2005.14165",
    },
    fr: {
      what: "Un modèle d’OpenAI : plus de cent fois les paramètres de GPT-2 XL, sur presque le même plan.",
      data: "300 milliards de tokens lus : pages web, livres et Wikipédia en anglais.",
      differs: [
        "Sa mémoire est deux fois plus longue.",
        "Un étage sur deux ne regarde qu’une partie des tokens d’avant.",
        "Montre-lui quelques exemples d’un exercice dans ton texte : il peut souvent continuer la série, sans nouvel entraînement.",
      ],
    },
    en: {
      what: "A model by OpenAI: more than a hundred times the parameters of GPT-2 XL, on almost the same plan.",
      data: "300 billion tokens read: web pages, books and the English Wikipedia.",
      differs: [
        "Its memory is twice as long.",
        "Every other layer looks at only some of the tokens before.",
        "Show it a few examples of an exercise in your text: it can often go on with the series, without new training.",
      ],
    },
  },
  {
    id: "llama",
    name: "Llama 3.1 405B",
    year: 2024,
    // Context and vocabulary as the paper rounds them: 128K.
    published: {
      parameters: 405_000_000_000,
      tokens: 15_600_000_000_000,
      context: 128_000,
      layers: 126,
      embedding: 16384,
      heads: 128,
      vocabulary: 128_000,
    },
    source: {
      title: "The Llama 3 Herd of Models (Meta, 2024)",
      url: "https://arxiv.org/abs/2407.21783",
    },
    fr: {
      what: "Un grand modèle de Meta. Ses nombres peuvent être téléchargés, et un article explique comment il est fait.",
      data: "15 600 milliards de tokens, dans plusieurs langues, avec du code informatique.",
      differs: [
        "Sa mémoire est plus de 60 fois plus longue.",
        "Il a lu environ 50 fois plus de tokens.",
        "Son alphabet de tokens est plus grand, pour mieux écrire plusieurs langues.",
        "La place de chaque token entre autrement dans le calcul : on fait tourner les questions et les étiquettes selon leur place (RoPE).",
        "Plusieurs têtes partagent les mêmes étiquettes et informations, pour aller plus vite.",
        "Le filtre et la normalisation ont changé : SwiGLU et RMSNorm.",
        "Ensuite, on l’a entraîné à répondre : d’abord avec des exemples de bonnes réponses (instruction tuning), puis avec les réponses que des gens préfèrent.",
      ],
    },
    en: {
      what: "A big model by Meta. Its numbers can be downloaded, and a paper explains how it is made.",
      data: "15,600 billion tokens, in several languages, with computer code.",
      differs: [
        "Its memory is more than 60 times as long.",
        "It read about 50 times as many tokens.",
        "Its vocabulary of tokens is larger, to write several languages better.",
        "The place of each token enters the calculation in another way: queries and keys are rotated according to their place (RoPE).",
        "Several heads share the same keys and values, to go faster.",
        "The filter and the norm have changed: SwiGLU and RMSNorm.",
        "Then it was trained to answer: first with examples of good answers (instruction tuning), then with the answers that people prefer.",
      ],
    },
  },
  {
    id: "gpt4",
    name: "GPT-4",
    year: 2023,
    published: { parameters: 1_800_000_000_000, unofficial: true },
    source: {
      title: "GPT-4 Technical Report (OpenAI, 2023)",
      url: "https://arxiv.org/abs/2303.08774",
    },
    estimate: {
      title: "GPT-4 Architecture (SemiAnalysis, 2023)",
      url: "https://www.semianalysis.com/p/gpt-4-architecture-infrastructure",
    },
    fr: {
      what: "Un grand modèle d’OpenAI. Sa taille n’a jamais été publiée : le chiffre affiché est une estimation non officielle, peut-être fausse.",
      data: "Des données d’Internet, et d’autres fournies sous licence. Leur quantité n’a pas été publiée.",
      differs: [
        "Il est sorti avant Llama 3.1 : il est plus haut sur l’échelle seulement à cause de sa taille estimée.",
        "Il peut aussi lire des images.",
        "Comme Llama, il a d’abord appris à deviner la suite, puis à mieux répondre, d’après l’avis de personnes (RLHF).",
        "OpenAI n’a pas publié son plan : on ne peut donc pas dresser la liste complète des différences.",
      ],
    },
    en: {
      what: "A big model by OpenAI. Its size was never published: the figure shown is an unofficial estimate, and may be wrong.",
      data: "Data from the Internet, and data licensed from others. How much was not published.",
      differs: [
        "It came out before Llama 3.1: it stands higher on the ladder only because of its estimated size.",
        "It can also read images.",
        "Like Llama, it first learned to guess what comes next, then to answer better, by what people thought of its answers (RLHF).",
        "OpenAI did not publish its plan: so no complete list of the differences can be made.",
      ],
    },
  },
];
