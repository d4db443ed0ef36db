/**
 * A tokenizer as the tokenizers library describes it, in a file called tokenizer.json. The twin of
 * premier_llm/model/tokenizer_json.py.
 */

import { InputError } from "./errors.js";
import { isRecord } from "./json.js";
import { END, SIGNS, type Learned, type Pair } from "./pairs.js";

/** A token that is found in a text as it stands. */
interface Added {
  readonly id: number;
  readonly content: string;
  readonly special: boolean;
}

export interface Tokenizer extends Learned {
  readonly added: readonly Added[];
  /** In the order and words of the library, so that the same tokenizer is always the same text. */
  readonly described: Readonly<Record<string, unknown>>;
}

type Facts = Readonly<Record<string, unknown>>;

const LEVEL: Facts = {
  type: "ByteLevel",
  add_prefix_space: false,
  trim_offsets: true,
  use_regex: true,
};
const STEPS: Facts = {
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: LEVEL,
  post_processor: null,
  decoder: LEVEL,
  model: {},
};
const MODEL: Facts = {
  type: "BPE",
  dropout: null,
  unk_token: null,
  continuing_subword_prefix: null,
  end_of_word_suffix: null,
  fuse_unk: false,
  byte_fallback: false,
  ignore_merges: false,
};
const ADDED: Facts = {
  id: 0,
  content: "",
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: false,
};

/** GPT-2's tokenizer around its two lists. */
export function assembled({ tokens, merges }: Learned): Facts {
  // Entries, for a piece may be called __proto__.
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  const pairs = merges.map(([a, b]) => [tokens[a], tokens[b]]);
  return {
    ...STEPS,
    added_tokens: [{ ...ADDED, id: tokens.indexOf(END), content: END, special: true }],
    model: { ...MODEL, vocab, merges: pairs },
  };
}

/** The tokenizer of a description; one that is damaged, or cuts otherwise than GPT-2's, throws. */
export function readTokenizer(facts: unknown): Tokenizer {
  const damaged = new InputError("vocabulary.unreadable");
  if (!isRecord(facts) || !isRecord(facts["model"])) throw damaged;
  const model: Facts = { ...MODEL, ...facts["model"] };
  const { vocab, merges } = model;
  const listed = facts["added_tokens"] ?? [];
  if (!isRecord(vocab) || !Array.isArray(merges) || !Array.isArray(listed)) throw damaged;
  const added = listed.map((one: unknown): Facts => {
    if (!isRecord(one) || typeof one["content"] !== "string") throw damaged;
    return { ...ADDED, ...one };
  });
  const all = [...Object.entries(vocab), ...added.map(({ content, id }) => [content, id] as const)];
  const ids = new Map(all as [string, number][]);
  const tokens = [...ids].sort(([, a], [, b]) => a - b).map(([token]) => token);
  if (tokens.some((token, id) => ids.get(token) !== id)) throw damaged;
  const pairs = merges.map((merge: unknown): Pair => {
    const pair: unknown = typeof merge === "string" ? merge.split(" ") : merge;
    if (!Array.isArray(pair) || pair.length !== 2) throw damaged;
    const [a, b, both] = [pair[0], pair[1], `${pair[0]}${pair[1]}`].map((token) => ids.get(token));
    if (a === undefined || b === undefined || both === undefined) throw damaged;
    return [a, b];
  });
  if (!isPlain(facts, model, added, ids)) throw new InputError("vocabulary.foreign");
  const described = {
    ...Object.fromEntries(
      Object.entries(STEPS).map(([step, usual]) => [step, step in facts ? facts[step] : usual]),
    ),
    truncation: null,
    padding: null,
    added_tokens: added,
    model: { ...model, vocab, merges: pairs.map(([a, b]) => [tokens[a], tokens[b]]) },
  };
  return { tokens, merges: pairs, added: added as unknown as Added[], described };
}

/** Whether a tokenizer cuts as GPT-2's does, and no more. */
function isPlain(
  facts: Facts,
  model: Facts,
  added: readonly Facts[],
  ids: ReadonlyMap<string, number>,
): boolean {
  const cut = facts["pre_tokenizer"];
  const level: Facts = isRecord(cut) ? { ...LEVEL, ...cut, trim_offsets: true } : {};
  const dials = ["dropout", "ignore_merges", "continuing_subword_prefix", "end_of_word_suffix"];
  return (
    model["type"] === "BPE" &&
    (facts["normalizer"] ?? null) === null &&
    Object.keys(level).length === Object.keys(LEVEL).length &&
    Object.entries(LEVEL).every(([dial, value]) => level[dial] === value) &&
    !dials.some((dial) => Boolean(model[dial])) &&
    SIGNS.every((sign) => ids.has(sign)) &&
    !added.some((one) => one["single_word"] || one["lstrip"] || one["rstrip"])
  );
}
