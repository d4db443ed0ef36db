/** French or English: which is shown, and the texts of each part of the page. */

import { createSignal } from "solid-js";

export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const [current, setCurrent] = createSignal<Language>("fr");

/** The language shown. */
export const language = current;

export function setLanguage(language: Language): void {
  setCurrent(language);
  document.documentElement.lang = language;
}

/** The texts of one part of the page: call the result to have them in the language shown. */
export function texts<T extends object>(fr: T, en: NoInfer<T>): () => T {
  const both = { fr, en };
  return () => both[current()];
}

const formats = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = current() + JSON.stringify(options);
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.NumberFormat(current() === "fr" ? "fr-FR" : "en-GB", options);
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

/** A share from 0 to 1 in percent. */
export function percent(value: number, digits = 0): string {
  return format({ style: "percent", maximumFractionDigits: digits, minimumFractionDigits: digits })
    .format(value)
    .replace("-", "−");
}
