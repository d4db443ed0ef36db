/**
 * The shape of a GPT: its dials, presets, and the table of its parameters. The twin of
 * premier_llm/config.py, with the same names, which are also those of the file.
 */

import { InputError, shown } from "./errors.js";

export const POSITIONS = ["learned", "rotary"] as const;
export const ACTIVATIONS = ["relu", "gelu", "gelu_tanh", "relu2"] as const;
export const NORMS = ["none", "rms", "layer"] as const;
export const INITS = ["lesson", "microgpt", "gpt2", "modern"] as const;
export type Positions = (typeof POSITIONS)[number];
export type Activation = (typeof ACTIVATIONS)[number];
export type Norm = (typeof NORMS)[number];
export type Init = (typeof INITS)[number];

export interface Config {
  /** V, the number of different tokens. */
  readonly vocabulary: number;
  /** T, the most tokens the model sees at once. */
  readonly context: number;
  /** D, the numbers that describe one token. */
  readonly embedding: number;
  /** Attention heads; each works on embedding / heads numbers. */
  readonly heads: number;
  /** Blocks (attention, then MLP) one after the other. */
  readonly layers: number;
  /** H, the neurons of each MLP. */
  readonly hidden: number;
  /**
   * How the model knows where a token stands: a learned vector for each place, or rotary, which
   * turns queries and keys by their place (Su et al. 2021).
   */
  readonly positions: Positions;
  /** The MLP's filter. */
  readonly activation: Activation;
  /** None, RMS (divide by the root mean square) or LayerNorm, at the places below. */
  readonly norm: Norm;
  readonly norm_embedding: boolean;
  /** Before each attention and each MLP. */
  readonly norm_blocks: boolean;
  /** After the last block. */
  readonly norm_final: boolean;
  /** Norms learn a gain for each number. */
  readonly norm_weight: boolean;
  /** Norms learn an offset for each number. */
  readonly norm_bias: boolean;
  /** Each head's queries and keys are brought to a root mean square of 1 (Henry et al. 2020). */
  readonly query_key_norm: boolean;
  /** A matrix mixes the heads' outputs. */
  readonly attention_output: boolean;
  /** Query, key, value and the output matrix have biases. */
  readonly attention_bias: boolean;
  /** Both matrices of the MLP have biases. */
  readonly mlp_bias: boolean;
  /** The unembedding is the token embedding itself. */
  readonly tied: boolean;
  /** How initial weights are drawn; see parameterTable. */
  readonly init: Init;
}

/** The lesson's model: 2,832 parameters. */
const MINI: Config = {
  vocabulary: 27,
  context: 8,
  embedding: 16,
  heads: 1,
  layers: 1,
  hidden: 32,
  positions: "learned",
  activation: "relu",
  norm: "none",
  norm_embedding: false,
  norm_blocks: false,
  norm_final: false,
  norm_weight: false,
  norm_bias: false,
  query_key_norm: false,
  attention_output: false,
  attention_bias: false,
  mlp_bias: true,
  tied: false,
  init: "lesson",
};

export const PRESETS = {
  mini: MINI,
  microgpt: {
    ...MINI,
    context: 16,
    heads: 4,
    hidden: 64,
    norm: "rms",
    norm_embedding: true,
    norm_blocks: true,
    attention_output: true,
    mlp_bias: false,
    init: "microgpt",
  },
} as const satisfies Record<string, Config>;

/** Added under the square root of every norm. */
export const NORM_EPSILON = 1e-5;

/** Pair i of the hd / 2 pairs of a head turns by place / base^(2i / hd) radians (Su et al. 2021). */
export const ROTARY_BASE = 10_000;

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  positions: POSITIONS,
  activation: ACTIVATIONS,
  norm: NORMS,
  init: INITS,
};

/** The config with these dials turned (mini's where left out); InputError if that is impossible. */
export function config(dials: Readonly<Record<string, unknown>> = {}): Config {
  const merged: Record<string, unknown> = { ...MINI };
  for (const [dial, value] of Object.entries(dials)) {
    if (!Object.hasOwn(MINI, dial)) {
      throw new InputError(
        "config.unknown",
        { dial: shown(dial) },
        `There is no dial called ${shown(dial)}. The dials are: ${Object.keys(MINI).sort().join(", ")}.`,
      );
    }
    check(dial, value, MINI[dial as keyof Config]);
    merged[dial] = value;
  }
  const made = merged as unknown as Config;
  if (made.embedding % made.heads !== 0) {
    throw new InputError(
      "config.heads",
      { heads: made.heads, embedding: made.embedding },
      `${made.heads} heads cannot share an embedding of ${made.embedding} numbers equally: ` +
        `choose a number of heads that divides ${made.embedding}.`,
    );
  }
  const size = made.embedding / made.heads;
  if (made.positions === "rotary" && size % 2 !== 0) {
    throw new InputError(
      "config.rotary",
      { size },
      `Rotary positions turn pairs of numbers, and each head has ${size}: choose an even number ` +
        `for embedding / heads.`,
    );
  }
  const placed = made.norm_embedding || made.norm_blocks || made.norm_final;
  if ((made.norm === "none") === placed) {
    throw new InputError(
      "config.norm",
      { norm: made.norm },
      placed
        ? "Without a norm, norm_embedding, norm_blocks and norm_final must all be off."
        : `With norm = ${made.norm}, one of norm_embedding, norm_blocks, norm_final must be on.`,
    );
  }
  if (made.norm === "none" && (made.norm_weight || made.norm_bias)) {
    throw new InputError(
      "config.norm_parameters",
      {},
      "norm_weight and norm_bias need a norm: choose rms or layer.",
    );
  }
  return made;
}

