/**
 * The product that everything large rests on: c (rows, columns) = sums over k of a and b.
 *
 * It goes by tiles of 4 rows and 8 columns, whose 32 sums stay in registers: a number of a, spread
 * over four lanes, times two fours of b. For that b must lie in panels, 8 columns side by side for
 * one k after the other; where it does not, a panel is copied first. Every sum runs over k from
 * first to last, whatever the tile, so that a row gives the same in any company.
 */

/** Columns of a panel, and the most k that it holds: it must stay near the processor. */
const WIDTH = 8;
const DEPTH = 256;

const PANEL = memory.data(DEPTH * WIDTH * 4, 16);
/** A tile's sums where c has no room for a whole one. */
const TILE = memory.data(4 * WIDTH * 4, 16);

/**
 * Strides are bytes. a: from row to row, from k to k. b: from column to column where `across`, k
 * lying side by side (a weight matrix (outputs, inputs) as its product takes it), else from k to k.
 * c starts at 0, or at `bias` (columns) if that is not 0, or goes on from what it is where `more`.
 */
export function product(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStride: usize,
  across: bool,
  bias: usize,
  more: bool,
  c: usize,
  rows: i32,
  columns: i32,
  depth: i32,
): void {
  const cRow = <usize>columns * 4;
  for (let column = 0; column < columns; column += WIDTH) {
    const width = min<i32>(WIDTH, columns - column);
    const offset = <usize>column * 4;
    for (let from = 0; from < depth || from == 0; from += DEPTH) {
      const deep = min<i32>(DEPTH, depth - from);
      let panel = PANEL;
      let step: usize = WIDTH * 4;
      if (across) {
        packAcross(b + <usize>column * bStride + <usize>from * 4, bStride, width, deep);
      } else {
        panel = b + <usize>from * bStride + offset;
        step = bStride;
        // Lines of memory that lie far apart push each other out of the nearest cache.
        if (width < WIDTH || (bStride > 256 && rows > 16)) {
          packAlong(panel, bStride, width, deep);
          panel = PANEL;
          step = WIDTH * 4;
        }
      }
      const begun = more || from > 0;
      const first = a + <usize>from * aStep;
      for (let row = 0; row < rows; row += 4) {
        const at = first + <usize>row * aRow;
        const to = c + <usize>row * cRow + offset;
        const high = min<i32>(4, rows - row);
        if (high == 4 && width == WIDTH) {
          if (!begun) begin(to, cRow, bias, offset);
          tile(at, aRow, 2 * aRow, 3 * aRow, aStep, panel, step, deep, to, cRow);
        } else {
          if (begun) take(to, cRow, high, width);
          else if (bias != 0) spread(bias + offset, width);
          else memory.fill(TILE, 0, 4 * WIDTH * 4);
          // Rows that are not there count as the last that is.
          const a3 = <usize>(high - 1) * aRow;
          const a1 = min<usize>(aRow, a3);
          const a2 = min<usize>(2 * aRow, a3);
          tile(at, a1, a2, a3, aStep, panel, step, deep, TILE, WIDTH * 4);
          give(to, cRow, high, width);
        }
      }
    }
  }
}

function begin(c: usize, cRow: usize, bias: usize, offset: usize): void {
  const low = bias != 0 ? v128.load(bias + offset) : f32x4.splat(0);
  const high = bias != 0 ? v128.load(bias + offset, 16) : f32x4.splat(0);
  for (let row = 0; row < 4; row++) {
    v128.store(c, low);
    v128.store(c, high, 16);
    c += cRow;
  }
}

