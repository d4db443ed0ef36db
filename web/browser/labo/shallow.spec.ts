/** Stories of which a model of one layer cannot answer: it is told, and one can begin again with two. */

import { expect, player, test } from "./labo.js";

test("a model of one layer is told, and can begin again with two", async ({ page, open }) => {
  test.setTimeout(180_000);
  await open("#apprendre?list=histoires&layers=1&context=32&pace=0");
  await player(page).click();
  await expect(player(page)).toHaveText(/Continuer/u, { timeout: 90_000 });
  await page.locator("nav button").last().click();
  const told = page.getByText("n’a qu’une couche");
  await expect(told).toBeVisible();
  await page.getByRole("button", { name: "Recommencer avec deux couches" }).click();
  await expect(page.getByText("Un nouveau modèle a pris la place")).toBeVisible();
  await expect(told).toHaveCount(0);
  await page.getByRole("button", { name: "Reprendre l’ancien" }).click();
  await expect(told).toBeVisible();
});
