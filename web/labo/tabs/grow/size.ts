/** Large numbers in words, and how long they would take. */

import { number } from "../../../kit/language.js";
import { worded } from "../../state/wording.js";

const t = worded("size");

/** So many digits that count, at most three. */
function few(value: number, digits = 3): string {
  const rounded = Number(value.toPrecision(digits));
  const whole = Math.max(0, digits - 1 - Math.floor(Math.log10(rounded)));
  let after = whole;
  while (after > 0 && Number(rounded.toFixed(after - 1)) === rounded) after--;
  return number(rounded, after);
}

/** 175 milliards, 1,56 milliard, 124 439 808: exact where exactness is known. */
export function big(value: number, exact: boolean): string {
  if (exact || value < 1e6) return number(value);
  const { unit, words } = t().large.find(({ unit }) => value >= unit)!;
  const count = value / unit;
  return `${few(count)} ${words(count)}`;
}

/** How many times larger: 1,5; 28; 12 500. */
export const times = (value: number): string => few(value, value < 10 ? 2 : value < 1000 ? 3 : 2);

const UNITS = [
  { seconds: 1, most: 90, name: "seconds" },
  { seconds: 60, most: 90 * 60, name: "minutes" },
  { seconds: 3600, most: 48 * 3600, name: "hours" },
  { seconds: 86400, most: 700 * 86400, name: "days" },
  { seconds: 365.25 * 86400, most: Infinity, name: "years" },
] as const;

/** A duration as people say it, rounded. */
export function duration(seconds: number): string {
  const unit = UNITS.find(({ most }) => seconds < most)!;
  const count = seconds / unit.seconds;
  if (count >= 1e6) return t().ages(count, big(count, false));
  const rounded = count < 10 ? Math.max(1, Math.round(count)) : Number(count.toPrecision(2));
  return t().time[unit.name](rounded);
}

/** A length given in metres. */
export function length(metres: number): string {
  if (metres < 0.995) return `${few(metres * 100, 2)} cm`;
  if (metres < 995) return `${few(metres, 2)} m`;
  return `${few(metres / 1000, 2)} km`;
}
