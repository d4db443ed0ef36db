/**
 * The project's file: one .safetensors with the weights, the config and the vocabulary. The twin
 * of premier_llm/files/model_file.py, whose head describes the layout and the checksum.
 */

import { config as checkedConfig, parameterTable, type Config } from "./config.js";
import { InputError, shown } from "./errors.js";
import { isRecord } from "./json.js";
import { under, type Tensor, type Tensors } from "./parameters.js";
import { damaged, FORMAT_VERSION, readTensors, writeTensors } from "./safetensors.js";
import { templateFrom, type Template } from "./template.js";
import { vocabularyFrom } from "./vocabularies.js";
import type { Vocabulary } from "./vocabulary.js";

/** Where the mean of the weights stands, beside those that a training moves. */
export const MEAN = "mean.";
/** Prefixes of the tensors that are not weights of the model. */
const BESIDE = ["optimizer.", "best.", MEAN, "history."];

export interface ModelFile {
  readonly config: Config;
  readonly vocabulary: Vocabulary;
  /** The optimiser's included. */
  readonly tensors: Tensors;
  /** What is known of the training, as JSON. */
  readonly training: Readonly<Record<string, unknown>>;
  /** How conversations are written for it; undefined where it cannot talk. */
  readonly chat?: Template | undefined;
}

/** The weights to use: where a training that goes on has a mean of its weights, that. */
export function weightsToUse(tensors: Tensors): Tensors {
  const mean = under(MEAN, tensors);
  return mean.size > 0 ? mean : weightsOf(tensors);
}

/** The tensors of the model alone. */
export function weightsOf(tensors: Tensors): Map<string, Tensor> {
  return new Map(
    [...tensors].filter(([name]) => !BESIDE.some((prefix) => name.startsWith(prefix))),
  );
}

/** The bytes of a model's file. */
export function writeModel(model: ModelFile): Uint8Array<ArrayBuffer> {
  return writeTensors(model.tensors, {
    premier_llm: String(model.vocabulary.version),
    config: JSON.stringify(model.config),
    vocabulary: JSON.stringify(model.vocabulary.facts()),
    training: JSON.stringify(model.training),
    ...(model.chat && { chat: JSON.stringify(model.chat) }),
  });
}

/** The model in these bytes; anything unusable throws InputError with one sentence. */
export function readModel(bytes: Uint8Array): ModelFile {
  const { tensors, metadata } = readTensors(bytes);
  const version = metadata["premier_llm"];
  if (version === undefined) {
    throw new InputError("file.foreign");
  }
  let config: Config;
  let vocabulary: Vocabulary;
  let training: Record<string, unknown>;
  let chat: Template | undefined;
  try {
    const dials: unknown = JSON.parse(metadata["config"] ?? "");
    if (!isRecord(dials)) throw damaged("description");
    config = checkedConfig(dials);
    vocabulary = vocabularyFrom(JSON.parse(metadata["vocabulary"] ?? ""));
    chat = templateFrom(JSON.parse(metadata["chat"] ?? "null"));
    const facts: unknown = JSON.parse(metadata["training"] ?? "{}");
    const known = /^[1-9]$/.test(version) && Number(version) <= FORMAT_VERSION;
    if (!known || !isRecord(facts)) throw damaged("description");
    training = facts;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw damaged("description");
  }
  checkWeights(config, vocabulary, weightsOf(tensors));
  checkWeights(config, vocabulary, weightsToUse(tensors));
  return { config, vocabulary, tensors, training, chat };
}

function checkWeights(config: Config, vocabulary: Vocabulary, weights: Tensors): void {
  const unusable = (problem: string): InputError => new InputError("file.unusable", { problem });
  if (vocabulary.size !== config.vocabulary) {
    throw unusable(`${vocabulary.size} tokens are listed and ${config.vocabulary} are needed`);
  }
  // A file may claim a billion layers: its table must not be built before its size is known.
  if (config.layers > weights.size) throw unusable("blocks are missing");
  const table = parameterTable(config);
  const expected = new Set(table.map(({ name }) => name));
  for (const { name, shape } of table) {
    const tensor = weights.get(name);
    if (tensor === undefined) throw unusable(`${name} is missing`);
    if (tensor.shape.join() !== shape.join()) {
      throw unusable(
        `${name} has the shape (${tensor.shape.join(", ")}) and needs (${shape.join(", ")})`,
      );
    }
    if (!tensor.values.every(Number.isFinite)) {
      throw unusable(`${name} holds numbers that are infinite or none at all`);
    }
  }
  for (const name of weights.keys()) {
    if (!expected.has(name)) throw unusable(`${shown(name)} does not belong to this model`);
  }
}
