/**
 * The GPT of config.ts: forward, and backward by hand.
 *
 * Sizes: V vocabulary, T context, D embedding, H hidden, hd = D / heads; in each layer M input
 * rows (sources) and A output rows (askers), C rows at the end: see batch.ts.
 */

import { append, lone, type Batch, type Span } from "./batch.js";
import { parameterTable, type Config } from "./config.js";
import {
  FILTERS,
  linear,
  linearBackward,
  linearGradient,
  normalise,
  normaliseBackward,
  Rotation,
  softmax,
  unit,
  unitBackward,
} from "./kernels.js";
import { Random } from "./random.js";

export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float64Array | Float32Array;
}

export type Tensors = ReadonlyMap<string, Tensor>;

/**
 * Called at each named point of a forward pass, in order (the names are anatomy.ts's); it may look
 * at the values, or change them in place: what it leaves goes on. On a batch of many windows the
 * rows are the batch's shared positions, and attention's scores and weights are not shown.
 */
export type Watch = (name: string, values: Float64Array, shape: readonly number[]) => void;

interface NormTape {
  readonly unit: Float64Array;
  readonly scale: Float64Array;
}

/** What one layer computes and its backward needs. */
interface LayerTape {
  readonly x: Float64Array; // (M, D)
  readonly attentionNorm: NormTape;
  readonly y: Float64Array; // (M, D) what attention reads
  readonly qkv: Float64Array; // (M, 3D) queries and keys as they are compared
  readonly headScale: Float64Array; // (M, 2 heads) what query_key_norm multiplied them by
  readonly weights: Float64Array; // (A, heads, T)
  readonly mixed: Float64Array; // (A, D)
  readonly middle: Float64Array; // (A, D) after attention and its shortcut
  readonly mlpNorm: NormTape;
  readonly z: Float64Array; // (A, D) what the MLP reads
  readonly up: Float64Array; // (A, H)
  readonly active: Float64Array; // (A, H)
}

/** Room for a pass over a batch; allocated once, used for every step. */
class Workspace {
  readonly layers: LayerTape[];
  readonly embedded: Float64Array; // (cells, D)
  readonly embeddingNorm: NormTape;
  readonly top: Float64Array; // (C, D) what the last block says
  readonly finalNorm: NormTape;
  readonly last: Float64Array; // (C, D) what the unembedding reads
  readonly logits: Float64Array; // (C, V)
  // Slopes.
  readonly dx: Float64Array; // (rows, D)
  readonly dy: Float64Array; // (rows, D)
  readonly dMixed: Float64Array; // (rows, D)
  readonly dUp: Float64Array; // (rows, H)
  readonly dQkv: Float64Array; // (rows, 3D)
  readonly dWeights: Float64Array; // (T)

