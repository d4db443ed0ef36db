/** A first visit of le Labo: train, invent, look inside, bring a list, save, open again. */

import { readdir } from "node:fs/promises";
import { count, expect, FACTS, facts, openLabo, says, test, text, train } from "./everywhere.js";

test("trains, invents, looks inside, brings a list, saves and opens again", async ({
  start,
  address,
  downloads,
}) => {
  const browser = await start();
  const tab = (place: number): Promise<void> => browser.click(`nav li:nth-child(${place}) button`);
  await openLabo(browser, address("labo.html"));

  // The 20 Pokémon: one seed, one error, and the fast arithmetic in every browser.
  expect(await train(browser)).toEqual({ step: 250, loss: 0.34 });
  await tab(5);
  await says(browser, "[data-precision=float32]", "quatre nombres à la fois");

  await tab(3);
  for (const many of [1, 2, 3]) {
    await browser.click("button", "Finir le nom");
    await expect
      .poll(() => count(browser, "[aria-label='Noms finis'] li"), { timeout: 15_000 })
      .toBe(many);
  }

  await tab(4);
  await browser.click("label", "L’attention");
  await says(browser, "main", /l’erreur passe de 0,3\d* à \d,\d/);
  const [, before, after] = /l’erreur passe de (\S+) à (\d,\d+)/.exec(await text(browser, "main"))!;
  const read = (number: string): number => Number(number.replace(",", "."));
  expect(read(after!)).toBeGreaterThan(read(before!) + 0.5);

  // A list of one's own, two lines of which are no names.
  await tab(1);
  await browser.click("button", "Ma liste");
  await browser.click("textarea");
  await browser.press("Control+a");
  await browser.type("medor\nfelix\n犬\nrex\n12345\nmilou\n");
  await says(browser, "section[aria-live]", "4 noms");
  await says(browser, "section[aria-live]", "2 refusés");
  const own = await train(browser);

  await browser.click("button", "Garder");
  await browser.click("button", "Enregistrer mon modèle");
  const saved = async () =>
    (await readdir(downloads)).filter((name) => name.endsWith(".safetensors"));
  await expect.poll(saved).toHaveLength(1);
  await browser.press("Escape");
  await browser.click(".player button", "Recommencer");
  await says(browser, FACTS, "étape 0");
  await browser.click("button", "Garder");
  await browser.choose("dialog input[type=file]", `${downloads}/${(await saved())[0]}`);
  await says(browser, "[role=status]", "Le modèle est ouvert");
  await expect.poll(() => facts(browser)).toEqual(own);
});
