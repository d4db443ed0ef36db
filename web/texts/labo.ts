/** Le Labo, in each language. */

import { catalogue } from "./catalogue.js";
import type { labo } from "./languages/fr.js";
import type { Partly } from "./types.js";

export const LABO = catalogue<typeof labo>(
  import.meta.glob("./languages/*.ts", { eager: true, import: "labo" }),
);

/** What is said otherwise of words than of letters; of stories, or of a text of one's own, than of names. */
export const KINDS = catalogue<Readonly<Record<"words" | "stories" | "text", Partly<typeof labo>>>>(
  import.meta.glob("./languages/*.ts", { eager: true, import: "kinds" }),
);
