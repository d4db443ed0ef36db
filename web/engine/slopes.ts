/**
 * Where a slope comes from: the slopes of the numbers computed later, each multiplied by how much
 * it moves when this one moves, as a sum to check by hand.
 *
 * The backward twin of origin.ts, and of model.ts's backward pass: what that computes in loops, this
 * spells out by name and place. Its test recomputes every slope of every kind of model from here,
 * and holds the parameters' to model.ts.
 */

import { anatomy, type Value } from "./anatomy.js";
import type { Numbers } from "./arithmetic.js";
import { Batch, enter } from "./batch.js";
import { NORM_EPSILON, parameterTable, ROTARY_BASE, type Activation } from "./config.js";
import { FILTERS } from "./filters.js";
import type { Model } from "./model.js";
import { place, type Part } from "./origin.js";
import { whole, type Slices } from "./slices.js";

/** What should follow a position of the window. */
export interface Target {
  readonly row: number;
  readonly token: number;
}

/** The slope of the error itself is 1: there every slope begins. */
export const ERROR = "error";

/**
 * A query and a key before they are normalised and turned, where a config does either: numbers that
 * the anatomy does not name, because what is compared is what comes after.
 */
export const SAID = "_said";

/** By how much the later number moves when this one moves by 1. */
export type Local =
  /** Copied, or added to others. */
  | { readonly kind: "one" }
  /** It is multiplied by this, and the product divided by the divisor where there is one. */
  | { readonly kind: "times"; readonly part: Part; readonly divisor?: number }
  | { readonly kind: "activation"; readonly activation: Activation; readonly at: number }
  /** chance, less 1 for the right one, shared among `of` targets: a score's pull on the error. */
  | {
      readonly kind: "error";
      readonly chance: number;
      readonly right: boolean;
      readonly of: number;
    }
  /** -1 / chance, shared among `of` targets: the logarithm's slope. */
  | { readonly kind: "surprise"; readonly chance: number; readonly of: number }
  /** share * (1 - own), or share * (0 - own) of another number of the row: they share one whole. */
  | {
      readonly kind: "softmax";
      readonly share: number;
      readonly own: number;
      readonly same: boolean;
    }
  /** A gain or an offset is learned: what it multiplies, one number of the row at its scale. */
  | { readonly kind: "unit"; readonly unit: number }
  /**
   * (1 or 0 - unit * own / size - centred / size) / divisor * gain: a norm's row keeps its size, so
   * that what one number wins, all lose.
   */
  | {
      readonly kind: "norm";
      readonly same: boolean;
      readonly unit: number;
      readonly own: number;
      readonly size: number;
      readonly centred: 0 | 1;
      readonly divisor: number;
      readonly gain?: Part;
    }
  /**
   * (turn - unit * own / size) / divisor: `turn` is the cos or the sin of the place's angle, or 0 of
   * a number of another pair; unit * own counts, as in a norm, where queries and keys have one.
   */
  | {
      readonly kind: "turned";
      readonly turn: number;
      readonly unit: number;
      readonly own: number;
      readonly size: number;
      readonly divisor: number;
    };

/** A number whose slope is known, and that slope. */
export interface Sloped {
  readonly name: string;
  readonly index: readonly number[];
  readonly slope: number;
}

export interface SlopeTerm {
  /** The later number; ERROR, whose slope is 1, has no index. */
  readonly later: Sloped;
  readonly factor: number;
  readonly local: Local;
  readonly value: number;
}

export interface SlopeOrigin extends Part {
  /** Of the error along this number: all the terms added up. */
  readonly slope: number;
  readonly terms: readonly SlopeTerm[];
  /** Later numbers that it moves too, but that do not move the error: they are no terms. */
  readonly idle: number;
}

/** Tells of one later number: whose, at which place of its flat array, how much, and why. */
type Say = (later: string, at: number, factor: number, local: Local | undefined) => void;
/** Tells of all the later numbers that number `at` of a tensor moves; `why` asks for the reasons. */
type Uses = (at: number, say: Say, why: boolean) => void;

const ONE: Local = { kind: "one" };
/** Numbers whose slopes are one slice of the work. */
const SLICE = 1000;

/** The one window as a batch of the model, whose loss is the mean over these targets. */
export function lesson(
  { config }: Model,
  tokens: readonly number[],
  targets: readonly Target[],
): Batch {
  const batch = new Batch(config, config.context, targets.length);
  for (const token of tokens) enter(config, batch, batch.cells - 1, token);
  for (const [t, { row, token }] of targets.entries()) {
    batch.targetCounts[row]!++;
    batch.targetRows[t] = row;
    batch.targets[t] = token;
  }
  batch.total = targets.length;
  return batch;
}

