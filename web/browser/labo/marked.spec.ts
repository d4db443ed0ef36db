/**
 * No text of le Labo is left outside the catalogues: a build in which every text of theirs is
 * marked is walked through, and nothing without a mark may be read or heard there.
 */

import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test as base, type Page } from "@playwright/test";
import { build, type Plugin } from "vite";
import { mark } from "../marked/mark.js";
import { marked, planted } from "../marked/plugin.js";
import { unmarked } from "../marked/unmarked.js";
import { FILE } from "./labo.js";

const WEB = new URL("../../", import.meta.url);

/** What no catalogue holds. */
const APART = [
  ".name > span, .name > .ask > span, .choice, bdi, textarea, .le-texts option", // names, invented or of a list, and lines of a list
  ".why-name, .why-list [dir=auto]", // names that are tried
  ".told, .tiles > li, kbd", // stories, paragraphs, tokens
  ".mono", // names of tensors, alphabets
  ".known-models h3, cite, a[rel=noreferrer]", // models, papers and their addresses
].join(", ");

async function built(name: string, ...more: Plugin[]): Promise<string> {
  const place = new URL(`build/marked/${name}/`, WEB);
  await build({
    root: fileURLToPath(new URL("labo", WEB)),
    configFile: fileURLToPath(new URL("vite.config.ts", WEB)),
    plugins: [marked(), ...more],
    build: { outDir: fileURLToPath(place), minify: false },
    logLevel: "error",
  });
  return new URL("index.html", place).href;
}

const test = base.extend<{ open: (hash: string, ...more: Plugin[]) => Promise<void> }>({
  open: async ({ page }, use) => {
    let address: string | undefined;
    await use(async (hash, ...more) => {
      address ??= await built(more.length > 0 ? "planted" : "labo", ...more);
      await page.goto("about:blank");
      await page.goto(address + hash);
      await expect(page.locator(".player .facts b").nth(1)).toHaveText(/\d/);
    });
  },
});

async function train(page: Page): Promise<void> {
  await page.locator(".player .main").click();
  await expect(page.locator(".player .main")).toHaveText(mark("Continuer"), { timeout: 30_000 });
}

/** All that a tab can unfold. */
const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    for (const closed of document.querySelectorAll<HTMLElement>("main [aria-expanded=false]")) {
      closed.click();
    }
  });

