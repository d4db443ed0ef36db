/** Notebooks out of a zip, a slice at a time: what it says of its own sizes is not believed. */

import { Unzip, UnzipInflate } from "fflate";

export interface Unpacked {
  /** Path in the zip, and content. */
  readonly path: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** What a class never reaches. */
export const MOST = {
  /** Files at once. */
  files: 200,
  /** Bytes of one notebook. */
  one: 20e6,
  /** Bytes in all. */
  all: 100e6,
} as const;

export type Damage = "damaged" | "many" | "large";

const END = [0x50, 0x4b, 5, 6];
/** A slice that inflates to 16 MB at most. */
const SLICE = 16_384;

/** A notebook by its name, and not what macOS or Jupyter keep beside it. */
export const isNotebook = (path: string): boolean =>
  /\.ipynb$/i.test(path) && !/(^|\/)(__MACOSX|\.ipynb_checkpoints|\._[^/]*$)/.test(path);

/** What can be had, and why no more than that. */
export function unzipped(
  zip: Uint8Array,
  most: { readonly [Limit in keyof typeof MOST]: number } = MOST,
): {
  found: Unpacked[];
  /** Notebooks that are each too large. */
  large: string[];
  damage: Damage | undefined;
} {
  const found: Unpacked[] = [];
  const large: string[] = [];
  let damage: Damage | undefined;
  let seen = 0;
  let inAll = 0;
  let unfinished = 0;
  const unzip = new Unzip((file) => {
    const path = named(file.name);
    if (!isNotebook(path)) return;
    if (++seen > most.files) damage ??= "many";
    if (damage !== undefined) return;
    const pieces: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, piece, last) => {
      if (error !== null) damage ??= "damaged";
      if (damage !== undefined || piece === null) return;
      size += piece.length;
      inAll += piece.length;
      if (inAll > most.all) damage = "large";
      else if (size <= most.one) pieces.push(piece);
      if (!last || damage !== undefined) return;
      unfinished--;
      if (size > most.one) large.push(path);
      else found.push({ path, content: joined(pieces, size) });
    };
    unfinished++;
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let place = 0; place < zip.length && damage === undefined; place += SLICE) {
      unzip.push(zip.subarray(place, place + SLICE), place + SLICE >= zip.length);
    }
  } catch {
    damage ??= "damaged";
  }
  if (unfinished > 0 || !ends(zip)) damage ??= "damaged";
  return { found, large, damage };
}

/** Whether the record is there that every zip ends with, a comment behind it or not. */
function ends(zip: Uint8Array): boolean {
  for (let place = zip.length - 22; place >= Math.max(0, zip.length - 65_557); place--) {
    if (END.every((byte, n) => zip[place + n] === byte)) return true;
  }
  return false;
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.length;
  }
  return whole;
}

/** Many tools write UTF-8 without saying so. */
function named(name: string): string {
  if (!/[\x80-\xff]/.test(name) || /[^\0-\xff]/.test(name)) return name;
  try {
    const bytes = Uint8Array.from(name, (sign) => sign.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return name;
  }
}
