/** Where the letters' lanes stand in the picture: as many as fit, the followed one the widest. */

export interface Lane {
  /** The letter's place in the window. */
  readonly row: number;
  /** The middle of its numbers, and how wide they are. */
  readonly x: number;
  readonly width: number;
  /** Where its shortcut goes down. */
  readonly around: number;
}

export interface Lanes {
  readonly width: number;
  /** Where the first lane may begin. */
  readonly left: number;
  readonly lanes: readonly Lane[];
  readonly followed: Lane;
  /** Letters before the first lane, for which there is no room, and where they are hinted at. */
  readonly before: number;
  readonly beforeX: number;
}

const GAP = 10;
/** Room for a shortcut: of the followed letter, of another one. */
const [AROUND, ASIDE] = [30, 10] as const;
const [LEAST, MOST, WIDEST] = [84, 280, 150] as const;
/** Room for those that are left out. */
const BEFORE = 34;

/** `least` is how narrow the numbers of a letter that is not followed may become. */
export function layLanes(
  width: number,
  left: number,
  count: number,
  row: number,
  least: number,
): Lanes {
  const space = width - left;
  const share = Math.max(0.3, 1 / count);
  const wide = Math.max(LEAST, Math.min(MOST, share * space) - AROUND - GAP);
  const rest = space - wide - AROUND - GAP;
  const whole = least + ASIDE + GAP;
  const all = Math.floor(rest / whole);
  const fit = count - 1 <= all ? count - 1 : Math.max(1, Math.floor((rest - BEFORE) / whole));
  // The last ones that fit, and always the followed one.
  const first = Math.max(0, Math.min(row, count - 1 - fit));
  const others = Math.min(fit, count - 1 - first);
  const each = Math.min(
    WIDEST,
    wide,
    (rest - (first > 0 ? BEFORE : 0)) / Math.max(1, others) - ASIDE - GAP,
  );
  const used = wide + AROUND + GAP + others * (each + ASIDE + GAP) + (first > 0 ? BEFORE : 0);
  let x = left + Math.max(0, (space - used) / 2);
  const beforeX = x + BEFORE / 2;
  if (first > 0) x += BEFORE;
  const lanes: Lane[] = [];
  for (let at = first; at <= first + others; at++) {
    const [own, aside] = at === row ? [wide, AROUND] : [each, ASIDE];
    lanes.push({ row: at, x: x + own / 2, width: own, around: x + own + aside / 2 });
    x += own + aside + GAP;
  }
  return {
    width,
    left,
    lanes,
    followed: lanes.find((lane) => lane.row === row)!,
    before: first,
    beforeX,
  };
}
