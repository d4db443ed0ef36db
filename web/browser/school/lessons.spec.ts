/** Every cell of every lesson, in the browser's Python, against what our own Python shows. */

import type { Page } from "@playwright/test";
import {
  cells,
  expect,
  folder,
  idle,
  loadNotebook,
  played,
  ready,
  runButton,
  shown,
  test,
  write,
} from "./site.js";

const STYLE = /<style>[\s\S]*?<\/style>/g;

/** What no two runs share: how long something took, where a bar last was, the last digit's noise. */
const masked = (text: string): string =>
  text
    .replace(/([\d.,\s\u202f\u00a0]|&nbsp;)+(s|secondes?|minutes?|heures?|fois)\b/g, "… durée")
    .replace(/[█░]+ \d+\/\d+/g, "…")
    .replace(/\b0\.0{7,}\d+|\b\de[+-]\d+/g, "…");

/** How many characters the browser keeps of each cell's results. */
const keptSizes = (page: Page, number: number): Promise<number[]> =>
  page.evaluate(async (key) => {
    const opening = indexedDB.open("premier-llm-ecole");
    await new Promise((done) => (opening.onsuccess = done));
    const store = opening.result.transaction("travail").objectStore("travail");
    const asking = store.get(key) as IDBRequest<Record<string, unknown>>;
    await new Promise((done) => (asking.onsuccess = done));
    opening.result.close();
    return Object.values(asking.result).map((of) => JSON.stringify(of).length);
  }, `lecon-${number}/resultats`);

/** Code cells that differ for a reason, by lesson. */
const DIFFERENT: Record<number, readonly number[]> = {
  2: [16], // the speed is chosen to explode: chaos makes the last digit of exp() the first one
  6: [22, 23], // invents without a seed; a race against the clock
  7: [19, 20], // how fast this computer is
  9: [16, 18], // a fingerprint tells the last digit of every number, and exp() of the browser rounds otherwise
};

/** Where two texts part, and what each then says. */
function aside(said: string, ours: string): string {
  let place = 0;
  while (place < said.length && said[place] === ours[place]) place++;
  const from = Math.max(0, place - 60);
  return `${said.slice(from, place + 120)} / ${ours.slice(from, place + 120)}`;
}

for (const number of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
  test(`lesson ${number}, every exercise right: all cells run, and show what CPython shows`, async ({
    page,
  }) => {
    const [expected] = await Promise.all([
      played(number),
      page.goto(folder(`lecon-${number}.html`)),
    ]);
    await ready(page);
    await loadNotebook(page, expected.notebook);
    await page.getByRole("button", { name: "Tout exécuter" }).click();
    await expect(page.getByRole("button", { name: "Arrêter" })).toBeEnabled();
    await idle(page);
    await expect(page.locator(".squares a.done")).toHaveCount(
      await page.locator(".squares a").count(),
    );
    await expect(page.locator("main")).not.toContainText("Traceback");
    const different: string[] = [];
    for (const [place, outputs] of expected.shown.entries()) {
      if (DIFFERENT[number]?.includes(place)) continue;
      const cell = cells(page).nth(place);
      const said = await cell.evaluate((section) =>
        [...section.querySelectorAll(".instruction > div, .outputs > *")].map((element) =>
          element.tagName === "PRE" ? element.textContent! : element.innerHTML,
        ),
      );
      // The browser writes HTML its own way: let it write both.
      const ours = await page.evaluate(
        (all) =>
          all.map((html) => {
            const place = document.createElement("div");
            if (!/^<(div|figure)/.test(html)) return html;
            place.innerHTML = html;
            return place.innerHTML;
          }),
        outputs.map((html) => html.replace(STYLE, "")),
      );
      for (let i = 0; i < Math.max(said.length, ours.length); i++) {
        if (masked(said[i] ?? "") !== masked(ours[i] ?? ""))
          different.push(`cell ${place}, ${i}: ${aside(said[i] ?? "", ours[i] ?? "")}`);
      }
    }
    expect(different).toEqual([]);
    // All of it is kept, and there is room for more.
    expect(Math.max(...(await keptSizes(page, number)))).toBeLessThan(600_000);
  });
}

// What the page adds to an answer; tests/course types wrong ones into every lesson.
for (const number of [1, 5]) {
  test(`lesson ${number}, typed cell by cell: a typical wrong answer is told kindly, then the right one`, async ({
    page,
  }) => {
    const [{ right, wrong, exercises }] = await Promise.all([
      played(number),
      page.goto(folder(`lecon-${number}.html`)),
    ]);
    await ready(page);
    for (const [place, source] of right.entries()) {
      const cell = cells(page).nth(place);
      const isExercise = exercises[place] !== null;
      if (isExercise) {
        await write(cell, wrong[place]!);
        await runButton(cell).click();
        await expect(shown(cell)).toContainText("💡", { timeout: 60_000 });
        await expect(shown(cell)).not.toContainText("✅");
        await idle(page);
      }
      await write(cell, source);
      await cell.locator(".cm-content").press("Control+Enter");
      await idle(page);
      // A prediction is noted; it counts once the result is there.
      if (isExercise) await expect(shown(cell)).toContainText(/✅|C’est noté/);
    }
    await expect(page.locator("main")).not.toContainText("Traceback");
    await expect(page.locator(".squares a.done")).toHaveCount(
      right.filter((_, i) => exercises[i] !== null).length,
    );
  });
}
