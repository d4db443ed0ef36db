/** Lines and white space as Python has them; a character is a Unicode code point. */

/** The white space of Python's str.strip, for a pattern; JavaScript's trim has another idea of it. */
export const SPACE =
  "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const SPACE_BEFORE = new RegExp(`^[${SPACE}]+`);
const IS_SPACE = new RegExp(`[${SPACE}]`);

/** What Python's str.isalpha holds for a letter. */
export const LETTER = /\p{L}/u;

/** Without spaces around; not one regular expression, whose search for an end can be quadratic. */
export function strip(text: string): string {
  let end = text.length;
  while (end > 0 && IS_SPACE.test(text[end - 1]!)) end--;
  return text.slice(0, end).replace(SPACE_BEFORE, "");
}

/** The lines of a text with any system's line ends. */
export function linesOf(text: string): string[] {
  // Only these three end a line: form feeds and Unicode separators are characters.
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

// UAX 15: no letter of any language has as many accents.
const MANY_MARKS = /\p{M}{31}/u;
const PARTS = /\P{M}*\p{M}{0,30}/gu;

/**
 * One of Unicode's forms of a text, in a time that grows with its length alone: sorting the accents
 * behind one letter takes the square of their number, so that many are sorted in parts.
 */
export function normalized(form: "NFC" | "NFKD", text: string): string {
  if (!MANY_MARKS.test(text)) return text.normalize(form);
  return text.replace(PARTS, (part) => part.normalize(form));
}

/** How many characters there are. */
export function length(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The order of Python's sorted: JavaScript's own puts rare characters before some frequent ones. */
export function byCodePoint(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}
