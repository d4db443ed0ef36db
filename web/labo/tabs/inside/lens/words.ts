/** The words for what stands under the lens. */

import { number, said as inLanguage } from "../../../../kit/language.js";
import { visible } from "../../../../kit/letters.js";
import { SAID } from "../../../../engine/slopes.js";
import { worded } from "../../../state/wording.js";
import { kindOf, whereOf } from "../words.js";
import type { Lens, Spot } from "./lens.js";

const t = worded("lens");

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Three digits of it, however small it is: 0,123 or 1,23 × 10⁻⁵. */
export function fine(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return number(0);
  if (size >= 1e-4 || !Number.isFinite(size)) {
    return number(value, Math.max(3, Math.min(6, 2 - Math.floor(Math.log10(size)))));
  }
  const [digits, power] = value.toExponential(2).split("e-");
  const raised = [...power!].map((digit) => RAISED[Number(digit)]).join("");
  return `${number(Number(digits), 2)} × 10⁻${raised}`;
}

/** As a factor: in brackets where it would be misread. */
export const bracket = (value: number): string => {
  const said = fine(value);
  return value < 0 || said.includes("×") ? `(${said})` : said;
};

/** What kind of number it is. */
export function whatOf({ source, name }: Spot, lens: Lens): string {
  if (source === "value") {
    return name.endsWith(SAID) ? t().said(kindOf(name.slice(0, -SAID.length))) : kindOf(name);
  }
  const tensor = lens.parameters().find((tensor) => tensor.name === name);
  return t().weightOf(tensor === undefined ? name : inLanguage(tensor.label));
}

/** Which one of them it is. */
export function whichOf(spot: Spot, lens: Lens): string {
  const { source, name, index } = spot;
  if (source === "value") return whereOf({ ...spot, name: name.replace(SAID, "") }, lens);
  const said: string[] = [];
  if (name === "token_embedding" || name === "unembedding") {
    said.push(t().ofToken(visible(lens.letter(index[0]!))), t().number(index[1]! + 1));
  } else if (name === "position_embedding") {
    said.push(t().ofPlace(index[0]! + 1), t().number(index[1]! + 1));
  } else if (index.length > 1) said.push(t().between(index[1]! + 1, index[0]! + 1));
  else said.push(t().number(index[0]! + 1));
  const layer = /^blocks\.(\d+)\./.exec(name);
  if (layer !== null && (lens.config()?.layers ?? 1) > 1) {
    said.push(t().layer(Number(layer[1]) + 1));
  }
  return said.join(", ");
}

/** Both. */
export const nameOf = (spot: Spot, lens: Lens): string =>
  `${whatOf(spot, lens)} ${whichOf(spot, lens)}`;
