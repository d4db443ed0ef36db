/** What was done is there again, after a reload and in a browser opened anew. */

import { expect, facts, keeps, openLabo, says, test, train } from "./everywhere.js";

test("a trained model is there again", async ({ start, address }) => {
  let browser = await start();
  await openLabo(browser, address("labo.html#noms?pace=0"));
  await browser.click("button", "Ma liste");
  await browser.click("textarea");
  await browser.type("medor\nfelix\nrex\n");
  await says(browser, "section[aria-live]", "3 noms");
  const trained = await train(browser);
  await keeps();
  for (const again of [async () => browser, start]) {
    browser = await again();
    await openLabo(browser, address("labo.html"));
    await expect.poll(() => facts(browser)).toEqual(trained);
    await browser.click("nav li:nth-child(1) button");
    expect(await browser.run(() => document.querySelector("textarea")!.value)).toContain("felix");
  }
});
