/** Stories and a text of one's own on the first tab, and the cutter below. */

import { Buffer } from "node:buffer";
import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { floor, World } from "../../engine/worlds/world.js";
import { problemsByDayAndNight, smallTexts } from "../readable.js";
import { expect, facts, kept, player, test, where } from "./labo.js";

const POEM = `Le chat ouvrit les yeux,
le soleil y entra.
Le chat ferma les yeux,
le soleil y resta.

Voilà pourquoi le soir,
quand le chat se réveille,
j’aperçois dans le noir
deux morceaux de soleil.`;

const found = (page: Page) => page.locator("section[aria-live]");
const box = (page: Page) => page.getByLabel("Écris ou colle ton texte");
const group = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const tiles = (page: Page, name: RegExp) => page.getByRole("list", { name }).getByRole("listitem");
const cutter = (page: Page) => page.getByRole("heading", { name: "Le découpeur" });

async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

test("names come first; stories are chosen, read, and learned", async ({ page, open }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open();
  await expect(group(page, "Des noms")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("button", { name: /Pokémon/ })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await group(page, "Des histoires").click();
  // Looking costs nothing: the names are still what is learned.
  await expect(found(page)).toContainText("20 noms");
  await page.getByRole("button", { name: /^Météo des bulletins/ }).click();
  const [first] = new World("meteo").stories(1);
  await expect(found(page)).toContainText(first!);
  const { surprise, tokens } = floor("meteo");
  const least = (surprise / tokens).toFixed(2).replace(".", ",");
  await expect(found(page)).toContainText(`${least} par mot`);
  await found(page)
    .getByText(/rencontres qui n’arrivent jamais/)
    .click();
  await expect(found(page)).toContainText(new World("meteo").story(0, true));
  await expect(found(page).getByRole("listitem")).toHaveCount(8);
  await expect(page.getByRole("slider", { name: "Histoires cachées" })).toBeVisible();
  await fits(page);
  await expect(page).toHaveURL(/#noms\?list=meteo$/);
  await page.getByRole("button", { name: "par morceaux" }).click();
  await expect(found(page)).toContainText("morceaux différents");
  // Of pieces nobody knows the floor.
  await expect(found(page)).not.toContainText("plancher");
  await page.getByRole("button", { name: "mot par mot" }).click();
  await page.getByRole("button", { name: "C’est bon, on l’entraîne !" }).click();
  await expect.poll(async () => (await where(page)).step, { timeout: 30_000 }).toBeGreaterThan(50);
  await page.getByRole("button", { name: "Pause" }).click();
  expect((await where(page)).loss).toBeLessThan(4);
});

test("a poem is pasted, learned, kept, and taken up again; no address tells it", async ({
  page,
  open,
}) => {
  await open();
  await group(page, "Ton texte").click();
  await expect(page.getByText("rien ne part sur Internet")).toBeVisible();
  await expect(found(page)).toContainText("20 noms");
  await box(page).fill(`${POEM}  \n\n\n\n`);
  await expect(found(page)).toContainText("2 paragraphes, 36 mots dont 24 différents");
  await expect(found(page)).toContainText("Les espaces à la fin d’1 ligne sont enlevés");
  await box(page).fill(POEM);
  await expect(found(page)).toContainText("gardé tel quel");
  await expect(page.getByRole("slider", { name: "Texte caché" })).toHaveAttribute(
    "aria-valuetext",
    /^10\s% \(1 paragraphe\)$/,
  );
  await player(page).click();
  await expect(facts(page)).toContainText("récite", { timeout: 30_000 });
  await page.getByRole("button", { name: "Pause" }).click();
  await kept(page);
  const before = await where(page);
  expect(page.url()).not.toContain("chat");
  await page.reload();
  await expect(facts(page)).toContainText(`étape ${before.step}`);
  await expect(box(page)).toHaveValue(POEM);
  // In the model's file it comes back on another device, as its model reads it.
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await page.getByLabel("Mettre aussi mon texte").check();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Enregistrer mon modèle" }).click(),
  ]);
  await page.keyboard.press("Escape");
  // A list in between, and the text again.
  await group(page, "Des noms").click();
  await page.getByRole("button", { name: /Créatures/ }).click();
  await expect(found(page)).toContainText("alphabet");
  await group(page, "Ton texte").click();
  await page.getByRole("button", { name: "Apprendre ce texte" }).click();
  await expect(found(page)).toContainText("2 paragraphes");
  await page.getByRole("button", { name: "lettre par lettre" }).click();
  await expect(found(page)).toContainText("lettres et signes");
  await player(page).click();
  await expect(facts(page)).not.toContainText("étape 0");
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await page
    .getByRole("dialog")
    .locator("input[type=file]")
    .setInputFiles(await file.path());
  await expect(facts(page)).toContainText(`étape ${before.step}`);
  await expect(page.getByRole("button", { name: /^Du fichier/ })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(found(page)).toContainText("deux morceaux de soleil.");
  await expect(page.getByRole("button", { name: "lettre par lettre" })).toHaveCount(0);
});

test("what is no text is told in a sentence, and nothing is lost", async ({ page, open }) => {
  await open();
  await group(page, "Ton texte").click();
  await box(page).fill(POEM);
  await expect(found(page)).toContainText("2 paragraphes");
  const give = (name: string, buffer: Buffer): Promise<void> =>
    page.locator("main input[type=file]").setInputFiles({ name, mimeType: "", buffer });
  for (const [name, bytes, said] of [
    ["poeme.pdf", "%PDF-1.7\n%âã", "est un PDF"],
    ["poeme.docx", "PK\x03\x04\x14\0\x06\0 word/document.xml", "poeme.docx est un"],
    [
      "page.html",
      "<!DOCTYPE html><html><p>un poème</p></html>",
      "page.html est le code d’une page web",
    ],
    ["photo.png", "\x89PNG\r\n\x1a\n\0", "est une image"],
    ["nul.txt", "un\0deux\0", "nul.txt"],
  ] as const) {
    await give(name, Buffer.from(bytes, "latin1"));
    await expect(found(page).locator(".problem")).toContainText(said);
    await expect(found(page)).toContainText("le modèle garde ton texte d’avant");
    await expect(box(page)).toHaveValue(POEM);
  }
  for (const [text, said] of [
    ["", "pas encore de texte"],
    ["  \n \n", "que des espaces"],
    ["bonjour", "qu’un seul mot"],
    ["🦕", "qu’un seul mot"],
  ] as const) {
    await box(page).fill(text);
    await expect(found(page).locator(".problem")).toContainText(said);
  }
  await box(page).evaluate((area) => {
    const data = new DataTransfer();
    data.items.add(new File(["un mot"], "un.txt"));
    data.items.add(new File(["deux mots"], "deux.txt"));
    const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
    area.dispatchEvent(event);
  });
  await expect(page.getByRole("alert")).toContainText("Tu as donné 2 fichiers d’un coup");
  for (const [text, said] of [
    ["😀 🦕 😀", "1 paragraphe, 4 tokens"],
    ["שלום עולם, מה שלומך", "1 paragraphe"],
    ["e\u0301te\u0301 a\u0300 la plage", "accents étaient écrits après"],
    ["<b>gras</b> et <script>alert(1)</script>", "1 paragraphe"],
    [`un ${"a".repeat(90_000)} mot`, "1 paragraphe"],
  ] as const) {
    await box(page).fill(text);
    await expect(found(page)).toContainText(said);
    await fits(page);
  }
  const poem = POEM.replaceAll("\n", "\r\n").replace("’", "'");
  await give("poeme.txt", Buffer.from(poem, "latin1"));
  await expect(found(page)).toContainText("lu en Windows-1252");
  await expect(found(page)).toContainText("fins de ligne d’un autre système");
  await player(page).click();
  await expect(facts(page)).not.toContainText("étape 0");
});

test("a text of 5 MB is read beside the page, then looked at and learned", async ({
  page,
  open,
}, info) => {
  await open();
  await group(page, "Ton texte").click();
  const stories = new World("histoires").stories(1000).join("\n\n");
  const novel = info.outputPath("roman.txt");
  const text = Array.from({ length: 30 }, (_, i) => stories.replaceAll(/\p{L}{5,}/gu, `$&${i}`));
  writeFileSync(novel, text.join("\n\n").slice(0, 4_900_000));
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: "longtask" });
  });
  const given = Date.now();
  await page.locator("main input[type=file]").setInputFiles(novel);
  await expect(found(page)).toContainText("paragraphes");
  const whole = Date.now() - given;
  // Read by the page itself it would be one long task; a busy machine stretches both alike.
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  expect(Math.max(0, ...tasks), `of ${whole} ms`).toBeLessThan(whole / 3);
  await expect(found(page)).toContainText("mots plus rares deviennent");
  await expect(box(page)).toHaveCount(0);
  await expect(page.getByText("roman.txt » est long")).toBeVisible();
  // The close look comes to its end, though the page keeps the model meanwhile.
  await expect(facts(page)).toContainText("cachés", { timeout: 60_000 });
  await player(page).click();
  await expect.poll(async () => (await where(page)).step, { timeout: 30_000 }).toBeGreaterThan(10);
});

