/** What a class does together, where the class server is open, in each language. */

import { catalogue } from "./catalogue.js";
import type { together } from "./together/fr.js";

export const TOGETHER = catalogue<typeof together>(
  import.meta.glob("./together/*.ts", { eager: true, import: "together" }),
);
