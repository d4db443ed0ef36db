/** Where each belief was found among pupils; none where we know of no study. */

import type { Belief } from "./form.js";

/** What was written, and about whom. */
export interface Source {
  readonly work: string;
  readonly whom: { readonly fr: string; readonly en: string };
}

const NORWAY: Source = {
  work: "Exploring students’ (mis)conceptions about ChatGPT-generated text: a qualitative study",
  whom: { fr: "267 lycéens norvégiens", en: "267 Norwegian pupils of 17" },
};
const MIDDLE: Source = {
  work: "Belghith et al., 2024, Testing, Socializing, Exploring, CHI ’24, doi:10.1145/3613904.3642332",
  whom: { fr: "24 collégiens américains", en: "24 American middle-schoolers" },
};
const REASONING: Source = {
  work: "Dangol et al., 2025, Children’s Mental Models of AI Reasoning",
  whom: { fr: "106 enfants, du CE2 à la 4e", en: "106 children, grades 3 to 8" },
};
const OVERTRUST: Source = {
  work: "Solyst et al., 2024, Children’s Overtrust and Shifting Perspectives of Generative AI, arXiv:2404.14511",
  whom: { fr: "26 collégiennes américaines", en: "26 American middle-school girls" },
};

export const SOURCES: Readonly<Record<Belief, readonly Source[]>> = {
  searches: [NORWAY],
  understands: [REASONING, MIDDLE],
  learns: [],
  truth: [OVERTRUST, NORWAY],
  sources: [NORWAY],
  algorithm: [NORWAY, REASONING],
  bigger: [],
  wishes: [MIDDLE],
  stores: [],
  probability: [],
};
