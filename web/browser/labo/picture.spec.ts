/** The picture of the model in "Regarder dedans": walked through by keys, opened in place, pointed at. */

import { expect, test, train } from "./labo.js";

test("the picture is walked by keys, opens in place, and its numbers tell where they are from", async ({
  page,
  open,
}, info) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open("#dedans?pace=0&heads=2");
  await train(page);
  const part = (id: string) => page.locator(`[data-part="${id}"]`);
  const name = (id: string) => part(id).getByRole("button").first();

  // In the order of the flow, each says what it is and holds.
  await expect(name("cards")).toHaveAccessibleName(
    /^Les cartes d’identité pour «\sk\s»\s: 16 nombres, de −\d,\d+ à \d,\d+$/u,
  );
  await expect(name("0.looks")).toHaveAccessibleName(/la tête 2 regarde surtout «\s.\s», \d+\s%/u);
  await name("cards").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(name("0.looks")).toBeFocused();
  await expect(part("0.looks")).toHaveClass(/\blit\b/u);
  await expect(page.locator(".pic-told")).toContainText("est comparée à l’étiquette");
  await page.keyboard.press("Enter");
  await expect(name("0.looks")).toHaveAttribute("aria-expanded", "true");
  await expect(part("0.looks").getByText(/^La lettre «\sk\s» regarde/u)).toBeVisible();
  await page.keyboard.press("End");
  await expect(name("chances")).toBeFocused();
  await page.getByRole("button", { name: "Une partie plus tôt" }).click();
  await expect(part("logits")).toHaveClass(/\blit\b/u);

  // The sum of one number of another letter, from the drawing itself.
  const drawn = part("0.bypass").locator(".pic-band");
  await drawn.scrollIntoViewIfNeeded();
  const card = await drawn.locator(".pic-card.own").boundingBox();
  await page.mouse.click(card!.x + 10, card!.y + card!.height / 2);
  await expect(page.locator(".in-origin")).toContainText(/n°\s1, pour «\sk\s»/u);
  await expect(name("0.bypass")).toHaveAttribute("aria-expanded", "false");

  // What is switched off is drawn cut, on paper too.
  await page.getByRole("checkbox", { name: "Le raccourci de l’attention" }).uncheck();
  await expect(part("0.bypass").locator(".pic-pipe.around.cut")).toHaveCount(4);
  await page.emulateMedia({ media: "print" });
  await expect(drawn).toBeVisible();
  await page.screenshot({ path: info.outputPath("printed.png"), fullPage: true });
  await page.emulateMedia({ media: "screen" });

  // A long beginning on a phone: the last letters, and how many are left out.
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByLabel("Un début de nom").fill("pikachupika");
  await expect(page.getByText(/il y a la place de dessiner \d lettres/u)).toBeVisible();
  await expect(page.locator(".pic-head.own")).toHaveText("a");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
