/**
 * What float32.ts calls: the tools of arithmetic.ts on addresses, four numbers of 32 bits at once.
 * Whole numbers are read where they were put. Nothing is allocated here, and nothing checked.
 */

export { adam, crossEntropyBackward } from "./learning";
export {
  attentionBackward,
  comparableBackward,
  makeComparable,
  mix,
  scores,
  softmax,
  softmaxSeen,
} from "./attention";
export * from "./filters";
export { product } from "./product";
export {
  add,
  addFrom,
  addTo,
  approach,
  drop,
  embed,
  normalise,
  normaliseBackward,
  scale,
  squares,
  sumRows,
} from "./rows";

/** From here on the memory is the caller's. */
export function room(): usize {
  return __heap_base;
}
