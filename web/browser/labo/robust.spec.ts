/** What children type, paste and open: an answer in a sentence, no freeze, no injection. */

import { Buffer } from "node:buffer";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { config } from "../../engine/config.js";
import { writeModel } from "../../engine/file.js";
import { Model } from "../../engine/model.js";
import { BytePairs } from "../../engine/pieces.js";
import { expect, facts, FILE, player, test, train, where, words } from "./labo.js";

const found = (page: Page) => page.locator("section[aria-live]");

async function ownList(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: /Ma liste/ }).click();
  await page.getByLabel("Écris ou colle ta liste").fill(text);
}

/** Paste as a person does: the clipboard of a test is not to be had from file://. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: /Ma liste/ }).click();
  await page.getByLabel("Écris ou colle ta liste").evaluate((box, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    });
    if (box.dispatchEvent(event)) {
      (box as HTMLTextAreaElement).value = pasted;
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  }, text);
}

test("one name is enough to train, and cannot be hidden", async ({ page, open }) => {
  await open();
  await ownList(page, "felix");
  await expect(found(page)).toContainText("1 nom");
  await train(page);
  expect((await where(page)).loss).toBeLessThan(0.1);
});

test("an empty list, emoji, spaces: a sentence each, and the model before stays", async ({
  page,
  open,
}) => {
  await open();
  await ownList(page, "rex");
  await expect(found(page)).toContainText("1 nom");
  for (const [text, said] of [
    ["", "La liste est vide"],
    ["   \n\n  ", "La liste est vide"],
    ["😀\n🦕🦕", "Aucun nom utilisable"],
    ["猫\n犬", "la lettre"],
    [`${"a".repeat(201)}`, "201 lettres"],
    ["12345\n!!!", "Aucun nom utilisable"],
  ] as const) {
    await page.getByLabel("Écris ou colle ta liste").fill(text);
    await expect(found(page)).toContainText(said);
  }
  await player(page).click();
  await expect(facts(page)).not.toContainText("étape 0");
});

test("names of 200 letters, right to left, accents: read as they are", async ({ page, open }) => {
  await open();
  await ownList(page, `${"ab".repeat(100)}\nשלום\nÉloïse\nالعربية`);
  await expect(found(page)).toContainText("2 noms");
  await page.getByLabel("Garder les accents").check();
  await expect(found(page)).toContainText("4 noms");
  await page.getByRole("button", { name: "Recommencer" }).click();
  await train(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("files of any make are read, or said to be what they are; a column is chosen", async ({
  page,
  open,
}) => {
  await open();
  await page.getByRole("button", { name: /Ma liste/ }).click();
  const give = (name: string, buffer: Buffer): Promise<void> =>
    page.locator("main input[type=file]").setInputFiles({ name, mimeType: "", buffer });
  await page.getByLabel("Garder les accents").check();
  await give("liste.txt", Buffer.from("Chloé\r\nZoé\r\n", "latin1"));
  await expect(found(page)).toContainText("lu en Windows-1252");
  await expect(found(page).locator("li.name")).toHaveText(["Chloé", "Zoé"]);
  await give("classe.csv", Buffer.from("N°;Nom;Prénom\n1;Dupont;Léa\n2;Roy;Tom\n"));
  await expect(found(page)).toContainText("Seule la colonne 3 sur 3 est lue");
  await expect(found(page).locator("li.name")).toHaveText(["Léa", "Tom"]);
  await page.getByLabel("Colonne des noms").selectOption("2. Nom");
  await expect(found(page).locator("li.name")).toHaveText(["Dupont", "Roy"]);
  await expect(page.getByLabel("Colonne des noms")).toHaveValue("2");
  await give("adresses.csv", Buffer.from('Nom,adresse\nLéa,"1 rue A\nLyon"\nTom,Nice\n'));
  await expect(found(page)).toContainText("continue à la ligne");
  await expect(found(page)).toContainText(": 2-3.");
  await expect(found(page).locator("li.name")).toHaveText(["Léa", "Tom"]);
  await page.getByLabel("Écris ou colle ta liste").fill("LÃ©a, tom, zoÃ©");
  await expect(found(page)).toContainText("ils sont réparés");
  await expect(found(page)).toContainText("séparés à chaque virgule");
  await expect(found(page).locator("li.name")).toHaveText(["Léa", "tom", "zoé"]);
  await expect(page.getByLabel("Colonne des noms")).toHaveCount(0);
  await give("photo.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 1]));
  await expect(found(page)).toContainText("photo.png est une image");
  await expect(found(page)).toContainText("le modèle garde les noms que tu lui avais donnés avant");
  await page.getByRole("button", { name: "Apprendre", exact: true }).click();
  await expect(page.locator("main .notice")).toContainText("Ta nouvelle liste n’a pas pu être lue");
  await page.getByRole("button", { name: "Voir pourquoi" }).click();
  await page.getByLabel("Écris ou colle ta liste").fill("rex");
  await page.getByRole("button", { name: "Apprendre", exact: true }).click();
  await expect(page.locator("main .notice")).toHaveCount(0);
});

test("a list refused for its letters says what would take them", async ({ page, open }) => {
  await open();
  await ownList(page, "أحمد\nسارة");
  await expect(found(page)).toContainText("Coche « Garder les accents et les majuscules »");
  await expect(found(page)).toContainText("liste d’avant : « Pokémon »");
  await page.getByLabel("Garder les accents").check();
  await expect(found(page)).toContainText("2 noms");
  await expect(found(page)).not.toContainText("liste d’avant");
});

test("HTML and scripts are only letters", async ({ page, open }) => {
  await open();
  await ownList(
    page,
    `<script>alert(1)</script>\n<img src=x onerror=alert(2)>\n"><b>gras</b>\njavascript:alert(3)`,
  );
  await page.getByLabel("Garder les accents").check();
  await expect(found(page)).toContainText("4 noms");
  await expect(found(page)).toContainText("<script>alert(1)</script>");
  expect(await page.locator("main b:text-is('gras'), main img, main script").count()).toBe(0);
  await train(page);
});

test("50,000 names and 5 MB pasted: read without a freeze", async ({ page, open }) => {
  await open();
  const base = words("dinosaures")
    .split("\n")
    .filter((line) => /^[a-z]+$/i.test(line));
  const many = Array.from({ length: 120 }, (_, i) =>
    base.map((name) => name + String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))),
  ).flat();
  const text = many.slice(0, 50_000).join("\n");
  await page.evaluate(() => {
    const page = window as unknown as { longest: number };
    page.longest = 0;
    let last = performance.now();
    const beat = (): void => {
      const now = performance.now();
      page.longest = Math.max(page.longest, now - last);
      last = now;
      setTimeout(beat, 0);
    };
    beat();
  });
  const given = Date.now();
  await paste(page, text);
  await expect(found(page)).toContainText(/50\s000 noms/, { timeout: 20_000 });
  await player(page).click();
  await expect.poll(async () => (await where(page)).step, { timeout: 20_000 }).toBeGreaterThan(20);
  const novel = "il etait une fois un petit dinosaure tres gourmand\n".repeat(98_000);
  await page.getByRole("button", { name: "En écrire une autre" }).click();
  await paste(page, novel);
  await expect(found(page)).toContainText("1 nom", { timeout: 20_000 });
  await page.getByRole("button", { name: "En écrire une autre" }).click();
  await paste(page, "a".repeat(7_000_000));
  await expect(found(page)).toContainText("trop long", { timeout: 20_000 });
  // The page answered all along: none of its turns held up what all of this took.
  const longest = await page.evaluate(() => (window as unknown as { longest: number }).longest);
  expect(longest).toBeLessThan((Date.now() - given) / 6);
});

test("foreign, damaged and empty model files: one sentence, and the model stays", async ({
  page,
  open,
}) => {
  await open();
  await train(page);
  const before = await where(page);
  for (const [name, content, said] of [
    ["photo.safetensors", Buffer.from("\x89PNG\r\n\x1a\n0000000000"), "abîmé"],
    ["vide.safetensors", Buffer.alloc(0), "abîmé"],
    ["texte.safetensors", Buffer.from("bonjour ".repeat(500)), "abîmé"],
    ["autre.safetensors", foreign(), "pas un modèle de Mon premier LLM"],
    ["gpt2.safetensors", converted(), "un texte entier"],
  ] as const) {
    await page.getByRole("button", { name: "Garder", exact: true }).click();
    await page
      .getByLabel("Ouvrir un modèle")
      .setInputFiles({ name, mimeType: "", buffer: content });
    await expect(page.getByRole("alert")).toContainText(said);
    expect(await where(page)).toEqual(before);
  }
});

/** As premier-llm writes a GPT-2 that it converted: pieces of running text. */
function converted(): Buffer {
  const pieces = BytePairs.found(["a"], 257);
  const shape = config({ vocabulary: pieces.size, context: 2, embedding: 2, hidden: 2 });
  const tensors = new Model(shape).tensors();
  return Buffer.from(writeModel({ config: shape, vocabulary: pieces, tensors, training: {} }));
}

