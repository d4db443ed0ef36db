/** A lesson with its Python: a cell runs, and an exercise answers. */

import { says, test } from "./everywhere.js";

test("Python starts, runs a cell and answers an exercise", async ({ start, address }) => {
  const browser = await start();
  await browser.open(address("lecon-1.html"));
  await says(browser, "section.code .outputs", "Progression", 90_000);

  await browser.click(".cm-content", "LETTRES");
  await browser.press("Control+a");
  await browser.type("print(6 * 7)");
  await browser.press("Shift+Enter");
  await says(browser, ".outputs", /^42$/m);

  await browser.click("#exercice-1 .run");
  await says(browser, "#exercice-1 .outputs", "au moins deux lettres");
  await browser.click("#exercice-1 .cm-content span", '"pikachu"');
  await browser.type("zoe");
  await browser.click("#exercice-1 .run");
  await says(browser, "#exercice-1 .outputs", /✅/);
});
