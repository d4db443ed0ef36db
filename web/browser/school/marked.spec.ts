/**
 * No text of a lesson's page is left outside the catalogues, but for the lesson itself: a build in
 * which every text of theirs is marked is walked through.
 */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { script } from "../../school/script.mjs";
import { mark } from "../marked/mark.js";
import { marked, planted } from "../marked/plugin.js";
import { unmarked } from "../marked/unmarked.js";
import {
  cells,
  exercise,
  expect,
  folder,
  ready,
  runButton,
  shown,
  SITE,
  test,
  write,
} from "./site.js";

type Plugin = ReturnType<typeof marked>;

/** The lesson's own: what it says, asks, shows and names, its tools' verdicts, its glossary. */
const CONTENT = [".text", ".pllm", ".pllm-box", ".outputs", ".cm-content"];
const APART = [
  ...CONTENT.flatMap((content) => [content, `${content} *`]),
  ".lesson-title",
  ".code > [role=status]",
  "time", // a month
].join(", ");
const TERM = `${APART}, dialog, dialog h2, .also, .dialog-body > div, .dialog-body > div *`;

/** Opens a page with a build of its script in which texts are marked. */
async function open(
  page: Page,
  address: string,
  [entry, name]: readonly [string, string],
  ...planted: Plugin[]
): Promise<void> {
  const place = fileURLToPath(
    new URL(`../../build/marked/${planted.length > 0 ? "planted-" : ""}${name}/`, import.meta.url),
  );
  await script(entry, name, place, { plugins: [marked(), ...planted], minify: false });
  await page.route(new RegExp(`fichiers/${name}-\\w+\\.js$`), (route) =>
    route.fulfill({ path: `${place}${name}.js` }),
  );
  await page.goto(folder(address));
}

const LESSON = ["main.tsx", "lesson"] as const;

test.use({ actionTimeout: 10_000 });

const press = (page: Page, text: string): Promise<void> =>
  page
    .getByRole("button", { name: mark(text), exact: true })
    .first()
    .click();

test("nothing is said without the catalogues", async ({ page }) => {
  const found = new Set<string>();
  const look = async (where: string, apart = APART): Promise<void> => {
    for (const text of await unmarked(page, apart)) found.add(`${where}: ${text}`);
  };
  await open(page, "lecon-1.html", LESSON);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await look("Python arrives");
  await ready(page);
  await look("ready");
  await page.locator("a[data-term]").first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("a term", TERM);
  await page.keyboard.press("Escape");

  const first = exercise(page, 1);
  await runButton(first).click();
  await expect(shown(first)).toContainText("au moins deux lettres");
  await first.locator("[aria-pressed]").click();
  await write(cells(page).nth(1), "while True: pass");
  await runButton(cells(page).nth(1)).click();
  await runButton(cells(page).nth(2)).click();
  await expect(page.getByText(mark("Attend son tour…")).first()).toBeVisible();
  await look("a cell runs, another waits");
  await press(page, "Arrêter");
  await expect(page.getByText(mark("Arrêtée.")).first()).toBeVisible();
  await look("stopped");

  await press(page, "Mon travail");
  await look("my work");
  await page.locator("dialog input[type=file]").setInputFiles({
    name: "carnet.ipynb",
    mimeType: "",
    buffer: Buffer.from("[]"),
  });
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
  await press(page, "Effacer mon travail de cet ordinateur");
  await look("my work, erase?");
  await press(page, "Non, garder");
  await press(page, "Recommencer la leçon");
  await expect(page.locator(".notice")).toBeVisible();
  await look("again");
  await press(page, "Mon travail");
  await expect(page.locator("dialog li")).not.toHaveCount(0);
  await look("copies");
  expect([...found]).toEqual([]);
});

test("what the home page's script says comes from the catalogues", async ({ page }) => {
  await open(page, "index.html", ["home.tsx", "home"]);
  await expect(page.locator("#hors-reseau")).toHaveText(/\u0332/);
  // All else stands in the page itself, in French.
  expect(await unmarked(page, ":not(#lecture, #theme, #hors-reseau)")).toEqual([]);
});

test("the walk finds a text that is in no catalogue", async ({ page }) => {
  await open(
    page,
    "lecon-1.html",
    LESSON,
    planted("school/Top.tsx", "<nav aria-label={t().exercises}>", "Bonjour "),
  );
  await ready(page);
  expect(await unmarked(page, APART)).toEqual(["nav. text: Bonjour"]);
});

test("the pages that are shipped have no mark", async () => {
  const page = await readFile(new URL("lecon-1.html", SITE), "utf-8");
  const script = /fichiers\/lesson-\w+\.js/.exec(page)![0];
  expect(await readFile(new URL(script, SITE), "utf-8")).not.toMatch(/[a-z]\u0332|\\u0332/);
});
