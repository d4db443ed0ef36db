/** The parts of the picture in the order of the flow, and which inner values each one draws. */

import type { Config } from "../../../../engine/config.js";

export type Kind =
  | "cards"
  | "layer"
  | "norm"
  | "asks"
  | "looks"
  | "mix"
  | "bypass"
  | "norm2"
  | "mlp"
  | "again"
  | "logits"
  | "chances";

export interface Part {
  /** "cards", "0.asks", "layer.1", … */
  readonly id: string;
  readonly kind: Kind;
  /** Its layer; -1 before and after them. */
  readonly block: number;
  /** The inner values drawn, from top to bottom. */
  readonly rows: readonly string[];
  /** Beside which shortcut it stands: the part that is switched off where that is cut. */
  readonly beside?: string;
  /** The shortcut leaves above it. */
  readonly leaves?: boolean;
}

/** Layers beyond so many are opened one at a time. */
const FEW = 2;

/** Which layers are open before anybody has opened one. */
export const openAtFirst = (config: Config): readonly number[] =>
  config.layers <= FEW ? Array.from({ length: config.layers }, (_, b) => b) : [0];

/** From the cards to the chances; of a layer that is not open, one part alone. */
export function partsOf(config: Config, open: (layer: number) => boolean): Part[] {
  const places = config.positions === "learned" ? ["position_embedding"] : [];
  const found: Part[] = [
    { id: "cards", kind: "cards", block: -1, rows: ["token_embedding", ...places, "embedding"] },
  ];
  for (let block = 0; block < config.layers; block++) found.push(...layerOf(config, block, open));
  const last = config.norm !== "none" && config.norm_final ? ["final_norm"] : [];
  return [
    ...found,
    { id: "logits", kind: "logits", block: -1, rows: last },
    { id: "chances", kind: "chances", block: -1, rows: [] },
  ];
}

function layerOf(config: Config, block: number, open: (layer: number) => boolean): Part[] {
  const value = (...names: string[]): string[] => names.map((name) => `blocks.${block}.${name}`);
  const part = (kind: Kind, rows: string[], beside?: string, leaves = false): Part => ({
    id: kind === "layer" ? `layer.${block}` : `${block}.${kind}`,
    kind,
    block,
    rows,
    ...(beside !== undefined && { beside: `${beside}.${block}.shortcut`, leaves }),
  });
  const isOpen = open(block);
  const head = config.layers > 1 ? [part("layer", isOpen ? [] : value("mlp.residual"))] : [];
  if (!isOpen) return head;
  const normed = config.norm !== "none" && config.norm_blocks;
  return [
    ...head,
    ...(normed ? [part("norm", value("attention_norm"), "attention", true)] : []),
    part(
      "asks",
      value("attention.query", "attention.key", "attention.value"),
      "attention",
      !normed,
    ),
    part("looks", [], "attention"),
    part(
      "mix",
      value("attention.heads", ...(config.attention_output ? ["attention.output"] : [])),
      "attention",
    ),
    part("bypass", value("attention.residual"), "attention"),
    ...(normed ? [part("norm2", value("mlp_norm"), "mlp", true)] : []),
    part("mlp", value("mlp.active", "mlp.output"), "mlp", !normed),
    part("again", value("mlp.residual"), "mlp"),
  ];
}

/** What is switched off where the part says nothing: "attention.0". */
export function switchOf(part: Part): string | undefined {
  switch (part.kind) {
    case "asks":
    case "looks":
    case "mix":
      return `attention.${part.block}`;
    case "mlp":
      return `mlp.${part.block}`;
    case "bypass":
    case "again":
      return part.beside;
    default:
      return undefined;
  }
}