export class Slopes {
  /** Mean error over the targets, in nats. */
  readonly error: number;
  /** Every number of the forward pass, and what was said before it was turned. */
  readonly values: ReadonlyMap<string, Value>;
  /** The slope of the error along each of them, in the same places. */
  readonly along = new Map<string, Float64Array>();
  private readonly shapes: ReadonlyMap<string, readonly number[]>;
  private readonly parameters = new Map<string, Numbers>();
  private size: number | undefined;
  private readonly uses = new Map<string, Uses>();
  private readonly usesOfParameters = new Map<string, Uses>();

  /** Of the mean error over these targets, while the model's parameters stay as they are. */
  constructor(
    private readonly model: Model,
    readonly tokens: readonly number[],
    readonly targets: readonly Target[],
  ) {
    this.shapes = new Map(parameterTable(model.config).map(({ name, shape }) => [name, shape]));
    this.error = model.loss(lesson(model, tokens, targets));
    const values = anatomy(model, tokens);
    this.values = this.withSaid(values);
    this.connect();
    this.connectParameters();
    // Backwards: all that a number moves is known before the number.
    for (const [name, { numbers }] of [...this.values].reverse()) {
      this.along.set(name, whole(this.summed(this.uses.get(name)!, numbers.length)));
    }
  }

  /** The slope of the error along every number of a parameter. */
  parameter(name: string): Numbers {
    return this.parameters.get(name) ?? whole(this.parameterSliced(name));
  }

  /** The same of every parameter, in slices: then none is left to compute. */
  *everyParameter(): Slices<void> {
    for (const name of this.shapes.keys()) {
      if (!this.parameters.has(name)) yield* this.parameterSliced(name);
    }
  }

  private *parameterSliced(name: string): Slices<Numbers> {
    const count = this.model.parameters.get(name).length;
    const slopes = yield* this.summed(this.usesOfParameters.get(name)!, count);
    this.parameters.set(name, slopes);
    return slopes;
  }

  /** The root of all the parameters' slopes squared: what clipping looks at. */
  get norm(): number {
    if (this.size !== undefined) return this.size;
    let squares = 0;
    for (const name of this.shapes.keys()) {
      for (const slope of this.parameter(name)) squares += slope * slope;
    }
    return (this.size = Math.sqrt(squares));
  }

  /** The slope along one number, as a sum. An Error where there is no such number. */
  origin(source: Part["source"], name: string, index: readonly number[]): SlopeOrigin {
    const shape = source === "value" ? this.values.get(name)?.shape : this.shapes.get(name);
    if (shape === undefined) throw new Error(`there is no ${source} ${name}`);
    const at = place(name, shape, index);
    const uses = source === "value" ? this.uses : this.usesOfParameters;
    const numbers =
      source === "value" ? this.values.get(name)!.numbers : this.model.parameters.get(name);
    const slopes = source === "value" ? this.along.get(name)! : this.parameter(name);
    const terms: SlopeTerm[] = [];
    let idle = 0;
    uses.get(name)!(
      at,
      (later, where, factor, local) => {
        const slope = this.slopeAt(later, where);
        if (slope === 0) return void idle++;
        const index = later === ERROR ? [] : indexOf(this.values.get(later)!.shape, where);
        const value = slope * factor;
        terms.push({ later: { name: later, index, slope }, factor, local: local!, value });
      },
      true,
    );
    return { source, name, index, value: numbers[at]!, slope: slopes[at]!, terms, idle };
  }

  private slopeAt(name: string, at: number): number {
    return name === ERROR ? 1 : this.along.get(name)![at]!;
  }

  private *summed(uses: Uses, count: number): Slices<Float64Array> {
    const slopes = new Float64Array(count);
    let of = "";
    let along: Numbers = slopes;
    let sum = 0;
    const say: Say = (later, at, factor) => {
      if (later === ERROR) return void (sum += factor);
      if (later !== of) along = this.along.get((of = later))!;
      const slope = along[at]!;
      // What moves nothing may stand beside an infinite factor.
      if (slope !== 0) sum += slope * factor;
    };
    for (let at = 0; at < count; at++) {
      sum = 0;
      uses(at, say, false);
      slopes[at] = sum;
      if (at % SLICE === SLICE - 1) yield;
    }
    return slopes;
  }

