/** After one visit over a secure address, everything opens without the server; updates come. */

import type { Page } from "@playwright/test";
import { cells, expect, ready, runButton, shown, test, write } from "./site.js";

const state = (page: Page) => page.locator("#hors-reseau");

test("one visit to the home page is enough to do a lesson without the server", async ({
  page,
  serving,
  complaints,
}) => {
  const served = await serving({ under: "/ecole/" });
  await page.goto(served.address);
  await expect(state(page)).toHaveText(/Tout est enregistré dans ce navigateur/, {
    timeout: 60_000,
  });
  await expect(page.getByRole("button", { name: "Mettre à jour" })).toBeHidden();
  await served.stop();
  await page.goto(`${served.address}lecon-5.html`);
  await ready(page);
  await write(cells(page).nth(1), "print(6 * 7)");
  await runButton(cells(page).nth(1)).click();
  await expect(shown(cells(page).nth(1))).toContainText("42");
  await page.goto(`${served.address}labo.html`);
  await expect(page.locator(".player .facts")).toContainText("erreur");
  await page.goto(`${served.address}guide/enseignants/plan_lecon_1.html`);
  await expect(page.locator("h1")).toBeVisible();
  await page.goto(served.address);
  await expect(state(page)).toHaveText(/Tout est enregistré/);
  // The browser looks for news of the site, and finds no server; nor for Python's memory, which is
  // not kept beforehand.
  for (const said of complaints.splice(0))
    expect(said).toMatch(/sw\.js|ERR_CONNECTION_REFUSED|python-memory/);
});

test("a new version is offered, taken at a click, and the pupil's work stays", async ({
  page,
  serving,
}) => {
  let next = false;
  const { address } = await serving({
    change: (path, content) => {
      const text = content.toString();
      if (next && path === "sw.js")
        return Buffer.from(text.replace(/CACHE = .*/, 'CACHE = MINE + "next";'));
      if (next && path === "index.html") return Buffer.from(text.replace("<h1>", "<h1>Nouveau ! "));
      return content;
    },
  });
  await page.goto(address);
  await expect(state(page)).toHaveText(/Tout est enregistré/, { timeout: 60_000 });
  await page.goto(`${address}lecon-1.html`);
  await write(cells(page).nth(1), "mien = 1");
  await expect(page.locator(".saved")).toContainText("Enregistré");
  next = true;
  await page.goto(address);
  await expect(state(page)).toHaveText(/nouvelle version/, { timeout: 60_000 });
  await page.getByRole("button", { name: "Mettre à jour" }).click();
  await expect(page.locator("h1")).toContainText("Nouveau !");
  await page.goto(`${address}lecon-1.html`);
  await expect(cells(page).nth(1).locator(".cm-content")).toContainText("mien = 1");
});

test("where browsers keep nothing, the page says so", async ({ page, serving }) => {
  const { address } = await serving();
  await page.addInitScript(
    () => delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker,
  );
  await page.goto(address);
  await expect(state(page)).toHaveText(/il faut rester relié au serveur/);
});
