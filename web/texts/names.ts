/** What each language is called by its speakers, and how it writes numbers and dates: "fr-FR". */

import { byCode } from "./catalogue.js";

export const NAMES = byCode(
  import.meta.glob<string>("./languages/*.ts", { eager: true, import: "name" }),
);
export const LOCALES = byCode(
  import.meta.glob<string>("./languages/*.ts", { eager: true, import: "locale" }),
);