test("the cutter cuts what one types in three ways, as what is learned cuts it", async ({
  page,
  open,
}) => {
  await open();
  await expect(page.getByLabel("Écris ce que tu veux")).toBeHidden();
  await cutter(page).click();
  await expect(tiles(page, /^En morceaux/)).not.toHaveCount(0);
  await group(page, "Des histoires").click();
  await page.getByRole("button", { name: /^Histoires de petits/ }).click();
  await expect(found(page)).toContainText("histoires");
  await page.getByLabel("Écris ce que tu veux").fill("Le renard rêva d’un ordinateur.");
  await expect(tiles(page, /^En mots : 7 tokens/)).toHaveText([
    "Le",
    "renard",
    "rêva",
    "d’",
    "un",
    "□",
    ".",
  ]);
  const slider = page.getByRole("slider", { name: "Collages" });
  await slider.fill("0");
  // Each accent takes two bytes.
  await expect(tiles(page, /^En morceaux/)).toHaveCount(34);
  await expect(tiles(page, /^En lettres/)).toHaveCount(31);
  await slider.press("ArrowRight");
  await expect(page.getByText(/^Collage 1,/)).toBeVisible();
  await page.getByRole("button", { name: "Voir les paires se coller" }).click();
  await expect(slider).toHaveAttribute("aria-valuetext", /^\d{3}$/);
  await page.getByRole("button", { name: "Découper « framboise »" }).click();
  await expect(tiles(page, /^En lettres : 9 tokens/)).toHaveCount(9);
  await expect(tiles(page, /^En mots : 1 token/)).toHaveText(["□"]);
  await expect(page.getByText(/^Ce que reçoit un modèle/)).toContainText(/(\d+ ){2,}\d+$/);
});

