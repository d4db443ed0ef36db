/**
 * A model that is to read more: its new tokens, or places, get rows of their own. The twin of
 * premier_llm/using/widened.py, which draws the same numbers.
 */

import type { Arithmetic } from "./arithmetic.js";
import { config as checkedConfig, parameterTable, type Config } from "./config.js";
import { Model } from "./model.js";
import type { Tensor, Tensors } from "./parameters.js";
import { Random } from "./random.js";

/**
 * The model with so many tokens and places, where that is more. Known rows stay; behind them stand rows
 * drawn as the first ones were, one tensor after the other in the table's order.
 */
export function widened(
  config: Config,
  tensors: Tensors,
  seed: number,
  { vocabulary, context }: { readonly vocabulary: number; readonly context: number },
  arithmetic?: Arithmetic,
): Model {
  const wider = checkedConfig({
    ...config,
    vocabulary: Math.max(vocabulary, config.vocabulary),
    context: Math.max(context, config.context),
  });
  const random = new Random(seed, config.vocabulary);
  const grown = new Map<string, Tensor>();
  for (const { name, shape, count, spread, other } of parameterTable(wider)) {
    const { values: known } = tensors.get(name)!;
    const values = new Float64Array(count);
    values.set(known);
    const like = other.like === undefined ? undefined : grown.get(other.like)!.values;
    for (let i = known.length; i < count; i++) values[i] = like?.[i] ?? random.normal(0, spread);
    grown.set(name, { shape, values });
  }
  return Model.fromTensors(wider, grown, arithmetic);
}
