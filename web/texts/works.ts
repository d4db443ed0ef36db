/** The class at a glance, in each language. */

import { catalogue } from "./catalogue.js";
import type { works } from "./works/fr.js";

export const WORKS = catalogue<typeof works>(
  import.meta.glob("./works/*.ts", { eager: true, import: "works" }),
);
