/**
 * The classroom filter: keep rude words off the wall. The twin of premier_llm/data/filter.py; the words
 * themselves are data (words/filter/rude.txt), handed in as text.
 */

import { FILTER, LIGATURES } from "../spec.js";
import { normalized } from "./lines.js";

const SPECIAL: Readonly<Record<string, string>> = LIGATURES;
const SPECIAL_LETTER = new RegExp(`[${Object.keys(LIGATURES).join("")}]`, "g");
const INVISIBLE = new RegExp(
  `[${FILTER.invisible.map((ends) => ends.map((code) => String.fromCodePoint(code)).join("-")).join("")}]`,
  "gu",
);
const LEET: Readonly<Record<string, string>> = FILTER.leet;
const MAYBE: Readonly<Record<string, string>> = FILTER.maybe;
const SIGN = new RegExp(`[${Object.keys(LEET).join("")}]`, "g");
const DOUBTFUL = new RegExp(`[${Object.keys(MAYBE).join("")}]`, "g");
const SEPARATORS = /[^a-z]+/g;
// Python's white space, which JavaScript's \s is not quite.
const INNER_SEPARATORS =
  /[^a-z\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const SPELLED_OUT = /\b[a-z](?: [a-z]\b)+/g;
const LONG_RUN = /([a-z])\1{3,}/g;

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
  return normalized("NFKD", text)
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
  const leet = plain.replace(SIGN, (sign) => LEET[sign]!);
  return [...new Set([plain, leet, leet.replace(DOUBTFUL, (sign) => MAYBE[sign]!)])].flatMap(
    (text) => [
      text.replace(SEPARATORS, " ").replace(SPELLED_OUT, (word) => word.replaceAll(" ", "")),
      text.replace(INNER_SEPARATORS, ""),
      text.replace(SEPARATORS, ""),
    ],
  );
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
    if (!pattern.endsWith("*")) word += FILTER.ending;
    (pattern.startsWith("*") ? anywhere : atStart).push(word);
  }
  // An empty alternative would match everything, an empty list of them must match nothing.
  const started = atStart.length > 0 ? [`\\b(?:${atStart.join("|")})`] : [];
  return new RegExp([...anywhere, ...started].join("|") || "(?!)");
}
