/**
 * The arithmetic that is made to be fast: numbers of 32 bits, four at once, in the memory of one
 * WebAssembly module (simd/). It trains; what is looked at is computed in float64.ts from the
 * weights that it holds.
 */

import { SIMD } from "../simd.wasm.js";
import type { AdamMove, Arithmetic, Block, Rotation } from "./arithmetic.js";
import type { Batch, Span } from "./batch.js";
import { NORM_EPSILON, type Activation, type Norm } from "./config.js";
import { InputError } from "./errors.js";
import { FILTERS } from "./filters.js";

type Address = number;

type Tool = (...values: number[]) => number;

/** What simd/index.ts exports: all but `room` and `squares` give nothing, and not all filters are there. */
type Tools = Readonly<Partial<Record<Activation | `${Activation}_backward`, Tool>>> &
  Readonly<
    Record<
      | "adam"
      | "add"
      | "addFrom"
      | "addTo"
      | "attentionBackward"
      | "comparableBackward"
      | "crossEntropyBackward"
      | "embed"
      | "makeComparable"
      | "mix"
      | "normalise"
      | "normaliseBackward"
      | "product"
      | "room"
      | "scale"
      | "scores"
      | "softmax"
      | "softmaxSeen"
      | "squares"
      | "sumRows",
      Tool
    >
  >;

const BYTES = 4;
const PAGE = 65536;

class Held implements Block {
  constructor(
    private readonly owner: Float32,
    readonly at: Address,
    readonly length: number,
  ) {}

  get values(): Float32Array {
    return new Float32Array(this.owner.buffer, this.at, this.length);
  }

  part(start: number, end: number): Held {
    return new Held(this.owner, this.at + start * BYTES, end - start);
  }
}

/** Where a block lies, from a number on; 0 for one that is not there. */
const at = (block: Block | undefined, start = 0): Address =>
  block === undefined ? 0 : (block as Held).at + start * BYTES;

export class Float32 implements Arithmetic {
  readonly precision = "float32";
  private readonly tools: Tools;
  private readonly memory: WebAssembly.Memory;
  /** Where what nobody has asked for begins. */
  private top: Address;
  /** Behind it, the whole numbers of the call at hand. */
  private aside: Address;

  constructor(module: WebAssembly.Module) {
    const { exports } = new WebAssembly.Instance(module);
    this.tools = exports as unknown as Tools;
    this.memory = exports["memory"] as WebAssembly.Memory;
    this.top = this.aside = this.tools.room();
  }

  get buffer(): ArrayBuffer {
    return this.memory.buffer;
  }

  /** All blocks given so far are no more: there is room for others. */
  clear(): void {
    this.top = this.tools.room();
  }

  block(length: number): Block {
    const place = this.take(this.top, length);
    this.top = place + length * BYTES;
    const block = new Held(this, place, length);
    block.values.fill(0);
    return block;
  }

  /** Room for so many numbers from there on. */
  private take(from: Address, length: number): Address {
    const place = Math.ceil(from / 16) * 16;
    const missing = place + length * BYTES - this.memory.buffer.byteLength;
    if (missing > 0) {
      // By halves at least: each time all is moved.
      const most = Math.max(missing, this.memory.buffer.byteLength / 2);
      try {
        this.memory.grow(Math.ceil(most / PAGE));
      } catch {
        throw new InputError("training.memory");
      }
    }
    return place;
  }

  /** Whole numbers where the tools can read them, until the next call. */
  private lend(numbers: Int32Array, start: number, end: number): Address {
    const place = this.take(this.aside, end - start);
    new Int32Array(this.buffer, place).set(numbers.subarray(start, end));
    this.aside = place + (end - start) * BYTES;
    return place;
  }

  copy(from: Block, to: Block, start: number, end: number): void {
    to.part(start, end).values.set(from.part(start, end).values);
  }

  add(from: Block, to: Block, start: number, end: number): void {
    this.tools.add(at(from, start), at(to, start), end - start);
  }

  scale(values: Block, factor: number): void {
    this.tools.scale(at(values), factor, values.length);
  }

  squares(values: Block): number {
    return this.tools.squares(at(values), values.length);
  }