test("nothing is said without the catalogues", async ({ page, open }) => {
  test.setTimeout(120_000);
  const found = new Set<string>();
  const look = async (where: string): Promise<void> => {
    for (const text of await unmarked(page, APART)) found.add(`${where}: ${text}`);
  };
  const button = (text: string) => page.getByRole("button", { name: mark(text), exact: true });
  const press = (text: string) => button(text).first().click();
  const tab = async (place: number): Promise<void> => {
    await page.locator("nav.tabs button").nth(place).click();
    await unfold(page);
  };
  const dialog = (place: number) => page.locator("header .button").nth(place).click();
  const file = (name: string, content: string) => ({
    name,
    mimeType: "",
    buffer: Buffer.from(content),
  });

  // Every mission with its hints, as one that is under way.
  await open("#noms?pace=0");
  expect(await page.title()).toBe(mark("Le Labo · Mon premier LLM"));
  const missions = page.locator(".mission-choice");
  await dialog(0);
  const count = await missions.count();
  expect(count).toBeGreaterThan(10);
  for (let i = 0; i < count; i++) {
    await page.evaluate((i) => {
      document.querySelectorAll<HTMLElement>("header .button")[0]!.click();
      document.querySelectorAll<HTMLElement>(".mission-choice")[i]!.click();
      const hint = ".mission-actions button[aria-disabled=false]";
      for (;;) {
        const more = document.querySelector<HTMLElement>(hint);
        if (more === null) break;
        more.click();
      }
    }, i);
    await expect(page.locator(".mission-hints li").first()).toBeVisible();
    await look(`mission ${i}`);
  }
  await page.evaluate(() => {
    document.querySelectorAll<HTMLElement>("header .button")[0]!.click();
    document.querySelector<HTMLElement>(".mission-choice")!.click();
  });

  for (const when of ["untrained", "trained"]) {
    if (when === "trained") await train(page);
    for (let place = 0; place < 6; place++) {
      await tab(place);
      await look(`${when}, tab ${place}`);
    }
  }

  // What one can do in the tabs.
  await tab(2);
  await press("Tirer une lettre");
  await press("Finir le nom");
  await press("Inventer 40 noms");
  await expect(page.locator(".names .star").nth(20)).toBeVisible();
  await page.locator(".names .star").first().click();
  await look("invented");
  await page.locator(".name .ask").first().click();
  await look("why, no letter");
  await page.locator("dialog .tile").first().click();
  await expect(page.locator(".why-progress")).toBeVisible();
  await expect(page.locator(".why-list li").first()).toBeVisible();
  await look("why, under way");
  await page.locator(".why-progress button").click();
  await look("why, stopped");
  await page.locator(".why-group input").fill("a");
  await page.locator(".why-group button").click();
  await expect(page.locator(".why-conclusion")).toHaveText(/./, { timeout: 30_000 });
  await look("why, of several");
  await page.keyboard.press("Escape");
  await tab(3);
  await page.locator("main fieldset input[type=checkbox]").nth(1).uncheck();
  await press("Mesurer toutes les pièces");
  await expect(page.getByTestId("cost")).toBeVisible();
  await look("a part off");
  const rows = await page.locator(".in-cells").count();
  expect(rows).toBeGreaterThan(10);
  for (let i = 0; i < rows; i++) {
    await page.evaluate((i) => {
      document.querySelectorAll(".in-cells")[i]!.querySelector<HTMLElement>("button")?.click();
    }, i);
    await look(`row ${i}`);
  }
  await press("Prendre la loupe");
  const next = page.locator(".le-nav button").last();
  for (let stop = 1; (await next.getAttribute("aria-disabled")) !== "true"; stop++) {
    await next.click();
    await look(`lens, stop ${stop}`);
  }
  await tab(4);
  await page.getByRole("slider").first().press("ArrowRight");
  await expect(button("Mesurer encore")).toBeVisible({ timeout: 20_000 });
  await look("other dials");
  await page.getByRole("slider").first().press("ArrowLeft");
  await tab(5);
  for (const kind of ["La température", "L’âge", "La taille"]) {
    await page.getByText(mark(kind), { exact: true }).click();
    await look(`duel, ${kind}`);
  }
  await press("Lancer le duel");
  await expect(page.locator(".choices, main table").first()).toBeVisible({ timeout: 30_000 });
  await look("vote");
  while (await page.locator(".choices").isVisible()) {
    await page.locator(".choice").first().click();
  }
  await unfold(page);
  await look("results");

  // An own list, with lines that are changed and refused.
  await tab(0);
  await page.locator(".list").nth(5).click();
  await page.locator("textarea").fill("Médor\nrex\nrex\n猫\n");
  await expect(page.locator(".remarks li").nth(2)).toBeVisible();
  await unfold(page);
  await look("own list");
  await page.locator("textarea").fill("");
  await expect(page.locator("section .problem")).toBeVisible();
  await look("empty list");
  await page.locator("textarea").fill("rex");
  await expect(page.locator("section .problem")).toHaveCount(0);

  // Stories, and a text in which something is folded.
  await press("Des histoires");
  await page.locator(".list").nth(1).click();
  await expect(page.locator(".told").first()).toBeVisible();
  await unfold(page);
  await expect(page.locator(".tiles").first()).toBeVisible();
  for (const tokens of ["lettre par lettre", "par morceaux", "mot par mot"]) {
    await press(tokens);
    await expect(button(tokens)).toHaveAttribute("aria-pressed", "true");
    await look(`stories, ${tokens}`);
  }
  await press("Ton texte");
  await look("before a text");
  await page.locator("textarea").fill("l\u2019e\u0301te\u0301  \r\n\n\n\nun\u0001 deux");
  await expect(page.locator(".told")).toHaveText(["l’été", "un deux"]);
  await unfold(page);
  await look("a text");
  await press("Des noms");
  await page.locator(".list").nth(5).click();
  await expect(page.locator("section .told")).toHaveCount(0);

  // What opens above, and the sheet.
  for (let place = 0; place < 3; place++) {
    await dialog(place);
    await unfold(page);
    await look(`dialog ${place}`);
    if (place < 2) {
      await page
        .getByRole("dialog")
        .getByRole("button", { name: mark("Tout effacer") })
        .click();
      await look(`dialog ${place}, erase?`);
      await press("Non, garder");
    }
    await page.keyboard.press("Escape");
  }
  await dialog(1);
  await press("Voir la fiche");
  await look("sheet");
  await press("Revenir au Labo");
  await dialog(1);
  await press("Voir le livre");
  await expect(page.locator(".dice-book table").first()).toBeVisible();
  await look("book of dice");
  await press("Revenir au Labo");
  await dialog(1);
  await page.getByRole("dialog").locator("input[type=file]").setInputFiles(file("x", "bonjour"));
  await expect(page.getByRole("alert")).toBeVisible();
  await look("a file that is none");

  await open("#apprendre?rate=10&pace=0");
  await page.locator(".player .main").click();
  await expect(page.locator("main .problem")).toBeVisible();
  await look("exploded");
  expect([...found]).toEqual([]);
});

test("the walk finds a text that is in no catalogue", async ({ page, open }) => {
  await open("#noms", planted("labo/tabs/names/NamesTab.tsx", "<h1>", "Bonjour "));
  expect(await unmarked(page, APART)).toEqual(["h1. text: Bonjour"]);
});

test("the page that is shipped has no mark", () => {
  expect(readFileSync(FILE, "utf-8")).not.toMatch(/\u0332|\\u0332/);
});
