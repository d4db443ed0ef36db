/**
 * Le Labo in a real Chromium, from file://: weight, first paint, readiness, training to the floor,
 * long tasks; then again with the browser's processes slowed six times. Prints JSON.
 *
 * Slowed: all processes of the browser run 10 ms and stand still 50 ms, in turn, because the
 * developer tools' own throttling does not reach workers.
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const ROOT = new URL("../", import.meta.url);
const { chromium } = await import(new URL("node_modules/@playwright/test/index.mjs", ROOT));
const PAGE = new URL("src/premier_llm/labo/index.html", ROOT);
const SEEDS = Number(process.argv[2] ?? 10);
const SLOWER = 6;

/** Runs in the page before its code: notes when what passes between it and its worker. */
function listen() {
  const seen = { ready: 0, floor: 0, begun: 0, reached: 0, steps: 0, tasks: [], frames: [] };
  window.seen = seen;
  const Native = window.Worker;
  window.Worker = class extends Native {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => {
        if (data.kind === "answer" && data.value?.lines) seen.floor = data.value.lines.floor;
        if (data.kind !== "tick") return;
        seen.ready ||= performance.now();
        seen.steps = data.tick.step;
        for (const loss of data.tick.losses) {
          if (loss <= 1.01 * seen.floor) seen.reached ||= performance.now();
        }
      });
    }
    postMessage(message, ...rest) {
      if (message?.kind === "run") seen.begun ||= performance.now();
      super.postMessage(message, ...rest);
    }
  };
  new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries()) seen.tasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  let last = 0;
  const frame = (now) => {
    if (last > 0 && seen.begun > 0 && seen.reached === 0) seen.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Slow down every process whose command line names this folder; call the result to stop. */
function slow(folder) {
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

async function visit(seed, slowed) {
  const folder = mkdtempSync(join(tmpdir(), "labo-"));
  const system = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
  const context = await chromium.launchPersistentContext(folder, {
    ...(system && { executablePath: system }),
    viewport: { width: 1280, height: 900 },
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  const page = context.pages()[0];
  await page.addInitScript(listen);
  const stop = slowed ? slow(folder) : async () => {};
  await page.goto(`${pathToFileURL(PAGE.pathname)}#apprendre?pace=0&seed=${seed}`);
  await page.waitForFunction(() => window.seen.ready > 0, undefined, { timeout: 60_000 });
  // A person needs a moment to find the button; start-up work is not training's.
  await pause(500);
  // Seeds that get stuck go on for four cycles.
  for (let cycle = 1; cycle <= 4; cycle++) {
    await page.evaluate(() => document.querySelector(".player .main").click());
    await page.waitForFunction(
      (until) => window.seen.reached > 0 || window.seen.steps >= until,
      250 * cycle,
      { timeout: 120_000 },
    );
    if (await page.evaluate(() => window.seen.reached > 0)) break;
    await page.waitForFunction(() => !document.querySelector(".player .main").textContent.includes("Pause"));
  }
  const found = await page.evaluate(() => ({
    ...window.seen,
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  }));
  await stop();
  await context.close();
  rmSync(folder, { recursive: true, force: true });
  return found;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function visits(slowed) {
  const found = [];
  for (let seed = 1; seed <= SEEDS; seed++) found.push(await visit(seed, slowed));
  const toFloor = found.map(({ begun, reached }) => (reached ? (reached - begun) / 1000 : Infinity));
  const frames = found.flatMap(({ frames }) => frames);
  return {
    paint_s: median(found.map(({ paint }) => paint / 1000)),
    ready_s: median(found.map(({ ready }) => ready / 1000)),
    floor_s: median(toFloor),
    floor_each_s: toFloor.map((time) => Number(time.toFixed(3))),
    // Tasks of the start are those of the paint; these are of the training.
    longest_task_ms: Math.max(
      0,
      ...found.flatMap(({ tasks, begun }) => tasks.filter(([at]) => at >= begun).map(([, ms]) => ms)),
    ),
    frame_ms: median(frames.length > 0 ? frames : [Number.NaN]),
  };
}

const html = readFileSync(PAGE);
console.log(
  JSON.stringify(
    {
      bytes: html.length,
      compressed_bytes: gzipSync(html, { level: 9 }).length,
      chromium: await visits(false),
      slowed: await visits(true),
    },
    null,
    1,
  ),
);
