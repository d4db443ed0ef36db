/** One step under the lens: walked by keyboard, read as sums, and the training is left as it was. */

import { problems, smallTexts } from "../readable.js";
import { expect, facts, player, test } from "./labo.js";

/** Numbers as the page writes them: 0,123 or −1,23 × 10⁻⁵. */
function read(text: string): number {
  const [, sign, digits, power] = /(−?)(\d+,?\d*)(?: × 10⁻([⁰¹²³⁴⁵⁶⁷⁸⁹]+))?/.exec(text)!;
  const exponent = [...(power ?? "⁰")].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)).join("");
  return Number(`${sign === "" ? "" : "-"}${digits!.replace(",", ".")}e-${exponent}`);
}

test("an error becomes a step: back to a weight, which is then followed through the training", async ({
  page,
  open,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open("#dedans?pace=0&list=pokemon&norm=rms&norm_blocks=true");
  const lens = page.locator(".lens");
  await lens.getByRole("button", { name: "Prendre la loupe" }).click();
  const next = lens.getByRole("button", { name: "Suite" });
  const heading = lens.locator(".le-told h3");
  await expect(heading).toHaveText("Le modèle devine");
  await next.focus();

  // Every stage, by the arrow keys alone.
  const names: string[] = [];
  for (let stop = 1; stop < 15; stop++) {
    await page.keyboard.press("ArrowRight");
    await expect(lens.locator(".le-where")).toContainText(`${stop + 1} sur 15`);
    names.push((await heading.textContent())!.replace(/ *le retour$/, ""));
    if (stop !== 4) continue;
    await expect(lens.locator(".pic-part.lit")).toHaveAttribute("data-part", "0.mlp");
    // A sum is what its lines add up to; each line goes on to a later slope.
    const sum = lens.locator(".le-panel");
    const lines = await sum.locator(".le-result").allTextContents();
    const total = read((await sum.locator(".in-value").textContent())!);
    expect(lines.length).toBeGreaterThan(1);
    const added = lines.reduce((all, line) => all + read(line), 0);
    expect(Math.abs(added - total)).toBeLessThan(0.001 * lines.length);
    await sum.locator(".in-factor").first().click();
    await expect(sum.getByRole("button", { name: "Retour" })).toBeVisible();
    expect(await problems(page)).toEqual([]);
    expect(await smallTexts(page)).toEqual([]);
    await next.focus();
  }
  expect(names.slice(0, 4)).toEqual([
    "Les probabilités",
    "Les scores",
    "Encore le raccourci",
    "Le réseau (MLP)",
  ]);
  expect(names.slice(-5)).toEqual([
    "Remise à l’échelle",
    "Les cartes d’identité",
    "Un seul poids",
    "Le correcteur",
    "La même devinette",
  ]);
  await expect(lens.locator(".le-stage")).toContainText("il devine mieux");
  await expect(facts(page)).toContainText("étape 0");

  // A click on a part of the picture goes there, and on a number to its sum.
  await expect(lens.locator(".pic-part.lit")).toHaveCount(0);
  const part = lens.locator('[data-part="0.bypass"]');
  await expect(part.getByRole("button")).toHaveAccessibleName(
    /^Le raccourci .*pentes de −\d.* à \d/u,
  );
  await part.getByRole("button").click();
  await expect(heading).toContainText("Le raccourci");
  await expect(part.getByRole("button")).toHaveAttribute("aria-current", "true");
  await part.evaluate((drawn) => drawn.scrollIntoView({ block: "center" }));
  const card = (await part.locator(".pic-card.own").boundingBox())!;
  await page.mouse.click(card.x + 10, card.y + card.height / 2);
  await expect(lens.locator(".in-what")).toContainText(/Somme après l’attention n°\s1,/u);
  const picked = await lens.locator(".in-cell.picked").getAttribute("data-v");
  await expect(lens.locator(".in-value")).toHaveText(`pente ${picked}`);
  await next.focus();
  for (let stop = 6; stop < 12; stop++) await page.keyboard.press("ArrowRight");
  await expect(lens.locator(".pic-part.lit")).toHaveAttribute("data-part", "cards");

  // One weight: both slopes agree, and its curve follows the training.
  const slopes = await lens.locator(".le-facts dd").allTextContents();
  expect(Math.abs(read(slopes[2]!) - read(slopes[3]!))).toBeLessThan(0.001);
  await lens.getByRole("button", { name: /^Suivre/ }).click();
  await expect(lens.locator("figcaption")).toContainText("Entraîne le modèle");
  await player(page).click();
  await expect(lens.locator("figcaption")).toContainText(/De l’étape 0 à l’étape \d+/);
  await expect(lens.locator(".le-behind")).toContainText("étape 0");
  await player(page).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
