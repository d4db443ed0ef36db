/** A partner in a worker of its own: weights go there and slopes come back, each handed over whole. */

import type { Numbers } from "../engine/arithmetic.js";
import type { Shared } from "../engine/batches.js";
import type { Window } from "../engine/corpus.js";
import { float32 } from "../engine/float32.js";
import { SecondHalf, type Half, type Partner } from "../engine/partner.js";

type Asked =
  | { readonly shared: Shared }
  | {
      readonly id: number;
      readonly weights: Numbers;
      readonly step: number;
      readonly windows: readonly Window[] | undefined;
    };
interface Said {
  readonly id: number;
  readonly half: Half | null;
}

export interface DistantPartner extends Partner {
  /** Another training begins. */
  take(shared: Shared): void;
}

/** Milliseconds after which a partner is taken for gone: a browser may end a worker without a word. */
const LATE = 20_000;

/** The partner at the other end of the port; `wake` is called when there is no more to wait for. */
export function partnerAt(port: MessagePort, wake: () => void): DistantPartner {
  let id = 0;
  let said: Half | null | undefined = null;
  let begun = 0;
  let gone = false;
  let late: ReturnType<typeof setTimeout> | undefined;
  port.onmessage = ({ data }: MessageEvent<Said>): void => {
    if (data.id !== id) return;
    said = data.half;
    clearTimeout(late);
    wake();
  };
  const ask = (asked: Asked, transfer: Transferable[] = []): void =>
    port.postMessage(asked, transfer);
  return {
    take(shared) {
      ask({ shared });
    },
    begin(weights, step, windows) {
      [said, begun] = [gone ? null : undefined, performance.now()];
      if (gone) return;
      ask({ id: ++id, weights, step, windows }, [weights.buffer as ArrayBuffer]);
      clearTimeout(late);
      late = setTimeout(wake, LATE + 1);
    },
    finished() {
      gone ||= said === undefined && performance.now() - begun > LATE;
      return gone ? null : said;
    },
  };
}

/** Be the partner of whoever is at the other end. */
export function serve(port: MessagePort): void {
  const memory = float32();
  let half: SecondHalf | undefined;
  port.onmessage = ({ data }: MessageEvent<Asked>): void => {
    try {
      if ("shared" in data) {
        half = undefined;
        memory?.clear();
        half = memory && new SecondHalf(data.shared, memory);
        return;
      }
      const found = half?.compute(data.weights, data.step, data.windows) ?? null;
      const transfer = found === null ? [] : [found.slopes.buffer as ArrayBuffer];
      port.postMessage({ id: data.id, half: found } satisfies Said, transfer);
    } catch {
      // No room for two: whoever asked computes both halves.
      half = undefined;
      if ("id" in data) port.postMessage({ id: data.id, half: null } satisfies Said);
    }
  };
}