function check(dial: string, value: unknown, example: Config[keyof Config]): void {
  const choices = CHOICES[dial];
  let needed: string | undefined;
  if (typeof example === "number") {
    if (!Number.isSafeInteger(value) || (value as number) < 1) {
      needed = "a whole number of at least 1";
    }
  } else if (typeof example === "boolean") {
    if (typeof value !== "boolean") needed = "true or false";
  } else if (!choices?.includes(value as string)) {
    needed = `one of ${choices?.join(", ")}`;
  }
  if (needed !== undefined) {
    throw new InputError(
      "config.value",
      { dial, value: shown(value) },
      `${dial} must be ${needed}, not ${shown(value)}.`,
    );
  }
}

/** One tensor that the model learns. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  /** The dials whose product is the count: a page writes them in its language. */
  readonly factors: readonly ("vocabulary" | "context" | "embedding" | "hidden")[];
  readonly count: number;
  /** Standard deviation of the initial draw; 0 when it starts constant. */
  readonly spread: number;
  /** Mean of the initial draw: 1 for the gains of norms, 0 elsewhere. */
  readonly start: number;
}

/**
 * Every tensor of the model in the order of the file, of the initial draw and of use.
 *
 * Initial spreads: `lesson` draws embeddings at 0.5, matrices at 0.2 and biases at 0.1, as the
 * reference lesson does; `microgpt` draws all at 0.08 (Karpathy's microgpt.py); `gpt2` at 0.02,
 * and at 0.02 / sqrt(2 layers) where a block adds to the shortcut (Radford et al. 2019, 2.3);
 * `modern` draws embeddings at 1 and starts at 0 what adds to the shortcut and what scores, so that
 * the first steps are the same at any depth.
 */
export function parameterTable(config: Config): Parameter[] {
  const spreads = {
    lesson: { embedding: 0.5, matrix: 0.2, onto: 0.2, scoring: 0.2, bias: 0.1 },
    microgpt: { embedding: 0.08, matrix: 0.08, onto: 0.08, scoring: 0.08, bias: 0 },
    gpt2: {
      embedding: 0.02,
      matrix: 0.02,
      onto: 0.02 / Math.sqrt(2 * config.layers),
      scoring: 0.02,
      bias: 0,
    },
    modern: { embedding: 1, matrix: 1 / Math.sqrt(config.embedding), onto: 0, scoring: 0, bias: 0 },
  }[config.init];
  const table: Parameter[] = [];
  const add = (name: string, factors: Parameter["factors"], spread: number, start = 0): void => {
    const shape = factors.map((dial) => config[dial]);
    const count = shape.reduce((product, size) => product * size, 1);
    table.push({ name, shape, factors, count, spread, start });
  };
  const norm = (name: string): void => {
    if (config.norm_weight) add(`${name}.weight`, ["embedding"], 0, 1);
    if (config.norm_bias) add(`${name}.bias`, ["embedding"], 0);
  };
  const squares = (names: readonly string[], spread: number): void => {
    for (const name of names) add(name, ["embedding", "embedding"], spread);
    if (!config.attention_bias) return;
    for (const name of names) add(`${name}_bias`, ["embedding"], spreads.bias);
  };
  add("token_embedding", ["vocabulary", "embedding"], spreads.embedding);
  if (config.positions === "learned") {
    add("position_embedding", ["context", "embedding"], spreads.embedding);
  }
  if (config.norm_embedding) norm("embedding_norm");
  for (let layer = 0; layer < config.layers; layer++) {
    const block = `blocks.${layer}`;
    if (config.norm_blocks) norm(`${block}.attention_norm`);
    const attention = `${block}.attention`;
    // The three matrices stand together: the engine uses them as one (3D, D).
    squares([`${attention}.query`, `${attention}.key`, `${attention}.value`], spreads.matrix);
    if (config.attention_output) squares([`${attention}.output`], spreads.onto);
    if (config.norm_blocks) norm(`${block}.mlp_norm`);
    add(`${block}.mlp.up.weight`, ["hidden", "embedding"], spreads.matrix);
    if (config.mlp_bias) add(`${block}.mlp.up.bias`, ["hidden"], spreads.bias);
    add(`${block}.mlp.down.weight`, ["embedding", "hidden"], spreads.onto);
    if (config.mlp_bias) add(`${block}.mlp.down.bias`, ["embedding"], spreads.bias);
  }
  if (config.norm_final) norm("final_norm");
  if (!config.tied) add("unembedding", ["vocabulary", "embedding"], spreads.scoring);
  return table;
}

/** The count in words, such as `vocabulary × embedding`. */
export function formula(parameter: Parameter): string {
  return parameter.factors.join(" × ");
}

/** How many numbers the model learns: the sum of its parameter table. */
export function parameterCount(config: Config): number {
  return parameterTable(config).reduce((sum, parameter) => sum + parameter.count, 0);
}
