/**
 * From bytes to text: the twin of premier_llm/data/decoding.py, which says the rule. The first bytes
 * of formats, the encodings and the letters that are expected are declared there.
 */

import { DECODING } from "../spec.js";
import { InputError } from "./errors.js";

export type Format = keyof typeof DECODING.formats;
export type Encoding = "utf-8" | keyof typeof DECODING.titles;

/** A text, and how it was understood. */
export interface Decoded {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

const BEGINNINGS = Object.entries(DECODING.beginnings) as [string, Format][];
const NEVER_READ: readonly Format[] = DECODING.neverRead;
const EIGHT_BIT = Object.entries(DECODING.eightBit) as [keyof typeof DECODING.eightBit, string][];
const SMALL = new Set(DECODING.small + "abcdefghijklmnopqrstuvwxyz");
const CAPITALS = new Set(DECODING.capitals + "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const SIGNS = new Set(DECODING.signs);
const FRENCH = new Set(DECODING.french);
const NOT_ASCII = /[^\x00-\x7f]/g;
const NOT_ASCII_RUN = /[^\x00-\x7f]+/g;
const MENDED = new RegExp(`^[${DECODING.mended}]+$`);
const CONTROL = new RegExp(`[${DECODING.control}]`);
const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The bytes are those of another kind of file; `title` is what to call it. */
export function notAText(format: Format, title: string): InputError {
  return new InputError("format", { format, title });
}

/** The text of a file; another kind of file throws InputError. */
export function decode(data: Uint8Array, title: string): Decoded {
  checkFormat(data, title);
  const first = (data[0] ?? 0) * 256 + (data[1] ?? 0);
  if (first === 0xfffe || first === 0xfeff) {
    const text = tried(first === 0xfffe ? "utf-16le" : "utf-16be", data);
    if (text === null) throw notAText("binary", title);
    return withoutControl({ text, encoding: "utf-16" }, title);
  }
  if (data.includes(0)) throw notAText("binary", title);
  const text = tried("utf-8", data);
  if (text !== null) return { text, encoding: "utf-8" };
  let best: Decoded | undefined;
  let least: readonly [number, number] = [Infinity, Infinity];
  for (const [encoding, table] of EIGHT_BIT) {
    const reading = readWith(table, data);
    const found = oddness(reading);
    if (found[0] < least[0] || (found[0] === least[0] && found[1] < least[1])) {
      least = found;
      best = { text: reading, encoding };
    }
  }
  return withoutControl(best!, title);
}

/** Without a mark; null where the bytes are not in this encoding. */
function tried(encoding: string, data: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(data);
  } catch {
    return null;
  }
}

/** Another kind of file, by its first bytes or by how it begins, throws InputError. */
export function checkFormat(data: Uint8Array, title: string): void {
  for (const { format, first, at, holds } of DECODING.signatures) {
    if (first.every((byte, i) => data[at + i] === byte) && hold(data, holds)) {
      throw notAText(format, title);
    }
  }
  const format = formatOfText(String.fromCharCode(...data.subarray(0, 100)));
  if (format !== null && NEVER_READ.includes(format)) throw notAText(format, title);
}

/** Whether these bytes stand anywhere among the others. */
function hold(data: Uint8Array, wanted: readonly number[]): boolean {
  if (wanted.length === 0) return true;
  for (let at = data.indexOf(wanted[0]!); at >= 0; at = data.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, i) => data[at + i] === byte)) return true;
  }
  return false;
}

function withoutControl(decoded: Decoded, title: string): Decoded {
  if (CONTROL.test(decoded.text)) throw notAText("binary", title);
  return decoded;
}

/** The format of a text that is written for programs, by its beginning; null for any other. */
export function formatOfText(text: string): Format | null {
  const beginning = text
    .slice(0, 100)
    .replace(/^[\ufeff\t\n\r\f ]+/, "")
    .toLowerCase();
  return BEGINNINGS.find(([start]) => beginning.startsWith(start))?.[1] ?? null;
}

/** How many of the first characters beyond ASCII look odd where they are, and are not French. */
function oddness(text: string): [number, number] {
  let odd = 0;
  let foreign = 0;
  let judged = 0;
  for (const { 0: character, index } of text.matchAll(NOT_ASCII)) {
    if (isOdd(text[index - 1] ?? " ", character, text[index + 1] ?? " ")) odd++;
    if (!FRENCH.has(character.toLowerCase())) foreign++;
    if (++judged === DECODING.mostJudged) break;
  }
  return [odd, foreign];
}

function isOdd(before: string, character: string, after: string): boolean {
  const small = SMALL.has(before);
  const capital = CAPITALS.has(before);
  if (CAPITALS.has(character)) return small || (capital && SMALL.has(after));
  if (SMALL.has(character)) return capital && CAPITALS.has(after);
  const letters = (small || capital) && (SMALL.has(after) || CAPITALS.has(after));
  return !SIGNS.has(character) || (letters && character !== DECODING.signs[0]);
}

/** A text in UTF-8 that was read in another encoding, as it was; null for any other text. */
export function mended(text: string): string | null {
  for (const [, table] of EIGHT_BIT) {
    const byteOf = new Map<string, number>();
    for (let byte = 0x80; byte < 0xa0; byte++) byteOf.set(String.fromCharCode(byte), byte);
    for (let i = 0; i < 128; i++) byteOf.set(table[i]!, 128 + i);
    const found = readAgain(text, byteOf);
    if (found !== null && found !== text) return found.replace(/^\ufeff/, "");
  }
  return null;
}

/** Null at the first letter that is right as it is. */
function readAgain(text: string, byteOf: ReadonlyMap<string, number>): string | null {
  let found = "";
  let end = 0;
  for (const { 0: run, index } of text.matchAll(NOT_ASCII_RUN)) {
    const bytes = new Uint8Array(run.length);
    for (let i = 0; i < run.length; i++) {
      const byte = byteOf.get(run[i]!);
      if (byte === undefined) return null;
      bytes[i] = byte;
    }
    let read: string;
    try {
      read = UTF_8.decode(bytes);
    } catch {
      return null;
    }
    if (!MENDED.test(read)) return null;
    found += text.slice(end, index) + read;
    end = index + run.length;
  }
  return found + text.slice(end);
}

function readWith(table: string, data: Uint8Array): string {
  let text = "";
  for (let from = 0; from < data.length; from += 8192) {
    const codes = Array.from(data.subarray(from, from + 8192), (byte) =>
      byte < 128 ? byte : table.charCodeAt(byte - 128),
    );
    text += String.fromCharCode(...codes);
  }
  return text;
}
