/** Missions: reached by the real model, kept on the device, saved to a file, erased, loaded again. */

import type { Page } from "@playwright/test";
import { expect, kept, player, test, train, where } from "./labo.js";

/** Train until the line of the pairs is passed, and stop by hand. */
async function stopBelowPairs(page: Page): Promise<void> {
  await player(page).click();
  await expect.poll(async () => (await where(page)).step, { intervals: [50] }).toBeGreaterThan(30);
  await player(page).click();
  await expect(player(page)).toHaveText("Continuer");
}

test("missions are reached, kept, saved, erased and loaded", async ({ page, open }, info) => {
  await open("#apprendre?pace=50");
  const banner = page.locator("main").getByText("Mieux que compter").first();
  await expect(banner).toBeVisible();
  await page.getByRole("button", { name: /^Indice 1/ }).click();
  await stopBelowPairs(page);
  await expect(page.locator("main")).toContainText("Mission réussie");

  const missions = page.getByRole("dialog", { name: "Missions" });
  const reached = missions.getByText("réussie", { exact: true });
  await page.getByRole("button", { name: "Missions", exact: true }).click();
  await expect(reached).toHaveCount(1);
  const download = page.waitForEvent("download");
  await missions.getByRole("button", { name: "Enregistrer mes missions" }).click();
  const file = info.outputPath("missions.json");
  await (await download).saveAs(file);

  await kept(page);
  await page.reload();
  await page.getByRole("button", { name: "Missions", exact: true }).click();
  await expect(reached).toHaveCount(1);

  await missions.getByRole("button", { name: "Tout effacer" }).click();
  await missions.getByRole("button", { name: "Oui, tout effacer" }).click();
  await expect(page.locator(".player .facts")).toContainText("étape 0");
  await page.getByRole("button", { name: "Missions", exact: true }).click();
  await expect(reached).toHaveCount(0);

  await missions.locator("input[type=file]").setInputFiles(file);
  await expect(reached).toHaveCount(1);
  await missions.locator("input[type=file]").setInputFiles({
    name: "autre.json",
    mimeType: "application/json",
    buffer: Buffer.from("[1, 2"),
  });
  await expect(missions.getByRole("status")).toHaveClass(/problem/);
  await expect(reached).toHaveCount(1);
});

test("only the mission on the screen is won, by what is done for it", async ({ page, open }) => {
  await open("#apprendre?pace=0");
  const banner = page.getByRole("region", { name: "Mission" });
  // To wait until it pauses by itself wins nothing.
  await train(page);
  await page.getByRole("button", { name: "Missions", exact: true }).click();
  await page.getByRole("button", { name: /^.*Toucher le plancher/ }).click();
  // It stands at the floor already: neither to look on nor to go on wins it.
  await expect(banner).toContainText("Ton modèle y est déjà");
  await train(page);
  await expect(banner).toContainText("Ton modèle y est déjà");
  await expect(banner).not.toContainText("Mission réussie");
  await page.locator(".player").getByRole("button", { name: "Recommencer" }).click();
  await expect(banner).not.toContainText("Ton modèle y est déjà");
  await train(page);
  await expect(banner).toContainText("Mission réussie");
});

test("the browser’s Back goes to the tab before, and keeps the settings", async ({
  page,
  open,
}) => {
  await open("#noms");
  await page.locator("nav button").nth(1).click();
  await page.locator("nav button").nth(4).click();
  await page.getByRole("slider", { name: "Fenêtre" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/context=12/);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Il apprend sous tes yeux");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Que va-t-il apprendre ?");
  await expect(page).toHaveURL(/#noms\?context=12/);
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Il apprend sous tes yeux");
});
