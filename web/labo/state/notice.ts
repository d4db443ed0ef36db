/** What the page has to tell: an error, or good news. */

import { createSignal } from "solid-js";
import { texts } from "../../kit/language.js";
import { LABO } from "../../texts/labo.js";

interface Notice {
  readonly error: boolean;
  /** An error, or what gives the sentence. */
  readonly of: unknown;
  /** A trained model gave way to a new one: takes it back. */
  readonly takeBack?: () => void;
}

/** It stays until the next or until closed. */
export const [notice, setNotice] = createSignal<Notice>();

export function tell(of: unknown): void {
  setNotice({ error: of instanceof Error, of });
}

const t = texts(LABO, "app");

export function tellReplaced(takeBack: () => void): void {
  setNotice({ error: false, of: () => t().replaced, takeBack });
}
