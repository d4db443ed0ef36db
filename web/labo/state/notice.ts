/** What the page has to tell: an error, or good news. */

import { createSignal } from "solid-js";

/** It stays until the next or until closed. */
export const [notice, setNotice] = createSignal<{ error: boolean; of: unknown }>();
export function tell(of: unknown): void {
  setNotice({ error: of instanceof Error, of });
}
