/** Texts read aloud by a voice of the device itself, so that nothing leaves it. */

import { createSignal } from "solid-js";
import { KIT } from "../texts/kit.js";
import { locale, texts } from "./language.js";
import { portions, spelled, voiceFor } from "./voices.js";

const t = texts(KIT, "reading");

// Some browsers know no voices at all.
const synthesis: SpeechSynthesis | undefined = window.speechSynthesis;
const [voices, setVoices] = createSignal<readonly SpeechSynthesisVoice[]>([]);
const look = (): void => void setVoices(synthesis?.getVoices() ?? []);
look();
// They are told late: a browser asks the device for them.
synthesis?.addEventListener?.("voiceschanged", look);

export const voice = (): SpeechSynthesisVoice | undefined => voiceFor(voices(), locale());

/** Who is being read. */
const [heard, setHeard] = createSignal<object>();
export { heard };

/** Held on to: a browser forgets what it is to say where nothing else knows it. */
let saying: readonly SpeechSynthesisUtterance[] = [];

export function quiet(): void {
  saying = [];
  setHeard(undefined);
  synthesis?.cancel();
}
// A voice would go on over the next page.
window.addEventListener("pagehide", () => heard() && quiet());
window.addEventListener("keydown", ({ key }) => key === "Escape" && heard() && quiet());

/** Read a text; whoever was being read before stops. */
export function readAloud(who: object, text: string): void {
  quiet();
  const found = voice();
  if (synthesis === undefined || found === undefined) return;
  const all = portions(text).map((sentence) => {
    const one = new SpeechSynthesisUtterance(sentence);
    one.voice = found;
    one.lang = found.lang;
    return one;
  });
  const last = all.at(-1);
  if (last === undefined) return;
  saying = all;
  setHeard(who);
  const over = (): void => void (saying === all && quiet());
  last.onend = over;
  for (const one of all) {
    one.onerror = over;
    synthesis.speak(one);
  }
}

/** What a part of the page says: block by block, without programs and what is folded away. */
export function spokenIn(part: Element): string {
  const blocks = [""];
  const walk = (at: Node): void => {
    if (at instanceof Text) blocks.push(blocks.pop()! + at.data);
    if (!(at instanceof Element) || at.matches(UNSAID)) return;
    if (at.matches("code")) {
      blocks.push(blocks.pop()! + spelled(at.textContent, t().dot, t().dots));
      return;
    }
    const isBlock = !getComputedStyle(at).display.startsWith("inline");
    if (isBlock) blocks.push("");
    const closed = at.matches("details:not([open])");
    for (const inner of closed ? [] : at.childNodes) walk(inner);
    if (isBlock) blocks.push("");
  };
  walk(part);
  return blocks
    .map((block) => block.replaceAll(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}

const UNSAID = "pre, style, script, svg, button:not(.term), [hidden], [aria-hidden=true]";
