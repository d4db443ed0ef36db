/** The pupils' words for the numbers and the parts of the model. */

import { INNER_VALUES } from "../../../spec.js";
import { number, said as inLanguage } from "../../../kit/language.js";
import type { Place, View } from "./view.js";
import { worded } from "../../state/wording.js";

const t = worded("words");

/** The name without its block. */
export const point = (name: string): string => name.replace(/^blocks\.[^.]+\./, "");

/** What kind of number it is: "question". */
export function kindOf(name: string): string {
  if (name === "token_embedding" && t().card !== "") return t().card;
  const value = INNER_VALUES.find((value) => point(value.name) === point(name));
  return value === undefined ? name : inLanguage(value.label);
}

/** Which one it is: "n° 3, pour « i », tête 2, couche 1". */
export function whereOf(
  { name, index }: Place,
  view: Pick<View, "config" | "letter" | "letterAt">,
): string {
  const kind = point(name);
  const said: string[] = [];
  const config = view.config();
  const tail = index.at(-1) ?? 0;
  const row = index.at(-2) ?? 0;
  const from = view.letterAt(row);
  if (kind === "logits" || kind === "probabilities") {
    said.push(t().next(view.letter(tail)), t().of(from));
  } else {
    const pair = kind === "attention.scores" || kind === "attention.weights";
    if (!pair) said.push(t().number(tail + 1));
    said.push(t().of(from));
    if (pair) said.push(t().toward(view.letterAt(tail)));
  }
  if (index.length === 3 && (config?.heads ?? 1) > 1) said.push(t().head(index[0]! + 1));
  const layer = /^blocks\.(\d+)\./.exec(name);
  if (layer !== null && (config?.layers ?? 1) > 1) said.push(t().layer(Number(layer[1]) + 1));
  return said.join(", ");
}

export const parameterKind = (name: string): string =>
  name.endsWith("bias") ? t().bias : t().learned;

/** "l’attention, couche 2", as it stands within a sentence. */
export function partName(part: string, layers: number): string {
  const [kind, block, detail, head] = part.split(".");
  const names = t().parts;
  if (kind === "positions") return names.positions;
  const said =
    detail === "head"
      ? names.head(Number(head) + 1)
      : kind === "attention"
        ? detail === "shortcut"
          ? names.attentionShortcut
          : names.attention
        : detail === "shortcut"
          ? names.mlpShortcut
          : names.mlp;
  return layers > 1 ? said + t().inLayer(Number(block) + 1) : said;
}

/** A number of the model: two digits, more where it is small. */
export function small(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 0.0005) return "≈ 0";
  return number(value, size < 0.1 ? 3 : 2);
}
