/** Opening le Labo for a test, which fails on any request, error or message of the console. */

import { readFileSync } from "node:fs";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

import { seenSlowly } from "../seen.js";

export { expect };

export const FILE = new URL("../../../src/premier_llm/labo/index.html", import.meta.url);
export const MODEL_LISTS = new URL("../../../src/premier_llm/words/", import.meta.url);

/**
 * `open(hash)` shows le Labo from file://, once it is ready to train, on a device that has seen the
 * first training slowly; `first`: on one that has not.
 */
export const test = base.extend<{ open: (hash?: string, first?: boolean) => Promise<void> }>({
  open: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!/^(file|blob|data):/.test(request.url())) complaints.push(`request ${request.url()}`);
    });
    await use(async (hash = "", first = false) => {
      await page.goto(FILE.href + hash);
      await expect(facts(page)).toContainText(/erreur|loss/);
      await expect(facts(page).locator("b").nth(1)).not.toHaveText("–");
      if (!first) await page.evaluate(seenSlowly);
    });
    expect(complaints).toEqual([]);
  },
});

export const facts = (page: Page): Locator => page.locator(".player .facts");
export const player = (page: Page): Locator => page.locator(".player .main");

/** The step reached and the loss, as the player shows them. */
export async function where(page: Page): Promise<{ step: number; loss: number }> {
  const numbers = await facts(page).locator("b").allTextContents();
  const read = (text: string): number => Number(text.replaceAll(/[^\d,.]/g, "").replace(",", "."));
  return { step: Number(numbers[0]!.replaceAll(/\D/g, "")), loss: read(numbers[1]!) };
}

/** Train until the run pauses by itself. */
export async function train(page: Page): Promise<void> {
  await player(page).click();
  await expect(player(page)).toHaveText(/Continuer|Go on/, { timeout: 60_000 });
}

/**
 * All is kept on the device: the page has done what it puts off, however slow the machine. The
 * page's own clock counts, and who reads the store waits for who writes it.
 */
export async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => {
          const database = opening.result;
          const counting = database.transaction("page").objectStore("page").count();
          counting.onsuccess = resolve;
          database.close();
        };
      });
    }
  });
}

export function words(name: string): string {
  return readFileSync(new URL(`${name}.txt`, MODEL_LISTS), "utf-8");
}
