/**
 * From names to a chatbot of one's own: stories, answers, a conversation. It is saved, and opened again to be
 * judged, examined, voted on, and talked to until what was said no longer fits.
 */

import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { CHATBOT, OWN } from "../chatbot.js";
import { problems, problemsByDayAndNight, smallTexts } from "../readable.js";
import { expect, player, test } from "./labo.js";

test.describe.configure({ mode: "serial" });

async function openChatbot(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await page.locator("dialog input[type=file]").setInputFiles(fileURLToPath(CHATBOT));
  await expect(page.getByRole("status").filter({ hasText: "Le modèle est ouvert" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("a new user makes a chatbot, talks to it, and saves it", async ({ page, open }) => {
  test.setTimeout(400_000);
  await open("#parler");
  await expect(page.getByText("ne peut pas parler")).toBeVisible();
  await page.getByRole("button", { name: "Lui apprendre des histoires" }).click();
  const second = page.getByRole("button", { name: "Commencer le second apprentissage" });
  await expect(second).toBeEnabled({ timeout: 240_000 });

  // A pair without an answer is told, and nothing begins.
  await page.getByText("Ajouter mes questions et mes réponses").click();
  await page.getByRole("textbox", { name: "Question" }).first().fill(OWN[0]);
  await second.click();
  await expect(page.getByText("Il manque la réponse.")).toBeVisible();
  await page.getByRole("textbox", { name: "Réponse" }).first().fill(OWN[1]);
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

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await page.getByRole("checkbox", { name: "Mettre aussi les histoires" }).check();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Enregistrer mon modèle", exact: true }).click();
  await (await download).saveAs(fileURLToPath(CHATBOT));
});

test("a machine that answers is judged, examined and voted on", async ({ page, open }) => {
  test.setTimeout(240_000);
  await open("#parler");
  await openChatbot(page);

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
  // (The sort that refusals reach first: the apprenticeship is stopped on its way.)
  await exam.getByRole("button", { name: "ce qu’elle ne raconte pas" }).click();
  for (let i = 0; i < 3; i++) {
    await exam.locator(".row .main").click();
    await expect(exam.locator(".quiz")).toHaveCount(i + 1, { timeout: 20_000 });
  }
  await exam.getByRole("button", { name: /d’un coup/u }).click();
  await expect(exam.locator(".calibration svg")).toBeVisible({ timeout: 60_000 });
  await expect(exam.locator(".calibration li").first()).toContainText(/vrai à/u);

  // Taught to say that it does not know: before and after side by side, and what it costs.
  await exam.getByRole("button", { name: "Lui apprendre" }).click();
  // Nobody need wait for the end: it is stopped once it reads so.
  const refused = page.locator(".second tr", { hasText: "quand personne ne peut savoir" });
  await expect(refused.locator("td").nth(1)).toHaveText(/^([6-9]\d|100)\s?%$/u, {
    timeout: 200_000,
  });
  await player(page).click();
  await expect(judge.locator("button.main")).toBeEnabled({ timeout: 60_000 });
  await expect(exam.getByText("Repose maintenant")).toBeVisible({ timeout: 60_000 });
  await exam.getByRole("button", { name: /d’un coup/u }).click();
  await expect(exam.locator(".figures thead th")).toHaveCount(3, { timeout: 60_000 });
  await expect(exam.getByText(/de ce qu’il savait/u)).toBeVisible();
  const answered = exam.getByRole("row", { name: "il a répondu" }).getByRole("cell");
  const [was, is] = (await answered.allInnerTexts()).map((text) => Number.parseInt(text, 10));
  expect(is).toBeLessThan(was!);

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
  const before = await read("dit oui à ce qui est faux", 0);
  await expect.poll(() => read("dit oui à ce qui est faux", 1)).toBeGreaterThan(before);

  expect(await problemsByDayAndNight(page)).toEqual([]);
  expect(await smallTexts(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
    .toBeLessThanOrEqual(360);
});

test("all is read again, until it no longer fits; the machine before tells on", async ({
  page,
  open,
}) => {
  test.setTimeout(180_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open("#parler");
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await openChatbot(page);

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
  expect(await problemsByDayAndNight(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await smallTexts(page)).toEqual([]);
});
