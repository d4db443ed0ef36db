/** A lesson’s page, in each language. */

import { catalogue } from "./catalogue.js";
import type { school } from "./languages/fr.js";

export const SCHOOL = catalogue<typeof school>(
  import.meta.glob("./languages/*.ts", { eager: true, import: "school" }),
);
