/**
 * The school folder in a real Chromium: how long until a lesson's first output, how long each cell of
 * the lessons takes with every exercise right, and the folder's weight; then the first output again
 * with the browser's processes slowed six times. Prints JSON. Needs `make school` first.
 *
 * `node benchmarks/school.mjs [visits]`
 */

import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { browser, median, pause, slow } from "./browser.mjs";

const ROOT = new URL("../", import.meta.url);
const SITE = new URL("school/build/site/", ROOT);
const VISITS = Number(process.argv[2] ?? 3);

/** A browser of its own, so that nothing is kept from the visit before. */
async function visit(path, act, slowed = false) {
  const { folder, context, close } = await browser();
  const page = context.pages()[0];
  const stop = slowed ? slow(folder) : async () => {};
  try {
    const begun = performance.now();
    await page.goto(new URL(path, SITE).href);
    return await act(page, begun);
  } finally {
    await stop();
    await close();
  }
}

/** Seconds until the first paint, which has the bar, and until the first cell shows its result. */
async function firstOutput(slowed) {
  const paints = [];
  const outputs = [];
  for (let n = 0; n < VISITS; n++) {
    await visit(
      "lecon-1.html",
      async (page, begun) => {
        await page.waitForSelector(".outputs", { timeout: 240_000 });
        outputs.push((performance.now() - begun) / 1000);
        const paint = () => performance.getEntriesByName("first-contentful-paint")[0].startTime;
        paints.push((await page.evaluate(paint)) / 1000);
      },
      slowed,
    );
  }
  return { paint_s: median(paints), first_output_s: median(outputs), each_s: outputs };
}

/** Seconds of each cell of a lesson, with every exercise right. */
async function cells(number) {
  const python = new URL(".venv/bin/python", ROOT).pathname;
  const play = new URL("web/browser/school/play.py", ROOT).pathname;
  const { notebook } = JSON.parse(
    execFileSync(python, [play, String(number)], { maxBuffer: 1e8, encoding: "utf-8" }),
  );
  return visit(`lecon-${number}.html`, async (page) => {
    await page.waitForSelector(".outputs", { timeout: 120_000 });
    await page.getByRole("button", { name: "Mon travail" }).click();
    await page.locator("dialog input[type=file]").setInputFiles({
      name: "carnet.ipynb",
      mimeType: "application/json",
      buffer: Buffer.from(notebook),
    });
    await page.getByText("Ton carnet est chargé").waitFor();
    await page.evaluate(() => {
      const begun = new Map();
      window.times = [];
      window.changes = [];
      new MutationObserver((records) => {
        for (const { target, type } of records) {
          const cell = target.closest?.("section.code");
          if (type === "childList") {
            if (cell?.getAttribute("aria-busy") === "true") window.changes.push(performance.now());
            continue;
          }
          if (target.getAttribute("aria-busy") === "true") begun.set(target, performance.now());
          else if (begun.has(target)) {
            const from = begun.get(target);
            const seen = [from, ...window.changes.filter((at) => at > from), performance.now()];
            const still = Math.max(...seen.slice(1).map((at, i) => at - seen[i]));
            window.times.push([target.ariaLabel, performance.now() - from, still]);
          }
        }
      }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-busy"] });
    });
    await page.getByRole("button", { name: "Tout exécuter" }).click();
    const stop = page.getByRole("button", { name: "Arrêter" });
    await page.waitForFunction(() => window.times.length > 0);
    do await pause(1000);
    while (await stop.isEnabled());
    const times = await page.evaluate(() => window.times);
    const [title, longest, still] = times.toSorted((a, b) => b[1] - a[1])[0];
    return {
      all_s: times.reduce((sum, [, time]) => sum + time / 1000, 0),
      longest_s: longest / 1000,
      longest: title,
      // The longest time in that cell in which nothing changed on the page.
      longest_still_s: still / 1000,
    };
  });
}

const result = {
  zip_bytes: statSync(new URL("src/premier_llm/ecole/dossier.zip", ROOT)).size,
  chromium: await firstOutput(false),
  slowed: await firstOutput(true),
  lessons: {},
};
for (const number of [1, 2, 3, 4, 5, 6, 7]) result.lessons[number] = await cells(number);
console.log(JSON.stringify(result, null, 1));
