/** Takes the README's pictures from the running Labo and lessons: `make pictures`. */

import { existsSync } from "node:fs";

const ROOT = new URL("../", import.meta.url);
const { chromium } = await import(new URL("web/node_modules/@playwright/test/index.mjs", ROOT));
const PAGE = new URL("src/premier_llm/labo/index.html", ROOT);
const system = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
const browser = await chromium.launch({
  ...(system && { executablePath: system }),
  args: ["--no-sandbox", "--disable-gpu"],
});

for (const [language, train, paused] of [
  ["fr", "Entraîner", "Continuer"],
  ["en", "Train", "Go on"],
]) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 880 }, offline: true });
  const picture = (name) =>
    page.screenshot({ path: new URL(`docs/labo-${name}.${language}.png`, ROOT).pathname });
  await page.goto(`${PAGE.href}#apprendre?list=dinosaures&pace=0`);
  await page.getByText("hasard").first().waitFor();
  if (language === "en") await page.getByRole("button", { name: "English" }).click();
  await page.locator(".player").getByRole("button", { name: train }).click();
  await page.locator(".player").getByRole("button", { name: paused }).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(300);
  await page.getByRole("button", { name: /^(Replier la mission|Fold the mission away)$/ }).click();
  await picture("learn");
  await page.locator("nav button").nth(3).click();
  await page.locator("main input[type=text]").first().fill("trice");
  const card = page.locator('[data-part="0.bypass"] .pic-card.own');
  await card.scrollIntoViewIfNeeded();
  const { x, y, height } = await card.boundingBox();
  await page.mouse.click(x + 12, y + height / 2);
  await page.evaluate(() => window.scrollTo(0, 330));
  await page.locator(".mission-news").waitFor({ state: "hidden" });
  await picture("inside");
  await page.close();
}

const page = await browser.newPage({ viewport: { width: 1280, height: 880 }, offline: true });
await page.goto(new URL("school/build/site/lecon-1.html", ROOT).href);
const exercise = page.locator("#exercice-1");
await exercise.getByText('"pikachu"').first().dblclick();
await page.keyboard.type("lina");
await exercise.getByRole("button", { name: /^Exécuter/ }).click();
await exercise.locator(".outputs").getByText("Le point compte").waitFor({ timeout: 60_000 });
await exercise.locator(".editor").evaluate((editor) => editor.scrollIntoView());
await page.waitForTimeout(300);
await page.screenshot({ path: new URL("docs/lecon.fr.png", ROOT).pathname });
await browser.close();