  embed(
    tokens: Block,
    places: Block | undefined,
    rowTokens: Int32Array,
    rowPlaces: Int32Array,
    y: Block,
    first: number,
    end: number,
    size: number,
  ): void {
    this.aside = this.top;
    const which = this.lend(rowTokens, first, end);
    const where = places === undefined ? 0 : this.lend(rowPlaces, first, end);
    this.tools.embed(at(tokens), at(places), which, where, at(y, first * size), end - first, size);
  }

  embedBackward(
    dy: Block,
    rowTokens: Int32Array,
    rowPlaces: Int32Array,
    dTokens: Block,
    dPlaces: Block | undefined,
    rows: number,
    size: number,
  ): void {
    this.addOwnBackward(dy, rowTokens, dTokens, rows, size);
    if (dPlaces !== undefined) this.addOwnBackward(dy, rowPlaces, dPlaces, rows, size);
  }

  linear(
    x: Block,
    weight: Block,
    bias: Block | undefined,
    y: Block,
    first: number,
    end: number,
    inputs: number,
    outputs: number,
  ): void {
    const [from, to] = [at(x, first * inputs), at(y, first * outputs)];
    const row = inputs * BYTES;
    // prettier-ignore
    this.tools.product(
      from, row, BYTES, at(weight), row, 1, at(bias), 0, to, end - first, outputs, inputs,
    );
  }

  linearBackward(
    dy: Block,
    weight: Block,
    dx: Block,
    rows: number,
    inputs: number,
    outputs: number,
  ): void {
    const [row, step] = [outputs * BYTES, inputs * BYTES];
    // prettier-ignore
    this.tools.product(
      at(dy), row, BYTES, at(weight), step, 0, 0, 0, at(dx), rows, inputs, outputs,
    );
  }

