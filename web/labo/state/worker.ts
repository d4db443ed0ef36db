/** Starting a worker: its text is the engine's, which stands in the page, and what is its alone. */

import code from "../../worker/worker.ts?bundled";

let address: string | undefined;

export function startWorker(): Worker {
  if (address === undefined) {
    const engine = document.querySelector("script#engine")!.textContent;
    address = URL.createObjectURL(new Blob([engine, "\n", code], { type: "text/javascript" }));
  }
  return new Worker(address);
}
