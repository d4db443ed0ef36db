/** A language of the tests: every letter of the catalogues is underlined, so that others stand out. */

const UNDER = "\u0332";

/** The text with its letters marked, but for the names of terms: "[[term|words]]". */
const markText = (text: string): string =>
  text.replaceAll(/(\[\[[a-z-]+\|)|(\p{L})(?!\u0332)/gu, (_, term?: string, letter?: string) =>
    term === undefined ? letter! + UNDER : term,
  );

/** All texts in this, those that functions make of their gaps too. */
export function mark<T>(texts: T): T {
  if (typeof texts === "string") return markText(texts) as T;
  if (typeof texts === "function") {
    const say = texts as unknown as (...gaps: unknown[]) => unknown;
    return ((...gaps: unknown[]) => mark(say(...gaps))) as T;
  }
  if (Array.isArray(texts)) return texts.map(mark) as T;
  if (typeof texts !== "object" || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, mark(value)])) as T;
}
