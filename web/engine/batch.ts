/**
 * Windows made ready for the model, each beginning computed only once.
 *
 * What the model computes at a position depends on nothing but the tokens up to there: the four
 * words that begin with "pi" share the positions of ".", "p" and "i". So a batch is a tree of
 * beginnings. And before the first attention a position knows only its own token and place, a
 * *cell*, of which there are fewer still. The numbers are those of the plain computation; on the
 * lesson's 20 Pokémon 149 positions stand for 176 targets.
 */

import type { Config } from "./config.js";
import type { Ids, Window } from "./corpus.js";
import { pathTo } from "./dropout.js";

/** Who asks whom in one layer: rows of the layer's input, and the rows that come out. */
export interface Span {
  /** Rows of the input. */
  sources: number;
  /** (sources) where each stands in its window, from 0: it sees itself and all before. */
  places: Int32Array;
  /** Rows of the output. */
  askers: number;
  /** (askers) the input row of each asker. */
  own: Int32Array;
  /** (askers) how many input rows it sees, its own included and last. */
  sees: Int32Array;
  /** (askers, T) which. */
  seen: Int32Array;
  /** (askers) what each has read, as dropout.ts tells it; empty where nothing is to be lost. */
  paths: Int32Array;
}

export class Batch {
  /** Targets in all: the loss is their mean. */
  total = 0;
  cells = 0;
  readonly cellTokens: Int32Array;
  readonly cellPlaces: Int32Array;
  /** As in a span, of each cell. */
  readonly cellPaths: Int32Array;
  /** One for each layer. */
  readonly spans: readonly Span[];
  /** Positions that predict something: the rows of the last layer. */
  read = 0;
  /** (read) how many targets each has. */
  readonly targetCounts: Int32Array;
  /** (total) the read position and the token of each target. */
  readonly targetRows: Int32Array;
  readonly targets: Int32Array;

  /** Room for so many different positions and targets; `distinct` as in a forest. */
  constructor(config: Config, positions: number, targets: number, distinct = false) {
    const T = config.context;
    const cells = distinct ? positions : Math.min(positions, config.vocabulary * T);
    this.cellTokens = new Int32Array(cells);
    this.cellPlaces = new Int32Array(cells);
    this.cellPaths = new Int32Array(distinct ? cells : 0);
    const room = (): Span => ({
      sources: 0,
      places: new Int32Array(positions),
      askers: 0,
      own: new Int32Array(positions),
      sees: new Int32Array(positions),
      seen: new Int32Array(positions * T),
      paths: new Int32Array(distinct ? positions : 0),
    });
    // The first layer asks among cells, the last only where something is predicted.
    const first = room();
    const middle = config.layers > 2 ? room() : undefined;
    const last = config.layers > 1 ? room() : first;
    this.spans = Array.from({ length: config.layers }, (_, layer) =>
      layer === 0 ? first : layer === config.layers - 1 ? last : middle!,
    );
    this.targetCounts = new Int32Array(positions);
    this.targetRows = new Int32Array(targets);
    this.targets = new Int32Array(targets);
  }
}

/** A batch that is one window read from its beginning, where every position counts. */
export function lone(config: Config, tokens: Ids): Batch {
  const batch = new Batch(config, config.context, 0);
  for (const token of tokens) enter(config, batch, batch.cells - 1, token);
  return batch;
}

/**
 * One more position, which every layer computes: behind that of a row, or where a window begins
 * (-1). Its row.
 */
export function enter(config: Config, batch: Batch, behind: number, token: number): number {
  const { context: T } = config;
  const row = batch.cells++;
  const place = behind < 0 ? 0 : batch.cellPlaces[behind]! + 1;
  batch.cellTokens[row] = token;
  batch.cellPlaces[row] = place;
  batch.read = batch.cells;
  for (const span of new Set(batch.spans)) {
    span.sources = span.askers = batch.cells;
    span.places[row] = place;
    span.own[row] = row;
    span.sees[row] = place + 1;
    span.seen.copyWithin(row * T, behind * T, behind * T + place);
    span.seen[row * T + place] = row;
  }
  return row;
}

