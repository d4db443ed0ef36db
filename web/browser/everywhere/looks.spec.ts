/**
 * On a screen and on a phone, light and dark: nothing scrolls sideways, and words
 * that are explained are underlined. The pictures stay in build/browser.
 */

import { writeFile } from "node:fs/promises";
import { expect, openLabo, says, test, train } from "./everywhere.js";

const SIZES = [
  [1280, 900],
  [360, 740],
] as const;

/** In the page: once it has been drawn as it is now, its pictures too. */
const painted = async (): Promise<void> => {
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
};

/** In the page: words that the glossary explains look it. */
const underlined = (): boolean =>
  [...document.querySelectorAll(".term, a[data-term]")].every((term) => {
    const { textDecorationLine, textDecorationStyle } = getComputedStyle(term);
    return textDecorationLine === "underline" && textDecorationStyle === "dotted";
  });

test("nothing scrolls sideways, words are underlined, at 1280 and 360 px, light and dark", async ({
  start,
  address,
}, info) => {
  const browser = await start();
  const wide: string[] = [];
  const plain: string[] = [];
  const look = async (name: string): Promise<void> => {
    for (const [width, height] of SIZES) {
      await browser.resize(width, height);
      await browser.run(painted);
      const most = await browser.run(() => document.documentElement.scrollWidth - innerWidth);
      if (most > 0) wide.push(`${name}, ${width} px: ${most} more`);
      if (!(await browser.run(underlined))) plain.push(name);
      await writeFile(info.outputPath(`${name}-${width}.png`), await browser.picture());
    }
    await browser.resize(...SIZES[0]);
  };
  await openLabo(browser, address("labo.html#apprendre?pace=0"));
  await train(browser);
  for (const theme of ["clair", "sombre"]) {
    for (const tab of [1, 2, 3, 4, 5, 6]) {
      await browser.click(`nav li:nth-child(${tab}) button`);
      await look(`labo-${tab}-${theme}`);
    }
    await browser.click("button", "Mode");
  }
  for (const page of ["index", "avant-apres", "avant-apres-prof", "classe", "mur"]) {
    await browser.open(address(`${page}.html`));
    await says(browser, "h1", /\S/);
    await look(page);
  }
  await browser.click("button", "Lecture");
  await look("lecture");
  await browser.press("Escape");
  await browser.open(address("lecon-5.html"));
  await says(browser, "section.code .outputs", "Progression", 90_000);
  await look("lecon-5");
  expect(wide).toEqual([]);
  expect(plain).toEqual([]);
});
