/** Which voice reads, and in what portions. */

/** What of a voice counts here. */
export interface Voice {
  /** "fr-FR"; some devices write "fr_FR". */
  readonly lang: string;
  /** False: the browser would send the text to a server that speaks. */
  readonly localService: boolean;
}

/** A voice of the language that speaks on the device itself: of its country rather than another's. */
export function voiceFor<Of extends Voice>(voices: readonly Of[], locale: string): Of | undefined {
  const tag = ({ lang }: Of): string => lang.replace("_", "-").toLowerCase();
  const own = voices.filter(
    (voice) => voice.localService && tag(voice).split("-")[0] === locale.slice(0, 2),
  );
  return own.find((voice) => tag(voice) === locale.toLowerCase()) ?? own[0];
}

/** Sentence by sentence: some browsers fall silent in the middle of a long text. */
export const portions = (text: string): readonly string[] =>
  text
    .replaceAll(/([.!?…](?:\s»)?)\s+(?=[\p{Lu}«])/gu, "$1\n")
    .split("\n")
    .filter((portion) => /[\p{L}\p{N}]/u.test(portion));

/** Code as one says it: voices pass over full stops, which begin and end each word of the lessons. */
export const spelled = (code: string, dot: string, dots: string): string =>
  ` ${code.replaceAll("...", ` ${dots} `).replaceAll(/\.(?!\d)/g, ` ${dot} `)} `;
