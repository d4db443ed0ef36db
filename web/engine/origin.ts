/**
 * Where a number of the anatomy comes from: the numbers it was made of, as a sum to check by hand.
 *
 * The twin of model.ts's forward pass, one number at a time: what that computes in loops, this
 * spells out by name and place. Its test recomputes every number of every kind of model from here.
 */

import { flat, switchOff, type Value } from "./anatomy.js";
import { NORM_EPSILON, parameterTable, ROTARY_BASE, type Activation } from "./config.js";
import type { Model } from "./model.js";

/** One number that takes part: a value of the anatomy or a parameter of the model, and its place. */
export interface Part {
  readonly source: "value" | "parameter";
  readonly name: string;
  readonly index: readonly number[];
  readonly value: number;
}

/** One or two factors, multiplied; terms add up. */
export interface Term {
  readonly factors: readonly Part[];
  readonly value: number;
}

/**
 * How the value follows from the sum. `row` holds the sums of all the numbers of the same row,
 * this one at the place of its last index; those a position cannot see yet are left out.
 */
export type Rule =
  /** lookup: copied from a parameter. copy: of another value. products: any bias is the last term. */
  | { readonly kind: "lookup" | "copy" | "sum" | "products" }
  /** sum / divisor, the square root of how many products there are. */
  | { readonly kind: "scaled"; readonly divisor: number }
  | { readonly kind: "activation"; readonly activation: Activation }
  /**
   * (sum * cos + other * sin) / divisor: a head's numbers turn in pairs by their place, and `other`
   * is the pair's second number; sin has the sign of this one's turn. `row` holds the head's numbers
   * before; the divisor is the root of their mean square (and of a speck more), or 1 without a norm.
   */
  | {
      readonly kind: "turned";
      readonly row: readonly number[];
      readonly other: number;
      readonly cos: number;
      readonly sin: number;
      readonly divisor: number;
    }
  /**
   * (sum - mean) / divisor * gain + offset, where a gain or an offset is learned. The divisor is
   * the root of the mean square of row - mean (and of a speck more); RMS leaves the mean at 0.
   */
  | {
      readonly kind: "norm";
      readonly row: readonly number[];
      readonly mean: number;
      readonly divisor: number;
      readonly gain?: Part;
      readonly offset?: Part;
    }
  /** exp / total: exp(sum - peak) among those of the row, whose largest number is the peak. */
  | {
      readonly kind: "softmax";
      readonly row: readonly number[];
      readonly peak: number;
      readonly exp: number;
      readonly total: number;
    }
  /** No terms. off: 0 stands where a switched off part would speak. future: not to be seen yet. */
  | { readonly kind: "off" | "future" };

export type Origin = Rule & {
  readonly name: string;
  readonly index: readonly number[];
  readonly value: number;
  readonly terms: readonly Term[];
  /** The terms added up, before the rule. */
  readonly sum: number;
};

/**
 * The origin of one number of `values`, which is what anatomy(model, tokens, off) gives while the
 * parameters stay as they are. An Error where there is no such number.
 */
