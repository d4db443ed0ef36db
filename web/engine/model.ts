/**
 * The GPT of config.ts: forward, and backward by hand, in any arithmetic.
 *
 * Sizes: V vocabulary, T context, D embedding, H hidden, hd = D / heads; in each layer M input
 * rows (sources) and A output rows (askers), C rows at the end: see batch.ts.
 *
 * A pass over a large batch takes long: it comes in slices, so that whoever drives it may answer
 * somebody between two of them. Each `yield` stands behind one of the large products.
 */

import type { Arithmetic, Block, Numbers, Rotation } from "./arithmetic.js";
import { lone, type Batch, type Span } from "./batch.js";
import { parameterTable, ROTARY_BASE, type Config } from "./config.js";
import type { Ids } from "./corpus.js";
import { keysAt, SITES, type Dropout } from "./dropout.js";
import { float64 } from "./float64.js";
import { named, Parameters, type NormParameters, type Tensor, type Tensors } from "./parameters.js";
import { Random } from "./random.js";
import { Readings } from "./reading.js";
import { whole, type Slices } from "./slices.js";
import { Workspace, type LayerTape, type NormTape } from "./workspace.js";

/**
 * Called at each named point of a forward pass, in order (the names are anatomy.ts's); it may look
 * at the values, or change them in place: what it leaves goes on. On a batch of many windows the
 * rows are the batch's shared positions, and attention's scores and weights are not shown.
 */
export type Watch = (name: string, values: Numbers, shape: readonly number[]) => void;

/** What makes a training step harder on purpose, against learning by heart. */
export interface Hardships {
  /** Numbers that are lost: the batch's forest is `distinct` then. */
  readonly dropout: Dropout | undefined;
  /** The share of each answer that is spread over all tokens; the loss stays the plain one. */
  readonly smoothing: number;
}

const NONE: Hardships = { dropout: undefined, smoothing: 0 };

/** A probability that 32 bits cannot hold still has a logarithm. */
const LEAST = 1e-37;

export class Model {
  readonly parameters: Parameters;
  private slopes: Parameters | undefined;
  private readonly rotation: Rotation | undefined;
  /** Where its passes compute. */
  private room: { work?: Workspace } = {};
  private keys = new Int32Array(0);

  /** A new model, drawn by the seed in the table's order (other numbers than Python's). */
  constructor(
    readonly config: Config,
    seed = 0,
    readonly arithmetic: Arithmetic = float64,
  ) {
    this.parameters = new Parameters(config, arithmetic);
    if (config.positions === "rotary") this.rotation = rotationOf(config, arithmetic);
    const random = new Random(seed);
    for (const { name, shape, spread, start, other } of parameterTable(config)) {
      const values = this.parameters.get(name);
      if (other.like !== undefined) {
        values.set(this.parameters.get(other.like));
        continue;
      }
      for (let i = 0; i < values.length; i++) {
        values[i] = spread === 0 ? start : random.normal(start, spread);
      }
      if (other.diagonal === undefined) continue;
      for (let i = 0; i < values.length; i += shape.at(-1)! + 1) values[i]! += other.diagonal;
    }
  }

