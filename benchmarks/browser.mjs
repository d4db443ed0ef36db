/** What the benchmarks of our pages share: a real Chromium of their own, slowed six times or not. */

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { chromium } = await import(
  new URL("../web/node_modules/@playwright/test/index.mjs", import.meta.url)
);
const SLOWER = 6;

/** A browser with nothing kept from before; its processes carry the folder's name. */
export async function browser() {
  const folder = mkdtempSync(join(tmpdir(), "premier-llm-"));
  const system = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
  const context = await chromium.launchPersistentContext(folder, {
    ...(system && { executablePath: system }),
    viewport: { width: 1280, height: 900 },
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  const close = async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, context, close };
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Slow down every process whose command line names this folder, six times: they run 10 ms and stand
 * still 50 ms, in turn, because the developer tools' own throttling does not reach workers. Call the
 * result to stop.
 */
export function slow(folder) {
  let going = true;
  const pids = () => {
    try {
      // Helper processes carry the name of the profile too.
      const text = execFileSync("pgrep", ["-f", folder], { encoding: "utf-8" });
      return text.trim().split("\n").map(Number).filter((pid) => pid !== process.pid);
    } catch {
      return [];
    }
  };
  const send = (list, signal) => {
    for (const pid of list) {
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended.
      }
    }
  };
  const run = async () => {
    let list = pids();
    for (let n = 0; going; n++) {
      if (n % 10 === 0) list = pids();
      send(list, "SIGSTOP");
      await pause(10 * (SLOWER - 1));
      send(list, "SIGCONT");
      await pause(10);
    }
    send(pids(), "SIGCONT");
  };
  const done = run();
  return () => {
    going = false;
    return done;
  };
}
