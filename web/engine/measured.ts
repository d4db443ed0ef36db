/** Windows on which a model's loss is measured again and again, in parts that fit its memory. */

import { Forest, type Batch } from "./batch.js";
import type { Config } from "./config.js";
import type { Window } from "./corpus.js";
import type { Model, Watch } from "./model.js";
import { whole, type Slices } from "./slices.js";
import { rowsAtOnce } from "./workspace.js";

export class Measured {
  private readonly parts: readonly Batch[];

  constructor(config: Config, windows: readonly Window[]) {
    const rows = rowsAtOnce(config);
    const parts: Batch[] = [];
    let part: Window[] = [];
    let longest = 0;
    for (const window of windows) {
      if (part.length > 0 && longest + window.tokens.length > rows) {
        parts.push(new Forest(config, part).all());
        [part, longest] = [[], 0];
      }
      part.push(window);
      longest += window.tokens.length;
    }
    if (part.length > 0) parts.push(new Forest(config, part).all());
    this.parts = parts;
  }

  /** Mean cross-entropy over all targets, in nats. */
  loss(model: Model, watch?: Watch): number {
    return whole(this.lossSliced(model, watch));
  }

  *lossSliced(model: Model, watch?: Watch): Slices<number> {
    let sum = 0;
    let total = 0;
    for (const part of this.parts) {
      sum += part.total * (yield* model.lossSliced(part, watch));
      total += part.total;
    }
    return sum / total;
  }
}
