/**
 * Records two versions of le Labo that train the same model, one after the other on a quiet machine,
 * and puts what each showed at the same moments side by side:
 *
 *     node benchmarks/side_by_side.mjs OLD.html NEW.html OUT [address]
 *
 * OUT/side-by-side.png is the picture; OUT/old and OUT/new hold all frames, named by milliseconds since
 * the click on « Entraîner ». A version is built by `make src/premier_llm/labo/index.html` in its clone.
 */

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { browser, pause } from "./browser.mjs";

const [old, young, out, address] = process.argv.slice(2);
const ADDRESS = address ?? "#apprendre?list=dinosaures&embedding=32&heads=4&layers=2&hidden=128&pace=0";
/** Seconds after the click. */
const MOMENTS = [0.5, 1, 2, 4];

/** All frames of a page that trains, each with the milliseconds since the click. */
async function record(page, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { context, close } = await browser();
  const tab = context.pages()[0];
  await tab.setViewportSize({ width: 1280, height: 800 });
  await tab.goto(pathToFileURL(page).href + ADDRESS);
  await tab.waitForTimeout(2000);
  const fold = tab.getByRole("button", { name: "Replier la mission" });
  if (await fold.isVisible()) await fold.click();
  const cast = await context.newCDPSession(tab);
  const frames = [];
  cast.on("Page.screencastFrame", ({ data, metadata, sessionId }) => {
    frames.push({ at: 1000 * metadata.timestamp, data });
    void cast.send("Page.screencastFrameAck", { sessionId });
  });
  await cast.send("Page.startScreencast", { format: "jpeg", quality: 80 });
  const clicked = await tab.evaluate(() => {
    document.querySelector(".player .main").click();
    return Date.now();
  });
  await pause(1000 * MOMENTS.at(-1) + 1000);
  await cast.send("Page.stopScreencast");
  const step = await tab.locator(".player .facts b").first().textContent();
  await close();
  for (const { at, data } of frames) {
    const name = String(Math.round(at - clicked)).padStart(6, "0");
    if (at >= clicked) writeFileSync(`${folder}/${name}.jpg`, Buffer.from(data, "base64"));
  }
  return { step, frames: frames.map(({ at, data }) => ({ at: at - clicked, data })) };
}

const sides = [await record(old, `${out}/old`), await record(young, `${out}/new`)];
const shown = ({ frames }, moment) => frames.findLast(({ at }) => at <= 1000 * moment)?.data ?? "";
const rows = MOMENTS.map(
  (moment) =>
    `<tr><th>${moment} s</th>${sides
      .map((side) => `<td><img width="560" src="data:image/jpeg;base64,${shown(side, moment)}"></td>`)
      .join("")}</tr>`,
).join("");
const { context, close } = await browser();
const tab = context.pages()[0];
await tab.setViewportSize({ width: 1200, height: 800 });
await tab.setContent(
  `<style>body{font:20px sans-serif;margin:8px;background:#fff}th{padding:4px}</style>
   <table><tr><th></th><th>avant</th><th>maintenant</th></tr>${rows}</table>`,
);
await tab.waitForTimeout(500);
await tab.screenshot({ path: `${out}/side-by-side.png`, fullPage: true });
await close();
for (const [side, { step, frames }] of sides.entries()) {
  console.log(["old", "new"][side], "step", step, "after", MOMENTS.at(-1) + 1, "s;", frames.length, "frames");
}
