/** Letters as people see them. */

/** With a capital, as a name or a sentence is written. */
export function capital(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("");
}

const SEEN: Readonly<Record<string, string>> = { " ": "␣", "\n": "⏎" };
/** What would not be seen. */
export const visible = (letter: string): string => SEEN[letter] ?? letter;
