/** Missions: reached by the real model, kept on the device, saved to a file, erased, loaded again. */

import { expect, test, train } from "./labo.js";

test("missions are reached, kept, saved, erased and loaded", async ({ page, open }, info) => {
  await open("#apprendre?pace=0");
  const banner = page.locator("main").getByText("Mieux que compter").first();
  await expect(banner).toBeVisible();
  await page.getByRole("button", { name: /^Indice 1/ }).click();
  await train(page);
  await expect(page.locator("main")).toContainText("Mission réussie");

  const missions = page.getByRole("dialog", { name: "Missions" });
  const reached = missions.getByText("réussie", { exact: true });
  await page.getByRole("button", { name: "Missions", exact: true }).click();
  // Below the pairs, and down to the floor on the way.
  await expect(reached).toHaveCount(2);
  const download = page.waitForEvent("download");
  await missions.getByRole("button", { name: "Enregistrer mes missions" }).click();
  const file = info.outputPath("missions.json");
  await (await download).saveAs(file);

  await page.waitForTimeout(500);
  await page.reload();
  await page.getByRole("button", { name: "Missions", exact: true }).click();
  await expect(reached).toHaveCount(2);

  await missions.getByRole("button", { name: "Tout effacer" }).click();
  await missions.getByRole("button", { name: "Oui, tout effacer" }).click();
  await expect(page.locator(".player .facts")).toContainText("étape 0");
  await page.getByRole("button", { name: "Missions", exact: true }).click();
  await expect(reached).toHaveCount(0);

  await missions.locator("input[type=file]").setInputFiles(file);
  await expect(reached).toHaveCount(2);
  await missions.locator("input[type=file]").setInputFiles({
    name: "autre.json",
    mimeType: "application/json",
    buffer: Buffer.from("[1, 2"),
  });
  await expect(missions.getByRole("status")).toHaveClass(/problem/);
  await expect(reached).toHaveCount(2);
});