export function origin(
  model: Model,
  tokens: readonly number[],
  values: ReadonlyMap<string, Value>,
  name: string,
  index: readonly number[],
  off: readonly string[] = [],
): Origin {
  const { config } = model;
  const { embedding: D, hidden: H, vocabulary: V } = config;
  const hd = D / config.heads;
  const shapes = new Map(parameterTable(config).map((tensor) => [tensor.name, tensor.shape]));

  const value = (name: string, ...index: number[]): Part => {
    const found = values.get(name);
    if (found === undefined) throw new Error(`no value is called ${name}`);
    const at = place(name, found.shape, index);
    return { source: "value", name, index, value: found.numbers[at]! };
  };
  const parameter = (name: string, ...index: number[]): Part => {
    const numbers = model.parameters.get(name);
    const at = place(name, shapes.get(name)!, index);
    return { source: "parameter", name, index, value: numbers[at]! };
  };
  /** The number of a tensor that only some configs have. */
  const perhaps = (name: string, index: number): Part | undefined =>
    shapes.has(name) ? parameter(name, index) : undefined;

  const self = value(name, ...index);
  const made = (rule: Rule, terms: readonly Term[] = []): Origin => {
    return { name, index: self.index, value: self.value, terms, sum: total(terms), ...rule };
  };
  /** Row `output` of a matrix times `inputs` numbers, and the bias if there is one. */
  const linear = (
    input: (k: number) => Part,
    inputs: number,
    weight: string,
    bias: string | undefined,
    output: number,
  ): Origin => {
    const terms = each(inputs, (k) => term(input(k), parameter(weight, output, k)));
    const last = bias === undefined ? undefined : perhaps(bias, output);
    if (last !== undefined) terms.push(term(last));
    return made({ kind: "products" }, terms);
  };
  /** The norm with these tensors of a row whose numbers are terms, added up. */
  const norm = (tensors: string, input: (i: number) => readonly Term[], i: number): Origin => {
    const row = each(D, (k) => total(input(k)));
    const mean = config.norm === "layer" ? add(row) / D : 0;
    const divisor = Math.sqrt(add(row.map((x) => (x - mean) ** 2)) / D + NORM_EPSILON);
    const gain = perhaps(`${tensors}.weight`, i);
    const offset = perhaps(`${tensors}.bias`, i);
    const learned = { ...(gain && { gain }), ...(offset && { offset }) };
    return made({ kind: "norm", row, mean, divisor, ...learned }, input(i));
  };
  const softmax = (row: readonly Part[], i: number): Origin => {
    const numbers = row.map((part) => part.value);
    const peak = Math.max(...numbers);
    const exps = numbers.map((x) => Math.exp(x - peak));
    const rule = { kind: "softmax", row: numbers, peak, exp: exps[i]!, total: add(exps) } as const;
    return made(rule, [term(row[i]!)]);
  };
  const copy = (from: Part): Origin => made({ kind: "copy" }, [term(from)]);
  const sum = (a: Part, b: Part): Origin => made({ kind: "sum" }, [term(a), term(b)]);

  // Whether this number is switched off, only the switch itself knows: try it on ones.
  const { shape, numbers } = values.get(name)!;
  const left = new Float64Array(numbers.length).fill(1);
  switchOff(config, off)(name, left, shape);
  if (left[place(name, shape, index)] === 0) return made({ kind: "off" });

  const [, layer, point] = /^blocks\.(\d+)\.(.+)$/.exec(name) ?? [undefined, undefined, name];
  const block = `blocks.${layer}`;
  /** What the block reads. */
  const before = Number(layer) > 0 ? `blocks.${Number(layer) - 1}.mlp.residual` : "embedding";

  switch (point) {
    case "attention.query":
    case "attention.key":
    case "attention.value": {
      const [head, row, i] = index as [number, number, number];
      const read = (k: number): Part => value(`${block}.attention_norm`, row, k);
      const said = (i: number): Origin => linear(read, D, name, `${name}_bias`, head * hd + i);
      const turns = config.positions === "rotary";
      const { query_key_norm: normed } = config;
      if (point === "attention.value" || !(turns || normed)) return said(i);
      // What the head says before it is normalised and turned.
      const numbers = each(hd, (k) => said(k).sum);
      const divisor = normed ? Math.sqrt(add(numbers.map((x) => x * x)) / hd + NORM_EPSILON) : 1;
      const { terms } = said(i);
      if (!turns) return made({ kind: "norm", row: numbers, mean: 0, divisor }, terms);
      const half = hd / 2;
      const angle = row * ROTARY_BASE ** (-(i % half) / half);
      const sin = Math.sin(angle) * (i < half ? -1 : 1);
      const other = numbers[(i + half) % hd]!;
      return made(
        { kind: "turned", row: numbers, other, cos: Math.cos(angle), sin, divisor },
        terms,
      );
    }
    case "attention.scores": {
      const [head, row, j] = index as [number, number, number];
      if (j > row) return made({ kind: "future" });
      const terms = each(hd, (i) =>
        term(
          value(`${block}.attention.query`, head, row, i),
          value(`${block}.attention.key`, head, j, i),
        ),
      );
      return made({ kind: "scaled", divisor: Math.sqrt(hd) }, terms);
    }
    case "attention.weights": {
      const [head, row, j] = index as [number, number, number];
      if (j > row) return made({ kind: "future" });
      return softmax(
        each(row + 1, (k) => value(`${block}.attention.scores`, head, row, k)),
        j,
      );
    }
    case "attention.heads": {
      const [head, row, i] = index as [number, number, number];
      const terms = each(row + 1, (j) =>
        term(
          value(`${block}.attention.weights`, head, row, j),
          value(`${block}.attention.value`, head, j, i),
        ),
      );
      return made({ kind: "products" }, terms);
    }
  }
  // All others are rows of numbers.
  const [row, i] = index as [number, number];
  switch (point) {
    case "token_embedding":
      return made({ kind: "lookup" }, [term(parameter(name, tokens[row]!, i))]);
    case "position_embedding":
      return made({ kind: "lookup" }, [term(parameter(name, row, i))]);
    case "embedding": {
      const learned = config.positions === "learned" ? ["position_embedding"] : [];
      const added = (k: number): Term[] =>
        ["token_embedding", ...learned].map((name) => term(value(name, row, k)));
      if (config.norm_embedding) return norm("embedding_norm", added, i);
      return made({ kind: learned.length > 0 ? "sum" : "copy" }, added(i));
    }
    case "attention_norm":
    case "mlp_norm":
    case "final_norm": {
      const from = {
        attention_norm: before,
        mlp_norm: `${block}.attention.residual`,
        final_norm: `blocks.${config.layers - 1}.mlp.residual`,
      }[point];
      const used = point === "final_norm" ? config.norm_final : config.norm_blocks;
      return used ? norm(name, (k) => [term(value(from, row, k))], i) : copy(value(from, row, i));
    }
    case "attention.output": {
      const joined = (k: number): Part =>
        value(`${block}.attention.heads`, Math.floor(k / hd), row, k % hd);
      return config.attention_output ? linear(joined, D, name, `${name}_bias`, i) : copy(joined(i));
    }
    case "attention.shortcut":
      return copy(value(before, row, i));
    case "attention.residual":
      return sum(
        value(`${block}.attention.output`, row, i),
        value(`${block}.attention.shortcut`, row, i),
      );
    case "mlp.up": {
      const read = (k: number): Part => value(`${block}.mlp_norm`, row, k);
      return linear(read, D, `${name}.weight`, `${name}.bias`, i);
    }
    case "mlp.active": {
      const rule = { kind: "activation", activation: config.activation } as const;
      return made(rule, [term(value(`${block}.mlp.up`, row, i))]);
    }
    case "mlp.output": {
      const read = (k: number): Part => value(`${block}.mlp.active`, row, k);
      return linear(read, H, `${block}.mlp.down.weight`, `${block}.mlp.down.bias`, i);
    }
    case "mlp.shortcut":
      return copy(value(`${block}.attention.residual`, row, i));
    case "mlp.residual":
      return sum(value(`${block}.mlp.output`, row, i), value(`${block}.mlp.shortcut`, row, i));
    case "logits": {
      const weight = config.tied ? "token_embedding" : "unembedding";
      return linear((k) => value("final_norm", row, k), D, weight, undefined, i);
    }
    case "probabilities":
      return softmax(
        each(V, (k) => value("logits", row, k)),
        i,
      );
  }
  throw new Error(`nothing is known about the value ${name}`);
}

function each<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

function term(...factors: Part[]): Term {
  return { factors, value: factors.reduce((product, { value }) => product * value, 1) };
}

function add(numbers: readonly number[]): number {
  return numbers.reduce((sum, x) => sum + x, 0);
}

function total(terms: readonly Term[]): number {
  return add(terms.map((term) => term.value));
}

/** Where a number stands in its flat array, row by row. */
export function place(name: string, shape: readonly number[], index: readonly number[]): number {
  const inside = (i: number, axis: number): boolean =>
    Number.isInteger(i) && i >= 0 && i < shape[axis]!;
  if (index.length !== shape.length || !index.every(inside)) {
    throw new Error(`${name} (${shape.join(", ")}) has no number at ${index.join(", ")}`);
  }
  return flat(shape, index);
}
