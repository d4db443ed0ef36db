/**
 * What a model asks of whatever computes: numbers in its memory, and the tools that work on them,
 * each beside its slope. model.ts says in which order; float64.ts and float32.ts say how.
 *
 * All are rows side by side: (rows, size) is `rows` times `size` numbers. `first` to before `end`
 * are the rows to compute; those before `first` are there already. `d…` is how much the loss grows
 * when … grows a little. Rows, tokens and places come as plain arrays of whole numbers; an arithmetic
 * with a memory of its own copies them there.
 */

import type { Activation, Norm } from "./config.js";
import type { Batch, Span } from "./batch.js";

export type Numbers = Float64Array | Float32Array;
export type Precision = "float64" | "float32";

/** Numbers in the memory of an arithmetic. */
export interface Block {
  readonly length: number;
  /** The numbers themselves, to read or to change; not to be kept: asking for more may move them. */
  readonly values: Numbers;
  /** The same numbers from start to before end. */
  part(start: number, end: number): Block;
}

/** The cosine and the sine by which each of the size / 2 pairs of a head turns at each place. */
export interface Rotation {
  readonly cos: Block; // (places, size / 2)
  readonly sin: Block;
}

/** How Adam moves: see adam.ts. */
export interface AdamMove {
  /** Of the mean and of the mean square, what the new slope counts. */
  readonly new1: number;
  readonly new2: number;
  readonly rate: number;
  readonly epsilon: number;
}

export interface Arithmetic {
  readonly precision: Precision;
  /** So many zeros; InputError where there is no memory for them. */
  block(length: number): Block;

  copy(from: Block, to: Block, start: number, end: number): void;
  /** to += from, number by number. */
  add(from: Block, to: Block, start: number, end: number): void;
  scale(values: Block, factor: number): void;
  /** The sum of their squares. */
  squares(values: Block): number;
  /** values (rows, size): of each row its key loses this share of the numbers, in place: see dropout.ts. */
  drop(values: Block, keys: Int32Array, rows: number, size: number, rate: number): void;
  /** to += share (from - to), number by number. */
  approach(from: Block, to: Block, share: number): void;

  /** y = the card of each row's token, and that of its place where there are any. */
  embed(
    tokens: Block,
    places: Block | undefined,
    rowTokens: Int32Array,
    rowPlaces: Int32Array,
    y: Block,
    first: number,
    end: number,
    size: number,
  ): void;
  /** Slopes of the cards, added. */
  embedBackward(
    dy: Block,
    rowTokens: Int32Array,
    rowPlaces: Int32Array,
    dTokens: Block,
    dPlaces: Block | undefined,
    rows: number,
    size: number,
  ): void;

  /** y = weight x + bias: x (rows, inputs), weight (outputs, inputs), y (rows, outputs). */
  linear(
    x: Block,
    weight: Block,
    bias: Block | undefined,
    y: Block,
    first: number,
    end: number,
    inputs: number,
    outputs: number,
  ): void;
  /** Slope along x (written): every output hands its slope back through its weights. */
  linearBackward(
    dy: Block,
    weight: Block,
    dx: Block,
    rows: number,
    inputs: number,
    outputs: number,
  ): void;
  /** Slope along the weight and the bias (added): sums over rows of dy[o] x[i]. */
  linearGradient(
    dy: Block,
    x: Block,
    dWeight: Block,
    dBias: Block | undefined,
    rows: number,
    inputs: number,
    outputs: number,
  ): void;

  /** unit = x brought to a usual size, scale = the factor that did it; y = unit gain + offset. */
  normalise(
    kind: Norm,
    x: Block,
    gain: Block | undefined,
    offset: Block | undefined,
    unit: Block,
    scale: Block,
    y: Block,
    first: number,
    end: number,
    size: number,
  ): void;
  /** d becomes the slope along x where it was the slope along y; those of gain and offset added. */
  normaliseBackward(
    kind: Norm,
    d: Block,
    unit: Block,
    scale: Block,
    gain: Block | undefined,
    dGain: Block | undefined,
    dOffset: Block | undefined,
    rows: number,
    size: number,
  ): void;

  /**
   * Queries and keys as scores compare them, in place in qkv (rows, 3D): each head's brought to a
   * root mean square of 1 where there is a `scale` (rows, 2 heads) to remember it (Henry et al.
   * 2020), then its pairs (i, i + size / 2) turned by the row's place where there is a rotation (Su
   * et al. 2021, section 3.2).
   */
  makeComparable(
    qkv: Block,
    scale: Block | undefined,
    rotation: Rotation | undefined,
    places: Int32Array,
    first: number,
    end: number,
    heads: number,
    size: number,
  ): void;
  /** dQkv, the slope along what was compared, becomes that along what the matrix gave. */
  comparableBackward(
    dQkv: Block,
    qkv: Block,
    scale: Block | undefined,
    rotation: Rotation | undefined,
    places: Int32Array,
    rows: number,
    heads: number,
    size: number,
  ): void;

  // Attention over what each asker sees (Vaswani et al. 2017, section 3.2): qkv (sources, 3D),
  // weights (askers, heads, context), mixed (askers, D), D = heads * size.

  /** Into weights: query times key, over the root of `size`. */
  scores(
    qkv: Block,
    span: Span,
    weights: Block,
    first: number,
    heads: number,
    size: number,
    context: number,
  ): void;
  /** Scores become weights, among what is seen. */
  softmaxSeen(weights: Block, span: Span, first: number, heads: number, context: number): void;
  /** mixed = the values seen, by their weights. */
  mix(
    qkv: Block,
    span: Span,
    weights: Block,
    mixed: Block,
    first: number,
    heads: number,
    size: number,
    context: number,
  ): void;
  /**
   * Slopes along qkv (dQkv, written) from those along the mixed values (d). `left`: the weights by
   * which they were mixed, of which `rate` were lost; where none was, the weights themselves.
   */
  attentionBackward(
    qkv: Block,
    span: Span,
    weights: Block,
    d: Block,
    dQkv: Block,
    heads: number,
    size: number,
    context: number,
    left: Block,
    rate: number,
  ): void;
  /** y[row] += x[own[row]] */
  addOwn(x: Block, own: Int32Array, y: Block, first: number, end: number, size: number): void;
  /** dx[own[row]] += dy[row] */
  addOwnBackward(dy: Block, own: Int32Array, dx: Block, rows: number, size: number): void;

  /** Numbers start to before end of `up`, filtered into `active`. */
  filter(kind: Activation, up: Block, active: Block, start: number, end: number): void;
  /** Multiplies the first slopes by the filter's own. */
  filterBackward(kind: Activation, up: Block, d: Block, count: number): void;

  /** Each of the first rows of logits (rows, V) becomes probabilities. */
  softmax(logits: Block, rows: number, V: number): void;
  /** The mean loss over the batch's targets, in nats; the logits become probabilities. */
  crossEntropy(logits: Block, batch: Batch, V: number): number;
  /**
   * Probabilities become the loss's slope along the logits: probability minus truth, of which this
   * share is spread over all tokens (label smoothing, Szegedy et al. 2016).
   */
  crossEntropyBackward(logits: Block, batch: Batch, V: number, smoothing: number): void;

  /** m and v take the slopes in, and the weights move against them. */
  adam(weights: Block, slopes: Block, m: Block, v: Block, move: AdamMove): void;
}
