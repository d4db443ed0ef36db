/** Which word of the glossary is open: "" for the whole, undefined for none. */

import { createSignal } from "solid-js";

export const [openTerm, openGlossary] = createSignal<string | undefined>();
