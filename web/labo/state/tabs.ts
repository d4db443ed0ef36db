/** The tabs, in their order, as the address names them. */

export const TABS = [
  "noms",
  "apprendre",
  "inventer",
  "dedans",
  "agrandir",
  "duel",
  "parler",
] as const;
export type Tab = (typeof TABS)[number];
