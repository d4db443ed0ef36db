/** Whether this pupil shows what is done; off until it is switched on, in this tab. */

import { createEffect, createSignal, on, onCleanup } from "solid-js";
import { hide, isOpen, Refusal, show } from "./server.js";
import type { Shown } from "./wire.js";

const KEY = "premier-llm-class-shows";
/** Milliseconds: several changes at once are told together, and what was not heard is told again. */
const SOON = 300;
const LATER = 8000;

function wasOn(): boolean {
  try {
    return isOpen && sessionStorage.getItem(KEY) === "1";
  } catch {
    return false;
  }
}

const [sharing, setSharing] = createSignal(wasOn());
/** What the server said no to, as its word. */
const [refusal, setRefusal] = createSignal<string>();
export { refusal, sharing };

function set(on: boolean): void {
  try {
    sessionStorage.setItem(KEY, on ? "1" : "0");
  } catch {
    // It holds as long as the page stands.
  }
  setSharing(on);
}

const wordOf = (error: unknown): string => (error instanceof Refusal ? error.word : "away");

/** Shows from now on, or takes everything back. */
export async function share(on: boolean): Promise<void> {
  setRefusal();
  set(on);
  if (on) return;
  try {
    await hide();
  } catch (error) {
    // Who is not known has nothing there.
    if (wordOf(error) !== "inconnu") setRefusal(wordOf(error));
  }
}

/** Tells what changes while it is switched on. */
export function followShown(shown: () => Shown): void {
  let late: ReturnType<typeof setTimeout> | undefined;
  let told = "";
  const tell = async (): Promise<void> => {
    const now = shown();
    if (!sharing() || told === JSON.stringify(now)) return;
    try {
      await show(now);
      told = JSON.stringify(now);
      setRefusal();
      // Switched off while it was on its way.
      if (!sharing()) await hide();
    } catch (error) {
      const word = wordOf(error);
      setRefusal(word);
      if (word === "away" || word === "debit") late = setTimeout(() => void tell(), LATER);
      else set(false);
    }
  };
  createEffect(
    on([sharing, shown], ([on]) => {
      clearTimeout(late);
      if (on) late = setTimeout(() => void tell(), SOON);
      else told = "";
    }),
  );
  onCleanup(() => clearTimeout(late));
}
