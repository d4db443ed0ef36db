/**
 * Le Labo in a real Chromium, from file://: weight, first paint, readiness, training to the floor,
 * long tasks; then again with the browser's processes slowed six times; frames a second while a
 * model of `nanogpt`'s shape trains. Prints JSON. Needs web/build (`cd web && npx tsc`).
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

/** A file with a model of 804,096 numbers and the list that it learns: more than the page's dials give. */
async function largeModel() {
  const built = (path) => import(new URL(`web/build/${path}`, ROOT));
  const { PRESETS, parameterCount } = await built("engine/config.js");
  const { Session } = await built("worker/session.js");
  const { vocabulary: size, ...dials } = PRESETS.nanogpt;
  const names = readFileSync(new URL("src/premier_llm/words/dinosaures.txt", ROOT), "utf-8");
  const rare = [..."àâäçéèêëîïôöùûüÿœæñáíóúãõåøßðþłšžčřěůťďňąęśźż"];
  const session = new Session(() => false);
  for (let more = 0; more <= rare.length; more++) {
    const text = `${names}\n${rare.slice(0, more).map((letter) => `zo${letter}`).join("\n")}`;
    if (session.read({ text, letters: "found" }).vocabulary.tokens.length === size) break;
  }
  const { config } = session.start({ dials, recipe: { learning_rate: 0.001 }, seed: 1 });
  return { numbers: parameterCount(config), bytes: Buffer.from(session.save(true)) };
}

/** Frames a second, in five seconds of its training. */
async function frames() {
  const { numbers, bytes } = await largeModel();
  const { context, close } = await browser();
  const page = context.pages()[0];
  await page.goto(`${pathToFileURL(PAGE.pathname)}#apprendre?pace=0`);
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  const file = { name: "grand.safetensors", mimeType: "application/octet-stream", buffer: bytes };
  await page.locator("dialog input[type=file]").first().setInputFiles(file);
  await page.getByText("Le modèle est ouvert").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".player .main").click();
  await pause(2000);
  const counted = await page.evaluate(
    () =>
      new Promise((done) => {
        const since = performance.now();
        let count = 0;
        const frame = () => {
          count++;
          const passed = performance.now() - since;
          if (passed < 5000) requestAnimationFrame(frame);
          else done((1000 * count) / passed);
        };
        requestAnimationFrame(frame);
      }),
  );
  const steps = Number(await page.locator(".player .facts b").first().textContent());
  await close();
  if (!(steps > 0)) throw new Error("the large model does not train");
  return { numbers, frames_per_s: counted };
}

const html = readFileSync(PAGE);
console.log(
  JSON.stringify(
    {
      bytes: html.length,
      compressed_bytes: gzipSync(html, { level: 9 }).length,
      chromium: await visits(false),
      slowed: await visits(true),
      large: await frames(),
    },
    null,
    1,
  ),
);
