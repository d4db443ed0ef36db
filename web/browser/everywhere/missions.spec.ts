/** A mission is won by what the model really does, and stays won. */

import { keeps, openLabo, says, test, train } from "./everywhere.js";

test("a mission is won by training, and is still won after a reload", async ({
  start,
  address,
}) => {
  const browser = await start();
  await openLabo(browser, address("labo.html#apprendre?pace=0"));
  await says(browser, "main", "Mieux que compter");
  await browser.click("button", "Indice 1");
  await train(browser);
  await says(browser, "main", "Mission réussie");
  await keeps();
  await openLabo(browser, address("labo.html"));
  await browser.click("button", "Missions");
  await says(browser, "dialog", /réussie\b/);
});
