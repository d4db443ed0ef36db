/** Stories: who looks at whom in a sentence, what each head does, and what it costs without it. */

import { problems, smallTexts } from "../readable.js";
import { expect, facts, player, test } from "./labo.js";

/** Enough for heads to look for what shows a gender. */
const STEPS = 500;

test("a head is described by what it does, switched off, and missed in agreements", async ({
  page,
  open,
}, info) => {
  test.setTimeout(180_000);
  await open("#dedans?list=histoires&pace=0");
  // Tokens are words; the example ends where a word must agree with a noun far behind.
  const tiles = page.locator(".in-tile:not(.guess)");
  await expect(tiles.nth(1)).toHaveText(/^\p{Lu}\p{L}+$/u);
  expect(await tiles.count()).toBeGreaterThan(6);
  await player(page).click();
  const step = facts(page).locator("b").first();
  await expect
    .poll(async () => Number((await step.textContent())!.replaceAll(/\D/g, "")), {
      timeout: 60_000,
    })
    .toBeGreaterThan(STEPS);
  await player(page).click();
  await expect(player(page)).toHaveText(/Continuer/);

  await page.getByRole("button", { name: "Tout ouvrir" }).click();
  // The attention over a sentence: a word that is clicked asks in its turn.
  const words = page.locator(".in-sentence").first().locator(".in-word");
  await expect(words).toHaveCount(await tiles.count());
  await words.nth(4).click();
  await expect(words.nth(4)).toHaveAttribute("aria-pressed", "true");
  await expect(words.last()).toHaveAccessibleName(/futur/);
  await expect(words.nth(1)).toHaveAccessibleName(/\d+\s%/);
  await words.last().click();
  await page
    .locator(".in-sentence")
    .first()
    .screenshot({ path: info.outputPath("sentence.png") });
  // What may come next: the likeliest words only.
  await expect(page.locator(".in-stage .bars > li")).toHaveCount(12);
  await page.getByRole("button", { name: "Plus de mots" }).click();
  await expect(page.locator(".in-stage .bars > li")).toHaveCount(60);

  const heads = page.getByTestId("head");
  await page.getByRole("heading", { name: "Que regarde chaque tête" }).scrollIntoViewIfNeeded();
  // Of a model that rests they are measured once all else is said of it.
  await expect(heads).toHaveCount(4, { timeout: 60_000 });
  for (const said of await heads.allTextContents()) {
    expect(said).toMatch(/^La tête \d (regarde .* \(\d+\s%, au hasard \d+\s%\)|ne regarde rien)/);
  }
  await page.getByText("Toutes ses mesures").first().click();
  await expect(page.getByRole("row", { name: /Le mot d’avant/ }).first()).toBeVisible();

  // Switched off alone, a head costs agreements.
  await page.getByRole("checkbox", { name: "La tête 2" }).uncheck();
  const cost = page.getByTestId("cost");
  await expect(cost).toContainText(/l’erreur passe de \d,\d+ à \d,\d+/, { timeout: 30_000 });
  await expect(cost).toContainText(/accords tenus passent de \d+\s%\s?à \d+\s%, dans 60 histoires/);
  const [before, after] = (await cost.textContent())!
    .match(/tenus passent de (\d+)\s%\s?à (\d+)/)!
    .slice(1)
    .map(Number);
  expect(after!).toBeLessThan(before!);
  await page.getByRole("button", { name: "Tout rallumer" }).click();
  await page.getByRole("button", { name: "Mesurer toutes les pièces" }).click();
  await expect(page.locator(".in-rises li")).toHaveCount(8, { timeout: 60_000 });
  await expect(page.locator(".in-fall").first()).toContainText(
    /accords tenus\s:.*points? de moins/,
  );
  await page.locator("main").screenshot({ path: info.outputPath("whole.png") });

  // The map: a word is found, and those that are like it.
  await page.getByLabel("Chercher un mot").fill("loutre");
  await expect(page.locator(".in-beside")).toContainText(
    "Les plus proches de «\u00a0loutre\u00a0»",
  );
  await page.getByLabel("Chercher un mot").fill("dragon");
  await expect(page.locator(".in-beside")).toContainText("ne connaît pas");
  // A word that it does not know is left out.
  await page.getByLabel("Un début d’histoire").fill("Le dragon renard");
  await expect(page.locator(".in-notes")).toContainText("dragon");
  await expect(tiles).toHaveText(["¶", "Le", "renard"]);

  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  expect(await problems(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await problems(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await smallTexts(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