  /** A model with these weights; a missing, foreign or misshapen tensor throws an Error. */
  static fromTensors(config: Config, tensors: Tensors, arithmetic: Arithmetic = float64): Model {
    const model = new Model(config, 0, arithmetic);
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

  /** Another one with weights of its own, which begin as these, and the same room for its passes. */
  twin(): Model {
    const twin = new Model(this.config, 0, this.arithmetic);
    twin.parameters.flat.set(this.parameters.flat);
    twin.room = this.room;
    return twin;
  }

  /** A copy of every parameter. */
  tensors(): Map<string, Tensor> {
    return named(this.config, this.parameters.flat.slice());
  }

  /** The slope of the last loss along every parameter. */
  get gradients(): Parameters {
    return (this.slopes ??= new Parameters(this.config, this.arithmetic));
  }

  /** Mean cross-entropy over all targets of the batch, in nats. */
  loss(batch: Batch, watch?: Watch): number {
    return whole(this.lossSliced(batch, watch));
  }

  *lossSliced(batch: Batch, watch?: Watch): Slices<number> {
    const work = this.workspace(batch);
    yield* this.forwardBatch(batch, work, 0, watch);
    return this.arithmetic.crossEntropy(work.logits, batch, this.config.vocabulary);
  }

  /** The loss, and in `gradients` its slope along every parameter. */
  lossAndGradients(batch: Batch, hardships = NONE): number {
    return whole(this.lossAndGradientsSliced(batch, hardships));
  }

  *lossAndGradientsSliced(batch: Batch, { dropout, smoothing } = NONE): Slices<number> {
    if (batch.total === 0) {
      // All that it had was taken away: nothing is learned.
      this.gradients.flat.fill(0);
      return 0;
    }
    const work = this.workspace(batch);
    yield* this.forwardBatch(batch, work, 0, undefined, false, dropout);
    const { vocabulary: V } = this.config;
    const loss = this.arithmetic.crossEntropy(work.logits, batch, V);
    this.arithmetic.crossEntropyBackward(work.logits, batch, V, smoothing);
    yield* this.backward(batch, work, dropout);
    return loss;
  }

  /**
   * In `gradients` the slopes of a weighted sum of the targets' losses. `weigh` says how much each
   * counts, once it knows the logarithm of each target's probability.
   */
  weightedGradients(batch: Batch, weigh: (logs: Float64Array) => Float64Array): void {
    const { vocabulary: V } = this.config;
    const { read, total, targetRows, targets } = batch;
    const work = this.workspace(batch);
    whole(this.forwardBatch(batch, work, 0));
    this.arithmetic.softmax(work.logits, read, V);
    const { values } = work.logits; // (read, V)
    const at = (t: number): number => targetRows[t]! * V + targets[t]!;
    const logs = Float64Array.from({ length: total }, (_, t) =>
      Math.log(Math.max(values[at(t)]!, LEAST)),
    );
    const weights = weigh(logs);
    const shares = new Float64Array(read);
    for (let t = 0; t < total; t++) shares[targetRows[t]!]! += weights[t]!;
    // Probability minus truth, as in crossEntropyBackward.
    for (let i = 0; i < read * V; i++) values[i]! *= shares[Math.floor(i / V)]!;
    for (let t = 0; t < total; t++) values[at(t)]! -= weights[t]!;
    whole(this.backward(batch, work));
  }

  /** Probabilities (n, V) of the next token after each of 1 to T tokens. */
  forward(tokens: Ids, watch?: Watch): Numbers {
    const { vocabulary: V, context: T } = this.config;
    if (tokens.length < 1 || tokens.length > T) {
      throw new Error(`the model sees 1 to ${T} tokens at once, not ${tokens.length}`);
    }
    const batch = lone(this.config, tokens);
    const work = this.workspace(batch);
    whole(this.forwardBatch(batch, work, 0, watch, true));
    this.arithmetic.softmax(work.logits, tokens.length, V);
    const probabilities = work.logits.values.slice(0, tokens.length * V);
    watch?.("probabilities", probabilities, [tokens.length, V]);
    return probabilities;
  }

  /**
   * Begin so many times with these tokens, to go on one token at a time, at most `more` of them. The
   * readings share the model's room: they hold until its next pass over anything else. `watch` sees,
   * and may change, the rows of each new token.
   */
  read(tokens: Ids, count = 1, more = this.config.context, watch?: Watch): Readings {
    return new Readings(this.config, tokens, count, more, (batch, first, rows) => {
      const work = this.workspace(batch, rows);
      whole(this.forwardBatch(batch, work, first, watch));
      return work.logits;
    });
  }

  private workspace(batch: Batch, least = 0): Workspace {
    let rows = Math.max(batch.cells, least);
    for (const span of batch.spans) rows = Math.max(rows, span.sources, span.askers);
    const { room } = this;
    if (room.work === undefined || room.work.rows < rows) {
      // What was taken before is not given back: ask seldom.
      rows = Math.max(rows, Math.ceil(1.5 * (room.work?.rows ?? 0)));
      room.work = new Workspace(this.config, this.arithmetic, rows);
    }
    return room.work;
  }

  /**
   * Logits of every read position. Rows before `first` are there already: with lone windows this
   * is the cache of keys and values. `ordered`: the rows are one window's, position by position.
   */
  private *forwardBatch(
    batch: Batch,
    work: Workspace,
    first: number,
    watch?: Watch,
    ordered = false,
    dropout?: Dropout,
  ): Slices<void> {
    const { config, parameters, arithmetic } = this;
    const { embedding: D, vocabulary: V } = config;
    this.embed(batch, work, first, watch);
    this.drop(work.layers[0]!.x, SITES.embedding, batch.cellPaths, batch.cells, D, dropout);
    for (let layer = 0; layer < config.layers; layer++) {
      const out = work.layers[layer + 1]?.x ?? work.top;
      yield* this.attention(layer, batch, work, first, watch, ordered, dropout);
      yield* this.mlp(layer, batch.spans[layer]!, work.layers[layer]!, out, first, watch, dropout);
    }
    let last = work.top;
    if (config.norm_final) {
      last = work.last;
      this.norm(parameters.finalNorm, work.top, work.finalNorm, last, first, batch.read);
    } else if (watch) {
      arithmetic.copy(work.top, work.last, first * D, batch.read * D);
      last = work.last;
    }
    show(watch, "final_norm", last, first, batch.read, D);
    arithmetic.linear(
      last,
      parameters.unembedding,
      undefined,
      work.logits,
      first,
      batch.read,
      D,
      V,
    );
    show(watch, "logits", work.logits, first, batch.read, V);
  }

  private embed(batch: Batch, work: Workspace, first: number, watch: Watch | undefined): void {
    const { config, parameters, arithmetic } = this;
    const { cells, cellTokens, cellPlaces } = batch;
    const D = config.embedding;
    const { tokens, positions } = parameters;
    const x = work.layers[0]!.x;
    const sum = config.norm_embedding ? work.embedded : x;
    if (watch) {
      const shown = (name: string, table: Block, which: Int32Array): Numbers => {
        const values = new Float64Array((cells - first) * D);
        for (let row = first; row < cells; row++) {
          const from = which[row]! * D;
          values.set(table.values.subarray(from, from + D), (row - first) * D);
        }
        watch(name, values, [cells - first, D]);
        return values;
      };
      sum.values.set(shown("token_embedding", tokens, cellTokens), first * D);
      if (positions) {
        const place = shown("position_embedding", positions, cellPlaces);
        const values = sum.values.subarray(first * D);
        for (let i = 0; i < place.length; i++) values[i]! += place[i]!;
      }
    } else arithmetic.embed(tokens, positions, cellTokens, cellPlaces, sum, first, cells, D);
    if (config.norm_embedding) {
      this.norm(parameters.embeddingNorm, sum, work.embeddingNorm, x, first, cells);
    }
    show(watch, "embedding", x, first, cells, D);
  }

  private embedBackward(batch: Batch, work: Workspace, dropout: Dropout | undefined): void {
    const { config, parameters, gradients, arithmetic } = this;
    const { dx } = work.slopes;
    const { cells, cellTokens, cellPlaces, cellPaths } = batch;
    this.drop(dx, SITES.embedding, cellPaths, cells, config.embedding, dropout);
    if (config.norm_embedding) {
      const { embeddingNorm } = gradients;
      this.normBackward(parameters.embeddingNorm, embeddingNorm, dx, work.embeddingNorm, cells);
    }
    const { tokens, positions } = gradients;
    arithmetic.embedBackward(
      dx,
      cellTokens,
      cellPlaces,
      tokens,
      positions,
      cells,
      config.embedding,
    );
  }

  /** Rows (rows, size) lose what this site of a training step does; nothing elsewhere. */
  private drop(
    values: Block,
    site: number,
    paths: Int32Array,
    rows: number,
    size: number,
    dropout: Dropout | undefined,
  ): void {
    if (dropout === undefined) return;
    if (this.keys.length < rows) this.keys = new Int32Array(paths.length);
    keysAt(site, paths, rows, dropout, this.keys);
    this.arithmetic.drop(values, this.keys, rows, size, dropout.rate);
  }

  private norm(
    { gain, offset }: NormParameters,
    x: Block,
    { unit, scale }: NormTape,
    y: Block,
    first: number,
    end: number,
  ): void {
    const { norm, embedding } = this.config;
    this.arithmetic.normalise(norm, x, gain, offset, unit, scale, y, first, end, embedding);
  }

  private normBackward(
    { gain }: NormParameters,
    slopes: NormParameters,
    d: Block,
    { unit, scale }: NormTape,
    rows: number,
  ): void {
    const { norm, embedding } = this.config;
    const { gain: dGain, offset } = slopes;
    this.arithmetic.normaliseBackward(norm, d, unit, scale, gain, dGain, offset, rows, embedding);
  }

  private *attention(
    layer: number,
    batch: Batch,
    work: Workspace,
    first: number,
    watch: Watch | undefined,
    ordered: boolean,
    dropout: Dropout | undefined,
  ): Slices<void> {
    const { config, arithmetic } = this;
    const { embedding: D, heads, context: T } = config;
    const hd = D / heads;
    const span = batch.spans[layer]!;
    const { sources: M, askers: A, own, paths } = span;
    const tape = work.layers[layer]!;
    const parameters = this.parameters.layers[layer]!;
    const block = `blocks.${layer}`;
    const name = `${block}.attention`;
    const { x, qkv, weights, mixed, middle } = tape;
    let y = x;
    if (config.norm_blocks) {
      y = tape.y;
      this.norm(parameters.attentionNorm, x, tape.attentionNorm, y, first, M);
    } else if (watch) {
      // The watcher may change what attention reads without changing the shortcut.
      y = tape.y;
      arithmetic.copy(x, y, first * D, M * D);
    }
    show(watch, `${block}.attention_norm`, y, first, M, D);
    arithmetic.linear(y, parameters.qkv, parameters.qkvBias, qkv, first, M, D, 3 * D);
    yield;
    if (tape.headScale || this.rotation) {
      const { headScale } = tape;
      arithmetic.makeComparable(qkv, headScale, this.rotation, span.places, first, M, heads, hd);
    }
    if (watch) {
      for (const [part, which] of ["query", "key", "value"].entries()) {
        this.watchHeads(watch, `${name}.${which}`, qkv.values, part * D, 3 * D, first, M);
      }
    }
    arithmetic.scores(qkv, span, weights, first, heads, hd, T);
    if (watch && ordered) this.watchSquares(watch, `${name}.scores`, weights.values, A, -Infinity);
    arithmetic.softmaxSeen(weights, span, first, heads, T);
    if (watch && ordered) this.watchSquares(watch, `${name}.weights`, weights.values, A, 0);
    let left = weights;
    if (dropout) {
      left = work.left[layer]!;
      arithmetic.copy(weights, left, 0, A * heads * T);
      this.drop(left, SITES.weights(layer), paths, A, heads * T, dropout);
    }
    arithmetic.mix(qkv, span, left, mixed, first, heads, hd, T);
    yield;
    if (watch) this.watchHeads(watch, `${name}.heads`, mixed.values, 0, D, first, A);
    if (parameters.output) {
      arithmetic.linear(mixed, parameters.output, parameters.outputBias, middle, first, A, D, D);
    } else arithmetic.copy(mixed, middle, first * D, A * D);
    this.drop(middle, SITES.output(layer), paths, A, D, dropout);
    if (watch) {
      show(watch, `${name}.output`, middle, first, A, D);
      const shortcut = new Float64Array((A - first) * D);
      for (let a = first; a < A; a++) {
        shortcut.set(x.values.subarray(own[a]! * D, (own[a]! + 1) * D), (a - first) * D);
      }
      watch(`${name}.shortcut`, shortcut, [A - first, D]);
      const values = middle.values.subarray(first * D);
      for (let i = 0; i < shortcut.length; i++) values[i]! += shortcut[i]!;
      show(watch, `${name}.residual`, middle, first, A, D);
    } else arithmetic.addOwn(x, own, middle, first, A, D);
  }

  /** In dx (A, D) the slope along the layer's middle; out comes the slope along x (M, D). */
  private *attentionBackward(
    layer: number,
    batch: Batch,
    work: Workspace,
    dropout: Dropout | undefined,
  ): Slices<void> {
    const { config, arithmetic } = this;
    const { embedding: D, heads, context: T } = config;
    const hd = D / heads;
    const span = batch.spans[layer]!;
    const { sources: M, askers: A, own, paths } = span;
    const tape = work.layers[layer]!;
    const weights = this.parameters.layers[layer]!;
    const slopes = this.gradients.layers[layer]!;
    const { dx, dy, dMixed, dQkv } = work.slopes;
    let d = this.branch(dx, dy, SITES.output(layer), paths, A, dropout);
    if (weights.output) {
      arithmetic.linearGradient(d, tape.mixed, slopes.output!, slopes.outputBias, A, D, D);
      arithmetic.linearBackward(d, weights.output, dMixed, A, D, D);
      d = dMixed;
      yield;
    }
    const left = dropout ? work.left[layer]! : tape.weights;
    const { qkv, headScale } = tape;
    // prettier-ignore
    arithmetic.attentionBackward(
      qkv, span, tape.weights, d, dQkv, heads, hd, T, left, dropout?.rate ?? 0,
    );
    if (headScale || this.rotation) {
      const { places } = span;
      arithmetic.comparableBackward(dQkv, qkv, headScale, this.rotation, places, M, heads, hd);
    }
    yield;
    const y = config.norm_blocks ? tape.y : tape.x;
    arithmetic.linearGradient(dQkv, y, slopes.qkv, slopes.qkvBias, M, D, 3 * D);
    yield;
    arithmetic.linearBackward(dQkv, weights.qkv, dy, M, D, 3 * D);
    if (config.norm_blocks) {
      this.normBackward(weights.attentionNorm, slopes.attentionNorm, dy, tape.attentionNorm, M);
    }
    // The shortcut hands its slope back unchanged.
    arithmetic.addOwnBackward(dx, own, dy, A, D);
    arithmetic.copy(dy, dx, 0, M * D);
    yield;
  }

  /**
   * The slope along what a block adds to its shortcut: d (rows, D) itself, or where numbers of it were
   * lost a copy of it without these.
   */
  private branch(
    d: Block,
    copy: Block,
    site: number,
    paths: Int32Array,
    rows: number,
    dropout: Dropout | undefined,
  ): Block {
    if (dropout === undefined) return d;
    const D = this.config.embedding;
    this.arithmetic.copy(d, copy, 0, rows * D);
    this.drop(copy, site, paths, rows, D, dropout);
    return copy;
  }

  private *mlp(
    layer: number,
    { askers: rows, paths }: Span,
    tape: LayerTape,
    out: Block,
    first: number,
    watch: Watch | undefined,
    dropout: Dropout | undefined,
  ): Slices<void> {
    const { config, arithmetic } = this;
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
      arithmetic.copy(middle, z, first * D, rows * D);
    }
    show(watch, `${block}.mlp_norm`, z, first, rows, D);
    arithmetic.linear(z, parameters.up, parameters.upBias, up, first, rows, D, H);
    yield;
    show(watch, `${block}.mlp.up`, up, first, rows, H);
    arithmetic.filter(config.activation, up, active, first * H, rows * H);
    show(watch, `${block}.mlp.active`, active, first, rows, H);
    arithmetic.linear(active, parameters.down, parameters.downBias, out, first, rows, H, D);
    this.drop(out, SITES.mlp(layer), paths, rows, D, dropout);
    yield;
    if (watch) {
      show(watch, `${block}.mlp.output`, out, first, rows, D);
      const shortcut = middle.values.slice(first * D, rows * D);
      watch(`${block}.mlp.shortcut`, shortcut, [rows - first, D]);
      const values = out.values.subarray(first * D);
      for (let i = 0; i < shortcut.length; i++) values[i]! += shortcut[i]!;
      show(watch, `${block}.mlp.residual`, out, first, rows, D);
    } else arithmetic.add(middle, out, first * D, rows * D);
  }