/** 4 rows times 8 columns, added to c. The rows of a begin at a, a + a1, a + a2 and a + a3. */
function tile(
  a: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  depth: i32,
  c: usize,
  cRow: usize,
): void {
  const c1 = c + cRow;
  const c2 = c1 + cRow;
  const c3 = c2 + cRow;
  let s00 = v128.load(c);
  let s01 = v128.load(c, 16);
  let s10 = v128.load(c1);
  let s11 = v128.load(c1, 16);
  let s20 = v128.load(c2);
  let s21 = v128.load(c2, 16);
  let s30 = v128.load(c3);
  let s31 = v128.load(c3, 16);
  let p0 = a;
  let p1 = a + a1;
  let p2 = a + a2;
  let p3 = a + a3;
  for (let k = depth; k > 0; k--) {
    const low = v128.load(b);
    const high = v128.load(b, 16);
    const x0 = v128.load32_splat(p0);
    s00 = f32x4.add(s00, f32x4.mul(x0, low));
    s01 = f32x4.add(s01, f32x4.mul(x0, high));
    const x1 = v128.load32_splat(p1);
    s10 = f32x4.add(s10, f32x4.mul(x1, low));
    s11 = f32x4.add(s11, f32x4.mul(x1, high));
    const x2 = v128.load32_splat(p2);
    s20 = f32x4.add(s20, f32x4.mul(x2, low));
    s21 = f32x4.add(s21, f32x4.mul(x2, high));
    const x3 = v128.load32_splat(p3);
    s30 = f32x4.add(s30, f32x4.mul(x3, low));
    s31 = f32x4.add(s31, f32x4.mul(x3, high));
    p0 += aStep;
    p1 += aStep;
    p2 += aStep;
    p3 += aStep;
    b += bStep;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/** Into the panel: b's columns, whose k lie side by side. */
function packAcross(b: usize, stride: usize, width: i32, depth: i32): void {
  let to = PANEL;
  let k = 0;
  if (width < WIDTH) memory.fill(PANEL, 0, <usize>depth * WIDTH * 4);
  else {
    const b4 = b + 4 * stride;
    for (; k + 4 <= depth; k += 4) {
      const from = <usize>k * 4;
      turn(b + from, stride, to);
      turn(b4 + from, stride, to + 16);
      to += 4 * WIDTH * 4;
    }
  }
  for (; k < depth; k++) {
    for (let column = 0; column < width; column++) {
      store<f32>(to + <usize>column * 4, load<f32>(b + <usize>column * stride + <usize>k * 4));
    }
    to += WIDTH * 4;
  }
}

/** Four rows of four numbers become four columns, in the panel. */
function turn(b: usize, stride: usize, to: usize): void {
  const r0 = v128.load(b);
  const r1 = v128.load(b + stride);
  const r2 = v128.load(b + 2 * stride);
  const r3 = v128.load(b + 3 * stride);
  const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const t1 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const t2 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(t0, t2, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(t0, t2, 2, 3, 6, 7), WIDTH * 4);
  v128.store(to, v128.shuffle<f32>(t1, t3, 0, 1, 4, 5), 2 * WIDTH * 4);
  v128.store(to, v128.shuffle<f32>(t1, t3, 2, 3, 6, 7), 3 * WIDTH * 4);
}

/** Into the panel: b's rows, one a k. */
function packAlong(b: usize, stride: usize, width: i32, depth: i32): void {
  let to = PANEL;
  if (width < WIDTH) memory.fill(PANEL, 0, <usize>depth * WIDTH * 4);
  for (let k = 0; k < depth; k++) {
    if (width == WIDTH) {
      v128.store(to, v128.load(b));
      v128.store(to, v128.load(b, 16), 16);
    } else {
      for (let i: usize = 0; i < <usize>width * 4; i += 4) store<f32>(to + i, load<f32>(b + i));
    }
    b += stride;
    to += WIDTH * 4;
  }
}

/** The tile aside takes up that part of c. */
function take(c: usize, cRow: usize, high: i32, width: i32): void {
  for (let row = 0; row < high; row++) {
    for (let i: usize = 0; i < <usize>width * 4; i += 4) {
      store<f32>(TILE + <usize>row * WIDTH * 4 + i, load<f32>(c + i));
    }
    c += cRow;
  }
}

/** The tile aside begins with these numbers, in every row. */
function spread(bias: usize, width: i32): void {
  for (let row: usize = 0; row < 4; row++) {
    for (let i: usize = 0; i < <usize>width * 4; i += 4) {
      store<f32>(TILE + row * WIDTH * 4 + i, load<f32>(bias + i));
    }
  }
}

/** The tile aside goes where it belongs. */
function give(c: usize, cRow: usize, high: i32, width: i32): void {
  for (let row = 0; row < high; row++) {
    for (let i: usize = 0; i < <usize>width * 4; i += 4) {
      store<f32>(c + i, load<f32>(TILE + <usize>row * WIDTH * 4 + i));
    }
    c += cRow;
  }
}
