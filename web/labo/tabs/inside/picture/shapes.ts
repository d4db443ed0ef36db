/** Numbers as shapes: one path for all that are positive, one for all that are negative. */

export interface Shape {
  /** What they stand on: a line, or every cell. */
  readonly all: string;
  readonly plus: string;
  readonly minus: string;
}

/** How the numbers of a row are cut into cells: those that are too many for its width are left out. */
export interface Cells {
  readonly groups: number;
  /** Cells of a group, and numbers of a group. */
  readonly shown: number;
  readonly size: number;
  readonly cell: number;
  readonly gap: number;
}

const short = (value: number): string => String(Math.round(value * 10) / 10);

/** Narrower cells than this cannot be told apart. */
const NARROWEST = 2;

export function layCells(width: number, size: number, groups: number): Cells {
  const gap = groups > 1 ? Math.min(4, width / groups / 6) : 0;
  const room = width - gap * (groups - 1);
  const shown = Math.max(1, Math.min(size, Math.floor(room / groups / NARROWEST)));
  return { groups, shown, size, cell: room / (groups * shown), gap };
}

/** Where a cell begins, from the left of its row. */
export const leftOf = ({ shown, cell, gap }: Cells, group: number, i: number): number =>
  group * (shown * cell + gap) + i * cell;

/** The middle of a group. */
export const middleOf = (cells: Cells, group: number): number =>
  leftOf(cells, group, 0) + (cells.shown * cells.cell) / 2;

/** The cell at so many pixels from the left. */
export function cellAt(cells: Cells, x: number): { group: number; i: number } | undefined {
  const group = Math.floor(x / (cells.shown * cells.cell + cells.gap));
  const i = Math.floor((x - leftOf(cells, group, 0)) / cells.cell);
  return group >= 0 && group < cells.groups && i >= 0 && i < cells.shown ? { group, i } : undefined;
}

/** Bars up and down from the middle of a row. */
export function bars(
  at: (group: number, i: number) => number,
  cells: Cells,
  scale: number,
  [x, y, height]: readonly [number, number, number],
): Shape {
  let [plus, minus] = ["", ""];
  const middle = y + height / 2;
  const wide = cells.cell > 3 ? cells.cell - 1 : cells.cell * 0.8;
  for (let group = 0; group < cells.groups; group++) {
    for (let i = 0; i < cells.shown; i++) {
      const value = at(group, i);
      const length = (height / 2 - 1) * Math.min(1, Math.abs(value) / scale);
      if (!(length > 0.2)) continue;
      const path = `M${short(x + leftOf(cells, group, i) + (cells.cell - wide) / 2)} ${short(middle)}v${short(value < 0 ? length : -length)}h${short(wide)}V${short(middle)}z`;
      if (value < 0) minus += path;
      else plus += path;
    }
  }
  const long = leftOf(cells, cells.groups, 0) - cells.gap;
  return { all: `M${short(x)} ${short(middle)}h${short(long)}`, plus, minus };
}

/** How neurons stand in a field: columns, and pixels from one to the next. */
export function layField(width: number, height: number, count: number): [number, number] {
  let step = Math.min(14, height);
  while (step > 4 && Math.floor(width / step) * Math.floor(height / step) < count) step -= 0.5;
  return [Math.max(1, Math.floor(width / step)), step];
}

/** A field of neurons: the more one says, the larger its square. */
export function field(
  at: (i: number) => number,
  count: number,
  scale: number,
  [x, y, width, height]: readonly [number, number, number, number],
): Shape {
  const [columns, step] = layField(width, height, count);
  const rows = Math.min(Math.ceil(count / columns), Math.floor(height / step));
  const [left, top] = [x + (width - columns * step) / 2, y + (height - rows * step) / 2];
  let [all, plus, minus] = ["", "", ""];
  const square = (i: number, size: number): string => {
    const [cx, cy] = [(i % columns) + 0.5, Math.floor(i / columns) + 0.5];
    return `M${short(left + cx * step - size / 2)} ${short(top + cy * step - size / 2)}h${short(size)}v${short(size)}h${short(-size)}z`;
  };
  for (let i = 0; i < Math.min(count, rows * columns); i++) {
    const value = at(i);
    const size = (step - 1) * Math.sqrt(Math.min(1, Math.abs(value) / scale));
    all += square(i, step - 1);
    if (size < 0.5) continue;
    if (value < 0) minus += square(i, size);
    else plus += square(i, size);
  }
  return { all, plus, minus };
}

/** A soft line from one point down to another. */
export function thread(x: number, y: number, toX: number, toY: number): string {
  const bend = (toY - y) / 2;
  return `M${short(x)} ${short(y)}C${short(x)} ${short(y + bend)} ${short(toX)} ${short(toY - bend)} ${short(toX)} ${short(toY)}`;
}

/** A rectangle with round corners. */
export function oblong(x: number, y: number, width: number, height: number): string {
  const r = Math.min(4, width / 2);
  const [across, down] = [short(width - 2 * r), short(height - 2 * r)];
  return `M${short(x + r)} ${short(y)}h${across}q${r} 0 ${r} ${r}v${down}q0 ${r} ${-r} ${r}h-${across}q${-r} 0 ${-r} ${-r}v-${down}q0 ${-r} ${r} ${-r}z`;
}

export const disc = (x: number, y: number, r: number): string =>
  `M${short(x - r)} ${short(y)}a${short(r)} ${short(r)} 0 1 0 ${short(2 * r)} 0a${short(r)} ${short(r)} 0 1 0 ${short(-2 * r)} 0z`;

const TURNS = { down: [1, 0], up: [-1, 0], right: [0, 1], left: [0, -1] } as const;
/** A head of an arrow around a point. */
export function arrow(x: number, y: number, way: keyof typeof TURNS): string {
  const [down, right] = TURNS[way];
  const at = (along: number, aside: number): string =>
    `${short(x + along * right + aside * down)} ${short(y + along * down + aside * right)}`;
  return `M${at(4, 0)}L${at(-4, 7)}L${at(-4, -7)}z`;
}
