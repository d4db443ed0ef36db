/** What a lesson costs a room's line: how much comes, in which order, and what stays away. */

import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { cells, expect, idle, ready, runButton, shown, SITE, test, write } from "./site.js";

// As on a plain http address of the room: nothing else fetches the site beside the page.
test.beforeEach(({ page }) =>
  page.addInitScript(
    () => delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker,
  ),
);

const HOST = "http://localhost:*/**";
const MEMORY = `${HOST}/fichiers/python-memory*`;

interface Lesson {
  readonly python: { readonly needed: readonly string[]; readonly memory: readonly string[] };
}

async function lesson(number: number): Promise<{ html: Buffer; python: Lesson["python"] }> {
  const html = await readFile(new URL(`lecon-${number}.html`, SITE));
  const [, json] = /id="lecon">(.*?)<\/script>/s.exec(html.toString())!;
  return { html, python: (JSON.parse(json!) as Lesson).python };
}

test("a lesson is 7 MB to send at most, and its text 200 kB", async () => {
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    const { html, python } = await lesson(number);
    const [, script] = /<script defer src="([^"]*)"/.exec(html.toString())!;
    const size = async (path: string) => gzipSync(await readFile(new URL(path, SITE))).length;
    const text = gzipSync(html).length + (await size(script!));
    let all = text;
    for (const path of python.needed) all += await size(path);
    expect(text).toBeLessThan(200_000);
    expect(all).toBeLessThan(7e6);
  }
});

test("the lesson is read while Python is on its way", async ({ page, serving, complaints }) => {
  const { address } = await serving();
  await page.route(`${HOST}/fichiers/python-*`, () => {}); // never there
  await page.goto(`${address}lecon-1.html`);
  await expect(page.getByRole("heading", { name: "Un jeu de devinettes" })).toBeVisible();
  await expect(page.locator(".start")).toContainText("Python arrive");
  complaints.splice(0);
});

test("on a fast line Python's memory comes too", async ({ page, serving }) => {
  const { python } = await lesson(1);
  const { address, asked } = await serving();
  await page.goto(`${address}lecon-1.html`);
  await ready(page);
  expect(asked).toEqual(expect.arrayContaining([...python.needed, ...python.memory]));
});

test("on a slow line Python starts without its memory, and runs the lesson", async ({
  page,
  serving,
}) => {
  const { address, asked } = await serving();
  await page.route(`${HOST}/fichiers/python-*`, async (route) => {
    await new Promise((done) => setTimeout(done, 4000));
    await route.continue();
  });
  await page.goto(`${address}lecon-5.html`);
  await ready(page);
  expect(asked.filter((path) => path.includes("memory"))).toEqual([]);
  await write(cells(page).nth(1), "import random, math\nprint(6 * 7, 0 <= random.random() < 1)");
  await runButton(cells(page).nth(1)).click();
  await idle(page);
  await expect(shown(cells(page).nth(1))).toContainText("42 True");
});

test("a memory that stops on its way is not waited for", async ({ page, serving, complaints }) => {
  const { address } = await serving();
  await page.route(MEMORY, (route) =>
    route.request().url().includes("-3-") ? {} : route.continue(),
  );
  await page.goto(`${address}lecon-1.html`);
  await ready(page);
  complaints.splice(0);
});
