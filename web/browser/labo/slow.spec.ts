/** The first training on a device is seen step by step; skipped, it is not shown again. */

import { expect, facts, player, test } from "./labo.js";

test("the first training is shown slowly, can be skipped, and is not shown again", async ({
  page,
  open,
}) => {
  await open("", true);
  await page.getByRole("button", { name: "C’est bon, on l’entraîne !" }).click();
  const slow = page.getByRole("region", { name: /^Au ralenti/ });
  await expect(slow.getByText("Il lit le début d’un nom")).toBeVisible();
  await expect(slow.locator(".read .tile").first()).toHaveText("(début)");
  for (let click = 0; click < 3; click++) await slow.getByRole("button", { name: "Suite" }).click();
  // Its very first step was done, and no other one.
  await expect(facts(page)).toContainText("étape 1");
  const said = slow.getByRole("status");
  await expect(said).toHaveText(/^Étape 1\. Il lit\s: \(début\)/);
  const chances = (await said.textContent())!.match(/[\d,]+(?=\s%)/g)!;
  const [before, after] = chances.map((text) => Number(text.replace(",", ".")));
  expect(after!).toBeGreaterThan(before!);
  await page.keyboard.press("Escape");
  await expect(slow).toHaveCount(0);
  await expect(player(page)).toHaveText("Continuer", { timeout: 30_000 });
  await expect(facts(page)).toContainText("étape 250");
  await expect(facts(page)).toContainText("0,34");

  await page.reload();
  await expect(facts(page)).toContainText(/étape [1-9]/);
  await page.locator(".player").getByRole("button", { name: "Recommencer" }).click();
  await expect(facts(page)).toContainText("étape 0");
  await player(page).click();
  await expect(player(page)).toHaveText("Continuer", { timeout: 30_000 });
  await expect(slow).toHaveCount(0);
});

test("whoever wants nothing to move goes on by clicking", async ({ page, open }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open("#apprendre", true);
  await player(page).click();
  const slow = page.getByRole("region", { name: /^Au ralenti/ });
  for (let click = 1; click < 12; click++) {
    await slow.getByRole("button", { name: "Suite" }).click();
    await expect(slow.locator(".beats .past")).toHaveCount(1 + (click % 4));
  }
  await expect(facts(page)).toContainText("étape 3");
  await slow.getByRole("button", { name: "Suite" }).click();
  await expect(slow).toHaveCount(0);
  await expect(facts(page)).toContainText("étape 250", { timeout: 30_000 });
});
