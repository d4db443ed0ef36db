/** Le Labo, in each language. */

import { catalogue } from "./catalogue.js";
import type { labo } from "./languages/fr.js";

export const LABO = catalogue<typeof labo>(
  import.meta.glob("./languages/*.ts", { eager: true, import: "labo" }),
);