/** Room for so many windows of which each has a full context, or all their positions and targets. */
export function room(
  config: Config,
  count: number,
  positions: number,
  targets: number,
  distinct = false,
): Batch {
  const most = count * config.context;
  return new Batch(config, Math.min(most, positions), Math.min(most, targets), distinct);
}

/** All the windows of a list as one tree, from which batches are taken without allocating. */
export class Forest {
  readonly windows: number;
  private readonly tokens: Int32Array;
  private readonly parents: Int32Array;
  private readonly places: Int32Array;
  private readonly paths: Int32Array;
  /** For each window, its last position and where its targets start in `targets`. */
  private readonly ends: Int32Array;
  private readonly starts: Int32Array;
  private readonly targets: Int32Array;

  // Scratch of `take`: the batch's row of a position, of a cell; -1 where it has none.
  private readonly local: Int32Array;
  private readonly cellRows: Int32Array;
  private readonly readRows: Int32Array;
  private readonly used: Int32Array;
  private readonly path: Int32Array;
  private readonly cellOf: Int32Array;
  private readonly lengths: Int32Array;
  private seenCells = new Int32Array(0);
  private seenRows = new Int32Array(0);

  /** `distinct`: each position is a cell of its own, because each is to lose numbers of its own. */
  constructor(
    private readonly config: Config,
    windows: readonly Window[],
    private readonly distinct = false,
  ) {
    const V = config.vocabulary;
    const T = config.context;
    this.windows = windows.length;
    const children = new Map<number, number>();
    const tokens: number[] = [];
    const parents: number[] = [];
    const places: number[] = [];
    this.ends = new Int32Array(windows.length);
    this.starts = new Int32Array(windows.length + 1);
    const targets: number[] = [];
    for (const [n, window] of windows.entries()) {
      let position = -1;
      const { length } = window.tokens;
      for (let place = 0; place < length; place++) {
        const token = window.tokens[place]!;
        const key = (position + 1) * V + token;
        let child = children.get(key);
        if (child === undefined) {
          child = tokens.length;
          children.set(key, child);
          tokens.push(token);
          parents.push(position);
          places.push(place);
        }
        position = child;
      }
      this.ends[n] = position;
      for (let t = 0; t < window.targets.length; t++) targets.push(window.targets[t]!);
      this.starts[n + 1] = targets.length;
    }
    this.tokens = Int32Array.from(tokens);
    this.parents = Int32Array.from(parents);
    this.places = Int32Array.from(places);
    this.paths = new Int32Array(distinct ? tokens.length : 0);
    for (let p = 0; p < this.paths.length; p++) {
      const before = parents[p]! < 0 ? 0 : this.paths[parents[p]!]!;
      this.paths[p] = pathTo(before, tokens[p]!);
    }
    this.targets = Int32Array.from(targets);
    this.local = new Int32Array(tokens.length).fill(-1);
    this.cellRows = new Int32Array(V * T).fill(-1);
    this.readRows = new Int32Array(tokens.length);
    this.used = new Int32Array(tokens.length);
    this.path = new Int32Array(T);
    this.cellOf = new Int32Array(tokens.length);
    this.lengths = new Int32Array(tokens.length);
  }

  /** Room for any `count` of the windows. */
  room(count: number): Batch {
    const { config, tokens, targets, distinct } = this;
    return room(config, Math.min(count, this.windows), tokens.length, targets.length, distinct);
  }

  /** All windows, as one batch. */
  all(): Batch {
    const batch = this.room(this.windows);
    this.take(
      batch,
      Int32Array.from({ length: this.windows }, (_, i) => i),
      0,
      this.windows,
    );
    return batch;
  }

