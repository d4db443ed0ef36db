/** Before and after: a pupil answers twice, the teacher collects, and nothing is concluded too early. */

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { problems, smallTexts } from "../readable.js";
import { expect, folder, test } from "./site.js";

/** Answers the six questions; the file that the pupil gives. */
async function answer(page: Page, why: string): Promise<string> {
  for (let n = 1; n <= 6; n++) {
    await expect(page.getByText(`Question ${n} sur 6`)).toBeVisible();
    await page
      .getByRole("radio")
      .nth(n % 5)
      .check();
    await page.keyboard.press("Enter");
  }
  await page.getByRole("textbox").fill(why);
  await page.getByRole("button", { name: "C’est fini" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Télécharger mes réponses" }).click();
  return (await download).path();
}

test("a pupil is asked before and after, and the teacher adds up", async ({ page }) => {
  await page.goto(folder("avant-apres.html") + "#6");
  await page.getByRole("button", { name: "La première" }).click();
  const animal = (await page.locator(".animal b").innerText()).split(" ");
  await page.getByRole("button", { name: "Commencer" }).click();
  // Nothing is skipped by mistake, and a reload loses nothing.
  await page.getByRole("button", { name: "Suivante" }).click();
  await expect(page.getByText("Choisis une réponse")).toBeVisible();
  const asked = await page.getByRole("heading", { level: 1 }).innerText();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(asked);
  const before = await answer(page, '=HYPERLINK("http://a.example") ; il <b>ment</b>');

  await page.getByRole("button", { name: "Quelqu’un d’autre" }).click();
  await page.getByRole("button", { name: "Oui, effacer" }).click();
  await page.getByRole("button", { name: "La seconde" }).click();
  await page.getByLabel("Animal").selectOption(animal[0]!);
  await page.getByLabel("Couleur").selectOption(animal[1]!);
  await page.getByLabel("Nombre").fill("7");
  await expect(page.getByRole("button", { name: "Commencer" })).toBeDisabled();
  await page.getByLabel("Nombre").fill(animal[2]!);
  await page.getByRole("button", { name: "Commencer" }).click();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).not.toBe(asked);
  const after = await answer(page, "Il calcule.");

  await page.goto(folder("avant-apres-prof.html"));
  await page.locator("input[type=file]").setInputFiles([before, after, before]);
  await expect(page.getByText("2 copies ajoutées. 1 était déjà là")).toBeVisible();
  await expect(page.getByText("dont 1 élève interrogé avant et après")).toBeVisible();
  // Of one pupil nothing is said; what was written stays a text.
  await expect(page.getByRole("cell", { name: "trop peu pour conclure" })).toHaveCount(7);
  await expect(page.getByText("il <b>ment</b>")).toBeVisible();
  await page.getByLabel("une volonté").first().check();
  await expect(page.getByRole("row", { name: "une volonté" })).toContainText("10");

  await page.getByLabel("Lignes à ajouter").fill("Léo;avant;A6;AAAAAA\nrenard bleu 27;avant;A6;AB");
  await page.getByRole("button", { name: "Ajouter ces lignes" }).click();
  await expect(page.getByText("ligne 1 : « Léo » n’est pas un animal")).toBeVisible();
  await expect(page.getByText("ligne 2 : 2 réponses, et il en faut 6.")).toBeVisible();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await problems(page), String(width)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  }
  expect(await smallTexts(page)).toEqual([]);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Enregistrer le tableau" }).click();
  const table = await readFile(await (await download).path(), "utf-8");
  expect(table).not.toMatch(/(^|;)"?=/m);
  await page.getByRole("button", { name: "Tout effacer" }).click();
  await page.getByRole("button", { name: "Oui, effacer" }).click();
  await page.getByLabel("Lignes à ajouter").fill(table);
  await page.getByRole("button", { name: "Ajouter ces lignes" }).click();
  await expect(page.getByRole("row", { name: "une volonté" })).toContainText("10");
});

test("forms, tags and key are printed, and nothing else with them", async ({ page }) => {
  await page.addInitScript(() => {
    const printed: string[] = [];
    Object.assign(window, { printed });
    window.print = () =>
      void printed.push(document.querySelector<HTMLElement>(".sheets")!.innerHTML);
  });
  await page.goto(folder("avant-apres-prof.html"));
  for (const what of ["la forme A20", "30 étiquettes", "le corrigé"]) {
    await page.getByRole("button", { name: `Imprimer ${what}` }).click();
  }
  const [form, tags, key] = await page.evaluate(
    () => (window as unknown as { printed: string[] }).printed,
  );
  expect(form!.match(/<ul>/g)).toHaveLength(20);
  expect(form).toContain("Pourquoi un chatbot dit-il");
  expect(new Set(tags!.match(/<b>[^<]+/g)).size).toBe(30);
  expect(key!.match(/<li>/g)).toHaveLength(52);
});
