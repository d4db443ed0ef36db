/** A card carries the model: saved, dropped into the page, and opened in Python. */

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, facts, test, train } from "./labo.js";

const command = process.env["PREMIER_LLM"] ?? "../.venv/bin/premier-llm";

test("a card that is dropped opens with its steps and its curve, and Python opens it", async ({
  page,
  open,
}, info) => {
  await open("#apprendre?pace=0");
  await train(page);
  const trained = await facts(page).textContent();
  await page.locator(".star").first().click();
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await expect(page.getByRole("img", { name: "Une carte à montrer" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Enregistrer la carte" }).click();
  const file = info.outputPath("ma-carte.png");
  await (await download).saveAs(file);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Recommencer" }).click();
  await expect(facts(page)).toContainText("étape 0");

  const drop = (bytes: Buffer): Promise<void> =>
    page.evaluate((content) => {
      const files = new DataTransfer();
      const binary = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      files.items.add(new File([binary], "carte.png", { type: "image/png" }));
      const event = { dataTransfer: files, bubbles: true, cancelable: true };
      document.querySelector("main")!.dispatchEvent(new DragEvent("drop", event));
    }, bytes.toString("base64"));
  const card = readFileSync(file);
  await drop(card.subarray(0, card.length / 2));
  await expect(page.getByRole("alert")).toContainText("Cette image est abîmée");
  await drop(card);
  await expect(page.getByRole("status").filter({ hasText: "Le modèle est ouvert" })).toBeVisible();
  await expect(facts(page)).toContainText(trained!.slice(0, 20));
  await expect(page.getByRole("img", { name: /^Courbe de l’erreur sur 250 étapes/ })).toBeVisible();

  test.skip(!existsSync(command), `${command} is not there: Python's part of the test is left out`);
  const said = execFileSync(command, ["sample", file, "--count", "3", "--json"]).toString();
  expect(JSON.parse(said)).toBeTruthy();
});