  /** Fill the batch with the windows order[start] to order[end - 1]. */
  take(batch: Batch, order: Int32Array, start: number, end: number): void {
    const { path, local, used, readRows } = this;
    const T = this.config.context;
    const most = batch.targetCounts.length * T;
    if (this.seenRows.length < most) {
      this.seenCells = new Int32Array(most);
      this.seenRows = new Int32Array(most);
    }
    let rows = 0;
    batch.cells = batch.read = batch.total = 0;
    for (let n = start; n < end; n++) {
      const window = order[n]!;
      let length = 0;
      for (let p = this.ends[window]!; p >= 0; p = this.parents[p]!) path[length++] = p;
      for (let place = 0; place < length; place++) {
        const position = path[length - 1 - place]!;
        if (local[position]! < 0) this.enter(batch, position, rows++, T);
      }
      const from = this.starts[window]!;
      const until = this.starts[window + 1]!;
      for (let t = from; t < until; t++) {
        // The targets belong to the last positions; the path runs backwards.
        const row = local[path[until - 1 - t]!]!;
        if (readRows[row]! < 0) {
          readRows[row] = batch.read;
          batch.targetCounts[batch.read++] = 0;
        }
        const asker = readRows[row]!;
        batch.targetCounts[asker]!++;
        batch.targetRows[batch.total] = asker;
        batch.targets[batch.total++] = this.targets[t]!;
      }
    }
    this.connect(batch, rows, T);
    for (let row = 0; row < rows; row++) local[used[row]!] = -1;
    for (let cell = 0; cell < batch.cells; cell++) {
      this.cellRows[batch.cellTokens[cell]! * T + batch.cellPlaces[cell]!] = -1;
    }
  }

  /** A position that the batch has not met: its row, its cell, and all it sees. */
  private enter(batch: Batch, position: number, row: number, T: number): void {
    const token = this.tokens[position]!;
    const place = this.places[position]!;
    this.local[position] = row;
    this.used[row] = position;
    this.readRows[row] = -1;
    let cell = this.distinct ? -1 : this.cellRows[token * T + place]!;
    if (cell < 0) {
      cell = this.cellRows[token * T + place] = batch.cells++;
      batch.cellTokens[cell] = token;
      batch.cellPlaces[cell] = place;
      if (this.distinct) batch.cellPaths[cell] = this.paths[position]!;
    }
    this.cellOf[row] = cell;
    this.lengths[row] = place + 1;
    const parent = place > 0 ? this.local[this.parents[position]!]! * T : 0;
    for (let j = 0; j < place; j++) {
      this.seenCells[row * T + j] = this.seenCells[parent + j]!;
      this.seenRows[row * T + j] = this.seenRows[parent + j]!;
    }
    this.seenCells[row * T + place] = cell;
    this.seenRows[row * T + place] = row;
  }

  private connect(batch: Batch, rows: number, T: number): void {
    const layers = batch.spans.length;
    for (let layer = 0; layer < layers; layer++) {
      const span = batch.spans[layer]!;
      if (layer > 1 && span === batch.spans[layer - 1]) continue;
      const seen = layer === 0 ? this.seenCells : this.seenRows;
      const last = layer === layers - 1;
      span.sources = layer === 0 ? batch.cells : rows;
      span.askers = last ? batch.read : rows;
      if (layer === 0) span.places.set(batch.cellPlaces.subarray(0, batch.cells));
      else for (let row = 0; row < rows; row++) span.places[row] = this.lengths[row]! - 1;
      for (let row = 0; row < rows; row++) {
        const asker = last ? this.readRows[row]! : row;
        if (asker < 0) continue;
        span.own[asker] = layer === 0 ? this.cellOf[row]! : row;
        if (this.distinct) span.paths[asker] = this.paths[this.used[row]!]!;
        const sees = (span.sees[asker] = this.lengths[row]!);
        for (let j = 0; j < sees; j++) span.seen[asker * T + j] = seen[row * T + j]!;
      }
    }
  }
}
