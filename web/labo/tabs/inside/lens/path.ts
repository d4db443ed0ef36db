/** The stages that one step goes through: the guess, the way back, one weight, the guess again. */

import type { Config } from "../../../../engine/config.js";
import { SAID } from "../../../../engine/slopes.js";

/** In their order; those in the middle are called as on the way forward. */
export type StageKind =
  | "guess"
  | "chances"
  | "logits"
  | "again"
  | "mlp"
  | "norm2"
  | "bypass"
  | "mix"
  | "looks"
  | "asks"
  | "norm"
  | "cards"
  | "weight"
  | "corrector"
  | "better";

export interface Stage {
  /** As the way forward names it: "0.mlp". */
  readonly id: string;
  readonly kind: StageKind;
  /** From 0; undefined outside the layers. */
  readonly layer?: number;
  /** Inner values whose slopes it shows, from the error on. */
  readonly rows: readonly string[];
  /** Earlier letters have slopes here too. */
  readonly all: boolean;
}

/** All stages, for a model of this kind. */
export function stagesOf(config: Config): Stage[] {
  const stage = (kind: StageKind, ...rows: string[]): Stage => ({
    id: kind,
    kind,
    rows,
    all: kind === "cards",
  });
  const turned = config.positions === "rotary" || config.query_key_norm;
  const layers = Array.from({ length: config.layers }, (_, i) => config.layers - 1 - i);
  return [
    stage("guess"),
    stage("chances", "logits"),
    stage("logits", "final_norm"),
    ...layers.flatMap((layer): Stage[] => {
      const block = `blocks.${layer}`;
      const attention = `${block}.attention`;
      const inner = (kind: StageKind, all: boolean, ...rows: string[]): Stage => ({
        id: `${layer}.${kind}`,
        kind,
        layer,
        rows,
        all,
      });
      // Only attention brings letters together: above the last one, one letter alone counts.
      const above = layer < config.layers - 1;
      const said = ["query", "key"].map((part) => `${attention}.${part}${SAID}`);
      const read = `${block}.attention_norm`;
      const network = `${block}.mlp_norm`;
      const residual = (part: string): string[] =>
        ["residual", "output", "shortcut"].map((end) => `${block}.${part}.${end}`);
      return [
        inner("again", above, ...residual("mlp")),
        inner(
          "mlp",
          above,
          `${block}.mlp.active`,
          `${block}.mlp.up`,
          ...(config.norm_blocks ? [] : [network]),
        ),
        ...(config.norm_blocks ? [inner("norm2", above, network)] : []),
        inner("bypass", above, ...residual("attention")),
        inner("mix", true, `${attention}.heads`, `${attention}.value`),
        inner("looks", true, `${attention}.weights`, `${attention}.scores`),
        inner(
          "asks",
          true,
          `${attention}.query`,
          `${attention}.key`,
          ...(turned ? said : []),
          ...(config.norm_blocks ? [] : [read]),
        ),
        ...(config.norm_blocks ? [inner("norm", true, read)] : []),
      ];
    }),
    stage(
      "cards",
      "embedding",
      "token_embedding",
      ...(config.positions === "learned" ? ["position_embedding"] : []),
    ),
    stage("weight"),
    stage("corrector"),
    stage("better"),
  ];
}
