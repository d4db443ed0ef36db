/** What makes a page hard to read for someone, as one line each. */

import axe from "axe-core";
import type { Page } from "@playwright/test";

/** What axe-core finds, in the page or in a part of it. */
export const problems = (page: Page, part = "html"): Promise<string[]> =>
  found(page, part, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);

/** The same in light colours, then in dark ones what hangs on colours; the page stays dark. */
export async function problemsByDayAndNight(page: Page, part = "html"): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light" });
  const day = await problems(page, part);
  await page.emulateMedia({ colorScheme: "dark" });
  const night = await found(page, part, ["color-contrast", "link-in-text-block"]);
  return [...day, ...night.map((problem) => `dark: ${problem}`)];
}

async function found(page: Page, part: string, runOnly: string[]): Promise<string[]> {
  // Not a script tag: the page's policy would rightly refuse it.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    ({ part, runOnly }) =>
      // Its own look at style sheets is a request, which a folder forbids.
      (window as unknown as { axe: typeof axe }).axe.run(part, { preload: false, runOnly }),
    { part, runOnly },
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ target }) => target.join(" "))
        .slice(0, 4)
        .join(" | ")}`,
  );
}

/** Texts smaller than 14 px that can be seen; `except` as a selector. */
export function smallTexts(page: Page, except = "script, style, noscript"): Promise<string[]> {
  return page.evaluate((except) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim() ?? "";
      if (text === "" || parent === null || parent.closest(except)) continue;
      if (!parent.checkVisibility()) continue;
      if (Number.parseFloat(getComputedStyle(parent).fontSize) < 14) found.push(text.slice(0, 40));
    }
    return found;
  }, except);
}
