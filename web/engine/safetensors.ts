/** Files of tensors, as the safetensors library writes them, with a checksum of ours. */

import { FILE } from "../spec.js";
import { InputError, shown } from "./errors.js";
import { isRecord } from "./json.js";
import { byCodePoint } from "./lines.js";
import type { Tensor, Tensors } from "./parameters.js";

/** The newest that can be read. */
export const FORMAT_VERSION = FILE.version;
/** Bytes; a real header is a few kilobytes, a broken length can claim exabytes. */
const MAX_HEADER = FILE.mostHeader;
const ALIGNMENT = 8;

interface Entry {
  readonly dtype: "F32" | "F64";
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** A safetensors file with our checksum. */
export function writeTensors(
  tensors: Tensors,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  // As the safetensors library does: the widest numbers first, so that all lie aligned.
  const width = ({ values }: Tensor): number => values.BYTES_PER_ELEMENT;
  const sorted = [...tensors].sort(
    ([a, first], [b, second]) => width(second) - width(first) || byCodePoint(a, b),
  );
  const entries: [string, Entry][] = [];
  let size = 0;
  for (const [name, { shape, values }] of sorted) {
    const dtype = values instanceof Float32Array ? "F32" : "F64";
    entries.push([name, { dtype, shape, data_offsets: [size, (size += values.byteLength)] }]);
  }
  const data = new Uint8Array(size);
  const view = new DataView(data.buffer);
  for (const [n, [, { values }]] of sorted.entries()) {
    const start = entries[n]![1].data_offsets[0];
    // Little-endian, whatever the machine.
    for (const [i, value] of values.entries()) {
      if (values instanceof Float32Array) view.setFloat32(start + 4 * i, value, true);
      else view.setFloat64(start + 8 * i, value, true);
    }
  }
  const checked = { ...metadata, checksum: checksum(metadata, entries, data) };
  const header = { __metadata__: checked, ...Object.fromEntries(entries) };
  let text = new TextEncoder().encode(JSON.stringify(header));
  const padded = new Uint8Array(Math.ceil(text.length / ALIGNMENT) * ALIGNMENT).fill(0x20);
  padded.set(text);
  text = padded;
  const bytes = new Uint8Array(8 + text.length + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

/** Tensors and metadata of any safetensors file of F32 and F64 numbers. */
export function readTensors(bytes: Uint8Array): {
  readonly tensors: Map<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
} {
  if (bytes.length < 8) throw damaged("short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(Math.min(MAX_HEADER, bytes.length - 8))) throw damaged("length");
  const start = 8 + Number(length);
  let header: unknown;
  try {
    header = JSON.parse(
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(8, start)),
    );
  } catch {
    throw damaged("header");
  }
  if (!isRecord(header)) throw damaged("header");
  const { __metadata__: metadata = {}, ...rest } = header;
  if (!isRecord(metadata)) throw damaged("description");
  for (const value of Object.values(metadata)) {
    if (typeof value !== "string") throw damaged("description");
  }
  const texts = metadata as Record<string, string>;
  // Before all else, because a newer format may lie otherwise.
  const version = texts["premier_llm"] ?? "";
  if (/^\d+$/.test(version) && Number(version) > FORMAT_VERSION) {
    throw new InputError("file.newer", { version: shown(version) });
  }
  const entries = Object.entries(rest).map(
    ([name, entry]) => [name, checkedEntry(name, entry)] as const,
  );
  entries.sort(
    ([a, { data_offsets: x }], [b, { data_offsets: y }]) =>
      x[0] - y[0] || x[1] - y[1] || byCodePoint(a, b),
  );
  const tensors = new Map<string, Tensor>();
  let end = 0;
  for (const [name, { dtype, shape, data_offsets }] of entries) {
    const width = dtype === "F32" ? 4 : 8;
    const count = shape.reduce((product, size) => product * size, 1);
    const [from, to] = data_offsets;
    if (from !== end || to - from !== count * width || start + to > bytes.length) {
      throw damaged("tensor", name);
    }
    const values = dtype === "F32" ? new Float32Array(count) : new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const at = start + from + width * i;
      values[i] = dtype === "F32" ? view.getFloat32(at, true) : view.getFloat64(at, true);
    }
    tensors.set(name, { shape, values });
    end = to;
  }
  if (start + end !== bytes.length) throw damaged("long");
  const { checksum: said, ...others } = texts;
  if (said === undefined) {
    if ("premier_llm" in texts) throw damaged("checksum");
  } else if (said !== checksum(others, entries, bytes.subarray(start))) throw damaged("checksum");
  return { tensors, metadata: texts };
}

/** What can be broken in a file. */
export type Damage = "short" | "length" | "header" | "description" | "tensor" | "long" | "checksum";

/** Why a file cannot be read. */
export function damaged(why: Damage, name = ""): InputError {
  return new InputError("file.damaged", { why, name: shown(name) });
}

function checkedEntry(name: string, entry: unknown): Entry {
  if (!isRecord(entry) || Object.keys(entry).length !== 3) throw damaged("tensor", name);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (
    !Array.isArray(shape) ||
    shape.length > 8 ||
    !Array.isArray(offsets) ||
    offsets.length !== 2
  ) {
    throw damaged("tensor", name);
  }
  for (const size of [...shape, ...offsets]) {
    if (!Number.isSafeInteger(size) || size < 0) throw damaged("tensor", name);
  }
  if (dtype !== "F32" && dtype !== "F64") {
    // A sound file, but not for us.
    throw new InputError("file.kind", { name: shown(name), kind: shown(dtype) });
  }
  return { dtype, shape, data_offsets: [offsets[0], offsets[1]] };
}

/**
 * CRC-32, 8 hex digits, over: every other metadata key and value, keys sorted by code points; each
 * tensor in the order of its data: name, dtype, sizes, both offsets; each text as UTF-8 with a
 * zero byte behind; then the data.
 */
function checksum(
  metadata: Readonly<Record<string, string>>,
  entries: readonly (readonly [string, Entry])[],
  data: Uint8Array,
): string {
  const texts: string[] = [];
  for (const key of Object.keys(metadata).sort(byCodePoint)) texts.push(key, metadata[key]!);
  for (const [name, { dtype, shape, data_offsets }] of entries) {
    texts.push(name, dtype, ...shape.map(String), ...data_offsets.map(String));
  }
  const text = new TextEncoder().encode(texts.map((said) => `${said}\0`).join(""));
  const crc = crc32(data, crc32(text, 0));
  return crc.toString(16).padStart(8, "0");
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** As zlib's: continues from `crc`. */
export function crc32(bytes: Uint8Array, crc: number): number {
  let value = ~crc;
  for (let i = 0; i < bytes.length; i++) {
    value = CRC_TABLE[(value ^ bytes[i]!) & 255]! ^ (value >>> 8);
  }
  return ~value >>> 0;
}