/** A sound safetensors file that is not ours: no tensor at all. */
function foreign(): Buffer {
  const header = Buffer.from('{"__metadata__":{"format":"pt"}}');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header]);
}

test("addresses that mean nothing are harmless", async ({ page, open }) => {
  await open(
    "#nulle-part?embedding=banane&heads=7&temperature=500%&list=../../etc&seed=-1&layers=99",
  );
  await expect(page.locator("nav [aria-current]")).toContainText("Les noms");
  await open("#inventer?heads=3&embedding=16");
  await expect(page.getByRole("alert")).toContainText("3 têtes");
});

test("where WebAssembly is forbidden it trains as before, and says that it is slower", async ({
  page,
}, info) => {
  const allowed = readFileSync(FILE, "utf-8");
  const strict = info.outputPath("strict.html");
  writeFileSync(strict, allowed.replace(" 'wasm-unsafe-eval'", ""));
  await page.goto(`${pathToFileURL(strict).href}#apprendre?pace=0`);
  const slow = page.getByText("Ce navigateur ne sait calculer qu’un nombre à la fois");
  await expect(slow).toBeVisible();
  await train(page);
  expect((await where(page)).loss).toBeLessThan(0.4);
  await page.goto(`${FILE.href}#apprendre?pace=0`);
  await train(page);
  await expect(slow).toHaveCount(0);
  await page.locator("nav button").nth(4).click();
  await expect(page.locator("[data-precision=float32]")).toBeVisible();
});

