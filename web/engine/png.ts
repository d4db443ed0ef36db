/**
 * A picture that carries a model: a PNG with a chunk of ours, the model's whole file, in front of its
 * end. premier_llm/files/png.py, which reads it too, says what the chunk's name means.
 */

import { FILE } from "../spec.js";
import { InputError } from "./errors.js";
import { crc32 } from "./safetensors.js";

const SIGNATURE: readonly number[] = FILE.pngSignature;
/** Length, name and checksum of a chunk. */
const AROUND = 12;

const nameAt = (bytes: Uint8Array, start: number): string =>
  String.fromCharCode(...bytes.subarray(start + 4, start + 8));

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/** Where each chunk begins and ends; of a picture that was cut, the error comes at the cut. */
function* chunks(bytes: Uint8Array): Generator<{ name: string; start: number; end: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = SIGNATURE.length; ;) {
    if (start + AROUND > bytes.length) throw new InputError("card.damaged");
    const end = start + AROUND + view.getUint32(start);
    if (end > bytes.length) throw new InputError("card.damaged");
    const name = nameAt(bytes, start);
    yield { name, start, end };
    if (name === "IEND") return;
    start = end;
  }
}

/** The picture with a model in it. */
export function withModel(picture: Uint8Array, model: Uint8Array): Uint8Array<ArrayBuffer> {
  const { start: last } = [...chunks(picture)].at(-1)!;
  const found = new Uint8Array(picture.length + AROUND + model.length);
  const view = new DataView(found.buffer);
  found.set(picture.subarray(0, last));
  view.setUint32(last, model.length);
  for (let i = 0; i < 4; i++) found[last + 4 + i] = FILE.pngChunk.charCodeAt(i);
  found.set(model, last + 8);
  const end = last + 8 + model.length;
  view.setUint32(end, crc32(found.subarray(last + 4, end), 0));
  found.set(picture.subarray(last), end + 4);
  return found;
}

/** The model in a picture; where there is none, or it was damaged, InputError. */
export function modelIn(picture: Uint8Array): Uint8Array {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength);
  for (const { name, start, end } of chunks(picture)) {
    if (name !== FILE.pngChunk) continue;
    const checked = crc32(picture.subarray(start + 4, end - 4), 0);
    if (checked !== view.getUint32(end - 4)) throw new InputError("card.damaged");
    return picture.slice(start + 8, end - 4);
  }
  throw new InputError("card.none");
}
