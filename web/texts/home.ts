/** The home page, in each language. */

import { catalogue } from "./catalogue.js";
import type { home } from "./languages/fr.js";

export const HOME = catalogue<typeof home>(
  import.meta.glob("./languages/*.ts", { eager: true, import: "home" }),
);
