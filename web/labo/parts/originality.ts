/** How many names of a batch are new, near and copies. */

import type { JudgedName } from "../../worker/protocol.js";

export function judgeCount(names: readonly JudgedName[]): {
  fresh: number;
  near: number;
  copies: number;
} {
  const count = { new: 0, near: 0, copy: 0 };
  for (const { originality } of names) count[originality]++;
  return { fresh: count.new, near: count.near, copies: count.copy };
}