  /** The anatomy with what queries and keys were before, each in front of what it became. */
  private withSaid(values: ReadonlyMap<string, Value>): Map<string, Value> {
    const { config } = this.model;
    if (config.positions !== "rotary" && !config.query_key_norm) return new Map(values);
    const { embedding: D, heads } = config;
    const hd = D / heads;
    const all = new Map<string, Value>();
    for (const [name, value] of values) {
      if (/attention\.(query|key)$/.test(name)) {
        const read = values.get(name.replace(/attention\.\w+$/, "attention_norm"))!.numbers;
        const weight = this.model.parameters.get(name);
        const bias = this.shapes.has(`${name}_bias`)
          ? this.model.parameters.get(`${name}_bias`)
          : undefined;
        const n = value.shape[1]!;
        const numbers = new Float64Array(value.numbers.length);
        for (let at = 0; at < numbers.length; at++) {
          const [head, row, i] = indexOf(value.shape, at) as [number, number, number];
          const output = head * hd + i;
          let sum = bias?.[output] ?? 0;
          for (let k = 0; k < D; k++) sum += read[row * D + k]! * weight[output * D + k]!;
          numbers[at] = sum;
        }
        all.set(name + SAID, { name: name + SAID, shape: [heads, n, hd], numbers });
      }
      all.set(name, value);
    }
    return all;
  }

  private numbers(name: string): Numbers {
    return this.values.get(name)!.numbers;
  }

  private valuePart(name: string, at: number): Part {
    const { shape, numbers } = this.values.get(name)!;
    return { source: "value", name, index: indexOf(shape, at), value: numbers[at]! };
  }

  private parameterPart(name: string, at: number): Part {
    const value = this.model.parameters.get(name)[at]!;
    return { source: "parameter", name, index: indexOf(this.shapes.get(name)!, at), value };
  }

  /** Number i of a row goes into row `output` of `weight` (outputs, inputs), for every output. */
  private product(
    later: string,
    weight: string,
    inputs: number,
    outputs: number,
    laterAt: (row: number, output: number) => number = (row, output) => row * outputs + output,
  ): (row: number, i: number, say: Say, why: boolean) => void {
    const w = this.model.parameters.get(weight);
    return (row, i, say, why) => {
      for (let o = 0; o < outputs; o++) {
        const at = o * inputs + i;
        const local: Local | undefined = why
          ? { kind: "times", part: this.parameterPart(weight, at) }
          : undefined;
        say(later, laterAt(row, o), w[at]!, local);
      }
    };
  }

  /** The rows of a norm's input at their scale, and what they were divided by. */
  private units(input: readonly Numbers[]): { unit: Float64Array; divisors: Float64Array } {
    const { norm, embedding: D } = this.model.config;
    const n = this.tokens.length;
    const unit = new Float64Array(n * D);
    const divisors = new Float64Array(n);
    for (let row = 0; row < n; row++) {
      let [mean, squares] = [0, 0];
      for (let i = row * D; i < (row + 1) * D; i++) {
        for (const numbers of input) unit[i]! += numbers[i]!;
        mean += unit[i]! / D;
      }
      if (norm !== "layer") mean = 0;
      for (let i = row * D; i < (row + 1) * D; i++) squares += (unit[i]! -= mean) ** 2;
      const divisor = (divisors[row] = Math.sqrt(squares / D + NORM_EPSILON));
      for (let i = row * D; i < (row + 1) * D; i++) unit[i]! /= divisor;
    }
    return { unit, divisors };
  }