  constructor(
    config: Config,
    readonly rows: number,
  ) {
    const { embedding: D, hidden: H, heads, context: T, vocabulary: V } = config;
    const matrix = (width: number) => new Float64Array(rows * width);
    const norm = (used: boolean): NormTape => ({
      unit: matrix(used ? D : 0),
      scale: matrix(used ? 1 : 0),
    });
    this.layers = Array.from({ length: config.layers }, () => ({
      x: matrix(D),
      attentionNorm: norm(config.norm_blocks),
      y: matrix(D),
      qkv: matrix(3 * D),
      headScale: matrix(config.query_key_norm ? 2 * heads : 0),
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
    this.dx = matrix(D);
    this.dy = matrix(D);
    this.dMixed = matrix(D);
    this.dUp = matrix(H);
    this.dQkv = matrix(3 * D);
    this.dWeights = new Float64Array(T);
  }
}

interface NormParameters {
  readonly gain: Float64Array | undefined;
  readonly offset: Float64Array | undefined;
}

/** The parameters that one layer uses, or their slopes. */
interface LayerParameters {
  readonly qkv: Float64Array; // (3D, D)
  readonly qkvBias: Float64Array | undefined; // (3D)
  readonly output: Float64Array | undefined;
  readonly outputBias: Float64Array | undefined;
  readonly attentionNorm: NormParameters;
  readonly mlpNorm: NormParameters;
  readonly up: Float64Array;
  readonly upBias: Float64Array | undefined;
  readonly down: Float64Array;
  readonly downBias: Float64Array | undefined;
}

/** All parameters, or all their slopes, in one flat array in the table's order. */
class Parameters {
  readonly flat: Float64Array;
  readonly named = new Map<string, Float64Array>();
  readonly layers: LayerParameters[];
  readonly tokens: Float64Array;
  readonly positions: Float64Array | undefined;
  readonly unembedding: Float64Array;
  readonly embeddingNorm: NormParameters;
  readonly finalNorm: NormParameters;

  constructor(config: Config) {
    const table = parameterTable(config);
    this.flat = new Float64Array(table.reduce((sum, parameter) => sum + parameter.count, 0));
    const starts = new Map<string, number>();
    let start = 0;
    for (const { name, count } of table) {
      starts.set(name, start);
      this.named.set(name, this.flat.subarray(start, (start += count)));
    }
    const D = config.embedding;
    const joined = (name: string, count: number): Float64Array | undefined => {
      const at = starts.get(name);
      return at === undefined ? undefined : this.flat.subarray(at, at + count);
    };
    this.tokens = this.get("token_embedding");
    this.positions = this.named.get("position_embedding");
    this.unembedding = config.tied ? this.tokens : this.get("unembedding");
    this.embeddingNorm = this.norm("embedding_norm");
    this.finalNorm = this.norm("final_norm");
    this.layers = Array.from({ length: config.layers }, (_, layer) => {
      const block = `blocks.${layer}`;
      return {
        // Query, key and value stand side by side in the table, as do their biases.
        qkv: joined(`${block}.attention.query`, 3 * D * D)!,
        qkvBias: joined(`${block}.attention.query_bias`, 3 * D),
        output: this.named.get(`${block}.attention.output`),
        outputBias: this.named.get(`${block}.attention.output_bias`),
        attentionNorm: this.norm(`${block}.attention_norm`),
        mlpNorm: this.norm(`${block}.mlp_norm`),
        up: this.get(`${block}.mlp.up.weight`),
        upBias: this.named.get(`${block}.mlp.up.bias`),
        down: this.get(`${block}.mlp.down.weight`),
        downBias: this.named.get(`${block}.mlp.down.bias`),
      };
    });
  }

  get(name: string): Float64Array {
    const values = this.named.get(name);
    if (values === undefined) throw new Error(`no parameter is called ${name}`);
    return values;
  }

  private norm(name: string): NormParameters {
    return { gain: this.named.get(`${name}.weight`), offset: this.named.get(`${name}.bias`) };
  }
}

export class Model {
  readonly parameters: Parameters;
  readonly gradients: Parameters;
  private readonly rotation: Rotation | undefined;
  private work: Workspace | undefined;

  /** A new model, drawn by the seed in the table's order (other numbers than Python's). */
  constructor(
    readonly config: Config,
    seed = 0,
  ) {
    this.parameters = new Parameters(config);
    this.gradients = new Parameters(config);
    if (config.positions === "rotary") {
      this.rotation = new Rotation(config.context, config.embedding / config.heads);
    }
    const random = new Random(seed);
    for (const { name, spread, start } of parameterTable(config)) {
      const values = this.parameters.get(name);
      for (let i = 0; i < values.length; i++) {
        values[i] = spread === 0 ? start : random.normal(start, spread);
      }
    }
  }

  /** A model with these weights; a missing, foreign or misshapen tensor throws an Error. */
  static fromTensors(config: Config, tensors: Tensors): Model {
    const model = new Model(config);
    const table = parameterTable(config);
    for (const { name, shape, count } of table) {
      const tensor = tensors.get(name);
      if (tensor?.values.length !== count || tensor.shape.join() !== shape.join()) {
        throw new Error(`the tensor ${name} is missing or does not fit the configuration`);
      }
      model.parameters.get(name).set(tensor.values);
    }
    if (tensors.size !== table.length) throw new Error("some tensors are not this model's");
    return model;
  }

  /** A copy of every parameter. */
  tensors(): Map<string, Tensor> {
    return named(this.config, this.parameters.flat.slice());
  }

  /** Mean cross-entropy over all targets of the batch, in nats. */
  loss(batch: Batch, watch?: Watch): number {
    const work = this.workspace(batch);
    this.forwardBatch(batch, work, 0, watch);
    return crossEntropy(batch, work, this.config.vocabulary);
  }

  /** The loss, and in `gradients` its slope along every parameter. */
  lossAndGradients(batch: Batch): number {
    const work = this.workspace(batch);
    this.forwardBatch(batch, work, 0);
    const loss = crossEntropy(batch, work, this.config.vocabulary);
    this.backward(batch, work);
    return loss;
  }

  /** Probabilities (n, V) of the next token after each of 1 to T tokens. */
  forward(tokens: readonly number[], watch?: Watch): Float64Array {
    const { vocabulary: V, context: T } = this.config;
    if (tokens.length < 1 || tokens.length > T) {
      throw new Error(`the model sees 1 to ${T} tokens at once, not ${tokens.length}`);
    }
    const work = new Workspace(this.config, tokens.length);
    this.forwardBatch(lone(this.config, tokens), work, 0, watch, true);
    for (let row = 0; row < tokens.length; row++) softmax(work.logits, row * V, V);
    watch?.("probabilities", work.logits, [tokens.length, V]);
    return work.logits;
  }

  /** Start reading: the logits after these tokens, and room to go on one token at a time. */
  read(tokens: readonly number[]): Reading {
    const work = new Workspace(this.config, this.config.context);
    return new Reading(this.config, tokens, (batch, first) => {
      this.forwardBatch(batch, work, first);
      const V = this.config.vocabulary;
      return work.logits.subarray((batch.read - 1) * V, batch.read * V);
    });
  }

  private workspace(batch: Batch): Workspace {
    let rows = batch.cells;
    for (const span of batch.spans) rows = Math.max(rows, span.sources, span.askers);
    if (this.work === undefined || this.work.rows < rows) {
      this.work = new Workspace(this.config, rows);
    }
    return this.work;
  }

  /**
   * Logits of every read position. Rows before `first` are there already: with a lone window this
   * is the cache of keys and values. `ordered`: the rows are one window's, position by position.
   */
  private forwardBatch(
    batch: Batch,
    work: Workspace,
    first: number,
    watch?: Watch,
    ordered = false,
  ): void {
    const { config, parameters } = this;
    const { embedding: D, vocabulary: V } = config;
    this.embed(batch, work, first, watch);
    for (let layer = 0; layer < config.layers; layer++) {
      const tape = work.layers[layer]!;
      const out = work.layers[layer + 1]?.x ?? work.top;
      this.attention(layer, batch, tape, first, watch, ordered);
      this.mlp(layer, batch.spans[layer]!.askers, tape, out, first, watch);
    }
    let last = work.top;
    if (config.norm_final) {
      last = work.last;
      this.norm(parameters.finalNorm, work.top, work.finalNorm, last, first, batch.read);
    } else if (watch) {
      work.last.set(work.top);
      last = work.last;
    }
    watch?.("final_norm", last.subarray(0, batch.read * D), [batch.read, D]);
    linear(last, parameters.unembedding, undefined, work.logits, first, batch.read, D, V);
    watch?.("logits", work.logits.subarray(0, batch.read * V), [batch.read, V]);
  }

  private embed(batch: Batch, work: Workspace, first: number, watch: Watch | undefined): void {
    const { config, parameters } = this;
    const { cells, cellTokens, cellPlaces } = batch;
    const D = config.embedding;
    const { tokens, positions } = parameters;
    const x = work.layers[0]!.x;
    const sum = config.norm_embedding ? work.embedded : x;
    if (watch) {
      const shown = (name: string, table: Float64Array, which: Int32Array): Float64Array => {
        const values = new Float64Array(cells * D);
        for (let row = 0; row < cells; row++) {
          const from = which[row]! * D;
          values.set(table.subarray(from, from + D), row * D);
        }
        watch(name, values, [cells, D]);
        return values;
      };
      sum.set(shown("token_embedding", tokens, cellTokens));
      if (positions) {
        const place = shown("position_embedding", positions, cellPlaces);
        for (let i = 0; i < cells * D; i++) sum[i]! += place[i]!;
      }
    } else {
      for (let row = first; row < cells; row++) {
        const from = cellTokens[row]! * D;
        if (positions) {
          const at = cellPlaces[row]! * D;
          for (let i = 0; i < D; i++) sum[row * D + i] = tokens[from + i]! + positions[at + i]!;
        } else {
          for (let i = 0; i < D; i++) sum[row * D + i] = tokens[from + i]!;
        }
      }
    }
    if (config.norm_embedding) {
      this.norm(parameters.embeddingNorm, sum, work.embeddingNorm, x, first, cells);
    }
    watch?.("embedding", x.subarray(0, cells * D), [cells, D]);
  }

  private embedBackward(batch: Batch, work: Workspace): void {
    const { config, parameters, gradients } = this;
    const { dx } = work;
    const D = config.embedding;
    if (config.norm_embedding) {
      const { embeddingNorm } = gradients;
      this.normBackward(
        parameters.embeddingNorm,
        embeddingNorm,
        dx,
        work.embeddingNorm,
        batch.cells,
      );
    }
    const { tokens, positions } = gradients;
    for (let row = 0; row < batch.cells; row++) {
      const to = batch.cellTokens[row]! * D;
      const at = batch.cellPlaces[row]! * D;
      for (let i = 0; i < D; i++) {
        const slope = dx[row * D + i]!;
        tokens[to + i]! += slope;
        if (positions) positions[at + i]! += slope;
      }
    }
  }

  private norm(
    { gain, offset }: NormParameters,
    x: Float64Array,
    tape: NormTape,
    y: Float64Array,
    first: number,
    end: number,
  ): void {
    const { norm, embedding } = this.config;
    normalise(norm, x, gain, offset, tape.unit, tape.scale, y, first, end, embedding);
  }

  private normBackward(
    { gain }: NormParameters,
    slopes: NormParameters,
    d: Float64Array,
    tape: NormTape,
    rows: number,
  ): void {
    const { norm, embedding } = this.config;
    const { unit, scale } = tape;
    normaliseBackward(norm, d, unit, scale, gain, slopes.gain, slopes.offset, rows, embedding);
  }

  // Attention (Vaswani et al. 2017, section 3.2)

  private attention(
    layer: number,
    batch: Batch,
    tape: LayerTape,
    first: number,
    watch: Watch | undefined,
    ordered: boolean,
  ): void {
    const { config } = this;
    const D = config.embedding;
    const span = batch.spans[layer]!;
    const { sources: M, askers: A, own } = span;
    const parameters = this.parameters.layers[layer]!;
    const block = `blocks.${layer}`;
    const name = `${block}.attention`;
    const { x, qkv, mixed, middle } = tape;
    let y = x;
    if (config.norm_blocks) {
      y = tape.y;
      this.norm(parameters.attentionNorm, x, tape.attentionNorm, y, first, M);
    } else if (watch) {
      // The watcher may change what attention reads without changing the shortcut.
      y = tape.y;
      y.set(x);
    }
    watch?.(`${block}.attention_norm`, y.subarray(0, M * D), [M, D]);
    linear(y, parameters.qkv, parameters.qkvBias, qkv, first, M, D, 3 * D);
    this.makeComparable(layer, batch, tape, first);
    if (watch) {
      for (const [part, which] of ["query", "key", "value"].entries()) {
        this.watchHeads(watch, `${name}.${which}`, qkv, part * D, 3 * D, M);
      }
    }
    this.mix(span, tape, first, watch, ordered, name);
    if (watch) this.watchHeads(watch, `${name}.heads`, mixed, 0, D, A);
    if (parameters.output) {
      linear(mixed, parameters.output, parameters.outputBias, middle, first, A, D, D);
    } else {
      for (let i = first * D; i < A * D; i++) middle[i] = mixed[i]!;
    }
    if (watch) {
      watch(`${name}.output`, middle.subarray(0, A * D), [A, D]);
      const shortcut = new Float64Array(A * D);
      for (let a = 0; a < A; a++) {
        shortcut.set(x.subarray(own[a]! * D, (own[a]! + 1) * D), a * D);
      }
      watch(`${name}.shortcut`, shortcut, [A, D]);
      for (let i = 0; i < A * D; i++) middle[i]! += shortcut[i]!;
      watch(`${name}.residual`, middle.subarray(0, A * D), [A, D]);
    } else {
      for (let a = first; a < A; a++) {
        const from = own[a]! * D;
        for (let i = 0; i < D; i++) middle[a * D + i]! += x[from + i]!;
      }
    }
  }

  /**
   * Queries and keys as scores compare them, in place: as the dials say, each head's normalised
   * without gains (Henry et al. 2020), so that only directions count, then turned by its place.
   */
  private makeComparable(layer: number, batch: Batch, tape: LayerTape, first: number): void {
    const { config, rotation } = this;
    if (!config.query_key_norm && !rotation) return;
    const hd = config.embedding / config.heads;
    const { qkv, headScale } = tape;
    for (let row = first; row < batch.spans[layer]!.sources; row++) {
      const place = placeOf(batch, layer, row);
      for (let part = 0; part < 2 * config.heads; part++) {
        const at = row * 3 * config.embedding + part * hd;
        if (config.query_key_norm) headScale[row * 2 * config.heads + part] = unit(qkv, at, hd);
        rotation?.turn(qkv, at, place, 1);
      }
    }
  }

  /** dQkv, the slope along what was compared, becomes that along what the matrix gave. */
  private comparableBackward(
    layer: number,
    batch: Batch,
    tape: LayerTape,
    dQkv: Float64Array,
  ): void {
    const { config, rotation } = this;
    if (!config.query_key_norm && !rotation) return;
    const hd = config.embedding / config.heads;
    const { qkv, headScale } = tape;
    for (let row = 0; row < batch.spans[layer]!.sources; row++) {
      const place = placeOf(batch, layer, row);
      for (let part = 0; part < 2 * config.heads; part++) {
        const at = row * 3 * config.embedding + part * hd;
        // A rotation changes no length, so that the norm may be undone before it as well.
        if (config.query_key_norm) {
          unitBackward(dQkv, qkv, headScale[row * 2 * config.heads + part]!, at, hd);
        }
        rotation?.turn(dQkv, at, place, -1);
      }
    }
  }

  /** Scores, weights, and the weighted sum of the values. */
  private mix(
    span: Span,
    tape: LayerTape,
    first: number,
    watch: Watch | undefined,
    ordered: boolean,
    name: string,
  ): void {
    const { embedding: D, heads, context: T } = this.config;
    const { askers: A, own, sees, seen } = span;
    const { qkv, weights, mixed } = tape;
    const hd = D / heads;
    const scale = 1 / Math.sqrt(hd);
    for (let a = first; a < A; a++) {
      const count = sees[a]!;
      for (let head = 0; head < heads; head++) {
        const row = (a * heads + head) * T;
        const query = own[a]! * 3 * D + head * hd;
        for (let j = 0; j < count; j++) {
          const key = seen[a * T + j]! * 3 * D + D + head * hd;
          let sum = 0;
          for (let i = 0; i < hd; i++) sum += qkv[query + i]! * qkv[key + i]!;
          weights[row + j] = sum * scale;
        }
      }
    }
    if (watch && ordered) this.watchSquares(watch, `${name}.scores`, weights, A, -Infinity);
    for (let a = first; a < A; a++) {
      for (let head = 0; head < heads; head++) softmax(weights, (a * heads + head) * T, sees[a]!);
    }
    if (watch && ordered) this.watchSquares(watch, `${name}.weights`, weights, A, 0);
    mixed.fill(0, first * D, A * D);
    for (let a = first; a < A; a++) {
      const count = sees[a]!;
      for (let head = 0; head < heads; head++) {
        const to = a * D + head * hd;
        for (let j = 0; j < count; j++) {
          const weight = weights[(a * heads + head) * T + j]!;
          const value = seen[a * T + j]! * 3 * D + 2 * D + head * hd;
          for (let i = 0; i < hd; i++) mixed[to + i]! += weight * qkv[value + i]!;
        }
      }
    }
  }

  /** Slopes along qkv (dQkv) from those along the mixed values (d). */
  private mixBackward(span: Span, tape: LayerTape, d: Float64Array, work: Workspace): void {
    const { embedding: D, heads, context: T } = this.config;
    const { sources: M, askers: A, own, sees, seen } = span;
    const { qkv, weights } = tape;
    const { dQkv, dWeights } = work;
    const hd = D / heads;
    const scale = 1 / Math.sqrt(hd);
    dQkv.fill(0, 0, M * 3 * D);
    for (let a = 0; a < A; a++) {
      const count = sees[a]!;
      for (let head = 0; head < heads; head++) {
        const row = (a * heads + head) * T;
        const from = a * D + head * hd;
        const query = own[a]! * 3 * D + head * hd;
        // Softmax backward: only what exceeds the mean counts.
        let mean = 0;
        for (let j = 0; j < count; j++) {
          const value = seen[a * T + j]! * 3 * D + 2 * D + head * hd;
          const weight = weights[row + j]!;
          let sum = 0;
          for (let i = 0; i < hd; i++) {
            const slope = d[from + i]!;
            sum += slope * qkv[value + i]!;
            dQkv[value + i]! += weight * slope;
          }
          dWeights[j] = sum;
          mean += weight * sum;
        }
        for (let j = 0; j < count; j++) {
          const key = seen[a * T + j]! * 3 * D + D + head * hd;
          const slope = weights[row + j]! * (dWeights[j]! - mean) * scale;
          for (let i = 0; i < hd; i++) {
            dQkv[query + i]! += slope * qkv[key + i]!;
            dQkv[key + i]! += slope * qkv[query + i]!;
          }
        }
      }
    }
  }

  /** In dx (A, D) the slope along the layer's middle; out comes the slope along x (M, D). */
  private attentionBackward(layer: number, batch: Batch, tape: LayerTape, work: Workspace): void {
    const { config } = this;
    const D = config.embedding;
    const span = batch.spans[layer]!;
    const { sources: M, askers: A, own } = span;
    const weights = this.parameters.layers[layer]!;
    const slopes = this.gradients.layers[layer]!;
    const { dx, dy, dMixed, dQkv } = work;
    let d = dx;
    if (weights.output) {
      linearGradient(dx, tape.mixed, slopes.output!, slopes.outputBias, A, D, D);
      linearBackward(dx, weights.output, dMixed, A, D, D);
      d = dMixed;
    }
    this.mixBackward(span, tape, d, work);
    this.comparableBackward(layer, batch, tape, dQkv);
    const y = config.norm_blocks ? tape.y : tape.x;
    linearGradient(dQkv, y, slopes.qkv, slopes.qkvBias, M, D, 3 * D);
    linearBackward(dQkv, weights.qkv, dy, M, D, 3 * D);
    if (config.norm_blocks) {
      this.normBackward(weights.attentionNorm, slopes.attentionNorm, dy, tape.attentionNorm, M);
    }
    // The shortcut hands its slope back unchanged.
    for (let a = 0; a < A; a++) {
      const to = own[a]! * D;
      for (let i = 0; i < D; i++) dy[to + i]! += dx[a * D + i]!;
    }
    for (let i = 0; i < M * D; i++) dx[i] = dy[i]!;
  }

  private mlp(
    layer: number,
    rows: number,
    tape: LayerTape,
    out: Float64Array,
    first: number,
    watch: Watch | undefined,
  ): void {
    const { config } = this;
    const { embedding: D, hidden: H } = config;
    const parameters = this.parameters.layers[layer]!;
    const block = `blocks.${layer}`;
    const { middle, up, active } = tape;
    let z = middle;
    if (config.norm_blocks) {
      z = tape.z;
      this.norm(parameters.mlpNorm, middle, tape.mlpNorm, z, first, rows);
    } else if (watch) {
      z = tape.z;
      z.set(middle);
    }
    watch?.(`${block}.mlp_norm`, z.subarray(0, rows * D), [rows, D]);
    linear(z, parameters.up, parameters.upBias, up, first, rows, D, H);
    watch?.(`${block}.mlp.up`, up.subarray(0, rows * H), [rows, H]);
    FILTERS[config.activation].forward(up, active, first * H, rows * H);
    watch?.(`${block}.mlp.active`, active.subarray(0, rows * H), [rows, H]);
    linear(active, parameters.down, parameters.downBias, out, first, rows, H, D);
    if (watch) {
      watch(`${block}.mlp.output`, out.subarray(0, rows * D), [rows, D]);
      const shortcut = middle.slice(0, rows * D);
      watch(`${block}.mlp.shortcut`, shortcut, [rows, D]);
      for (let i = 0; i < rows * D; i++) out[i]! += shortcut[i]!;
      watch(`${block}.mlp.residual`, out.subarray(0, rows * D), [rows, D]);
    } else {
      for (let i = first * D; i < rows * D; i++) out[i]! += middle[i]!;
    }
  }

  /** dx (rows, D): slope along the block's output in, along its middle out. */
  private mlpBackward(layer: number, rows: number, tape: LayerTape, work: Workspace): void {
    const { config } = this;
    const { embedding: D, hidden: H } = config;
    const weights = this.parameters.layers[layer]!;
    const slopes = this.gradients.layers[layer]!;
    const { dx, dy, dUp } = work;
    linearGradient(dx, tape.active, slopes.down, slopes.downBias, rows, H, D);
    linearBackward(dx, weights.down, dUp, rows, H, D);
    FILTERS[config.activation].backward(tape.up, dUp, rows * H);
    const z = config.norm_blocks ? tape.z : tape.middle;
    linearGradient(dUp, z, slopes.up, slopes.upBias, rows, D, H);
    linearBackward(dUp, weights.up, dy, rows, D, H);
    if (config.norm_blocks) {
      this.normBackward(weights.mlpNorm, slopes.mlpNorm, dy, tape.mlpNorm, rows);
    }
    for (let i = 0; i < rows * D; i++) dx[i]! += dy[i]!;
  }

  private backward(batch: Batch, work: Workspace): void {
    const { config, parameters, gradients } = this;
    const { embedding: D, vocabulary: V } = config;
    const { logits, dx } = work;
    gradients.flat.fill(0);
    slopeOfLogits(batch, work, V);
    const last = config.norm_final ? work.last : work.top;
    linearGradient(logits, last, gradients.unembedding, undefined, batch.read, D, V);
    linearBackward(logits, parameters.unembedding, dx, batch.read, D, V);
    if (config.norm_final) {
      const { finalNorm } = gradients;
      this.normBackward(parameters.finalNorm, finalNorm, dx, work.finalNorm, batch.read);
    }
    for (let layer = config.layers - 1; layer >= 0; layer--) {
      const tape = work.layers[layer]!;
      this.mlpBackward(layer, batch.spans[layer]!.askers, tape, work);
      this.attentionBackward(layer, batch, tape, work);
    }
    this.embedBackward(batch, work);
  }

  /** Show rows of heads side by side as (heads, rows, hd), and take back what the watcher left. */
  private watchHeads(
    watch: Watch,
    name: string,
    values: Float64Array,
    offset: number,
    stride: number,
    rows: number,
  ): void {
    const { embedding: D, heads } = this.config;
    const hd = D / heads;
    const shown = new Float64Array(rows * D);
    const at = (i: number): number => {
      const head = Math.floor(i / (rows * hd));
      const row = Math.floor(i / hd) % rows;
      return row * stride + offset + head * hd + (i % hd);
    };
    for (let i = 0; i < shown.length; i++) shown[i] = values[at(i)]!;
    watch(name, shown, [heads, rows, hd]);
    for (let i = 0; i < shown.length; i++) values[at(i)] = shown[i]!;
  }

  /** Show (n, heads, T) as (heads, n, n), with `hidden` in the future. */
  private watchSquares(
    watch: Watch,
    name: string,
    values: Float64Array,
    n: number,
    hidden: number,
  ): void {
    const { heads, context: T } = this.config;
    const shown = new Float64Array(heads * n * n).fill(hidden);
    const copy = (each: (shownAt: number, at: number) => void): void => {
      for (let head = 0; head < heads; head++) {
        for (let row = 0; row < n; row++) {
          for (let j = 0; j <= row; j++)
            each((head * n + row) * n + j, (row * heads + head) * T + j);
        }
      }
    };
    copy((to, from) => (shown[to] = values[from]!));
    watch(name, shown, [heads, n, n]);
    copy((from, to) => (values[to] = shown[from]!));
  }
}

/** Where an input row of a layer stands in its window, from 0: it sees itself and all before. */
function placeOf(batch: Batch, layer: number, row: number): number {
  return layer === 0 ? batch.cellPlaces[row]! : batch.spans[layer - 1]!.sees[row]! - 1;
}

/** A beginning being continued one token at a time. */
export class Reading {
  /** (V) scores of the next token; valid until the next append. */
  logits: Float64Array;
  private batch: Batch;
  private readonly window: number[];

  /** `compute` gives the last logits of a lone window whose rows before `first` are known. */
  constructor(
    private readonly config: Config,
    tokens: readonly number[],
    private readonly compute: (batch: Batch, first: number) => Float64Array,
  ) {
    if (tokens.length === 0) throw new Error("reading starts with at least one token");
    this.window = tokens.slice(-config.context);
    this.batch = lone(config, this.window);
    this.logits = compute(this.batch, 0);
  }

  /**
   * One more token. While the window is not full only that token is computed. Once it is full it
   * slides, every position changes, and the whole window is computed again.
   */
  append(token: number): void {
    this.window.push(token);
    if (this.window.length <= this.config.context) {
      append(this.config, this.batch, token);
      this.logits = this.compute(this.batch, this.batch.cells - 1);
      return;
    }
    this.window.shift();
    this.batch = lone(this.config, this.window);
    this.logits = this.compute(this.batch, 0);
  }
}

/** The mean loss; the logits become probabilities. */
function crossEntropy(batch: Batch, work: Workspace, V: number): number {
  const { logits } = work;
  let said = 0;
  for (let t = 0; t < batch.total; t++)
    said += logits[batch.targetRows[t]! * V + batch.targets[t]!]!;
  let loss = -said;
  for (let row = 0; row < batch.read; row++) {
    loss += batch.targetCounts[row]! * softmax(logits, row * V, V);
  }
  return loss / batch.total;
}

/** Probabilities become the loss's slope along the logits: probability minus truth. */
function slopeOfLogits(batch: Batch, work: Workspace, V: number): void {
  const { logits } = work;
  const share = 1 / batch.total;
  for (let row = 0; row < batch.read; row++) {
    const weight = share * batch.targetCounts[row]!;
    for (let i = row * V; i < (row + 1) * V; i++) logits[i]! *= weight;
  }
  for (let t = 0; t < batch.total; t++) {
    logits[batch.targetRows[t]! * V + batch.targets[t]!]! -= share;
  }
}

/** A flat array in the table's order, by name; the values are views of it. */
export function named(config: Config, flat: Float64Array, prefix = ""): Map<string, Tensor> {
  let start = 0;
  return new Map(
    parameterTable(config).map(({ name, shape, count }) => [
      prefix + name,
      { shape, values: flat.subarray(start, (start += count)) },
    ]),
  );
}
