/** Beginnings being continued one token at a time, those that are alike read only once. */

import type { Block, Numbers } from "./arithmetic.js";
import { Batch, enter, Forest } from "./batch.js";
import type { Config } from "./config.js";
import type { Ids } from "./corpus.js";

/** The scores of a batch's read positions, (read, V); rows before `first` are known from before. */
type Compute = (batch: Batch, first: number, rows: number) => Block;

export class Readings {
  /** The tokens that each has read, the last T at most. */
  private readonly windows: number[][];
  /** The row that each has come to. */
  private readonly at: Int32Array;
  private scores: Block;
  private readonly batch: Batch;

  constructor(
    private readonly config: Config,
    tokens: Ids,
    count: number,
    more: number,
    private readonly compute: Compute,
  ) {
    if (tokens.length === 0) throw new Error("reading starts with at least one token");
    const { context: T } = config;
    const start = tokens.slice(-T);
    this.windows = Array.from({ length: count }, () => [...start]);
    this.at = new Int32Array(count);
    // All share the beginning; behind it each may go a way of its own, as far as the window goes.
    const rows = start.length + count * Math.min(more, T - start.length);
    this.batch = new Batch(config, rows, 0, true);
    for (const token of start) this.at.fill(enter(config, this.batch, this.batch.cells - 1, token));
    this.scores = this.compute(this.batch, 0, this.batch.cellTokens.length);
  }

  /** (V) the scores of what comes next in one of them; valid until the next append. */
  logits(which = 0): Numbers {
    const { vocabulary: V } = this.config;
    const row = this.at[which]!;
    return this.scores.values.subarray(row * V, (row + 1) * V);
  }

  /**
   * One more token for some of them: (which, token). While the window is not full only these tokens
   * are computed. Once it is full it slides, every position changes, and all is computed again.
   */
  append(...more: readonly (readonly [number, number])[]): void {
    const { batch, windows, config } = this;
    const { context: T } = config;
    const first = batch.cells;
    const entered = new Map<number, number>();
    const full: number[] = [];
    for (const [which, token] of more) {
      const window = windows[which]!;
      window.push(token);
      if (window.length > T) {
        window.shift();
        full.push(which);
        continue;
      }
      const key = this.at[which]! * config.vocabulary + token;
      let row = entered.get(key);
      if (row === undefined) entered.set(key, (row = enter(config, batch, this.at[which]!, token)));
      this.at[which] = row;
    }
    if (full.length === 0) this.scores = this.compute(batch, first, batch.cellTokens.length);
    else {
      // All began together, so that all slide together.
      const target = [0];
      const slid = full.map((which) => ({ tokens: windows[which]!, targets: target }));
      const all = new Forest(config, slid).all();
      for (const [i, which] of full.entries()) this.at[which] = all.targetRows[i]!;
      this.scores = this.compute(all, 0, 0);
    }
  }
}
