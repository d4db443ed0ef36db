/** Why this letter: two clicks from an invented name, at the width of a phone; and by keyboard. */

import type { Browser } from "./browser.js";
import { expect, facts, openLabo, says, test, text } from "./everywhere.js";

test("an invented name says which name its letter comes from", async ({ start, address }) => {
  const browser = await start();
  await browser.resize(360, 740);
  await openLabo(browser, address("labo.html#inventer?seed=1"));

  for (let step = 1; step <= 20; step++) {
    await browser.run(() => document.querySelectorAll<HTMLElement>(".player button")[1]!.click());
    await expect.poll(async () => (await facts(browser)).step, { intervals: [20] }).toBe(step);
  }
  await browser.click("main input[type=text]");
  await browser.type("pik");

  // By keyboard, from the beginning on.
  const enter = async (css: string, text: string): Promise<void> => {
    const isThere = (css: string, text: string): boolean => {
      const focused = document.activeElement as HTMLElement;
      return focused.matches(css) && focused.innerText.trim().startsWith(text);
    };
    await expect(async () => {
      await browser.press("Tab");
      expect(await browser.run(isThere, css, text)).toBe(true);
    }).toPass({ intervals: [0], timeout: 15_000 });
    await browser.press("Enter");
  };
  await enter("button", "Inventer 40 noms");
  await says(browser, ".name .ask", /^Pika/m);
  await enter(".name .ask", "Pika");
  await says(browser, "dialog[open]", "Clique sur une lettre du nom.");
  await enter("dialog .tile", "a");
  await traced(browser);

  // The two clicks: a name, and its letter.
  await browser.click(".name .ask", "Pika");
  await says(browser, "dialog[open]", "Clique sur une lettre du nom.");
  await browser.click("dialog .tile", "a");
  await traced(browser);
  expect((await facts(browser)).step).toBe(20);
});

/** It is from Pikachu, as the bars say too; and the dialog closes. */
async function traced(browser: Browser): Promise<void> {
  const conclusion = ".why-conclusion";
  await says(browser, conclusion, /vient surtout de /, 30_000);
  const [, letter, name, all, without] =
    /^«\s(.)\s» vient surtout de (.+)\s: (\S+\s%) avec, (\S+\s%) sans\.$/.exec(
      await text(browser, conclusion),
    )!;
  expect([letter, name]).toEqual(["a", "Pikachu"]);
  const bars = ".why-row.likelier:first-child";
  expect(await text(browser, `${bars} .why-name`)).toBe(name);
  expect((await text(browser, `${bars} .value`)).split("\n")).toEqual([all, without]);
  const wide = await browser.run(() => {
    const { scrollWidth, clientWidth } = document.querySelector("dialog[open]")!;
    return scrollWidth - clientWidth;
  });
  expect(wide).toBeLessThanOrEqual(0);

  await browser.press("Escape");
  await expect.poll(() => text(browser, "dialog[open]")).toBe("");
}
