/**
 * From names to a chatbot in le Labo's page, in Chromium from file://: seconds of the first
 * apprenticeship and of the second, what its table then says of questions never asked, and
 * milliseconds from a vote to the next pair. Prints a line of JSON for each seed. Needs `make lab`.
 *
 * `node benchmarks/answers_page.mjs SEEDS SLOWED`; SLOWED is yes or no, six times.
 */

import { pathToFileURL } from "node:url";
import { browser, median, slow } from "./browser.mjs";

const PAGE = new URL("../src/premier_llm/labo/index.html", import.meta.url);
const [seeds, slowed] = process.argv.slice(2);
const VOTES = 16;
const ROWS = {
  stories: "réponses vraies sur une histoire",
  facts: "réponses vraies sur ce monde",
  forgotten: "erreur sur des histoires jamais vues",
};

async function visit(seed) {
  const { folder, context, close } = await browser();
  const page = context.pages()[0];
  page.setDefaultTimeout(900_000);
  await page.goto(`${pathToFileURL(PAGE.pathname)}#parler?seed=${seed}`);
  const stop = slowed === "yes" ? slow(folder) : async () => {};
  /** Seconds from a click until the page says that it is done. */
  const timed = async (button, done) => {
    await button.click();
    const begun = performance.now();
    await done();
    return Number(((performance.now() - begun) / 1000).toFixed(1));
  };
  const teach = page.locator(".second .main:not(:disabled)");
  const first = await timed(page.getByRole("button", { name: "Lui apprendre des histoires" }), () =>
    teach.waitFor(),
  );
  const wait = page.locator(".talk").getByText("Attends la fin de l’apprentissage");
  const second = await timed(teach, async () => {
    await wait.waitFor();
    await wait.waitFor({ state: "hidden" });
  });
  const read = async (row) => {
    const cells = page.locator(".second tr", { hasText: row }).locator("td");
    return (await cells.allInnerTexts()).slice(0, 2);
  };
  const found = {};
  for (const [name, row] of Object.entries(ROWS)) found[name] = await read(row);
  const votes = page.locator(".votes");
  await votes.getByRole("button", { name: "Commencer à voter" }).click();
  await votes.locator(".moved").waitFor();
  // Counted in the page itself: what drives it takes as long again.
  const took = await page.evaluate(async (count) => {
    const shown = () =>
      [...document.querySelectorAll(".votes :is(b, .answered)")].map((e) => e.innerText).join();
    const took = [];
    for (let n = 0; n < count; n++) {
      const before = shown();
      const begun = performance.now();
      document.querySelector(".votes .answered").click();
      while (shown() === before) await new Promise((resolve) => setTimeout(resolve, 1));
      took.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    return took;
  }, VOTES);
  await stop();
  await close();
  return { seed, first, second, ...found, vote: Math.round(median(took)) };
}

for (let seed = 0; seed < Number(seeds); seed++) console.log(JSON.stringify(await visit(seed)));
