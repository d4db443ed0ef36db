/** A mission is won by what the model really does, and stays won. */

import { expect, facts, keeps, openLabo, PLAYER, says, test } from "./everywhere.js";

test("a mission is won by training, and is still won after a reload", async ({
  start,
  address,
}) => {
  const browser = await start();
  await openLabo(browser, address("labo.html#apprendre?pace=50"));
  await says(browser, "main", "Mieux que compter");
  await browser.click("button", "Indice 1");
  await browser.click(PLAYER);
  await expect
    .poll(async () => (await facts(browser)).step, { intervals: [50], timeout: 30_000 })
    .toBeGreaterThan(30);
  // By hand, before it pauses by itself.
  await browser.click(PLAYER);
  await says(browser, "main", "Mission réussie");
  await keeps();
  await openLabo(browser, address("labo.html"));
  await browser.click("button", "Missions");
  await says(browser, "dialog", /réussie\b/);
});
