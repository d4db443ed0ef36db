/**
 * Python's memory once it has started and read the lessons' tools, so that a page takes it up instead of starting anew: that is
 * some five times faster. Pyodide makes such snapshots for servers; it does not promise them to stay
 * as they are, so the version is pinned and the browser tests hold it.
 */

import { ENVIRONMENT, READ_TOOLS, TOOLS } from "./python/environment.mjs";

// The same bytes at each build: what asks for the time or for chance gets the same answers. The page
// gives Python a chance of its own (see worker.ts).
process.env.TZ = "UTC";
const START = Date.UTC(2026, 0, 1);
Date.now = () => START;
performance.now = () => 1;
crypto.getRandomValues = (array) => array.fill(1);

const { loadPyodide } = await import("pyodide");

/** The memory, as bytes: of a Python with this library, and the tools of that archive in it. */
export async function snapshot(library, archive) {
  const python = await loadPyodide({
    _makeSnapshot: true,
    env: { ...ENVIRONMENT },
    stdLibURL: library,
  });
  python.runPython("import tempfile; tempfile._get_candidate_names().rng.seed(0)");
  python.unpackArchive(archive, "zip", { extractDir: TOOLS });
  python.runPython(`${READ_TOOLS}
import random
random.seed(0)
`);
  return python.makeMemorySnapshot();
}
