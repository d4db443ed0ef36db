/** The numbers that a model learns: one flat array in the table's order, each tensor by name. */

import type { Arithmetic, Block, Numbers } from "./arithmetic.js";
import { parameterTable, type Config } from "./config.js";

export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Numbers;
}

export type Tensors = ReadonlyMap<string, Tensor>;

export interface NormParameters {
  readonly gain: Block | undefined;
  readonly offset: Block | undefined;
}

/** The parameters that one layer uses, or their slopes. */
export interface LayerParameters {
  readonly qkv: Block; // (3D, D)
  readonly qkvBias: Block | undefined; // (3D)
  readonly output: Block | undefined;
  readonly outputBias: Block | undefined;
  readonly attentionNorm: NormParameters;
  readonly mlpNorm: NormParameters;
  readonly up: Block;
  readonly upBias: Block | undefined;
  readonly down: Block;
  readonly downBias: Block | undefined;
}

/** All parameters, or all their slopes. */
export class Parameters {
  readonly block: Block;
  readonly layers: LayerParameters[];
  readonly tokens: Block;
  readonly positions: Block | undefined;
  readonly unembedding: Block;
  readonly embeddingNorm: NormParameters;
  readonly finalNorm: NormParameters;
  readonly named = new Map<string, Block>();

  constructor(config: Config, arithmetic: Arithmetic) {
    const table = parameterTable(config);
    this.block = arithmetic.block(table.reduce((sum, parameter) => sum + parameter.count, 0));
    const starts = new Map<string, number>();
    let start = 0;
    for (const { name, count } of table) {
      starts.set(name, start);
      this.named.set(name, this.block.part(start, (start += count)));
    }
    const D = config.embedding;
    const joined = (name: string, count: number): Block | undefined => {
      const at = starts.get(name);
      return at === undefined ? undefined : this.block.part(at, at + count);
    };
    const tensor = (name: string): Block => this.named.get(name)!;
    const norm = (name: string): NormParameters => ({
      gain: this.named.get(`${name}.weight`),
      offset: this.named.get(`${name}.bias`),
    });
    this.tokens = tensor("token_embedding");
    this.positions = this.named.get("position_embedding");
    this.unembedding = config.tied ? this.tokens : tensor("unembedding");
    this.embeddingNorm = norm("embedding_norm");
    this.finalNorm = norm("final_norm");
    this.layers = Array.from({ length: config.layers }, (_, layer) => {
      const block = `blocks.${layer}`;
      return {
        // Query, key and value stand side by side in the table, as do their biases.
        qkv: joined(`${block}.attention.query`, 3 * D * D)!,
        qkvBias: joined(`${block}.attention.query_bias`, 3 * D),
        output: this.named.get(`${block}.attention.output`),
        outputBias: this.named.get(`${block}.attention.output_bias`),
        attentionNorm: norm(`${block}.attention_norm`),
        mlpNorm: norm(`${block}.mlp_norm`),
        up: tensor(`${block}.mlp.up.weight`),
        upBias: this.named.get(`${block}.mlp.up.bias`),
        down: tensor(`${block}.mlp.down.weight`),
        downBias: this.named.get(`${block}.mlp.down.bias`),
      };
    });
  }

  /** All of them; as a block's values, not to be kept. */
  get flat(): Numbers {
    return this.block.values;
  }

  /** Those of one tensor; as a block's values, not to be kept. */
  get(name: string): Numbers {
    const block = this.named.get(name);
    if (block === undefined) throw new Error(`no parameter is called ${name}`);
    return block.values;
  }
}

/** A flat array in the table's order, by name; the values are views of it. */
export function named(config: Config, flat: Numbers, prefix = ""): Map<string, Tensor> {
  let start = 0;
  return new Map(
    parameterTable(config).map(({ name, shape, count }) => [
      prefix + name,
      { shape, values: flat.subarray(start, (start += count)) },
    ]),
  );
}

/** Those whose names begin so, by the rest of their names. */
export function under(prefix: string, tensors: Tensors): Map<string, Tensor> {
  const found = [...tensors].filter(([name]) => name.startsWith(prefix));
  return new Map(found.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}
