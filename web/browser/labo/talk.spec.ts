/** From names to a chatbot of one's own: stories, answers, a conversation. */

import { problems, smallTexts } from "../readable.js";
import { expect, test } from "./labo.js";

test("a new user makes a chatbot and talks to it", async ({ page, open }) => {
  test.setTimeout(600_000);
  await open("#parler");
  await expect(page.getByText("ne peut pas parler")).toBeVisible();
  await page.getByRole("button", { name: "Lui apprendre des histoires" }).click();
  const second = page.getByRole("button", { name: "Commencer le second apprentissage" });
  await expect(second).toBeEnabled({ timeout: 240_000 });

  // A pair without an answer is told, and nothing begins.
  await page.getByText("Ajouter mes questions et mes réponses").click();
  await page.getByRole("textbox", { name: "Question" }).first().fill("Comment t’appelles-tu ?");
  await second.click();
  await expect(page.getByText("Il manque la réponse.")).toBeVisible();
  await page.getByRole("textbox", { name: "Réponse" }).first().fill("Je m’appelle Robo.");
  await second.click();
  const talk = page.locator(".talk");
  await expect(talk.getByText("Attends la fin de l’apprentissage")).toBeVisible();
  await expect(talk.getByText("Attends la fin de l’apprentissage")).toBeHidden({
    timeout: 300_000,
  });
  const known = page.locator(".second tr", { hasText: "réponses vraies sur une histoire" });
  await expect(known.locator("td").nth(0)).toHaveText(/^0\s?%$/u);
  await expect(known.locator("td").nth(1)).toHaveText(/^([7-9]\d|100)\s?%$/u);

  // It answers, from its own examples too, and no number moves.
  await talk.getByRole("checkbox").check();
  await talk.getByRole("textbox", { name: "Ta question" }).fill("Où habite le renard ?");
  await page.keyboard.press("Enter");
  const answer = talk.locator(".bubble.its").last();
  await expect(answer).toContainText("habite");
  const prints = await answer.locator("code").allTextContents();
  expect(prints[0]).toMatch(/^[0-9a-f]{8}$/);
  expect(prints[1]).toBe(prints[0]);
  await expect(talk.locator(".bubble.old")).toHaveCount(1);
  await expect(talk.locator(".reread .question").first()).toContainText("◇");
  await answer.locator(".word").first().click();
  await expect(answer.locator(".bars li")).toHaveCount(3);
  // Why: the second apprenticeship is done again beside, until it is stopped.
  await answer.getByRole("button", { name: "Pourquoi ce mot ?" }).click();
  const why = page.getByRole("dialog", { name: "Pourquoi ce mot ?" });
  await why.getByRole("button", { name: "Chacun de mes exemples" }).click();
  await expect(why.getByRole("progressbar")).toBeVisible();
  await why.getByRole("button", { name: "Arrêter" }).click();
  await expect(why.getByRole("status")).toContainText("Arrêtée avant");
  await page.keyboard.press("Escape");
  // An empty question is told, and the conversation stays.
  await talk.getByRole("button", { name: "Demander" }).click();
  await expect(page.getByText("Écris d’abord une question.")).toBeVisible();

  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    // What stays at the window's edge half hides the words that lie under it.
    await answer.evaluate((bubble) => bubble.scrollIntoView({ block: "center" }));
    expect(await problems(page), String(width)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  }
  expect(await smallTexts(page)).toEqual([]);
});