  /** dx (rows, D): slope along the block's output in, along its middle out. */
  private *mlpBackward(
    layer: number,
    { askers: rows, paths }: Span,
    tape: LayerTape,
    work: Workspace,
    dropout: Dropout | undefined,
  ): Slices<void> {
    const { config, arithmetic } = this;
    const { embedding: D, hidden: H } = config;
    const weights = this.parameters.layers[layer]!;
    const slopes = this.gradients.layers[layer]!;
    const { dx, dy, dUp } = work.slopes;
    const d = this.branch(dx, dy, SITES.mlp(layer), paths, rows, dropout);
    arithmetic.linearGradient(d, tape.active, slopes.down, slopes.downBias, rows, H, D);
    yield;
    arithmetic.linearBackward(d, weights.down, dUp, rows, H, D);
    yield;
    arithmetic.filterBackward(config.activation, tape.up, dUp, rows * H);
    const z = config.norm_blocks ? tape.z : tape.middle;
    arithmetic.linearGradient(dUp, z, slopes.up, slopes.upBias, rows, D, H);
    yield;
    arithmetic.linearBackward(dUp, weights.up, dy, rows, D, H);
    if (config.norm_blocks) {
      this.normBackward(weights.mlpNorm, slopes.mlpNorm, dy, tape.mlpNorm, rows);
    }
    arithmetic.add(dy, dx, 0, rows * D);
    yield;
  }

