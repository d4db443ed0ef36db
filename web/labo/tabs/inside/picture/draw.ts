/** A part of the picture as paths and words: the lanes that run through it, and its numbers. */

import type { Value } from "../../../../engine/anatomy.js";
import { visible } from "../../../../kit/letters.js";
import type { Place } from "../place.js";
import type { Flow } from "./flow.js";
import type { Lane, Lanes } from "./lanes.js";
import { CHANCE, CHANCES, LETTERS, SCORES, type Layout } from "./layout.js";
import { switchOf, type Part } from "./parts.js";
import { cellsOf, groupsOf, largestOf, MOST_SCORES, numberOf, placeOf, sizeOf } from "./numbers.js";
import { arrow, bars, cellAt, disc, field, middleOf, oblong, thread } from "./shapes.js";

/** What is drawn, and of what. */
export interface Scene {
  readonly part: Part;
  readonly layout: Layout;
  readonly lanes: Lanes;
  readonly flow: Pick<Flow, "direction" | "numbers" | "head">;
  /** Parts that are switched off. */
  readonly off: readonly string[];
  readonly letter: (token: number) => string;
  /** A share or a slope, as it is written. */
  readonly tell: (value: number, digits: number) => string;
  /** Tokens are words: wider than letters. */
  readonly words: boolean;
}

export interface Line {
  readonly of: string;
  readonly d: string;
  readonly width?: number;
}

export interface Word {
  readonly of: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly lines: readonly Line[];
  readonly words: readonly Word[];
  /** The number at a place of the drawing, if its cell is as wide as that. */
  readonly at: (x: number, y: number, least: number) => Place | undefined;
}

/** Above this is room for a share, before a thread begins; and half of what the longest is wide. */
const [SHARE, SHARED] = [30, 22] as const;
/** Room for a letter, and for a word, under its score. */
const [LETTER, WORD] = [14, 74] as const;
const FAINT = 0.02;

const joined = (...names: (string | false)[]): string => names.filter(Boolean).join(" ");

