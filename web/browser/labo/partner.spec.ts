/** Large steps are shared with a second worker where there is one, which changes nothing in the model. */

import { readFileSync } from "node:fs";
import { expect, facts, test, train } from "./labo.js";

const LARGE = "#apprendre?pace=0&embedding=64&hidden=256&layers=2&heads=4";

test("two workers make the model that one makes, to the bit", async ({ page, open }) => {
  const saved: Buffer[] = [];
  for (const cores of [2, 3]) {
    await page.addInitScript(
      (value) =>
        Object.defineProperty(navigator, "hardwareConcurrency", { value, configurable: true }),
      cores,
    );
    await open(LARGE);
    // What was trained before is there again.
    await page.locator(".player").getByRole("button", { name: "Recommencer" }).click();
    await expect(facts(page)).toContainText("étape 0");
    await train(page);
    // One core is the page's own.
    expect(page.workers()).toHaveLength(cores - 1);
    await page.getByRole("button", { name: "Garder", exact: true }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Enregistrer mon modèle", exact: true }).click();
    saved.push(readFileSync(await (await download).path()));
    await page.goto("about:blank");
  }
  expect(saved[0]!.length).toBeGreaterThan(300_000);
  expect(saved[0]!.equals(saved[1]!)).toBe(true);
});
