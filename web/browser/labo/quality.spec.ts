/** Every tab, light and dark, French and English: readable by all, at any width, in silence. */

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, FILE, test, train, where } from "./labo.js";
import { problems, problemsByDayAndNight, smallTexts } from "../readable.js";

const TABS = ["noms", "apprendre", "inventer", "dedans", "agrandir", "duel", "parler"];
const DIALOGS = ["Missions", "Garder", "Glossaire", "Lecture"];

/** Show a tab with all that it can unfold, a duel included. */
async function unfold(page: Page, place: number): Promise<void> {
  await page.locator("nav button").nth(place).click();
  if (TABS[place] === "duel") {
    await page.getByRole("button", { name: /Lancer le duel|Start the duel/ }).click();
    const skip = page.getByRole("button", { name: /sans voter|without voting/ });
    const results = page.locator("main table");
    await expect(skip.or(results).first()).toBeVisible({ timeout: 30_000 });
    if (await skip.isVisible()) await skip.click();
    await expect(results).toBeVisible();
  }
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    for (const closed of document.querySelectorAll<HTMLElement>("main [aria-expanded=false]")) {
      closed.click();
    }
  });
  await page.waitForTimeout(300);
}

const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

for (const language of ["fr", "en"] as const) {
  test(`axe-core finds nothing, light or dark: ${language}`, async ({ page, open }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open("#apprendre?pace=0");
    if (language === "en") await page.getByRole("button", { name: "English" }).click();
    const look = async (what: string): Promise<void> => {
      expect(await problemsByDayAndNight(page), what).toEqual([]);
    };
    await look("untrained");
    await train(page);
    for (const [i, tab] of TABS.entries()) {
      await unfold(page, i);
      await look(tab);
    }
    for (const [i, dialog] of DIALOGS.entries()) {
      await page.locator("header button").nth(i).click();
      await page.waitForTimeout(100);
      await look(dialog);
      await page.keyboard.press("Escape");
    }
  });
}

for (const [name, width, height] of [
  ["a telephone", 360, 740],
  ["a desktop at 200 %", 640, 450],
] as const) {
  test(`nothing is cut, small or scrolls sideways on ${name}`, async ({ page, open }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height });
    await open("#apprendre?pace=0");
    await train(page);
    for (const [i, tab] of TABS.entries()) {
      await unfold(page, i);
      expect(await sidewaysScroll(page), tab).toBeLessThanOrEqual(0);
      expect(await smallTexts(page), tab).toEqual([]);
    }
    for (let i = 0; i < DIALOGS.length; i++) {
      await page.locator("header button").nth(i).click();
      await page.waitForTimeout(100);
      expect(await sidewaysScroll(page), DIALOGS[i]).toBeLessThanOrEqual(0);
      expect(await smallTexts(page), DIALOGS[i]).toEqual([]);
      await page.keyboard.press("Escape");
    }
    // A link opens the last tab: it is in sight, and axe sees the page as narrow as it is.
    await page.goto("about:blank");
    await open("#parler");
    await expect(page.locator("nav [aria-current]")).toBeInViewport({ ratio: 1 });
    expect(await problems(page)).toEqual([]);
  });
}

test("all can read what is under the lens, and why a letter", async ({ page, open }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open("#dedans?pace=0&heads=2");
  const once = page.getByRole("button", { name: "Une étape" });
  for (let step = 1; step <= 20; step++) {
    await once.click();
    await expect.poll(async () => (await where(page)).step).toBe(step);
  }
  const look = async (what: string, part = ".lens"): Promise<void> => {
    for (const [width, colorScheme] of [
      [1280, "light"],
      [360, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height: 740 });
      await page.emulateMedia({ colorScheme });
      expect(await problems(page, part), `${what}, ${colorScheme}`).toEqual([]);
      expect(await smallTexts(page), what).toEqual([]);
      expect(await sidewaysScroll(page), what).toBeLessThanOrEqual(0);
    }
  };

  await page.getByRole("button", { name: "Prendre la loupe" }).click();
  const next = page.locator(".le-nav button").last();
  await look("a guess");
  for (const stop of ["Les scores", "L’attention", "Un seul poids", "Le correcteur"]) {
    const heading = page.locator(".le-told h3");
    while (!(await heading.textContent())!.startsWith(stop)) await next.click();
    await look(stop);
  }
  await next.click();
  await expect(page.locator(".le-better")).toBeVisible();
  await look("the guess again");

  await page.locator("nav button").nth(TABS.indexOf("inventer")).click();
  await page.getByLabel("Commence par…").fill("pika");
  await page.getByRole("button", { name: "Pourquoi « a » ?" }).click();
  await expect(page.locator(".why-progress")).toBeVisible();
  await expect(page.locator(".why-conclusion")).toContainText("Pikachu");
  await page.locator(".why-noise summary").click();
  await look("why", "dialog[open]");
});

test("it weighs 360 KB at most, compressed", () => {
  expect(gzipSync(readFileSync(FILE)).length).toBeLessThan(360_000);
});

test("the policy in the file allows this file's own code and no request", () => {
  const html = readFileSync(FILE, "utf-8");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  const rules = Object.fromEntries(policy.split("; ").map((rule) => rule.split(/ (.*)/)));
  expect(rules["default-src"]).toBe("'none'");
  // The engine, and what builds on it.
  expect(rules["script-src"]).toMatch(/^('sha256-[^' ]+' ){2}'wasm-unsafe-eval'$/);
  expect(rules["style-src"]).toMatch(/^'sha256-[^' ]+'$/);
  expect(rules["worker-src"]).toBe("blob:");
  expect(rules["connect-src"]).toBeUndefined();
  expect(policy.replace("'wasm-unsafe-eval'", "")).not.toContain("unsafe");
});

test("the policy bites: foreign code does not run and nothing can be fetched", async ({
  browser,
}) => {
  // A page of its own: here complaints of the console are what we want.
  const page = await browser.newPage();
  await page.goto(FILE.href);
  await page.waitForSelector(".player");
  const outcome = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    const fetched = await fetch("https://example.org/").then(
      () => true,
      () => false,
    );
    return [fetched, "ran" in window];
  });
  expect(outcome).toEqual([false, false]);
  await page.close();
});

test("the head says what the page is, in the language it is in", async ({ page, open }) => {
  await open();
  await expect(page).toHaveTitle(/Le Labo/);
  expect(await page.locator("meta[name=description]").getAttribute("content")).toContain("GPT");
  expect(await page.locator("meta[name=viewport]").getAttribute("content")).not.toMatch(
    /maximum-scale|user-scalable/,
  );
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  // Fingers: every button is at least 24 px each way (WCAG 2.2, 2.5.8).
  const small = await page.locator("button:visible:not(.term)").evaluateAll((buttons) =>
    buttons
      .map((button) => ({ box: button.getBoundingClientRect(), text: button.textContent }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ text }) => text),
  );
  expect(small).toEqual([]);
});
