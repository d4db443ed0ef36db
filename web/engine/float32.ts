/**
 * The arithmetic that is made to be fast: numbers of 32 bits, four at once, in the memory of one
 * WebAssembly module (simd/). It trains; what is looked at is computed in float64.ts from the
 * weights that it holds.
 */

import { SIMD } from "../simd.wasm.js";
import type { Arithmetic, Block } from "./arithmetic.js";
import { NORM_EPSILON, type Activation } from "./config.js";
import { limitOf } from "./dropout.js";
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
      | "approach"
      | "attentionBackward"
      | "comparableBackward"
      | "crossEntropyBackward"
      | "drop"
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
    private readonly memory: WebAssembly.Memory,
    readonly at: Address,
    readonly length: number,
  ) {}

  get values(): Float32Array {
    return new Float32Array(this.memory.buffer, this.at, this.length);
  }

  part(start: number, end: number): Held {
    return new Held(this.memory, this.at + start * BYTES, end - start);
  }
}

/** Where a block lies, from a number on; 0 for one that is not there. */
const at = (block: Block | undefined, start = 0): Address =>
  block === undefined ? 0 : (block as Held).at + start * BYTES;

export interface Float32 extends Arithmetic {
  /** All its memory. */
  readonly buffer: ArrayBuffer;
  /** All blocks given so far are no more: there is room for others. */
  clear(): void;
}

