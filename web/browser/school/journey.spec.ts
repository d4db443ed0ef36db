/** A new user, from the home page, with every other host out of reach. */

import { cells, exercise, expect, idle, ready, runButton, shown, test, write } from "./site.js";

test("le Labo, then lesson 1, then the next, and home again", async ({ page, serving }) => {
  const { address, asked } = await serving();
  await page.goto(address);
  await page.getByRole("link", { name: /^Le Labo Entraîne/ }).click();
  // The first training is shown slowly; whoever has seen enough goes on at full pace.
  await page.locator(".player .main").click();
  await page.getByRole("button", { name: /^Passer/ }).click();
  await expect(page.locator(".player .main")).toHaveText(/Continuer/, { timeout: 60_000 });
  // Back to the tab before, and from there home.
  await page.goBack();
  await page.goBack();
  await page.getByRole("link", { name: /Leçon 1/ }).click();
  // From the first second: the text, and a bar while Python comes.
  await expect(page.getByRole("heading", { name: "Leçon 1" })).toBeVisible();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await ready(page);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  // A word is explained without leaving.
  await page.locator("a[data-term=lettre]").first().click();
  await expect(page.getByRole("dialog")).toContainText("jeton");
  await page.keyboard.press("Escape");
  // Exercise 1: run as it is, read the answer, take a hint, change the word.
  const first = exercise(page, 1);
  await runButton(first).click();
  await expect(shown(first)).toContainText("au moins deux lettres");
  await first.getByText("Coup de pouce 1").click();
  await expect(first).toContainText("Garde les guillemets");
  const source = (await first.locator(".cm-content").innerText()).replace("⋯", "");
  await write(first, source.replace('"pikachu"', '"Zoé"').replace(/^\s*/, ""));
  await runButton(first).click();
  await expect(shown(first)).toContainText("zoe");
  await idle(page);
  await expect(page.locator(".saved")).toContainText("Enregistré sur cet ordinateur");
  await page.getByRole("button", { name: "Mon travail" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Télécharger mon carnet" }).click();
  const work = await (await downloading).path();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: /Leçon suivante/ }).click();
  await ready(page);
  await expect(cells(page).first()).toContainText("lecon(2, ");
  await page.getByRole("link", { name: "Toutes les leçons" }).click();
  await page.getByRole("link", { name: "Le guide de l’enseignant" }).click();
  await expect(page.locator("h1")).toBeVisible();
  await page.getByRole("link", { name: /Accueil : le Labo/ }).click();
  await expect(page.getByRole("heading", { name: /Entraîne un vrai GPT/ })).toBeVisible();
  // The teacher opens the notebook: it says what was done.
  await page.getByRole("link", { name: /La classe d’un coup d’œil/ }).click();
  await page.locator("input[type=file]").first().setInputFiles(work);
  await expect(page.getByRole("cell", { name: "1 sur 9" })).toBeVisible();
  expect(asked.length).toBeGreaterThan(10);
});