  /** Number i of a row is normalised with these tensors into `later`, or copied there. */
  private normalised(later: string, tensors: string, used: boolean, ...input: string[]): Uses {
    if (!used) return (at, say) => say(later, at, 1, ONE);
    const { norm, embedding: D } = this.model.config;
    const centred = norm === "layer" ? 1 : 0;
    const { unit, divisors } = this.units(input.map((name) => this.numbers(name)));
    const gain = `${tensors}.weight`;
    const gains = this.shapes.has(gain) ? this.model.parameters.get(gain) : undefined;
    const offset = `${tensors}.bias`;
    if (gains) {
      this.usesOfParameters.set(gain, (i, say) => {
        for (let at = i; at < unit.length; at += D) {
          say(later, at, unit[at]!, { kind: "unit", unit: unit[at]! });
        }
      });
    }
    if (this.shapes.has(offset)) {
      this.usesOfParameters.set(offset, (i, say) => {
        for (let at = i; at < unit.length; at += D) say(later, at, 1, ONE);
      });
    }
    return (at, say, why) => {
      const row = Math.floor(at / D);
      const [own, divisor] = [unit[at]!, divisors[row]!];
      for (let k = 0; k < D; k++) {
        const to = row * D + k;
        const moved = ((to === at ? 1 : 0) - (unit[to]! * own) / D - centred / D) / divisor;
        const local: Local | undefined = why
          ? {
              kind: "norm",
              same: to === at,
              unit: unit[to]!,
              own,
              size: D,
              centred,
              divisor,
              ...(gains && { gain: this.parameterPart(gain, k) }),
            }
          : undefined;
        say(later, to, moved * (gains?.[k] ?? 1), local);
      }
    };
  }

  /** Which later numbers every number of the forward pass moves. */
  private connect(): void {
    const { config } = this.model;
    const { embedding: D, vocabulary: V, layers } = config;
    const { targets } = this;
    const copied =
      (later: string): Uses =>
      (at, say) =>
        say(later, at, 1, ONE);
    const both =
      (...uses: Uses[]): Uses =>
      (at, say, why) => {
        for (const use of uses) use(at, say, why);
      };

    const chances = this.numbers("probabilities");
    const of = targets.length;
    this.uses.set("probabilities", (at, say) => {
      for (const { row, token } of targets) {
        if (row * V + token !== at) continue;
        const chance = chances[at]!;
        say(ERROR, 0, -1 / chance / of, { kind: "surprise", chance, of });
      }
    });
    this.uses.set("logits", (at, say) => {
      const chance = chances[at]!;
      for (const { row, token } of targets) {
        if (row !== Math.floor(at / V)) continue;
        const right = row * V + token === at;
        say(ERROR, 0, (chance - (right ? 1 : 0)) / of, { kind: "error", chance, right, of });
      }
    });
    const scored = this.product("logits", config.tied ? "token_embedding" : "unembedding", D, V);
    this.uses.set("final_norm", (at, say, why) => scored(Math.floor(at / D), at % D, say, why));

    for (let layer = layers - 1; layer >= 0; layer--) {
      const block = `blocks.${layer}`;
      const out = `${block}.mlp.residual`;
      const next = `blocks.${layer + 1}`;
      const read = (name: string, from: string): Uses =>
        this.normalised(name, name, config.norm_blocks, from);
      this.uses.set(
        out,
        layer === layers - 1
          ? this.normalised("final_norm", "final_norm", config.norm_final, out)
          : both(read(`${next}.attention_norm`, out), copied(`${next}.attention.shortcut`)),
      );
      for (const name of ["output", "shortcut"]) this.uses.set(`${block}.mlp.${name}`, copied(out));
      this.connectMlp(block);
      const middle = `${block}.attention.residual`;
      this.uses.set(
        middle,
        both(read(`${block}.mlp_norm`, middle), copied(`${block}.mlp.shortcut`)),
      );
      for (const name of ["output", "shortcut"]) {
        this.uses.set(`${block}.attention.${name}`, copied(middle));
      }
      this.connectAttention(block);
    }
    const first = "blocks.0.attention_norm";
    this.uses.set(
      "embedding",
      both(
        this.normalised(first, first, config.norm_blocks, "embedding"),
        copied("blocks.0.attention.shortcut"),
      ),
    );
    const added = ["token_embedding", "position_embedding"].filter((name) => this.values.has(name));
    const card = this.normalised("embedding", "embedding_norm", config.norm_embedding, ...added);
    for (const name of added) this.uses.set(name, card);
  }

  private connectMlp(block: string): void {
    const { embedding: D, hidden: H, activation } = this.model.config;
    const down = this.product(`${block}.mlp.output`, `${block}.mlp.down.weight`, H, D);
    this.uses.set(`${block}.mlp.active`, (at, say, why) =>
      down(Math.floor(at / H), at % H, say, why),
    );
    const ups = this.numbers(`${block}.mlp.up`);
    const steep = new Float64Array(ups.length).fill(1);
    FILTERS[activation].backward(ups, steep, ups.length);
    this.uses.set(`${block}.mlp.up`, (at, say) =>
      say(`${block}.mlp.active`, at, steep[at]!, { kind: "activation", activation, at: ups[at]! }),
    );
    const up = this.product(`${block}.mlp.up`, `${block}.mlp.up.weight`, D, H);
    this.uses.set(`${block}.mlp_norm`, (at, say, why) => up(Math.floor(at / D), at % D, say, why));
  }

