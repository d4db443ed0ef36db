/**
 * The shape of a GPT: its dials, presets, and the table of its parameters, as the Python package
 * declares them (premier_llm/model), with the same names, which are also those of the file.
 */

import {
  CONSTANTS,
  DIALS,
  PARAMETERS,
  PLANS,
  PRESETS as DIFFERING,
  SPREADS,
  STARTS,
} from "../spec.js";
import { InputError, shown } from "./errors.js";

type Declared = typeof DIALS;
type Value<D> = D extends { readonly kind: "number" }
  ? number
  : D extends { readonly kind: "switch" }
    ? boolean
    : D extends { readonly choices: readonly (infer Choice)[] }
      ? Choice
      : never;

/** A dial's name. */
export type Dial = keyof Declared;
/** Every dial with its value; what each sets is said where it is declared. */
export type Config = { readonly [D in Dial]: Value<Declared[D]> };
export type Positions = Config["positions"];
export type Activation = Config["activation"];
export type Norm = Config["norm"];
export type Init = Config["init"];

/** Every dial, in their order. */
export const DIAL_NAMES = Object.keys(DIALS) as Dial[];

/** The lesson's model: 2,832 parameters. */
const MINI = Object.fromEntries(
  DIAL_NAMES.map((dial) => [dial, DIALS[dial].default]),
) as unknown as Config;

const whole = <Name extends string>(
  differing: Readonly<Record<Name, object>>,
): Readonly<Record<Name, Config>> =>
  Object.fromEntries(
    Object.entries<object>(differing).map(([name, dials]) => [name, { ...MINI, ...dials }]),
  ) as Record<Name, Config>;

export const PRESETS = whole(DIFFERING);
/** What le Labo offers ready made. */
export const READY = whole(PLANS);

export const { normEpsilon: NORM_EPSILON, rotaryBase: ROTARY_BASE } = CONSTANTS;

/** The config with these dials turned (mini's where left out); InputError if that is impossible. */
export function config(dials: Readonly<Record<string, unknown>> = {}): Config {
  const merged: Record<string, unknown> = { ...MINI };
  for (const [dial, value] of Object.entries(dials)) {
    if (!isDial(dial)) {
      throw new InputError("config.unknown", { dial: shown(dial) });
    }
    if (!isPossible(dial, value)) {
      throw new InputError("config.value", { dial, value: shown(value) });
    }
    merged[dial] = value;
  }
  const made = merged as unknown as Config;
  if (made.embedding % made.heads !== 0) {
    throw new InputError("config.heads", { heads: made.heads, embedding: made.embedding });
  }
  const size = made.embedding / made.heads;
  if (made.positions === "rotary" && size % 2 !== 0) {
    throw new InputError("config.rotary", { size });
  }
  const placed = made.norm_embedding || made.norm_blocks || made.norm_final;
  if ((made.norm === "none") === placed) {
    throw new InputError("config.norm", { norm: made.norm });
  }
  if (made.norm === "none" && (made.norm_weight || made.norm_bias)) {
    throw new InputError("config.norm_parameters");
  }
  return made;
}

export const isDial = (name: string): name is Dial => Object.hasOwn(DIALS, name);

/** Whether a dial can be set to this. */
export function isPossible(dial: Dial, value: unknown): boolean {
  const declared = DIALS[dial];
  if (declared.kind === "number") return Number.isSafeInteger(value) && (value as number) >= 1;
  if (declared.kind === "switch") return typeof value === "boolean";
  return (declared.choices as readonly string[]).includes(value as string);
}

/** One row of the declared table; `blocks.*` stands for each layer. */
type Row = (typeof PARAMETERS)[number];

/** One tensor that the model learns. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  /** The dials whose product is the count: a page writes them in its language. */
  readonly factors: Row["shape"];
  readonly count: number;
  /** Standard deviation of the initial draw; 0 when it starts constant. */
  readonly spread: number;
  /** Mean of the initial draw: 1 for the gains of norms, 0 elsewhere. */
  readonly start: number;
  readonly other: Start;
  /** What it is, in each language. */
  readonly label: Row["label"];
}

/** How a tensor starts, beside what is drawn by its kind. */
interface Start {
  /** Added along its diagonal. */
  readonly diagonal?: number;
  /** The tensor whose first numbers it takes; none is drawn then. */
  readonly like?: string;
}

const BLOCK = "blocks.*.";

/** Every tensor of the model in the order of the file, of the initial draw and of use. */
export function parameterTable(config: Config): Parameter[] {
  const spreads: Readonly<Record<string, Spread>> = SPREADS[config.init];
  const starts: Readonly<Record<string, Readonly<Record<string, Start>>>> = STARTS;
  return rowsOf(config).map(([row, name]) => {
    const shape = row.shape.map((dial) => config[dial]);
    const count = shape.reduce((product, size) => product * size, 1);
    // Norms start constant.
    const spread = spreadOf(spreads[row.kind] ?? 0, config);
    const start = row.kind === "gain" ? 1 : 0;
    const other = starts[config.init]?.[row.name] ?? {};
    return { name, shape, factors: row.shape, count, spread, start, other, label: row.label };
  });
}

/** A standard deviation, or one that depends on a dial: size / sqrt(times × dial). */
type Spread = number | { readonly size: number; readonly times: number; readonly dial: string };

function spreadOf(spread: Spread, config: Config): number {
  if (typeof spread === "number") return spread;
  return spread.size / Math.sqrt(spread.times * (config[spread.dial as Dial] as number));
}

/** The rows that this config has, each with its tensor's name. */
function rowsOf(config: Config): [Row, string][] {
  const there = PARAMETERS.filter((row) =>
    Object.entries(row.when).every(([dial, value]) => config[dial as Dial] === value),
  );
  const block = there.filter((row) => row.name.startsWith(BLOCK));
  const before = there.indexOf(block[0]!);
  const once = (rows: Row[]): [Row, string][] => rows.map((row) => [row, row.name]);
  const layer = (_: unknown, number: number): [Row, string][] =>
    block.map((row) => [row, row.name.replace("*", String(number))]);
  return [
    ...once(there.slice(0, before)),
    ...Array.from({ length: config.layers }, layer).flat(),
    ...once(there.slice(before + block.length)),
  ];
}

/** The count in words, such as `vocabulary × embedding`. */
export function formula(parameter: Parameter): string {
  return parameter.factors.join(" × ");
}

/** How many numbers the model learns: the sum of its parameter table. */
export function parameterCount(config: Config): number {
  return parameterTable(config).reduce((sum, parameter) => sum + parameter.count, 0);
}
