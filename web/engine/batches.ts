/**
 * What each step learns from: windows in a new order each epoch; all at once when size is 0. A large
 * step comes in two halves, which two may compute at once: always the same halves, so that the model
 * does not depend on how many computed it.
 */

import { Forest, room, type Batch } from "./batch.js";
import { parameterCount, type Config } from "./config.js";
import type { Lessons, Window } from "./corpus.js";
import type { Hardships } from "./model.js";
import { Random } from "./random.js";

/** What decides how a training learns from its batches. */
export interface Teaching {
  readonly config: Config;
  readonly seed: number;
  readonly dropout: number;
  readonly smoothing: number;
}

/** What decides the batches themselves, too. */
export interface Lot extends Teaching {
  readonly windows: readonly Window[];
  /** Windows a step; 0 for all. */
  readonly size: number;
}

/** What a partner must know of a training: all, or of one whose windows come with each step, this. */
export type Shared = Lot | Teaching;

/** What makes this step harder. */
export function hardshipsOf({ seed, dropout, smoothing }: Teaching, step: number): Hardships {
  return { dropout: dropout > 0 ? { rate: dropout, seed, step } : undefined, smoothing };
}

/** Its windows, for batches. */
export function forestOf({ config, dropout }: Teaching, windows: readonly Window[]): Forest {
  return new Forest(config, windows, dropout > 0);
}

/** Where a training finds what each step learns from. */
export interface Steps {
  /** The batch of a step, or its two halves; they hold until the next call. */
  ofStep(step: number): readonly Batch[];
  /** A window that the step learns from: its first. */
  windowOf(step: number): Window;
  /** The windows of a step's second half, where only who draws them knows them. */
  ofPartner?(step: number): readonly Window[];
}

/** Windows that are drawn for each step. */
export class Drawn implements Steps {
  private last:
    | {
        readonly step: number;
        readonly parts: (readonly Window[])[];
        readonly batches: readonly Batch[];
      }
    | undefined;

  constructor(
    private readonly teaching: Teaching,
    private readonly lessons: Lessons,
    private readonly apart: boolean,
  ) {}

  ofStep(step: number): readonly Batch[] {
    return this.drawn(step).batches;
  }

  windowOf(step: number): Window {
    return this.drawn(step).parts[0]![0]!;
  }

  ofPartner(step: number): readonly Window[] {
    return this.drawn(step).parts[1] ?? [];
  }

  private drawn(step: number) {
    if (this.last?.step !== step) {
      const halves = this.lessons.halves(step);
      const parts = (this.apart ? halves : [halves.flat()]).filter(({ length }) => length > 0);
      const batches = parts.map((windows) => forestOf(this.teaching, windows).all());
      this.last = { step, parts, batches };
    }
    return this.last;
  }
}

/** Parameters times targets of a step: below, to pass weights and slopes on takes as long as it saves. */
const LARGE = 12_000_000;

/** Positions of all windows from which on one tree of them takes too long to make, and too much room. */
const MANY = 200_000;

export function isLarge({ config, windows, size }: Lot): boolean {
  const all = windows.reduce((sum, window) => sum + window.targets.length, 0);
  const share = size === 0 ? 1 : Math.min(1, size / windows.length);
  return windows.length > 1 && size !== 1 && parameterCount(config) * all * share >= LARGE;
}

export class Batches implements Steps {
  /** Of all windows; undefined where they are so many that each step's are put together anew. */
  private readonly forest: Forest | undefined;
  /** Where each part begins among the step's windows, and where the last one ends. */
  private readonly bounds: readonly number[];
  private readonly parts: readonly Batch[];
  private readonly whole: boolean;
  /** 0, 1, 2 … */
  private readonly inOrder: Int32Array;
  private epoch = -1;
  private order: Int32Array;

  constructor(
    private readonly lot: Lot,
    halves: boolean,
  ) {
    const { config, windows, size } = lot;
    const all = (of: "tokens" | "targets"): number =>
      windows.reduce((sum, window) => sum + window[of].length, 0);
    const positions = all("tokens");
    this.forest = positions <= MANY ? forestOf(lot, windows) : undefined;
    this.whole = size === 0 || size >= windows.length;
    const count = this.whole ? windows.length : size;
    this.bounds = halves ? [0, Math.ceil(count / 2), count] : [0, count];
    this.parts = this.bounds.slice(1).map((end, i) => {
      const most = end - this.bounds[i]!;
      return (
        this.forest?.room(most) ?? room(config, most, positions, all("targets"), lot.dropout > 0)
      );
    });
    this.inOrder = Int32Array.from({ length: windows.length }, (_, i) => i);
    this.order = this.inOrder;
    if (this.whole) for (const part of this.parts.keys()) this.fill(part, 0);
  }

  ofStep(step: number): readonly Batch[] {
    return this.parts.map((_, part) => this.part(step, part));
  }

  /** One of them. */
  part(step: number, part: number): Batch {
    if (!this.whole) this.fill(part, this.startOf(step));
    return this.parts[part]!;
  }

  windowOf(step: number): Window {
    const start = this.whole ? 0 : this.startOf(step);
    return this.lot.windows[this.order[start]!]!;
  }

  /** Where a step's windows begin, in the order of its epoch. */
  private startOf(step: number): number {
    const { seed, size, windows } = this.lot;
    const perEpoch = Math.floor(windows.length / size);
    const epoch = Math.floor(step / perEpoch);
    if (epoch !== this.epoch) {
      this.epoch = epoch;
      this.order = new Random(seed, epoch).order(windows.length);
    }
    return (step % perEpoch) * size;
  }

  private fill(part: number, start: number): void {
    const [from, end] = [this.bounds[part]!, this.bounds[part + 1]!];
    const batch = this.parts[part]!;
    if (this.forest !== undefined) {
      return this.forest.take(batch, this.order, start + from, start + end);
    }
    const { windows } = this.lot;
    const chosen = Array.from(this.order.subarray(start + from, start + end), (i) => windows[i]!);
    forestOf(this.lot, chosen).take(batch, this.inOrder, 0, chosen.length);
  }
}
