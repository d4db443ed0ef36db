/** In which encoding a file was read, where that is not the usual one. */

import type { Encoding } from "../../../engine/decoding.js";
import { fill, said } from "../../../kit/language.js";
import { DECODING, READ } from "../../../spec.js";

/** A sentence, or none. */
export function readAs(title: string, encoding: Encoding): string[] {
  if (encoding === "utf-8") return [];
  const message = encoding === "utf-16" ? READ.utf16 : READ.readAs;
  return [fill(said(message), { title, encoding: DECODING.titles[encoding] })];
}
