/**
 * The classroom filter: keep rude words off the wall. The twin of premier_llm/filter.py; the words
 * themselves are data (words/filter/rude.txt), handed in as text.
 */

// Letters that Unicode does not decompose into a base letter and an accent.
const SPECIAL: Readonly<Record<string, string>> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
};
const SPECIAL_LETTER = new RegExp(`[${Object.keys(SPECIAL).join("")}]`, "g");
// Accents once decomposed, and characters that print nothing: both hide between letters.
const INVISIBLE =
  /[\u00ad\u0300-\u036f\u034f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2060-\u2064\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]/g;
// Digits and signs that imitate letters. "!" may be an i ("b!te") or end a sentence ("put3!").
const LEET: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "@": "a",
  $: "s",
};
const SEPARATORS = /[^a-z]+/g;
// Python's white space, which JavaScript's \s is not quite.
const INNER_SEPARATORS =
  /[^a-z\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const SPELLED_OUT = /\b[a-z](?: [a-z]\b)+/g;
const LONG_RUN = /([a-z])\1{3,}/g;

// Feminine and plural endings. One letter, or three for "consss", but never two: words that end
// in -ee or -ss (Annalee, success) are seldom the feminine or the plural of a rude one.
const ENDING = "(?:e|eee)?(?:[sx]|sss|xxx)?\\b";

export type Filter = (text: string) => boolean;

/** A filter that says whether a name, or a few words, must not be shown in a classroom. */
export function rudeFilter(list: string): Filter {
  const lines = list
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const rude = compile(lines);
  return (text) => {
    let plain = fold(text);
    if (/[^a-z]/.test(plain)) plain = readings(plain).join("\n");
    return rude.test(plain.replace(LONG_RUN, "$1$1$1"));
  };
}

/** Lower-case and strip accents; what is no letter stays as it is. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(SPECIAL_LETTER, (letter) => SPECIAL[letter]!)
    .replace(INVISIBLE, "");
}

/**
 * The ways a child could read a text that holds more than letters. Digits and signs are read as
 * separators ("con2") and as the letters they imitate ("c0n"). Then separators are read as spaces
 * ("gros-con", where letters on their own make one word, "la p u t e"), as nothing inside a word
 * ("ma pu-te"), and as nothing at all ("pu te").
 */
function readings(plain: string): string[] {
  const leet = plain.replace(/[01345@$]/g, (sign) => LEET[sign]!);
  return [...new Set([plain, leet, leet.replaceAll("!", "i")])].flatMap((text) => [
    text.replace(SEPARATORS, " ").replace(SPELLED_OUT, (word) => word.replaceAll(" ", "")),
    text.replace(INNER_SEPARATORS, ""),
    text.replace(SEPARATORS, ""),
  ]);
}

/**
 * One regular expression of the lines of rude.txt, whose header has the rules. It is meant for
 * folded text whose runs of one letter were cut to three: a letter listed once matches one to
 * three, a letter listed twice matches two or three.
 */
function compile(patterns: readonly string[]): RegExp {
  const anywhere: string[] = [];
  const atStart: string[] = [];
  for (const pattern of patterns) {
    // A teacher may well add "Bêta" or "gros con".
    const letters = fold(pattern).replace(SEPARATORS, "");
    let word = letters.replace(/(.)\1*/g, (run, letter: string) => {
      const least = Math.min(run.length, 3);
      return letter.repeat(least) + `${letter}?`.repeat(3 - least);
    });
    if (word === "") continue;
    if (!pattern.endsWith("*")) word += ENDING;
    (pattern.startsWith("*") ? anywhere : atStart).push(word);
  }
  // An empty alternative would match everything, an empty list of them must match nothing.
  const started = atStart.length > 0 ? [`\\b(?:${atStart.join("|")})`] : [];
  return new RegExp([...anywhere, ...started].join("|") || "(?!)");
}
