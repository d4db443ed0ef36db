/**
 * “Why this letter?” in le Labo's page, in Chromium from file://: seconds from the click to the
 * conclusion, three starts, on a fresh page and then on the same one again. Prints JSON. Needs
 * `make lab`.
 *
 * `node benchmarks/why_page.mjs SLOWED`; SLOWED is yes or no, six times.
 */

import { pathToFileURL } from "node:url";
import { browser, slow } from "./browser.mjs";

const PAGE = new URL("../src/premier_llm/labo/index.html", import.meta.url);
const slowed = process.argv[2] === "yes";
const TIMES = slowed ? 1 : 5;
/** Lists at the age at which they invent, and the beginning after which a letter is asked about. */
const CASES = {
  pokemon: { steps: 20, pace: 10, said: "pika" },
  dinosaures: { steps: 300, pace: 250, said: "tyra" },
};

async function visit(list, { steps, pace, said }) {
  const { folder, context, close } = await browser();
  const page = context.pages()[0];
  page.setDefaultTimeout(600_000);
  await page.goto(`${pathToFileURL(PAGE.pathname)}#apprendre?list=${list}&pace=${pace}&seed=1`);
  await page.locator(".player .main").click();
  await page.evaluate(async (steps) => {
    const player = document.querySelector(".player");
    const step = () => Number(player.querySelector(".facts b").textContent.replaceAll(/\D/g, ""));
    while (step() < steps) await new Promise((resolve) => setTimeout(resolve));
    player.querySelector(".main").click();
  }, steps);
  await page.locator("nav button", { hasText: "Inventer" }).click();
  await page.getByLabel("Commence par…").fill(said);
  const asking = page.getByRole("button", { name: "Pourquoi «" }).last();
  await asking.waitFor();
  const stop = slowed ? slow(folder) : async () => {};
  const found = [];
  for (let time = 0; time < TIMES; time++) {
    // Counted in the page itself: what drives it takes as long again.
    const button = await asking.elementHandle();
    found.push(
      await page.evaluate(async (button) => {
        const begun = performance.now();
        button.click();
        const concluded = () => document.querySelector(".why-conclusion")?.textContent !== "";
        do await new Promise((resolve) => setTimeout(resolve, 5));
        while (!concluded());
        return (performance.now() - begun) / 1000;
      }, button),
    );
    await page.keyboard.press("Escape");
    await page.locator(".why").waitFor({ state: "detached" });
  }
  const reached = await page.locator(".player .facts b").first().innerText();
  await stop();
  await close();
  return { steps: Number(reached.replaceAll(/\D/g, "")), first: found[0], again: found.slice(1) };
}

const found = {};
for (const [list, asked] of Object.entries(CASES)) found[list] = await visit(list, asked);
console.log(JSON.stringify(found));