  private connectAttention(block: string): void {
    const { config } = this.model;
    const { embedding: D, heads } = config;
    const hd = D / heads;
    const n = this.tokens.length;
    const name = `${block}.attention`;
    const cell = (head: number, row: number, i: number): number => (head * n + row) * hd + i;
    const pair = (head: number, row: number, j: number): number => (head * n + row) * n + j;
    const where = (at: number, size: number): [number, number, number] => [
      Math.floor(at / (n * size)),
      Math.floor(at / size) % n,
      at % size,
    ];
    const times = (why: boolean, part: string, at: number, divisor?: number): Local | undefined =>
      why
        ? { kind: "times", part: this.valuePart(part, at), ...(divisor && { divisor }) }
        : undefined;

    const joined = config.attention_output
      ? this.product(`${name}.output`, `${name}.output`, D, D)
      : (row: number, i: number, say: Say): void => say(`${name}.output`, row * D + i, 1, ONE);
    this.uses.set(`${name}.heads`, (at, say, why) => {
      const [head, row, i] = where(at, hd);
      joined(row, head * hd + i, say, why);
    });
    const [values, shares] = [this.numbers(`${name}.value`), this.numbers(`${name}.weights`)];
    this.uses.set(`${name}.weights`, (at, say, why) => {
      const [head, row, j] = where(at, n);
      if (j > row) return;
      for (let i = 0; i < hd; i++) {
        const from = cell(head, j, i);
        say(`${name}.heads`, cell(head, row, i), values[from]!, times(why, `${name}.value`, from));
      }
    });
    this.uses.set(`${name}.value`, (at, say, why) => {
      const [head, j, i] = where(at, hd);
      for (let row = j; row < n; row++) {
        const from = pair(head, row, j);
        const local = times(why, `${name}.weights`, from);
        say(`${name}.heads`, cell(head, row, i), shares[from]!, local);
      }
    });
    this.uses.set(`${name}.scores`, (at, say, why) => {
      const [head, row, j] = where(at, n);
      if (j > row) return;
      const own = shares[at]!;
      for (let k = 0; k <= row; k++) {
        const to = pair(head, row, k);
        const share = shares[to]!;
        const local: Local | undefined = why
          ? { kind: "softmax", share, own, same: k === j }
          : undefined;
        say(`${name}.weights`, to, share * ((k === j ? 1 : 0) - own), local);
      }
    });
    const [queries, keys] = [this.numbers(`${name}.query`), this.numbers(`${name}.key`)];
    const root = Math.sqrt(hd);
    this.uses.set(`${name}.query`, (at, say, why) => {
      const [head, row, i] = where(at, hd);
      for (let j = 0; j <= row; j++) {
        const from = cell(head, j, i);
        const local = times(why, `${name}.key`, from, root);
        say(`${name}.scores`, pair(head, row, j), keys[from]! / root, local);
      }
    });
    this.uses.set(`${name}.key`, (at, say, why) => {
      const [head, j, i] = where(at, hd);
      for (let row = j; row < n; row++) {
        const from = cell(head, row, i);
        const local = times(why, `${name}.query`, from, root);
        say(`${name}.scores`, pair(head, row, j), queries[from]! / root, local);
      }
    });
    const reading = ["query", "key", "value"].map((part) => {
      const tensor = `${name}.${part}`;
      const later = this.saidOr(tensor);
      if (later !== tensor) this.uses.set(later, this.turned(tensor, where));
      return this.product(later, tensor, D, D, (row, o) => cell(Math.floor(o / hd), row, o % hd));
    });
    this.uses.set(`${block}.attention_norm`, (at, say, why) => {
      for (const read of reading) read(Math.floor(at / D), at % D, say, why);
    });
  }

  /** What a query or a key is before its norm and its turn, where it has either. */
  private saidOr(name: string): string {
    return this.values.has(name + SAID) ? name + SAID : name;
  }

