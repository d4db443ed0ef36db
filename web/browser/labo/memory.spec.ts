/** Closing the tab loses nothing; erasing leaves nothing; an address carries settings, not names. */

import { floor } from "../../engine/worlds/world.js";
import { expect, facts, kept, test, train, where } from "./labo.js";

test("list, model and favourites come back when the page is opened again", async ({
  page,
  open,
}) => {
  await open();
  await page.getByRole("button", { name: /Ma liste/ }).click();
  await page
    .getByLabel("Écris ou colle ta liste")
    .fill("medor\nfelix\nrex\nmilou\nidefix\nrantanplan");
  await expect(page.locator("section[aria-live]")).toContainText("6 noms");
  await train(page);
  const before = await where(page);
  await page.locator("nav button").nth(2).click();
  await page.getByRole("button", { name: "Inventer 40 noms" }).click();
  await page
    .getByRole("button", { name: /^Garder .* favoris/ })
    .first()
    .click();
  await kept(page);
  await page.reload();
  await expect(facts(page)).toContainText(`étape ${before.step}`);
  expect(await where(page)).toEqual(before);
  await expect(page.getByRole("list", { name: "Mes favoris" }).getByRole("listitem")).toHaveCount(
    1,
  );
  await page.locator("nav button").first().click();
  await expect(page.getByLabel("Écris ou colle ta liste")).toHaveValue(/rantanplan/);
  // And it goes on from there.
  await train(page);
  expect((await where(page)).step).toBe(before.step + 250);
  expect(page.url()).not.toContain("medor");
});

test("one button erases everything from the device", async ({ page, open }) => {
  await open("#apprendre?pace=0");
  await train(page);
  await kept(page);
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await page.getByRole("button", { name: "Tout effacer" }).click();
  await page.getByRole("button", { name: "Oui, tout effacer" }).click();
  await expect(facts(page)).toContainText("étape 0");
  const left = await page.evaluate(async () => {
    const names = await indexedDB.databases();
    const counts = names.map(
      ({ name }) =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open(name!);
          opening.onsuccess = () => {
            const all = opening.result.transaction("page").objectStore("page").getAllKeys();
            all.onsuccess = () => resolve(all.result.filter((key) => key === "model").length);
          };
        }),
    );
    return [(await Promise.all(counts)).reduce((a, b) => a + b, 0), localStorage.length];
  });
  // The new page keeps its own untrained model; nothing of the old one is there.
  expect(left[1]).toBe(0);
  await page.reload();
  await expect(facts(page)).toContainText("étape 0");
});

test("an address brings list, dials and learning rate", async ({ page, open }) => {
  await open(
    "#apprendre?list=dinosaures&embedding=8&heads=2&hidden=16&rate=0.01&dropout=0.2&average=0.99&smoothing=0.1&seed=4&temperature=0.5",
  );
  await expect(facts(page)).toContainText("cachés");
  await expect(page.getByRole("slider", { name: "Oublier exprès" })).toHaveValue("20");
  await expect(page.locator(".remedies")).toContainText("100 étapes environ");
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await expect(page.getByLabel("Un lien vers ces réglages")).toHaveValue(
    /dropout=0.2&average=0.99&smoothing=0.1&seed=4/,
  );
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await page.getByRole("button", { name: "Voir la fiche" }).click();
  await expect(page.locator(".report")).toContainText("nombres par lettre : 8");
  await expect(page.locator(".report")).toContainText("Dinosaures");
});

test("the sheet of stories speaks of stories, and gives the floor of their language", async ({
  page,
  open,
}) => {
  await open("#apprendre?list=meteo");
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  const keep = page.getByRole("dialog");
  await expect(keep).not.toContainText(/\b[Nn]oms\b/);
  await page.getByRole("button", { name: "Voir la fiche" }).click();
  const sheet = page.locator(".report");
  await expect(sheet).toContainText("18 000 histoires, et 2 000 cachées");
  await expect(sheet).toContainText("nombres par mot");
  const { surprise, tokens } = floor("meteo");
  await expect(sheet).toContainText(
    `(plancher ${(surprise / tokens).toFixed(3).replace(".", ",")})`,
  );
  await expect(sheet).not.toContainText(/\bnoms\b|lettre/);
});

test("a rate that is too high explodes, kindly, and lowering it repairs", async ({
  page,
  open,
}) => {
  await open("#apprendre?rate=10&pace=0");
  await page.locator(".player .main").click();
  await expect(page.locator("main")).toContainText("L’erreur a explosé");
  const slider = page.getByRole("slider", { name: "Vitesse d’apprentissage" });
  await slider.focus();
  for (let i = 0; i < 25; i++) await page.keyboard.press("ArrowLeft");
  await page.getByRole("button", { name: "Recommencer", exact: true }).click();
  await expect(page.locator("main")).not.toContainText("L’erreur a explosé");
  await train(page);
  expect((await where(page)).loss).toBeLessThan(0.5);
});

test("the sheet prints on one page, dark on white even from a dark screen", async ({
  page,
  open,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open("#apprendre?list=dinosaures&pace=0");
  await train(page);
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await page.getByRole("button", { name: "Voir la fiche" }).click();
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  await page.emulateMedia({ colorScheme: "dark", media: "print" });
  const ink = await page.locator(".report h1").evaluate((title) => getComputedStyle(title).color);
  expect(ink.match(/\d+/g)!.every((part) => Number(part) < 100)).toBe(true);
  await expect(page.locator(".player")).toBeHidden();

  // The book of dice in its place: a grid for each letter that another one follows, and the boundary.
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Revenir au Labo" }).click();
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await page.getByRole("button", { name: "Voir le livre" }).click();
  const grids = page.locator(".dice-book section");
  await expect(grids).toHaveCount(27);
  await expect(grids.first().locator("tbody td")).toHaveCount(36);
  await expect(grids.filter({ has: page.getByRole("heading", { name: "q" }) })).toContainText(
    "uuuu",
  );
  await page.goBack();
  await expect(grids).toHaveCount(0);
});
