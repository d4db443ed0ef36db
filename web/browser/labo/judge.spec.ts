/** Sure and wrong, votes, trust: from stories to a machine that answers, counted and judged. */

import type { Page } from "@playwright/test";
import { problems, smallTexts } from "../readable.js";
import { expect, test } from "./labo.js";

/** Nobody need wait for the end: the second apprenticeship is stopped once it reads so. */
async function until(page: Page, row: string, enough: RegExp): Promise<void> {
  const now = page.locator(".second tr", { hasText: row }).locator("td").nth(1);
  await expect(now).toHaveText(enough, { timeout: 200_000 });
  await page.locator(".player .main").click();
  await expect(page.locator(".judge button.main")).toBeEnabled({ timeout: 60_000 });
}

/** Stories, then answers. */
async function taught(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Lui apprendre des histoires" }).click();
  const teach = page.locator(".second .main");
  await expect(teach).toBeEnabled({ timeout: 240_000 });
  await teach.click();
  await expect(page.getByRole("heading", { name: "À toi de juger" })).toBeVisible({
    timeout: 120_000,
  });
  await until(page, "réponses vraies sur une histoire", /^([4-9]\d|100)\s?%$/u);
}

test("a machine that answers is judged, examined and voted on", async ({ page, open }) => {
  test.setTimeout(600_000);
  await open("#parler");
  await taught(page);

  // Twenty answers; the keyboard goes from one to the next.
  const judge = page.locator(".judge");
  await judge.getByRole("button", { name: "Jouer" }).click();
  for (let i = 0; i < 20; i++) {
    await expect(judge.locator(".quiz")).toContainText(`Réponse ${i + 1} sur 20`);
    const choice = i % 2 === 0 ? "Je la crois" : "Je vérifie";
    await judge.getByRole("button", { name: choice }).focus();
    await page.keyboard.press("Enter");
    await expect(judge.locator(".mark")).toBeVisible();
    await expect(judge.getByRole("button", { name: "Suivante" })).toBeFocused();
    await page.keyboard.press("Enter");
  }
  await expect(judge.locator("h3")).toHaveText(/points? sur \d+/u);

  // Of what the story does not tell it is sure, and wrong.
  const exam = page.locator(".exam");
  for (let i = 0; i < 3; i++) {
    await exam.locator(".row .main").click();
    await expect(exam.locator(".quiz")).toHaveCount(i + 1, { timeout: 20_000 });
  }
  await exam.getByRole("button", { name: /d’un coup/u }).click();
  await expect(exam.locator(".calibration svg")).toBeVisible({ timeout: 60_000 });
  await expect(exam.locator(".calibration li").first()).toContainText(/vrai à/u);

  // Taught to say that it does not know: before and after side by side, and what it costs.
  await exam.getByRole("button", { name: "Lui apprendre" }).click();
  await until(page, "quand personne ne peut savoir", /^([6-9]\d|100)\s?%$/u);
  await expect(exam.getByText("Repose maintenant")).toBeVisible({ timeout: 60_000 });
  await exam.getByRole("button", { name: /d’un coup/u }).click();
  await expect(exam.locator(".figures thead th")).toHaveCount(3, { timeout: 60_000 });
  await expect(exam.getByText(/de ce qu’il savait/u)).toBeVisible();
  const answered = exam.getByRole("row", { name: "il a répondu" }).getByRole("cell");
  const [was, is] = (await answered.allInnerTexts()).map((text) => Number.parseInt(text, 10));
  expect(is).toBeLessThan(0.75 * was!); // stopped before its end

  // One's own votes by keyboard, an answer at once of the key.
  const votes = page.locator(".votes");
  await votes.getByRole("button", { name: "Commencer à voter" }).click();
  await expect(votes.locator(".moved")).toBeVisible({ timeout: 60_000 });
  await votes.locator(".answered").first().focus();
  await page.keyboard.press("2");
  await expect(votes).toContainText("1 vote.");
  await votes.getByRole("button", { name: "Reprendre tous les votes" }).click();
  await expect(votes).toContainText("Aucun vote", { timeout: 20_000 });

  // A robot that always chooses yes: it says yes to what is false.
  const share = (row: string, time: number) =>
    votes.getByRole("row", { name: row }).getByRole("cell").nth(time);
  const read = async (row: string, time: number): Promise<number> =>
    Number.parseFloat((await share(row, time).innerText()).replace(",", "."));
  await votes.getByRole("button", { name: "Celle qui dit oui" }).click();
  await expect(votes).toContainText("16 votes.", { timeout: 60_000 });
  await expect(votes.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 60_000 });
  await expect.poll(() => read("dit oui à ce qui est faux", 1)).toBeGreaterThan(70);
  expect(await read("dit oui à ce qui est faux", 0)).toBeLessThan(70);

  expect(await problems(page)).toEqual([]);
  expect(await smallTexts(page)).toEqual([]);
  const { SHOTS } = process.env;
  for (const [name, width, scheme] of [
    ["wide", 1280, "light"],
    ["dark", 1280, "dark"],
    ["narrow", 360, "light"],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 800 });
    if (SHOTS === undefined) continue;
    for (const [part, one] of Object.entries({ judge, exam, votes })) {
      await one.screenshot({ path: `${SHOTS}/${part}-${name}.png` });
    }
  }
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
    .toBeLessThanOrEqual(360);
});