  linearGradient(
    dy: Block,
    x: Block,
    dWeight: Block,
    dBias: Block | undefined,
    rows: number,
    inputs: number,
    outputs: number,
  ): void {
    const [row, step] = [outputs * BYTES, inputs * BYTES];
    // prettier-ignore
    this.tools.product(
      at(dy), BYTES, row, at(x), step, 0, 0, 1, at(dWeight), outputs, inputs, rows,
    );
    if (dBias !== undefined) this.tools.sumRows(at(dy), at(dBias), rows, outputs);
  }

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
  ): void {
    const from = first * size;
    // prettier-ignore
    this.tools.normalise(
      Number(kind === "layer"), NORM_EPSILON, at(x, from), at(gain), at(offset),
      at(unit, from), at(scale, first), at(y, from), end - first, size,
    );
  }

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
  ): void {
    // prettier-ignore
    this.tools.normaliseBackward(
      Number(kind === "layer"), at(d), at(unit), at(scale),
      at(gain), at(dGain), at(dOffset), rows, size,
    );
  }

  makeComparable(
    qkv: Block,
    scale: Block | undefined,
    rotation: Rotation | undefined,
    places: Int32Array,
    first: number,
    end: number,
    heads: number,
    size: number,
  ): void {
    this.aside = this.top;
    const [from, factors] = [at(qkv, first * 3 * heads * size), at(scale, first * 2 * heads)];
    const where = this.lend(places, first, end);
    // prettier-ignore
    this.tools.makeComparable(
      from, factors, at(rotation?.cos), at(rotation?.sin), where,
      end - first, heads, size, NORM_EPSILON,
    );
  }

  comparableBackward(
    dQkv: Block,
    qkv: Block,
    scale: Block | undefined,
    rotation: Rotation | undefined,
    places: Int32Array,
    rows: number,
    heads: number,
    size: number,
  ): void {
    this.aside = this.top;
    const where = this.lend(places, 0, rows);
    // prettier-ignore
    this.tools.comparableBackward(
      at(dQkv), at(qkv), at(scale), at(rotation?.cos), at(rotation?.sin), where,
      rows, heads, size,
    );
  }

  scores(
    qkv: Block,
    { askers, own, sees, seen }: Span,
    weights: Block,
    first: number,
    heads: number,
    size: number,
    context: number,
  ): void {
    this.aside = this.top;
    // prettier-ignore
    this.tools.scores(
      at(qkv), this.lend(own, first, askers), this.lend(sees, first, askers),
      this.lend(seen, first * context, askers * context), at(weights, first * heads * context),
      askers - first, heads, size, context,
    );
  }

  softmaxSeen(
    weights: Block,
    { askers, sees }: Span,
    first: number,
    heads: number,
    context: number,
  ): void {
    this.aside = this.top;
    const counts = this.lend(sees, first, askers);
    const from = at(weights, first * heads * context);
    this.tools.softmaxSeen(from, counts, askers - first, heads, context);
  }

  mix(
    qkv: Block,
    { askers, sees, seen }: Span,
    weights: Block,
    mixed: Block,
    first: number,
    heads: number,
    size: number,
    context: number,
  ): void {
    this.aside = this.top;
    // prettier-ignore
    this.tools.mix(
      at(qkv), this.lend(sees, first, askers),
      this.lend(seen, first * context, askers * context), at(weights, first * heads * context),
      at(mixed, first * heads * size), askers - first, heads, size, context,
    );
  }

  attentionBackward(
    qkv: Block,
    { sources, askers, own, sees, seen }: Span,
    weights: Block,
    d: Block,
    dQkv: Block,
    heads: number,
    size: number,
    context: number,
  ): void {
    this.aside = this.top;
    const asked = [this.lend(own, 0, askers), this.lend(sees, 0, askers)];
    const looked = this.lend(seen, 0, askers * context);
    const room = this.take(this.aside, context);
    // prettier-ignore
    this.tools.attentionBackward(
      at(qkv), ...asked, looked, at(weights), at(d), at(dQkv), room,
      sources, askers, heads, size, context,
    );
  }

  addOwn(x: Block, own: Int32Array, y: Block, first: number, end: number, size: number): void {
    this.aside = this.top;
    const which = this.lend(own, first, end);
    this.tools.addFrom(at(x), which, at(y, first * size), end - first, size);
  }

  addOwnBackward(dy: Block, own: Int32Array, dx: Block, rows: number, size: number): void {
    this.aside = this.top;
    this.tools.addTo(at(dy), this.lend(own, 0, rows), at(dx), rows, size);
  }

  filter(kind: Activation, up: Block, active: Block, start: number, end: number): void {
    const tool = this.tools[kind];
    if (tool) tool(at(up, start), at(active, start), end - start);
    else FILTERS[kind].forward(up.values, active.values, start, end);
  }

  filterBackward(kind: Activation, up: Block, d: Block, count: number): void {
    const tool = this.tools[`${kind}_backward`];
    if (tool) tool(at(up), at(d), count);
    else FILTERS[kind].backward(up.values, d.values, count);
  }

  softmax(logits: Block, rows: number, V: number): void {
    this.tools.softmax(at(logits), 0, rows, V);
  }

  crossEntropy(
    logits: Block,
    { read, total, targets, targetRows, targetCounts }: Batch,
    V: number,
  ): number {
    let loss = 0;
    const { values } = logits;
    for (let t = 0; t < total; t++) loss -= values[targetRows[t]! * V + targets[t]!]!;
    // Of each row the largest number, and the sum of the exponentials of the others less that.
    const logs = this.take(this.top, 2 * read);
    this.tools.softmax(at(logits), logs, read, V);
    const said = new Float32Array(this.buffer, logs, 2 * read);
    for (let row = 0; row < read; row++) {
      loss += targetCounts[row]! * (said[2 * row]! + Math.log(said[2 * row + 1]!));
    }
    return loss / total;
  }

  crossEntropyBackward(
    logits: Block,
    { read, total, targets, targetRows, targetCounts }: Batch,
    V: number,
  ): void {
    this.aside = this.top;
    const counts = this.lend(targetCounts, 0, read);
    const [rows, tokens] = [this.lend(targetRows, 0, total), this.lend(targets, 0, total)];
    this.tools.crossEntropyBackward(at(logits), counts, rows, tokens, read, total, V);
  }

  adam(
    weights: Block,
    slopes: Block,
    m: Block,
    v: Block,
    { new1, new2, rate, epsilon }: AdamMove,
  ): void {
    const blocks = [at(weights), at(slopes), at(m), at(v)];
    this.tools.adam(...blocks, weights.length, new1, new2, rate, epsilon);
  }
}

let compiled: WebAssembly.Module | undefined;

/** A memory of its own with its tools; undefined where there is no WebAssembly with SIMD. */
export function float32(): Float32 | undefined {
  try {
    compiled ??= new WebAssembly.Module(
      Uint8Array.from(atob(SIMD), (character) => character.charCodeAt(0)),
    );
    return new Float32(compiled);
  } catch {
    // Too old a browser, a policy that forbids it, or no memory.
    return undefined;
  }
}