function made(module: WebAssembly.Module): Float32 {
  const { exports } = new WebAssembly.Instance(module);
  const tools = exports as unknown as Tools;
  const memory = exports["memory"] as WebAssembly.Memory;
  /** Where what nobody has asked for begins. */
  let top: Address = tools.room();
  /** Behind it, the whole numbers of the call at hand. */
  let aside = top;

  /** Room for so many numbers from there on. */
  function take(from: Address, length: number): Address {
    const place = Math.ceil(from / 16) * 16;
    const missing = place + length * BYTES - memory.buffer.byteLength;
    if (missing > 0) {
      // By halves at least: each time all is moved.
      const most = Math.max(missing, memory.buffer.byteLength / 2);
      try {
        memory.grow(Math.ceil(most / PAGE));
      } catch {
        throw new InputError("training.room");
      }
    }
    return place;
  }

  /** Whole numbers where the tools can read them, until the next call. */
  function lend(numbers: Int32Array, start: number, end: number): Address {
    const place = take(aside, end - start);
    new Int32Array(memory.buffer, place).set(numbers.subarray(start, end));
    aside = place + (end - start) * BYTES;
    return place;
  }

  const arithmetic: Float32 = {
    precision: "float32",

    get buffer() {
      return memory.buffer;
    },

    clear() {
      top = tools.room();
    },

    block(length) {
      const place = take(top, length);
      top = place + length * BYTES;
      const block = new Held(memory, place, length);
      block.values.fill(0);
      return block;
    },

    copy(from, to, start, end) {
      to.part(start, end).values.set(from.part(start, end).values);
    },

    add(from, to, start, end) {
      tools.add(at(from, start), at(to, start), end - start);
    },

    scale(values, factor) {
      tools.scale(at(values), factor, values.length);
    },

    squares(values) {
      return tools.squares(at(values), values.length);
    },

    drop(values, keys, rows, size, rate) {
      aside = top;
      tools.drop(at(values), lend(keys, 0, rows), rows, size, limitOf(rate), 1 / (1 - rate));
    },

    approach(from, to, share) {
      tools.approach(at(from), at(to), share, to.length);
    },

    embed(tokens, places, rowTokens, rowPlaces, y, first, end, size) {
      aside = top;
      const which = lend(rowTokens, first, end);
      const where = places === undefined ? 0 : lend(rowPlaces, first, end);
      tools.embed(at(tokens), at(places), which, where, at(y, first * size), end - first, size);
    },

    embedBackward(dy, rowTokens, rowPlaces, dTokens, dPlaces, rows, size) {
      arithmetic.addOwnBackward(dy, rowTokens, dTokens, rows, size);
      if (dPlaces !== undefined) arithmetic.addOwnBackward(dy, rowPlaces, dPlaces, rows, size);
    },

    linear(x, weight, bias, y, first, end, inputs, outputs) {
      const [from, to] = [at(x, first * inputs), at(y, first * outputs)];
      const row = inputs * BYTES;
      // prettier-ignore
      tools.product(
        from, row, BYTES, at(weight), row, 1, at(bias), 0, to, end - first, outputs, inputs,
      );
    },

    linearBackward(dy, weight, dx, rows, inputs, outputs) {
      const [row, step] = [outputs * BYTES, inputs * BYTES];
      // prettier-ignore
      tools.product(
        at(dy), row, BYTES, at(weight), step, 0, 0, 0, at(dx), rows, inputs, outputs,
      );
    },

    linearGradient(dy, x, dWeight, dBias, rows, inputs, outputs) {
      const [row, step] = [outputs * BYTES, inputs * BYTES];
      // prettier-ignore
      tools.product(
        at(dy), BYTES, row, at(x), step, 0, 0, 1, at(dWeight), outputs, inputs, rows,
      );
      if (dBias !== undefined) tools.sumRows(at(dy), at(dBias), rows, outputs);
    },

    normalise(kind, x, gain, offset, unit, scale, y, first, end, size) {
      const from = first * size;
      // prettier-ignore
      tools.normalise(
        Number(kind === "layer"), NORM_EPSILON, at(x, from), at(gain), at(offset),
        at(unit, from), at(scale, first), at(y, from), end - first, size,
      );
    },

    normaliseBackward(kind, d, unit, scale, gain, dGain, dOffset, rows, size) {
      // prettier-ignore
      tools.normaliseBackward(
        Number(kind === "layer"), at(d), at(unit), at(scale),
        at(gain), at(dGain), at(dOffset), rows, size,
      );
    },

    makeComparable(qkv, scale, rotation, places, first, end, heads, size) {
      aside = top;
      const [from, factors] = [at(qkv, first * 3 * heads * size), at(scale, first * 2 * heads)];
      const where = lend(places, first, end);
      // prettier-ignore
      tools.makeComparable(
        from, factors, at(rotation?.cos), at(rotation?.sin), where,
        end - first, heads, size, NORM_EPSILON,
      );
    },

    comparableBackward(dQkv, qkv, scale, rotation, places, rows, heads, size) {
      aside = top;
      const where = lend(places, 0, rows);
      // prettier-ignore
      tools.comparableBackward(
        at(dQkv), at(qkv), at(scale), at(rotation?.cos), at(rotation?.sin), where,
        rows, heads, size,
      );
    },

    scores(qkv, { askers, own, sees, seen }, weights, first, heads, size, context) {
      aside = top;
      // prettier-ignore
      tools.scores(
        at(qkv), lend(own, first, askers), lend(sees, first, askers),
        lend(seen, first * context, askers * context), at(weights, first * heads * context),
        askers - first, heads, size, context,
      );
    },

    softmaxSeen(weights, { askers, sees }, first, heads, context) {
      aside = top;
      const counts = lend(sees, first, askers);
      const from = at(weights, first * heads * context);
      tools.softmaxSeen(from, counts, askers - first, heads, context);
    },

    mix(qkv, { askers, sees, seen }, weights, mixed, first, heads, size, context) {
      aside = top;
      // prettier-ignore
      tools.mix(
        at(qkv), lend(sees, first, askers),
        lend(seen, first * context, askers * context), at(weights, first * heads * context),
        at(mixed, first * heads * size), askers - first, heads, size, context,
      );
    },

    attentionBackward(
      qkv,
      { sources, askers, own, sees, seen },
      weights,
      d,
      dQkv,
      heads,
      size,
      context,
      left,
      rate,
    ) {
      aside = top;
      const asked = [lend(own, 0, askers), lend(sees, 0, askers)];
      const looked = lend(seen, 0, askers * context);
      const room = take(aside, context);
      // prettier-ignore
      tools.attentionBackward(
        at(qkv), ...asked, looked, at(weights), at(left), at(d), at(dQkv), room,
        sources, askers, heads, size, context, 1 / (1 - rate),
      );
    },

    addOwn(x, own, y, first, end, size) {
      aside = top;
      const which = lend(own, first, end);
      tools.addFrom(at(x), which, at(y, first * size), end - first, size);
    },

    addOwnBackward(dy, own, dx, rows, size) {
      aside = top;
      tools.addTo(at(dy), lend(own, 0, rows), at(dx), rows, size);
    },

    filter(kind, up, active, start, end) {
      const tool = tools[kind];
      if (tool) tool(at(up, start), at(active, start), end - start);
      else FILTERS[kind].forward(up.values, active.values, start, end);
    },

    filterBackward(kind, up, d, count) {
      const tool = tools[`${kind}_backward`];
      if (tool) tool(at(up), at(d), count);
      else FILTERS[kind].backward(up.values, d.values, count);
    },

    softmax(logits, rows, V) {
      tools.softmax(at(logits), 0, rows, V);
    },

    crossEntropy(logits, { read, total, targets, targetRows, targetCounts }, V) {
      let loss = 0;
      const { values } = logits;
      for (let t = 0; t < total; t++) loss -= values[targetRows[t]! * V + targets[t]!]!;
      // Of each row the largest number, and the sum of the exponentials of the others less that.
      const logs = take(top, 2 * read);
      tools.softmax(at(logits), logs, read, V);
      const said = new Float32Array(memory.buffer, logs, 2 * read);
      for (let row = 0; row < read; row++) {
        loss += targetCounts[row]! * (said[2 * row]! + Math.log(said[2 * row + 1]!));
      }
      return loss / total;
    },

    crossEntropyBackward(logits, { read, total, targets, targetRows, targetCounts }, V, smoothing) {
      aside = top;
      const counts = lend(targetCounts, 0, read);
      const [rows, tokens] = [lend(targetRows, 0, total), lend(targets, 0, total)];
      // prettier-ignore
      tools.crossEntropyBackward(
        at(logits), counts, rows, tokens, read, total, V, 1 - smoothing, smoothing / V,
      );
    },

    adam(weights, slopes, m, v, { new1, new2, rate, epsilon }) {
      const blocks = [at(weights), at(slopes), at(m), at(v)];
      tools.adam(...blocks, weights.length, new1, new2, rate, epsilon);
    },
  };
  return arithmetic;
}

let compiled: WebAssembly.Module | undefined;

/** A memory of its own with its tools; undefined where there is no WebAssembly with SIMD. */
export function float32(): Float32 | undefined {
  try {
    compiled ??= new WebAssembly.Module(
      Uint8Array.from(atob(SIMD), (character) => character.charCodeAt(0)),
    );
    return made(compiled);
  } catch {
    // Too old a browser, a policy that forbids it, or no memory.
    return undefined;
  }
}
