/** Talking: all is read again and soon does not fit, the machine before tells on; and a model of one layer. */

import { problems, smallTexts } from "../readable.js";
import { expect, player, test } from "./labo.js";

test("all is read again, until it no longer fits; the machine before tells on", async ({
  page,
  open,
}) => {
  test.setTimeout(400_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open("#parler");
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await button("Lui apprendre des histoires").click();
  await expect(button("Commencer le second apprentissage")).toBeEnabled({ timeout: 240_000 });
  await button("Commencer le second apprentissage").click();
  // One may pause it and talk.
  await expect(
    page
      .getByText(/^étape/u)
      .locator("b")
      .first(),
  ).toHaveText(/^\d{3}$/u);
  await player(page).click();
  await expect(button("Demander")).toBeEnabled();

  await page.getByLabel("Montrer à côté ce que répond le modèle d’avant").check();
  const log = page.getByRole("log");
  await page.locator(".chips button").first().click();
  await expect(log.locator(".its")).toHaveCount(1);
  // It never learned to stop: another story begins.
  await expect(log.locator(".old p").last()).toHaveText(/^[^¶]*¶/u);

  // The key Enter sends, and one types on.
  const question = page.getByLabel("Ta question");
  await question.fill("Où habite le dragon ?");
  await page.keyboard.press("Enter");
  await expect(log.locator(".its")).toHaveCount(2);
  await expect(question).toHaveValue("");
  await expect(question).toBeFocused();
  await expect(page.locator(".reread")).toContainText("□");
  const said = await log.locator("code").first().innerText();
  for (let turn = 2; turn < 9; turn++) {
    await button("Bonjour !").click();
    await expect(log.locator(".its")).toHaveCount(turn + 1);
  }
  await expect(page.locator(".reread .unseen").first()).toHaveText("¶");
  await expect(page.getByText(/ne tiennent plus/u)).toBeVisible();
  await expect(page.locator(".reading").getByRole("button", { name: "fenêtre" })).toBeVisible();
  // After nine turns its numbers are those of the second one.
  await expect(log.locator("code").last()).toHaveText(said);

  await log.locator(".its .word").first().click();
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    expect(await problems(page), scheme).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await smallTexts(page)).toEqual([]);
});

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
