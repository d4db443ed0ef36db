/** The pupils' words for the numbers and the parts of the model. */

import { number, texts } from "../../kit/language.js";
import type { Place, View } from "./view.js";

const t = texts(
  {
    values: {
      token_embedding: "carte de la lettre",
      position_embedding: "carte de la place",
      embedding: "carte d’identité",
      attention_norm: "rangée lue par l’attention",
      "attention.query": "question",
      "attention.key": "étiquette",
      "attention.value": "information",
      "attention.scores": "accord",
      "attention.weights": "part d’attention",
      "attention.heads": "mélange",
      "attention.output": "sortie de l’attention",
      "attention.shortcut": "raccourci",
      "attention.residual": "somme après l’attention",
      mlp_norm: "rangée lue par le réseau",
      "mlp.up": "neurone",
      "mlp.active": "neurone filtré",
      "mlp.output": "sortie du réseau",
      "mlp.shortcut": "raccourci",
      "mlp.residual": "somme après le réseau",
      final_norm: "rangée finale",
      logits: "score",
      probabilities: "probabilité",
    } as Readonly<Record<string, string>>,
    learned: "poids appris",
    bias: "biais appris",
    of: (letter: string) => `pour « ${letter} »`,
    toward: (letter: string) => `vers « ${letter} »`,
    next: (letter: string) => `de « ${letter} »`,
    head: (n: number) => `tête ${n}`,
    layer: (n: number) => `couche ${n}`,
    number: (n: number) => `n° ${n}`,
    parts: {
      positions: "la carte des places",
      attention: "l’attention",
      attentionShortcut: "le raccourci de l’attention",
      mlp: "le réseau (MLP)",
      mlpShortcut: "le raccourci du réseau",
      head: (n: number) => `la tête ${n}`,
    },
    inLayer: (n: number) => `, couche ${n}`,
  },
  {
    values: {
      token_embedding: "card of the letter",
      position_embedding: "card of the place",
      embedding: "identity card",
      attention_norm: "row read by the attention",
      "attention.query": "question",
      "attention.key": "label",
      "attention.value": "information",
      "attention.scores": "match",
      "attention.weights": "share of attention",
      "attention.heads": "mix",
      "attention.output": "output of the attention",
      "attention.shortcut": "shortcut",
      "attention.residual": "sum after the attention",
      mlp_norm: "row read by the network",
      "mlp.up": "neuron",
      "mlp.active": "filtered neuron",
      "mlp.output": "output of the network",
      "mlp.shortcut": "shortcut",
      "mlp.residual": "sum after the network",
      final_norm: "final row",
      logits: "score",
      probabilities: "probability",
    },
    learned: "learned weight",
    bias: "learned bias",
    of: (letter) => `for “${letter}”`,
    toward: (letter) => `towards “${letter}”`,
    next: (letter) => `of “${letter}”`,
    head: (n) => `head ${n}`,
    layer: (n) => `layer ${n}`,
    number: (n) => `no. ${n}`,
    parts: {
      positions: "the card of places",
      attention: "the attention",
      attentionShortcut: "the attention’s shortcut",
      mlp: "the network (MLP)",
      mlpShortcut: "the network’s shortcut",
      head: (n) => `head ${n}`,
    },
    inLayer: (n) => `, layer ${n}`,
  },
);

/** The name without its block. */
export const point = (name: string): string => name.replace(/^blocks\.\d+\./, "");

/** What kind of number it is: "question". */
export const kindOf = (name: string): string => t().values[point(name)] ?? name;

/** Which one it is: "n° 3, pour « i », tête 2, couche 1". */
export function whereOf({ name, index }: Place, view: View): string {
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
  /bias$/.test(name) ? t().bias : t().learned;

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

export const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A number of the model: two digits, more where it is small. */
export function small(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 0.0005) return "≈ 0";
  return number(value, size < 0.1 ? 3 : 2);
}
