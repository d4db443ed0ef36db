/** Stories: a new user trains them, sees what agrees rise, clicks a word and puts another in its place. */

import { problemsByDayAndNight, smallTexts } from "../readable.js";
import { expect, facts, player, test, where } from "./labo.js";

test("stories are trained, told, and changed in one place", async ({ page, open }) => {
  await open();
  // Names first; the stories are one click away.
  await expect(page.locator(".tabs")).toContainText("Les noms");
  await page
    .getByRole("button", { name: /^Des histoires|^Histoires/u })
    .first()
    .click();
  await page.getByRole("button", { name: /^Météo(?! en)/u }).click();
  await expect(page.locator(".tabs")).toContainText("Les histoires");
  await page
    .getByRole("button", { name: /Apprendre/u })
    .first()
    .click();

  // The first steps take their time; then it goes fast.
  await page.getByRole("combobox", { name: "Vitesse" }).selectOption({ label: "250 étapes/s" });
  await player(page).click();
  await page.waitForTimeout(1000);
  expect((await where(page)).step).toBeLessThan(12);
  const share = page.locator(".held-share");
  await expect(share).toHaveText(/^[0-4]?\d\s?%$/u);
  await expect(page.getByText("À l’étape 1", { exact: true })).toBeVisible();
  await expect(share).toHaveText(/^(9\d|100)\s?%$/u, { timeout: 60_000 });
  await player(page).click();
  await expect(player(page)).toHaveText("Continuer");
  await expect(page.locator(".stage").first()).toHaveText(/apprend|a appris/u);
  await expect(page.getByText("Et avant ?")).toBeVisible();

  // One is told, word by word.
  await page
    .getByRole("button", { name: /Inventer/u })
    .first()
    .click();
  const telling = page.locator(".telling");
  const main = page.locator("form .main");
  await page.getByLabel("Commence par…").fill("zeppelin");
  await main.click();
  await expect(page.getByText(/laissé de côté\s: zeppelin/u)).toBeVisible();
  await expect(main).toHaveText("Une autre histoire", { timeout: 30_000 });
  await expect(telling.locator(".word").last()).toHaveText("¶");
  await expect(page.locator(".judged")).toContainText(/nouvelle|déjà lue/u);

  // A click on a word shows its rivals; another one takes its place, and the story goes on.
  const before = (await telling.locator(".word").allInnerTexts()).slice(0, 2);
  await telling.locator(".word").nth(2).click();
  const bars = page.locator(".words button.bar");
  await expect(bars).toHaveCount(8);
  await expect(page.locator(".words .bar.chosen .letter")).toHaveText(
    (await telling.locator(".word").nth(2).innerText()).trim(),
  );
  const other = page.locator(".words button.bar:not(.chosen)").first();
  const chosen = (await other.locator(".letter").innerText()).trim();
  await other.click();
  await expect(main).toHaveText("Une autre histoire", { timeout: 30_000 });
  await expect(telling.locator(".word").nth(2)).toHaveText(chosen);
  await expect(telling.locator(".word.forced")).toHaveCount(1);
  expect((await telling.locator(".word").allInnerTexts()).slice(0, 2)).toEqual(before);
  // What was told before is not lost.
  await expect(page.getByRole("list", { name: "Les histoires d’avant" })).toContainText(
    before[0]!,
    { ignoreCase: true },
  );

  // The keyboard goes from word to word.
  await telling.locator(".word").nth(2).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(telling.locator(".word").nth(1)).toBeFocused();
  await expect(telling.locator(".word").nth(1)).toHaveAttribute("aria-pressed", "true");

  // Several at once; a long one is kept whole.
  await page.getByRole("button", { name: "Inventer 5 histoires" }).click();
  const many = page.getByRole("list", { name: "D’un coup" }).getByRole("listitem");
  await expect(many).toHaveCount(5);
  await many
    .first()
    .getByRole("button", { name: /Garder/u })
    .click();
  await expect(page.getByRole("list", { name: "Mes favoris" }).getByRole("listitem")).toHaveCount(
    1,
  );
  await expect(facts(page)).toContainText("cachées");
});

test("a story is told at once where nothing shall move, and fits a phone", async ({
  page,
  open,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.setViewportSize({ width: 360, height: 740 });
  await open("#inventer?list=meteo");
  await page.locator("form .main").click();
  await expect(page.locator(".telling .word").first()).toBeVisible();
  await expect(page.locator("form .main")).toHaveText("Une autre histoire", { timeout: 5_000 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
});

const POEM = `Le vent du soir est passé dans la cour,
il a pris les feuilles une à une.

La lune attend derrière la vieille tour,
et compte ses amis sur la dune.

Un chat sans nom s’endort sur le pas de ma porte ;
demain, dit-il, la pluie sera moins forte.`;

test("a poem that was learned by heart is recited, and its place is shown", async ({
  page,
  open,
}) => {
  await open("#noms?pace=0&hide=0");
  await page.getByRole("button", { name: "Ton texte" }).click();
  await page.locator("textarea").fill(POEM);
  await expect(page.locator(".tabs")).toContainText("Le texte");
  await player(page).click();
  await expect(player(page)).toHaveText("Continuer", { timeout: 60_000 });
  await expect(page.locator(".player .stage")).toHaveText(/récite/u, { timeout: 30_000 });
  await page
    .getByRole("button", { name: /Inventer/u })
    .first()
    .click();
  await page.getByLabel("Commence par…").fill("La lune");
  await page.locator("form .main").click();
  const card = page.locator(".recital");
  await expect(card).toContainText("Il récite.", { timeout: 30_000 });
  const copied = (await card.locator("mark").textContent())!;
  const place = POEM.split("\n\n").findIndex((paragraph) => paragraph.includes(copied));
  expect(copied.split(/\s+/u).length).toBeGreaterThan(6);
  await expect(card).toContainText(`paragraphe ${place + 1} de ton texte, sur 3`);
});

test("stories are readable by all", async ({ page, open }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open("#apprendre?list=histoires&pace=0");
  await player(page).click();
  await expect(page.locator(".held-share")).not.toHaveText(/^0\s?%$/u, { timeout: 30_000 });
  await player(page).click();
  await expect(player(page)).toHaveText("Continuer");
  // Little was learned: much is wrong, and underlined.
  await expect(page.locator(".told-text .fault").first()).toBeVisible({ timeout: 30_000 });
  await page.locator(".agreements summary").click();
  const look = async (tab: string): Promise<void> => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate(() => window.scrollTo(0, 0));
    expect(await problemsByDayAndNight(page), tab).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await smallTexts(page), tab).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), tab).toBe(360);
  };
  await look("apprendre");
  await page.locator(".tabs button").nth(2).click();
  await page.locator("form .main").click();
  await expect(page.locator("form .main")).toHaveText("Une autre histoire");
  await page.locator(".telling .word").first().click();
  await look("inventer");
});
