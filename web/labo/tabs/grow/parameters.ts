/** The parameters of a model, by what they are for and table by table. */

import {
  parameterCount,
  parameterTable,
  type Config,
  type Parameter,
} from "../../../engine/config.js";

export const GROUPS = ["embeddings", "attention", "mlp", "norms", "output"] as const;
export type Group = (typeof GROUPS)[number];

function groupOf(name: string): Group {
  if (name.includes("norm")) return "norms";
  if (name.includes(".attention.")) return "attention";
  if (name.includes(".mlp.")) return "mlp";
  return name === "unembedding" ? "output" : "embeddings";
}

/** The share of each group, from 0 to 1. */
export function shares(config: Config): Record<Group, number> {
  const all = parameterCount(config);
  const counts = Object.fromEntries(GROUPS.map((group) => [group, 0])) as Record<Group, number>;
  for (const { name, count } of parameterTable(config)) counts[groupOf(name)] += count;
  for (const group of GROUPS) counts[group] /= all;
  return counts;
}

export interface Row {
  /** The name in the file; `blocks.*` for the tables of every layer. */
  readonly name: string;
  readonly label: Parameter["label"];
  /** What is multiplied: dials and their values. */
  readonly factors: readonly (readonly [Parameter["factors"][number] | "layers", number])[];
  readonly count: number;
}

/** All layers have the same tables: one row stands for those of every layer. */
export function rows(config: Config): Row[] {
  const { layers } = config;
  return parameterTable(config)
    .filter(({ name }) => !/^blocks\.[1-9]/.test(name))
    .map(({ name, label, shape, factors, count }): Row => {
      const sizes = factors.map((dial, i) => [dial, shape[i]!] as const);
      return layers > 1 && name.startsWith("blocks.")
        ? {
            name: name.replace("blocks.0", "blocks.*"),
            label,
            factors: [...sizes, ["layers", layers]],
            count: count * layers,
          }
        : { name, label, factors: sizes, count };
    });
}
