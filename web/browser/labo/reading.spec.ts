/** How one reads best: larger letters further apart, and a voice of the device itself. */

import type { Page } from "@playwright/test";
import { expect, test, train } from "./labo.js";
import { problems } from "../readable.js";

/** Voices as a device tells them; what is said is written down. */
function fakeVoices(local: boolean): void {
  const said: string[] = [];
  const spoken = class {
    voice?: { name: string };
    constructor(readonly text: string) {}
  };
  const synthesis = {
    getVoices: () => [
      { name: "remote", lang: "fr-FR", localService: false },
      { name: "own", lang: "fr-FR", localService: local },
    ],
    speak: (one: InstanceType<typeof spoken>) => said.push(`${one.voice?.name}: ${one.text}`),
    cancel: () => said.push("quiet"),
    addEventListener: () => {},
  };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  Object.assign(window, { SpeechSynthesisUtterance: spoken, said });
}

const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0));

const choose = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Lecture" }).click();
  await page.getByRole("checkbox", { name: "pour les écouter" }).check();
};

test("a voice of the device reads a mission and is silenced; nothing is read unasked", async ({
  page,
  open,
}) => {
  await page.addInitScript(fakeVoices, true);
  await open("#apprendre");
  const button = page.getByRole("button", { name: "Écouter ce texte" });
  await expect(button).toHaveCount(0);
  await choose(page);
  expect(await problems(page, "dialog[open]")).toEqual([]);
  await page.keyboard.press("Escape");
  await said(page);
  await button.first().click();
  const words = await page.locator(".mission-goal").first().textContent();
  const heard = (await said(page)).filter((one) => one.startsWith("own: "));
  expect(heard.map((one) => one.slice(5)).join(" ")).toContain(words!.trim());
  await page.getByRole("button", { name: "Arrêter la voix" }).click();
  expect(await said(page)).toEqual(["quiet"]);
  await button.first().click();
  await said(page);
  await page.keyboard.press("Escape");
  expect(await said(page)).toEqual(["quiet"]);
});

test("where all voices are elsewhere, none reads, and that is said", async ({ page, open }) => {
  await page.addInitScript(fakeVoices, false);
  await open();
  await choose(page);
  await expect(page.getByRole("dialog")).toContainText("pas de voix française");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Écouter ce texte" })).toHaveCount(0);
});

test("at 150 %, letters apart, nothing scrolls sideways", async ({ page, open }) => {
  await page.addInitScript(() =>
    localStorage.setItem("premier-llm-lecture", JSON.stringify({ size: 1.5, airy: true })),
  );
  await open("#apprendre?pace=0");
  await train(page);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    for (const tab of await page.locator("nav button").all()) {
      await tab.click();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${width}: ${await tab.textContent()}`).toBeLessThanOrEqual(0);
    }
  }
});
