/** Which language is shown, its texts and its numbers. */

import { createSignal } from "solid-js";
import type { Catalogue } from "../texts/catalogue.js";
import { LOCALES, NAMES } from "../texts/names.js";

const [current, setCurrent] = createSignal("fr");

/** The code of the language shown: fr, en, … */
export const language = current;

export function setLanguage(code: string): void {
  if (!NAMES.has(code)) return;
  setCurrent(code);
  document.documentElement.lang = code;
}

/** The language that comes after the one shown: with two, the other one. */
export function nextLanguage(): { readonly code: string; readonly name: string } {
  const codes = [...NAMES.keys()];
  const code = codes[(codes.indexOf(current()) + 1) % codes.length]!;
  return { code, name: NAMES.get(code)! };
}

/** Words that stand beside what they name, in the language shown or else in French. */
export function said<Words>(words: { readonly fr: Words; readonly en: Words }): Words {
  return (words as Readonly<Record<string, Words>>)[current()] ?? words.fr;
}

/** A message of the package, which names its values in braces, with them. */
export function fill(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}

/** How the language shown writes numbers and dates: "fr-FR". */
export const locale = (): string => LOCALES.get(current())!;

/** A room's texts, or one part of them: call the result to have them in the language shown. */
export function texts<Texts>(room: Catalogue<Texts>): () => Texts;
export function texts<Texts, Part extends keyof Texts>(
  room: Catalogue<Texts>,
  part: Part,
): () => Texts[Part];
export function texts<Texts>(room: Catalogue<Texts>, part?: keyof Texts): () => unknown {
  return () => {
    const found = room.get(current())!;
    return part === undefined ? found : found[part];
  };
}

const formats = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = current() + JSON.stringify(options);
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.NumberFormat(locale(), options);
    formats.set(key, made);
  }
  return made;
}

/** A number with so many digits after the comma, as the language writes it; −, never -. */
export function number(value: number, digits = 0): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const text = format({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  );
  const signed = text.replace("-", "−");
  return /^−[0.,]*$/.test(signed) ? signed.slice(1) : signed;
}

/** A whole number of which two digits count: what was measured is known no better. */
export const roughly = (value: number): number => Math.round(Number(value.toPrecision(2)));

/** A share from 0 to 1 in percent. */
export function percent(value: number, digits = 0): string {
  return format({ style: "percent", maximumFractionDigits: digits, minimumFractionDigits: digits })
    .format(value)
    .replace("-", "−");
}