  /** What a head says is normalised, and turned by its place. */
  private turned(name: string, where: (at: number, size: number) => number[]): Uses {
    const { config } = this.model;
    const hd = config.embedding / config.heads;
    const half = hd / 2;
    const [saids, turned] = [this.numbers(name + SAID), this.numbers(name)];
    const { query_key_norm: normed } = config;
    const turns = config.positions === "rotary";
    return (at, say, why) => {
      const [, row, i] = where(at, hd) as [number, number, number];
      const start = at - i;
      let squares = 0;
      for (let k = start; k < start + hd; k++) squares += saids[k]! ** 2;
      const divisor = normed ? Math.sqrt(squares / hd + NORM_EPSILON) : 1;
      const own = normed ? saids[at]! / divisor : 0;
      const angle = turns ? row * ROTARY_BASE ** (-(i % half) / half) : 0;
      for (let k = 0; k < hd; k++) {
        const isOther = turns && k === (i + half) % hd;
        // Without a norm a number moves itself and the other of its pair alone.
        if (!normed && k !== i && !isOther) continue;
        const sin = Math.sin(angle) * (i < half ? 1 : -1);
        const turn = k === i ? Math.cos(angle) : isOther ? sin : 0;
        const unit = normed ? turned[start + k]! : 0;
        const local: Local | undefined = why
          ? { kind: "turned", turn, unit, own, size: hd, divisor }
          : undefined;
        say(name, start + k, (turn - (unit * own) / hd) / divisor, local);
      }
    };
  }

  /** Which numbers every weight moves: at each place, its output, as much as its input says. */
  private connectParameters(): void {
    const { config } = this.model;
    const { embedding: D, hidden: H, vocabulary: V, heads } = config;
    const n = this.tokens.length;
    const hd = D / heads;
    const matrix = (
      weight: string,
      bias: string,
      inputs: number,
      input: (row: number, i: number) => [string, number],
      output: (row: number, o: number) => [string, number],
    ): void => {
      this.usesOfParameters.set(weight, (at, say, why) => {
        for (let row = 0; row < n; row++) {
          const [from, place] = input(row, at % inputs);
          const [later, to] = output(row, Math.floor(at / inputs));
          const local: Local | undefined = why
            ? { kind: "times", part: this.valuePart(from, place) }
            : undefined;
          say(later, to, this.numbers(from)[place]!, local);
        }
      });
      this.usesOfParameters.set(bias, (o, say) => {
        for (let row = 0; row < n; row++) say(...output(row, o), 1, ONE);
      });
    };
    const rows =
      (name: string, size: number) =>
      (row: number, i: number): [string, number] => [name, row * size + i];
    const inHeads =
      (name: string) =>
      (row: number, i: number): [string, number] => [
        name,
        (Math.floor(i / hd) * n + row) * hd + (i % hd),
      ];
    for (let layer = 0; layer < config.layers; layer++) {
      const block = `blocks.${layer}`;
      for (const part of ["query", "key", "value"]) {
        const name = `${block}.attention.${part}`;
        const read = rows(`${block}.attention_norm`, D);
        matrix(name, `${name}_bias`, D, read, inHeads(this.saidOr(name)));
      }
      const mixed = `${block}.attention.output`;
      matrix(mixed, `${mixed}_bias`, D, inHeads(`${block}.attention.heads`), rows(mixed, D));
      const { up, output } = { up: `${block}.mlp.up`, output: `${block}.mlp.output` };
      matrix(`${up}.weight`, `${up}.bias`, D, rows(`${block}.mlp_norm`, D), rows(up, H));
      const down = `${block}.mlp.down`;
      matrix(`${down}.weight`, `${down}.bias`, H, rows(`${block}.mlp.active`, H), rows(output, D));
    }
    const last = rows("final_norm", D);
    const scores = config.tied ? "token_embedding" : "unembedding";
    matrix(scores, "", D, last, rows("logits", V));
    this.usesOfParameters.delete("");
    const { tokens } = this;
    // A table that is tied says the scores too.
    const scored = config.tied ? this.usesOfParameters.get(scores) : undefined;
    this.usesOfParameters.set("token_embedding", (at, say, why) => {
      for (let row = 0; row < n; row++) {
        if (tokens[row] === Math.floor(at / D)) say("token_embedding", row * D + (at % D), 1, ONE);
      }
      scored?.(at, say, why);
    });
    this.usesOfParameters.set("position_embedding", (at, say) => {
      if (at < n * D) say("position_embedding", at, 1, ONE);
    });
  }
}

/** The index of a place in a flat array. */
export function indexOf(shape: readonly number[], at: number): number[] {
  const index = [...shape];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = at % shape[axis]!;
    at = Math.floor(at / shape[axis]!);
  }
  return index;
}