test("a page out of sight computes nothing, and goes on when it is back", async ({
  page,
  open,
}) => {
  const seen = (hidden: boolean): Promise<void> =>
    page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await open("#apprendre?pace=10");
  await player(page).click();
  await expect.poll(async () => (await where(page)).step).toBeGreaterThan(3);
  await seen(true);
  await page.waitForTimeout(300);
  const { step } = await where(page);
  await page.waitForTimeout(1000);
  expect((await where(page)).step).toBe(step);
  await seen(false);
  await expect.poll(async () => (await where(page)).step).toBeGreaterThan(step + 3);
  // It goes on as it was, not in one leap.
  expect((await where(page)).step).toBeLessThan(step + 60);
  await expect(player(page)).toHaveText("Pause");
});

test("a step that takes several turns hides nothing: the curve moves while it trains", async ({
  page,
  open,
}) => {
  await page.addInitScript(() => {
    const told: number[] = [];
    Object.assign(window, { told });
    window.Worker = class extends Worker {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        this.addEventListener("message", ({ data }) => {
          if (data.kind === "tick") told.push(data.tick.step);
        });
      }
    };
  });
  await open("#apprendre?list=dinosaures&embedding=32&heads=4&layers=2&hidden=128&pace=0");
  await train(page);
  const told = await page.evaluate(() => (window as unknown as { told: number[] }).told);
  expect(told.at(-1)).toBe(1000);
  expect(new Set(told).size).toBeGreaterThan(12);
});
