/** Nothing is lost or mixed in silence: two tabs, a list tapped twice, Back, a reload, a quick press. */

import { expect, FILE, facts, kept, player, test, train } from "./labo.js";

const OWN = "medor\nfelix\nrex\nminou\n";

test("of two tabs the one opened last keeps the work, and the other says so", async ({
  page,
  open,
  context,
}) => {
  await open("#apprendre?pace=0");
  const other = await context.newPage();
  await other.goto(FILE.href + "#noms");
  await expect(facts(other)).toContainText(/erreur \d/);
  await other.getByRole("button", { name: "Ma liste" }).click();
  await other.locator("textarea").fill(OWN);
  await expect(other.locator(".preview")).toContainText("medor");
  await train(page);
  await expect(page.getByText("ouvert dans un autre onglet")).toBeVisible();
  await kept(page);
  await other.reload();
  await expect(other.locator("textarea")).toHaveValue(OWN);
  await expect(facts(other)).toContainText("étape 0");
});

test("a list tapped again keeps its model; another one gives it back when asked", async ({
  page,
  open,
}) => {
  await open("#apprendre?pace=0");
  await train(page);
  await page.locator("nav button").first().click();
  await page.getByRole("button", { name: "Pokémon" }).click();
  await page.waitForTimeout(300);
  await expect(facts(page)).toContainText("étape 250");
  await page.getByRole("button", { name: "Dinosaures" }).click();
  await expect(facts(page)).toContainText("étape 0");
  await page.getByRole("button", { name: "Reprendre l’ancien" }).click();
  await expect(facts(page)).toContainText("étape 250");
  await expect(page.getByRole("button", { name: "Pokémon" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});

test("what was typed a moment ago is what is trained, and is told the same after a reload", async ({
  page,
  open,
}) => {
  await open("#noms?pace=0");
  await page.getByRole("button", { name: "Ma liste" }).click();
  await page.locator("textarea").fill("Léa\n123\nTom\nTom\n#Zoé\n");
  await page.getByRole("button", { name: "C’est bon" }).click();
  await expect(player(page)).toHaveText("Continuer", { timeout: 30_000 });
  await page.locator("nav button").first().click();
  const told = page.locator("details summary").first();
  await expect(told).toHaveText("2 changés, 1 refusé, 1 en double");
  await expect(page.getByText("1 ligne commence par un dièse")).toBeVisible();
  await kept(page);
  await page.reload();
  await expect(facts(page)).toContainText("étape 250");
  await expect(told).toHaveText("2 changés, 1 refusé, 1 en double");
  // A list that is refused is refused after a reload, too.
  await page.locator("textarea").fill("12345\n678\n");
  const problem = page.locator("section .problem");
  await expect(problem).toBeVisible();
  const sentence = await problem.innerText();
  await kept(page);
  await page.reload();
  await expect(problem).toHaveText(sentence);
});

test("Back closes what stands above, and a duel goes on under other tabs", async ({
  page,
  open,
}) => {
  test.setTimeout(90_000);
  await open("#noms");
  await page.locator("nav button").nth(5).click();
  await page.getByRole("button", { name: "Lancer le duel" }).click();
  await page.locator("nav button").nth(1).click();
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Il apprend sous tes yeux");
  await page.goBack();
  await expect(page.locator(".choice").first()).toBeVisible({ timeout: 60_000 });
  await page.locator(".choice").first().click();
  await page.locator("nav button").nth(2).click();
  await page.locator("nav button").nth(5).click();
  await expect(page.getByText(/Paire 2 sur/)).toBeVisible();
});

test("hidden losses above the drawing are told, and each line says what it is of", async ({
  page,
  open,
}) => {
  await open("#apprendre?hide=0.5&seed=3&pace=0");
  await train(page);
  await expect(page.locator(".held-over")).toHaveText(/↑ \d+,\d\d/);
  const floor = (await page.locator(".reference.floor text").textContent())!;
  expect(floor).toContain("plancher (liste)");
  const { loss } = await page.evaluate(() => ({
    loss: document.querySelectorAll(".player .facts b")[1]!.textContent!,
  }));
  const read = (text: string): number =>
    Number(text.replace(/^.*?(\d+,\d+)$/, "$1").replace(",", "."));
  expect(read(loss)).toBeGreaterThanOrEqual(read(floor) - 0.005);
});