  /** `work.logits` holds the slopes along the logits. */
  private *backward(batch: Batch, work: Workspace, dropout?: Dropout): Slices<void> {
    const { config, parameters, gradients, arithmetic } = this;
    const { embedding: D, vocabulary: V } = config;
    const { logits } = work;
    const { dx } = work.slopes;
    gradients.flat.fill(0);
    const last = config.norm_final ? work.last : work.top;
    arithmetic.linearGradient(logits, last, gradients.unembedding, undefined, batch.read, D, V);
    arithmetic.linearBackward(logits, parameters.unembedding, dx, batch.read, D, V);
    if (config.norm_final) {
      const { finalNorm } = gradients;
      this.normBackward(parameters.finalNorm, finalNorm, dx, work.finalNorm, batch.read);
    }
    for (let layer = config.layers - 1; layer >= 0; layer--) {
      yield* this.mlpBackward(layer, batch.spans[layer]!, work.layers[layer]!, work, dropout);
      yield* this.attentionBackward(layer, batch, work, dropout);
    }
    this.embedBackward(batch, work, dropout);
  }

  /** Show rows of heads side by side as (heads, rows, hd), and take back what the watcher left. */
  private watchHeads(
    watch: Watch,
    name: string,
    values: Numbers,
    offset: number,
    stride: number,
    first: number,
    end: number,
  ): void {
    const { embedding: D, heads } = this.config;
    const hd = D / heads;
    const rows = end - first;
    const shown = new Float64Array(rows * D);
    const at = (i: number): number => {
      const head = Math.floor(i / (rows * hd));
      const row = first + (Math.floor(i / hd) % rows);
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
    values: Numbers,
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

function show(
  watch: Watch | undefined,
  name: string,
  values: Block,
  first: number,
  rows: number,
  size: number,
): void {
  watch?.(name, values.values.subarray(first * size, rows * size), [rows - first, size]);
}

/** By which angle each pair of a head's numbers turns at each place (Su et al. 2021, section 3.2). */
function rotationOf(config: Config, arithmetic: Arithmetic): Rotation {
  const half = config.embedding / config.heads / 2;
  const cos = arithmetic.block(config.context * half);
  const sin = arithmetic.block(config.context * half);
  const [cosines, sines] = [cos.values, sin.values];
  for (let at = 0; at < config.context * half; at++) {
    const angle = Math.floor(at / half) * ROTARY_BASE ** (-(at % half) / half);
    cosines[at] = Math.cos(angle);
    sines[at] = Math.sin(angle);
  }
  return { cos, sin };
}
