/**
 * Le Labo in a real Chromium, from file://: weight, first paint, readiness, training to the floor,
 * long tasks; then again with the browser's processes slowed six times. Prints JSON.
 */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { browser, median, pause, slow } from "./browser.mjs";

const ROOT = new URL("../", import.meta.url);
const PAGE = new URL("src/premier_llm/labo/index.html", ROOT);
const SEEDS = Number(process.argv[2] ?? 10);

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

async function visit(seed, slowed) {
  const { folder, context, close } = await browser();
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
  await close();
  return found;
}

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
