/**
 * Le Labo in each engine of browsers, from file://: how long until it can train, until it shows a
 * loss of 0.34 for the 20 Pokémon, and steps a second, all as a person sees it. Prints JSON. A
 * browser that is not there says what is missing.
 *
 * `node benchmarks/browsers.mjs [visits]`; WebKitGTK needs a screen, which xvfb-run gives.
 */

import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { median, pause } from "./browser.mjs";

const WEB = new URL("../web/", import.meta.url);
const HARNESS = new URL("browser/everywhere/", WEB); // the drivers that the tests use
const PAGE = new URL("../src/premier_llm/labo/index.html", import.meta.url);
const VISITS = Number(process.argv[2] ?? 5);
const CYCLES = 4;
/** 1 % above the floor, as the page shows it. */
const NEAR = 0.34;

/** The tests' drivers, which are TypeScript, as Node can read them. */
async function drivers() {
  const { build } = await import(new URL("node_modules/rolldown/dist/index.mjs", WEB));
  const made = new URL("build/browsers/", WEB);
  await build({
    input: {
      puppets: join(HARNESS.pathname, "puppets.ts"),
      webkit: join(HARNESS.pathname, "webkit.ts"),
    },
    external: /^(node:|puppeteer-core)/,
    output: { dir: made.pathname, format: "esm", entryFileNames: "[name].mjs" },
    logLevel: "silent",
  });
  copyFileSync(new URL("webkit.py", HARNESS), new URL("webkit.py", made));
  const { chromium, firefox } = await import(new URL("puppets.mjs", made));
  const { webkit } = await import(new URL("webkit.mjs", made));
  return { chromium, firefox, webkit };
}

/** Runs in the page: trains so many cycles, and notes when it was ready, when the loss was reached. */
function visit(cycles, near) {
  const seen = (window.seen = { ready: 0, begun: 0, reached: 0, training: 0, ended: false });
  const button = () => document.querySelector(".player .main");
  const numbers = () =>
    [...document.querySelectorAll(".player .facts b")].map(({ textContent }) =>
      Number(textContent.replace(/[^\d,]/g, "").replace(",", ".")),
    );
  let cycle = 0;
  let since = 0;
  const look = () => {
    const now = performance.now();
    const [step, loss] = numbers();
    if (seen.ready === 0 && loss > 0) {
      seen.ready = now;
      // A person needs a moment to find the button; start-up work is not training's.
      setTimeout(() => {
        seen.begun = since = performance.now();
        button().click();
        requestAnimationFrame(look);
      }, 500);
      return;
    }
    if (since > 0 && seen.reached === 0 && step > 0 && loss <= near) seen.reached = now;
    if (since > 0 && step >= 250 * (cycle + 1) && !button().textContent.includes("Pause")) {
      seen.training += now - since;
      if (++cycle === cycles) {
        seen.steps = step;
        seen.ended = true;
        return;
      }
      since = performance.now();
      button().click();
    }
    requestAnimationFrame(look);
  };
  look();
}

async function visits(kind) {
  const missing = kind.missing();
  if (missing !== undefined) return { missing };
  const found = [];
  let version;
  for (let seed = 1; seed <= VISITS; seed++) {
    const folder = mkdtempSync(join(tmpdir(), "premier-llm-"));
    const [downloads, profile] = [join(folder, "downloads"), join(folder, "profile")];
    mkdirSync(downloads);
    const browser = await kind.start(downloads, profile);
    try {
      ({ version } = browser);
      await browser.open(`${pathToFileURL(PAGE.pathname)}#apprendre?pace=0&seed=${seed}`);
      await browser.run(visit, CYCLES, NEAR);
      const end = performance.now() + 120_000;
      let seen;
      do {
        await pause(200);
        seen = await browser.run(() => window.seen);
      } while (!seen.ended && performance.now() < end);
      found.push(seen);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return {
    version,
    ready_s: median(found.map(({ ready }) => ready / 1000)),
    floor_s: median(
      found.map(({ begun, reached }) => (reached ? (reached - begun) / 1000 : Infinity)),
    ),
    steps_per_s: median(found.map(({ steps, training }) => (1000 * steps) / training)),
  };
}

const found = {};
for (const [name, kind] of Object.entries(await drivers())) found[name] = await visits(kind);
console.log(JSON.stringify(found, null, 1));
