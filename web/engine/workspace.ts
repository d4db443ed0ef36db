/** Room for what a pass over a batch computes and its backward needs, used again for every step. */

import type { Arithmetic, Block } from "./arithmetic.js";
import type { Config } from "./config.js";

export interface NormTape {
  readonly unit: Block;
  readonly scale: Block;
}

/** One layer. */
export interface LayerTape {
  readonly x: Block; // (M, D)
  readonly attentionNorm: NormTape;
  readonly y: Block; // (M, D) what attention reads
  readonly qkv: Block; // (M, 3D) queries and keys as they are compared
  readonly headScale: Block | undefined; // (M, 2 heads) what query_key_norm multiplied them by
  readonly weights: Block; // (A, heads, T)
  readonly mixed: Block; // (A, D)
  readonly middle: Block; // (A, D) after attention and its shortcut
  readonly mlpNorm: NormTape;
  readonly z: Block; // (A, D) what the MLP reads
  readonly up: Block; // (A, H)
  readonly active: Block; // (A, H)
}

/** Slopes on their way back. */
export interface Slopes {
  readonly dx: Block; // (rows, D)
  readonly dy: Block; // (rows, D)
  readonly dMixed: Block; // (rows, D)
  readonly dUp: Block; // (rows, H)
  readonly dQkv: Block; // (rows, 3D)
}

/** Numbers that a pass may keep where it can be cut: 32 MB in float64. */
const ROOM = 4_000_000;

/** Rows of a pass that fit in there; at least a window. */
export function rowsAtOnce(config: Config): number {
  const { layers, embedding, hidden, heads, context, vocabulary } = config;
  const layer = 12 * embedding + 2 * hidden + heads * (context + 2);
  const row = layers * layer + 5 * embedding + vocabulary;
  return Math.max(context, Math.floor(ROOM / row));
}

export class Workspace {
  readonly layers: LayerTape[];
  readonly embedded: Block; // (cells, D)
  readonly embeddingNorm: NormTape;
  readonly top: Block; // (C, D) what the last block says
  readonly finalNorm: NormTape;
  readonly last: Block; // (C, D) what the unembedding reads
  readonly logits: Block; // (C, V)
  private back: Slopes | undefined;
  private mixedBy: Block[] | undefined;

  constructor(
    private readonly config: Config,
    private readonly arithmetic: Arithmetic,
    readonly rows: number,
  ) {
    const { embedding: D, hidden: H, heads, context: T, vocabulary: V } = config;
    const matrix = (width: number): Block => arithmetic.block(rows * width);
    const norm = (used: boolean): NormTape => ({
      unit: matrix(used ? D : 0),
      scale: matrix(used ? 1 : 0),
    });
    this.layers = Array.from({ length: config.layers }, () => ({
      x: matrix(D),
      attentionNorm: norm(config.norm_blocks),
      y: matrix(D),
      qkv: matrix(3 * D),
      headScale: config.query_key_norm ? matrix(2 * heads) : undefined,
      weights: matrix(heads * T),
      mixed: matrix(D),
      middle: matrix(D),
      mlpNorm: norm(config.norm_blocks),
      z: matrix(D),
      up: matrix(H),
      active: matrix(H),
    }));
    this.embedded = matrix(D);
    this.embeddingNorm = norm(config.norm_embedding);
    this.top = matrix(D);
    this.finalNorm = norm(config.norm_final);
    this.last = matrix(D);
    this.logits = matrix(V);
  }

  /** (A, heads, T) of each layer, where a step loses numbers: the attention weights that are left. */
  get left(): Block[] {
    const { heads, context: T } = this.config;
    return (this.mixedBy ??= this.layers.map(() => this.arithmetic.block(this.rows * heads * T)));
  }

  /** What only a backward pass needs. */
  get slopes(): Slopes {
    const { embedding: D, hidden: H } = this.config;
    const matrix = (width: number): Block => this.arithmetic.block(this.rows * width);
    return (this.back ??= {
      dx: matrix(D),
      dy: matrix(D),
      dMixed: matrix(D),
      dUp: matrix(H),
      dQkv: matrix(3 * D),
    });
  }
}
