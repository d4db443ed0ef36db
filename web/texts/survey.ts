/** The questions before and after, and the pages around them, in each language. */

import { catalogue } from "./catalogue.js";
import type { survey } from "./beliefs/fr.js";

export const SURVEY = catalogue<typeof survey>(
  import.meta.glob("./beliefs/*.ts", { eager: true, import: "survey" }),
);