test("stories, a text and the cutter are readable by all, in both languages", async ({
  page,
  open,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const look = async (what: string): Promise<void> => {
    await expect(page.locator(".tiles").first()).toBeVisible();
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await problemsByDayAndNight(page), what).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await smallTexts(page), what).toEqual([]);
    await fits(page);
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await open("#noms?list=histoires");
  await look("stories");
  await page.getByRole("button", { name: "English" }).click();
  await look("stories, in English");
  await group(page, "Your text").click();
  await page.getByLabel("Write or paste your text").fill(POEM);
  await expect(found(page)).toContainText("2 paragraphs");
  await look("a text, in English");
  await page.getByRole("button", { name: "Français" }).click();
  await look("a text");
});

test("all of it by the keyboard", async ({ page, open }) => {
  await open();
  const tabTo = async (name: string): Promise<void> => {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const here = document.activeElement;
        const label = here?.closest("label")?.textContent;
        return (here?.tagName === "BUTTON" || !label ? here?.textContent : label) ?? "";
      });
      if (at.startsWith(name)) return;
    }
    throw new Error(`${name} is out of the keyboard's reach`);
  };
  await tabTo("Des histoires");
  await page.keyboard.press("Enter");
  await tabTo("Météo");
  await page.keyboard.press("Enter");
  await expect(found(page)).toContainText("histoires, écrites");
  await tabTo("D’autres histoires");
  await page.keyboard.press("Enter");
  await expect(found(page).getByText(new World("meteo").stories(5)[4]!)).toBeVisible();
  await tabTo("lettre par lettre");
  await page.keyboard.press("Enter");
  await expect(found(page)).toContainText("par lettre");
  await tabTo("Écris ce que tu veux");
  await page.keyboard.type("!");
  await expect(tiles(page, /^En mots/).last()).toHaveText(/^[.□]$/);
});
