/** What both pages share, in each language. */

import { catalogue } from "./catalogue.js";
import type { kit } from "./languages/fr.js";

export const KIT = catalogue<typeof kit>(
  import.meta.glob("./languages/*.ts", { eager: true, import: "kit" }),
);
