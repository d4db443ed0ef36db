/** The class at a glance: thirty works, a zip, and files that mean harm or are broken. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { strToU8, zipSync } from "fflate";
import { written } from "../../kit/notebook.js";
import type { Lesson } from "../../school/lesson.js";
import { problems, smallTexts } from "../readable.js";
import { expect, folder, SITE, test } from "./site.js";

const HOSTILE = "<img src=x onerror=alert(1)>";
const SENTENCE = "Il <b>devine</b> la suite.";
const USUAL = "lecon_1_mon_travail_2026-11-30";

/** Works of a lesson as its page gives them, with so many exercises done. */
async function worksOf(number: number): Promise<(done: number, said?: string) => string> {
  const page = await readFile(new URL(`lecon-${number}.html`, SITE), "utf-8");
  const data = /<script type="application\/json" id="lecon">(.*?)<\/script>/s.exec(page)![1]!;
  const lesson = JSON.parse(data) as Lesson;
  const last = lesson.cells.filter(({ kind }) => kind === "code").at(-1)!;
  return (done, said) => {
    const all = Array.from({ length: done }, (_, n) => n + 1);
    const sources =
      said === undefined ? {} : { [last.id]: `dis_pourquoi("Pourquoi ?", "${said}")` };
    return written(lesson, sources, all, new Date());
  };
}

const file = (name: string, content: string | Uint8Array) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content),
});

test("thirty works say who did what and where many stop; none of them can do harm", async ({
  page,
}, info) => {
  const [first, second] = [await worksOf(1), await worksOf(2)];
  await page.goto(folder("classe.html"));
  const input = page.locator("input[type=file]").first();
  const works = Array.from({ length: 29 }, (_, n) =>
    file(`Élève ${n + 1} - ${USUAL}.ipynb`, first(n < 6 ? 4 : n < 20 ? 3 : 1)),
  );
  await input.setInputFiles([...works, file(`${HOSTILE}.ipynb`, first(9, SENTENCE))]);
  await expect(page.getByText("30 carnets ouverts, 1 leçon.")).toBeVisible();
  await expect(page.getByRole("row", { name: /^Exercice 4,/ })).toContainText("7 sur 30");
  await expect(page.locator(".hard li").first()).toContainText(
    "7 élèves sur 30 l’ont réussi ; 14 s’y sont arrêtés, ou l’ont sauté.",
  );
  const row = page.getByRole("row", { name: HOSTILE });
  await expect(row).toContainText("9 sur 9");
  await expect(row.getByText("réussi", { exact: true })).toHaveCount(9);
  await expect(page.getByText(SENTENCE)).toBeVisible();

  const zip = zipSync({
    "6B/Léa/lecon_2.ipynb": strToU8(second(2)),
    "6B/Zoé.ipynb": strToU8(second(1)),
    "6B/abîmé.ipynb": strToU8(second(1).slice(0, 900)),
  });
  const again = file("Élève 1 (1).ipynb", first(9));
  await input.setInputFiles([
    file("6B.zip", zip),
    again,
    file("coupé.zip", zip.slice(0, 500)),
    file("photo.jpg", "rien"),
  ]);
  await expect(page.getByText("32 carnets ouverts, 2 leçons.")).toBeVisible();
  await expect(page.getByText("même leçon : Élève 1. Le plus récent compte.")).toBeVisible();
  await expect(page.getByRole("row", { name: "Élève 1 9 sur 9" })).toBeVisible();
  await expect(page.locator(".problem")).toContainText([
    "6B.zip/6B/abîmé.ipynb : ce n’est pas un carnet",
    "coupé.zip : ce fichier est abîmé",
    "photo.jpg : ce n’est pas un carnet",
  ]);

  await mkdir(info.outputPath("6A/Ana"), { recursive: true });
  await writeFile(info.outputPath(`6A/Ana/${USUAL}.ipynb`), first(5));
  await writeFile(info.outputPath("6A/liste.txt"), "rien");
  await page.locator("input[type=file]").last().setInputFiles(info.outputPath("6A"));
  await expect(page.getByRole("row", { name: "Ana 5 sur 9" })).toBeVisible();
  await expect(page.locator(".problem")).toHaveCount(0);

  for (const [width, colorScheme] of [
    [1280, "light"],
    [360, "dark"],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    expect(await problems(page), String(width)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  }
  expect(await smallTexts(page)).toEqual([]);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Enregistrer le tableau" }).click();
  const table = await readFile(await (await download).path(), "utf-8");
  expect(table.match(/\r\nÉlève \d+;1;/g)).toHaveLength(29);
  expect(table).toContain("\r\nAna;1;5;9;");
  await page.getByRole("button", { name: "Tout effacer" }).click();
  await page.getByRole("button", { name: "Oui, effacer" }).click();
  await expect(page.getByRole("row")).toHaveCount(0);
});
