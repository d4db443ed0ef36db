/** Takes the README's pictures from the running Labo: `make pictures`. */

import { existsSync } from "node:fs";

const ROOT = new URL("../", import.meta.url);
const { chromium } = await import(new URL("lab/node_modules/@playwright/test/index.mjs", ROOT));
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
  await picture("learn");
  await page.locator("nav button").nth(3).click();
  await page.waitForTimeout(600);
  await picture("inside");
  await page.close();
}
await browser.close();
