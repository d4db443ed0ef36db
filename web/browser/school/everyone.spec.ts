/** Readable by all: axe-core, 360 px, light and dark, no small text, the keyboard alone; links that lead somewhere. */

import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { problems, problemsByDayAndNight, smallTexts } from "../readable.js";
import { cells, exercise, expect, folder, idle, ready, shown, SITE, test } from "./site.js";

const PAGES = [
  "index.html",
  "avant-apres.html",
  "lecon-1.html",
  "lecon-5.html",
  "guide/index.html",
  "guide/glossaire.html",
  "guide/architecture.html",
  "guide/echelle.html",
  "guide/search.html",
  "guide/enseignants/index.html",
  "guide/enseignants/plan_lecon_1.html",
  "guide/enseignants/grille_evaluation.html",
  "guide/enseignants/faq.html",
  "guide/enseignants/solutions/lecon_1.html",
];

/** A drawing's texts grow and shrink with it. */
const DRAWN = "script, style, noscript, svg";

test("axe-core finds nothing, no text is small, and nothing scrolls sideways at 360 px", async ({
  page,
}) => {
  const found: string[] = [];
  const look = async (what: string): Promise<void> => {
    for (const problem of await problemsByDayAndNight(page)) found.push(`${what}: ${problem}`);
  };
  for (const path of PAGES) {
    await page.goto(folder(path));
    if (path.startsWith("lecon")) {
      await ready(page);
      // Banners, amber and green boxes, pictures.
      await page.getByRole("button", { name: "Tout exécuter" }).click();
      await idle(page);
    }
    await look(path);
    for (const text of await smallTexts(page, DRAWN)) found.push(`${path}: small: ${text}`);
    await page.setViewportSize({ width: 360, height: 740 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 360) found.push(`${path}: ${width} px wide`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  await page.goto(folder("lecon-1.html"));
  await page.getByRole("button", { name: "Mon travail" }).click();
  await look("Mon travail");
  await page.keyboard.press("Escape");
  await page.locator("a[data-term]").first().click();
  await look("glossaire");
  expect(found).toEqual([]);
});

test("letters can be larger and further apart, and are so again the next time", async ({
  page,
}) => {
  await page.goto(folder("lecon-1.html"));
  const paragraph = page.locator("main p").first();
  const look = (): Promise<number[]> =>
    paragraph.evaluate((element) => {
      const { fontSize, letterSpacing } = getComputedStyle(element);
      return [parseFloat(fontSize), parseFloat(letterSpacing) || 0];
    });
  const [usual] = await look();
  await page.getByRole("button", { name: "Lecture" }).click();
  await page.getByRole("slider", { name: "Taille des lettres" }).press("End");
  await page.getByRole("checkbox", { name: "Écarter les lettres" }).check();
  expect(await problems(page)).toEqual([]);
  await page.reload();
  const [larger, apart] = await look();
  expect(larger! / usual!).toBeCloseTo(1.75, 2);
  expect(apart).toBeGreaterThan(1);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  // The choice holds for the whole folder.
  await page.setViewportSize({ width: 1280, height: 740 });
  for (const path of ["index.html", "avant-apres.html", "classe.html", "guide/glossaire.html"]) {
    await page.goto(folder(path));
    const text = page.locator("main p, article p").first();
    const spacing = await text.evaluate((element) => getComputedStyle(element).letterSpacing);
    expect(parseFloat(spacing), path).toBeGreaterThan(1);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      path,
    ).toBeLessThanOrEqual(0);
  }
});

test("no card of the home page is an empty box", async ({ page }) => {
  for (const width of [1280, 1000, 800, 600, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(folder("index.html"));
    const empty = await page.locator(".door").evaluateAll((doors) =>
      doors.map((door) => {
        const ends = [...door.children].map((child) => child.getBoundingClientRect().bottom);
        return door.getBoundingClientRect().bottom - Math.max(...ends);
      }),
    );
    // A neighbour may have a few lines more.
    expect(Math.max(...empty), `${width} px`).toBeLessThan(100);
  }
});

test("the keyboard alone does an exercise", async ({ page }) => {
  await page.goto(folder("lecon-1.html"));
  await ready(page);
  await cells(page).nth(1).locator(".cm-content").focus();
  await page.keyboard.press("Shift+Enter");
  await expect(shown(cells(page).nth(1))).toContainText("20 noms");
  // The next cell has the focus; Tab indents there, and Escape then Tab leaves.
  await expect(cells(page).nth(2).locator(".cm-content")).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(cells(page).nth(2).locator(".run")).toBeFocused();
  await page.keyboard.press("Enter");
  await idle(page);
  await expect(exercise(page, 1)).toContainText("💡");
  // A screen reader hears the answer.
  await expect(exercise(page, 1).getByRole("status")).toContainText("au moins deux lettres");
});

test("every page of the folder says what it may run, and runs it", async ({ page }) => {
  const names = (await readdir(SITE, { recursive: true })).filter((name) => name.endsWith(".html"));
  const open: string[] = [];
  for (const name of names) {
    const html = await readFile(new URL(name, SITE), "utf-8");
    const policy = html.indexOf('http-equiv="Content-Security-Policy"');
    if (policy < 0 || html.slice(0, policy).includes("<script")) open.push(name);
  }
  expect(open).toEqual([]);
  // What a policy refuses is a complaint of the console, which fails the test.
  for (const name of names.filter((name) => !/reference|lecon-/.test(name))) {
    await page.goto(folder(name));
    await expect(page.locator("h1").first()).toBeAttached();
  }
});

test("every link of the folder leads to a file that is there, and every anchor to a place", async () => {
  const lost: string[] = [];
  const names = (await readdir(SITE, { recursive: true })).filter((name) => name.endsWith(".html"));
  const ids = new Map<string, Set<string>>();
  const read = async (name: string): Promise<string> => readFile(new URL(name, SITE), "utf-8");
  const idsOf = async (name: string): Promise<Set<string>> => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    const html = await read(name);
    const found = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!));
    ids.set(name, found);
    return found;
  };
  for (const name of names) {
    // A lesson's texts are JSON in its page.
    const html = (await read(name)).replaceAll("\\u003c", "<").replaceAll('\\"', '"');
    for (const [, href] of html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)) {
      if (/^(https?:|mailto:|data:|blob:)/.test(href!) || href!.includes("${")) continue;
      const url = new URL(href!.replaceAll("&amp;", "&"), new URL(name, SITE));
      if (url.pathname.endsWith("/")) url.pathname += "index.html";
      const hash = decodeURIComponent(url.hash.slice(1));
      const path = new URL(url.pathname, SITE);
      if (!existsSync(path)) lost.push(`${name}: ${href}`);
      else if (hash !== "" && path.href.endsWith(".html") && !path.href.endsWith("labo.html")) {
        const target = path.href.slice(SITE.href.length);
        if (target.startsWith("lecon-")) continue;
        if (!(await idsOf(decodeURIComponent(target))).has(hash)) lost.push(`${name}: ${href}`);
      }
    }
  }
  expect(lost).toEqual([]);
});