/** As much of a word as so many pixels hold. */
export function shortened(text: string, width: number): string {
  const most = Math.max(2, Math.floor(width / 8.6));
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("")}…`;
}

export function draw(scene: Scene): Drawing {
  const { part, layout, lanes, flow } = scene;
  const { followed } = lanes;
  const forward = flow.direction === "forward";
  const lines: Line[] = [];
  const words: Word[] = [];
  const isOff = (name: string | undefined): boolean =>
    name !== undefined && scene.off.includes(name);
  // Where a shortcut ends, the sum still speaks.
  const cut = switchOf(part) !== part.beside && isOff(switchOf(part));
  const kindOf = (lane: Lane): string | false =>
    lane === followed ? "own" : forward && lane.row > followed.row && "future";
  const pulse = (d: string, width?: number): void =>
    void lines.push({ of: "pic-pulse", d, ...(width !== undefined && { width }) });

  const run = (lane: Lane): void => {
    const own = lane === followed;
    const { height, plus, from } = layout;
    const ends = part.kind === "logits";
    const add = (d: string, ...names: (string | false)[]): void => {
      lines.push({ of: joined("pic-pipe", kindOf(lane), ...names), d });
      if (own) pulse(d);
    };
    if (own ? part.kind !== "looks" : !ends) {
      add(`M${lane.x} 0V${ends ? from - 12 : height}`, cut && "cut");
    }
    const first = layout.rows[0]?.y;
    if (own && first !== undefined) {
      lines.push({ of: "pic-arrow", d: arrow(lane.x, first - 6, forward ? "down" : "up") });
    }
    if (part.beside === undefined) return;
    const [x, bend, leave] = [lane.around, own ? 10 : 4, from - 16];
    const around = part.leaves
      ? `M${lane.x} ${leave}H${x - bend}Q${x} ${leave} ${x} ${leave + bend}V${height}`
      : plus === undefined
        ? `M${x} 0V${height}`
        : `M${x} 0V${plus - bend}Q${x} ${plus} ${x - bend} ${plus}H${lane.x}`;
    add(around, "around", isOff(part.beside) && "cut");
    if (plus === undefined) return;
    const r = own ? 11 : 5;
    if (own)
      lines.push({
        of: "pic-arrow",
        d: arrow(x - (x - lane.x - r) / 2, plus, forward ? "left" : "right"),
      });
    const sign = `M${lane.x - r / 2} ${plus}h${r}M${lane.x} ${plus - r / 2}v${r}`;
    lines.push({ of: joined("pic-plus", kindOf(lane)), d: disc(lane.x, plus, r) + sign });
  };

  /** From the question to the labels, or from what is seen to the mix: as thick as the shares. */
  const look = (weights: Value, of: Value): void => {
    const heads = groupsOf(weights);
    const at = numberOf(weights, followed.row);
    const alone = flow.head(part.block);
    const told = heads === 1 ? 0 : alone;
    const room = lanes.lanes.every(({ width }) => width >= 30);
    const seen = lanes.lanes.filter(({ row }) => row <= followed.row);
    let most = 1;
    if (!forward) {
      const all = Array.from({ length: heads * (followed.row + 1) }, (_, i) =>
        Math.abs(at(i % heads, Math.floor(i / heads))),
      );
      most = Math.max(1e-9, ...all);
    }
    const thick = Math.max(7, 15 - 2 * heads);
    // Dots of heads that stand close to each other do not hide each other.
    const narrow = Math.min(...seen.map((lane) => lane.width / heads));
    const widest = Math.max(3, Math.min(8, 0.55 * narrow));
    const { meeting } = layout;
    const [top, bottom] = meeting ?? [layout.from + SHARE, layout.height];
    for (let head = 0; head < heads; head++) {
      const x = (lane: Lane): number => lane.x - lane.width / 2 + middleOf(cellsOf(of, lane), head);
      const silent = cut || isOff(`attention.${part.block}.head.${head}`);
      const dim = alone !== undefined && alone !== head;
      const join = (other: number, value: number): void => {
        const size = Math.abs(value) / most;
        const width = Math.max(0.7, thick * size);
        const state = joined(
          value < 0 && "minus",
          size < FAINT && "faint",
          dim && "dim",
          silent && "cut",
        );
        const d = meeting
          ? thread(x(followed), top, other, bottom)
          : thread(other, top, x(followed), bottom);
        lines.push({ of: joined("pic-thread", state), d, width });
        if (state === "" || state === "minus") pulse(d, Math.max(4, width));
        if (meeting) return;
        const y = layout.from + 20;
        if (told !== undefined && room) {
          // The first lane may begin at the edge.
          const x = Math.max(SHARED, other);
          if (told === head) words.push({ of: state, text: scene.tell(value, 0), x, y });
        } else if (!dim) {
          const dot = disc(other, y - 4, Math.max(1, widest * Math.sqrt(size)));
          lines.push({ of: joined("pic-dot", state), d: dot });
        }
      };
      let hidden = 0;
      for (let j = 0; j < lanes.before; j++) hidden += at(head, j);
      if (lanes.before > 0) join(lanes.beforeX, hidden);
      for (const lane of seen) join(x(lane), at(head, lane.row));
    }
  };

  /** What is alike is one path. */
  const rows = (): void => {
    const values = layout.rows.map(({ name }) => flow.numbers(name));
    const together = values.filter((value, i) => value !== undefined && !layout.rows[i]!.field);
    const scale = largestOf(together as Value[], lanes.lanes);
    const shapes = new Map<string, string>();
    const add = (of: string, d: string): void => void shapes.set(of, (shapes.get(of) ?? "") + d);
    for (const [i, box] of layout.rows.entries()) {
      const value = values[i];
      if (value === undefined) continue;
      // Slopes of questions and of information are not of one size.
      const most = box.field || !forward ? largestOf([value], lanes.lanes) : scale;
      const silent = cut || (box.name === "position_embedding" && isOff("positions"));
      const asked = forward && box.name.endsWith("query") && "asked";
      for (const lane of lanes.lanes) {
        const at = numberOf(value, lane.row);
        const [x, cells] = [lane.x - lane.width / 2, cellsOf(value, lane)];
        const less = !box.field && cells.shown < cells.size && "less";
        const of = joined(kindOf(lane), silent && "cut", asked, less);
        const add1 = (kind: string, d: string): void => add(`${kind} ${of}`, d);
        add1("pic-card", oblong(x - 3, box.y - 2, lane.width + 6, box.height + 4));
        const shape = box.field
          ? field((i) => at(0, i), sizeOf(value), most, [x, box.y, lane.width, box.height])
          : bars(at, cells, most, [x, box.y, box.height]);
        add1(box.field ? "pic-cells" : "pic-line", shape.all);
        add1("pic-plusses", shape.plus);
        add1("pic-minuses", shape.minus);
      }
    }
    // Cards lie under all that is on them.
    const drawn = [...shapes].map(([of, d]) => ({ of, d }));
    const isCard = ({ of }: Line): boolean => of.startsWith("pic-card");
    lines.push(...drawn.filter(isCard), ...drawn.filter((line) => !isCard(line)));
  };

  const [left, wide] = [lanes.left + 4, lanes.width - lanes.left - 8];
  let ids: number[] = [];
  /** The scores of the followed letter: of all letters, or the highest. */
  const score = (value: Value): void => {
    const at = numberOf(value, followed.row);
    const { from } = layout;
    const size = (id: number): number => (forward ? at(0, id) : Math.abs(at(0, id)));
    const all = Array.from({ length: sizeOf(value) }, (_, id) => id);
    const best = [...all].sort((a, b) => size(b) - size(a));
    const few = scene.words || all.length > MOST_SCORES;
    ids = few ? best.slice(0, Math.max(3, Math.floor(wide / WORD))) : all;
    const cell = wide / ids.length;
    const cells = { groups: 1, shown: ids.length, size: ids.length, cell, gap: 0 };
    const scale = Math.max(1e-9, ...ids.map((id) => Math.abs(at(0, id))));
    const shape = bars((_, i) => at(0, ids[i]!), cells, scale, [left, from, SCORES]);
    const fan = `M${followed.x - 2} ${from - 12}h4L${left + wide} ${from}H${left}z`;
    lines.push(
      { of: "pic-fan", d: fan },
      { of: "pic-card", d: oblong(left - 3, from - 2, wide + 6, SCORES + 4) },
      { of: "pic-line", d: shape.all },
      { of: "pic-plusses own", d: shape.plus },
      { of: "pic-minuses own", d: shape.minus },
    );
    // Where there is no room for each, the best ones say what they are.
    const said: number[] = [];
    for (const id of cell < LETTER ? best.slice(0, 6) : best) {
      const i = ids.indexOf(id);
      if (i < 0 || said.some((other) => Math.abs(other - i) * cell < LETTER)) continue;
      said.push(i);
      const text = shortened(visible(scene.letter(id)), scene.words ? cell : 99);
      const [x, y] = [left + (i + 0.5) * cell, from + SCORES + LETTERS - 4];
      words.push({ of: scene.words ? "" : "mono", text, x, y });
    }
  };

  const bar = (value: Value): void => {
    const at = numberOf(value, followed.row);
    const size = (id: number): number => Math.abs(at(0, id));
    ids = Array.from({ length: sizeOf(value) }, (_, id) => id)
      .filter((id) => forward || size(id) > 0)
      .sort((a, b) => size(b) - size(a))
      .slice(0, CHANCES);
    const most = Math.max(1e-9, ...ids.map(size));
    const x = lanes.left + (scene.words ? 116 : 44);
    for (const [i, id] of ids.entries()) {
      const y = layout.from + i * CHANCE;
      const long = Math.max(1, ((lanes.width - x - 70) * size(id)) / most);
      const first = i === 0 && "first";
      const text = shortened(visible(scene.letter(id)), scene.words ? 106 : 99);
      const share = scene.tell(at(0, id), size(id) < 0.0995 ? 1 : 0);
      lines.push({
        of: joined(at(0, id) < 0 ? "pic-minuses" : "pic-plusses", "chance", first),
        d: oblong(x, y + 2, long, CHANCE - 8),
      });
      words.push(
        { of: joined("end", !scene.words && "mono", first), text, x: x - 10, y: y + 17 },
        { of: joined("start", first), text: share, x: x + long + 8, y: y + 17 },
      );
    }
  };

  if (part.kind !== "chances") for (const lane of lanes.lanes) run(lane);
  const weights = flow.numbers(`blocks.${part.block}.attention.weights`);
  const of = flow.numbers(`blocks.${part.block}.attention.query`);
  if (weights && of && (layout.meeting || part.kind === "looks")) look(weights, of);
  rows();
  const scores = flow.numbers("logits");
  if (scores && part.kind === "logits") score(scores);
  const shares = flow.numbers("probabilities");
  if (shares && part.kind === "chances") bar(shares);

  const at = (x: number, y: number, least: number): Place | undefined => {
    if (ids.length > 0 && y > layout.from) {
      const columns = part.kind === "logits";
      const i = columns ? ((x - left) * ids.length) / wide : (y - layout.from) / CHANCE;
      const id = ids[Math.floor(i)];
      const narrow = columns && wide / ids.length < least;
      if (x < left || id === undefined || narrow) return undefined;
      return placeOf(columns ? scores! : shares!, followed.row, 0, id);
    }
    const box = layout.rows.find((box) => y >= box.y && y < box.y + box.height);
    const lane = lanes.lanes.find((lane) => Math.abs(x - lane.x) <= lane.width / 2);
    const value = box && !box.field && flow.numbers(box.name);
    if (!value || lane === undefined) return undefined;
    const cells = cellsOf(value, lane);
    const found = cells.cell < least ? undefined : cellAt(cells, x - lane.x + lane.width / 2);
    return found && placeOf(value, lane.row, found.group, found.i);
  };
  return { lines, words, at };
}
