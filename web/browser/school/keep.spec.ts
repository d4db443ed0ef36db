/** Nobody loses work: closing, restarting, loading, two tabs, an update, storage that refuses. */

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import {
  cells,
  exercise,
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

// As on a plain http address of the room: nothing kept for offline use answers for the server.
test.beforeEach(({ page }) =>
  page.addInitScript(
    () => delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker,
  ),
);

const MINE = "mon_mot = 'zorglub'  # mon travail à moi";
const editor = (page: Page) => cells(page).nth(1).locator(".cm-content");
const work = (page: Page) => page.getByRole("button", { name: "Mon travail" });

async function visit(page: Page, address: string): Promise<void> {
  await page.goto(`${address}lecon-1.html`);
  await expect(editor(page)).toBeVisible();
}

/** Until the browser's own database holds this text of lesson 1. */
async function kept(page: Page, text: string): Promise<void> {
  const read = () =>
    page.evaluate(
      () =>
        new Promise<string>((done) => {
          const opening = indexedDB.open("premier-llm-ecole");
          opening.onsuccess = () => {
            const asking = opening.result
              .transaction("travail")
              .objectStore("travail")
              .get("lecon-1");
            asking.onsuccess = () => {
              opening.result.close();
              done(JSON.stringify(asking.result ?? ""));
            };
          };
        }),
    );
  await expect.poll(read).toContain(text);
}

test("what is written, shown and done is there after a reload, and on the home page", async ({
  page,
  serving,
}) => {
  const { address } = await serving();
  await visit(page, address);
  await ready(page);
  const { right } = await played(1);
  await write(cells(page).nth(2), right[2]!);
  await runButton(cells(page).nth(2)).click();
  await expect(exercise(page, 1)).toHaveClass(/done/);
  await expect(page.locator(".saved")).toContainText("Enregistré sur cet ordinateur à");
  await page.reload();
  await expect(cells(page).nth(2).locator(".cm-content")).toContainText("lina");
  await expect(shown(cells(page).nth(2))).toContainText("✅");
  await expect(exercise(page, 1)).toHaveClass(/done/);
  // Python has forgotten the cells above: they are run again first.
  await ready(page);
  await write(cells(page).nth(3), "mot + '!'");
  await runButton(cells(page).nth(3)).click();
  await expect(shown(cells(page).nth(3))).toContainText(".lina.!");
  await page.goto(address);
  await expect(page.locator('[data-lesson="1"]')).toHaveText("1 exercice sur 9");
});

test("beginning again gives the lesson back and keeps a copy, which can be taken up", async ({
  page,
  serving,
}) => {
  const { address } = await serving();
  await visit(page, address);
  await write(cells(page).nth(1), MINE);
  await work(page).click();
  await page.getByRole("button", { name: "Recommencer la leçon" }).click();
  await expect(editor(page)).toContainText("LETTRES");
  await expect(page.getByText("comme au premier jour")).toBeVisible();
  await work(page).click();
  await page.getByRole("button", { name: /Reprendre la copie/ }).click();
  await expect(editor(page)).toContainText("zorglub");
  // What was replaced by the copy is a copy in its turn.
  await work(page).click();
  await expect(page.getByRole("button", { name: /Reprendre la copie/ })).toHaveCount(2);
});

test("a notebook goes out and comes back; foreign files are refused in a sentence", async ({
  page,
  serving,
}) => {
  const { address } = await serving();
  await visit(page, address);
  await write(cells(page).nth(1), MINE);
  await work(page).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Télécharger mon carnet" }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^lecon_1_mon_travail_[\d-]+\.ipynb$/);
  const text = await readFile(await file.path(), "utf-8");
  const book = JSON.parse(text) as {
    nbformat: number;
    cells: { source: string }[];
  };
  expect(book.nbformat).toBe(4);
  expect(book.cells.map(({ source }) => source)).toContain(MINE);
  const input = page.locator("dialog input[type=file]");
  const other = await played(2);
  const refused: [string, RegExp][] = [
    ["pas du JSON", /n’est pas un carnet/],
    ["null", /n’est pas un carnet/],
    ['{"cells": 3}', /n’est pas un carnet/],
    ['{"cells": [null, {"cell_type": "code", "source": 12}]}', /pas une de nos leçons/],
    ['{"cells": []}', /pas une de nos leçons/],
    [other.notebook, /celui de la leçon 2/],
  ];
  for (const [content, sentence] of refused) {
    await input.setInputFiles({
      name: "x.ipynb",
      mimeType: "application/json",
      buffer: Buffer.from(content),
    });
    await expect(page.locator("dialog .problem")).toHaveText(sentence);
  }
  await page.keyboard.press("Escape");
  await write(cells(page).nth(1), "autre = 1");
  await loadNotebook(page, text);
  await expect(editor(page)).toContainText("zorglub");
});

test("a cell shows all it has; what is too long to be kept is said on the next visit", async ({
  page,
}) => {
  await page.goto(folder("lecon-1.html"));
  await ready(page);
  const cell = cells(page).nth(1);
  const long = [
    "from premier_llm.drawing.picture import Picture",
    "from premier_llm.lessons import platforms",
    "for mots in ('le début', 'mot ' * 300_000, 'la fin'):",
    "    platforms.page.show(Picture(f'<p>{mots}</p>', ''))",
  ];
  await write(cell, long.join("\n"));
  await runButton(cell).click();
  await idle(page);
  for (const part of ["le début", "mot mot", "la fin"])
    await expect(shown(cell)).toContainText(part);
  await page.reload();
  await expect(shown(cell)).toContainText("le début");
  await expect(shown(cell)).toContainText("trop longue pour être gardée");
  await expect(shown(cell)).not.toContainText("la fin");
});

test("two tabs on one lesson: the second one asks, and both works are kept", async ({
  page,
  context,
  serving,
}) => {
  const { address } = await serving();
  await visit(page, address);
  const second = await context.newPage();
  await visit(second, address);
  await write(cells(page).nth(1), "un = 1");
  await expect(page.locator(".saved")).toContainText("Enregistré");
  await write(cells(second).nth(1), "deux = 2");
  await expect(second.getByRole("dialog")).toContainText("ouverte deux fois");
  await second.getByRole("button", { name: "Ce que je vois ici" }).click();
  await expect(second.locator(".saved")).toContainText("Enregistré");
  await write(cells(page).nth(1), "un = 11");
  await expect(page.getByRole("dialog")).toContainText("ouverte deux fois");
  await page.getByRole("button", { name: "Ce qu’il y a dans l’autre onglet" }).click();
  await expect(editor(page)).toContainText("deux = 2");
  await page.reload();
  await expect(editor(page)).toContainText("deux = 2");
  await work(page).click();
  // "un = 1" from the first answer, "un = 11" from the second.
  await expect(page.getByRole("button", { name: /Reprendre la copie/ })).toHaveCount(2);
  await page
    .getByRole("button", { name: /Reprendre la copie/ })
    .first()
    .click();
  await expect(editor(page)).toContainText("un = 11");
});

test("the site's lesson changes: answers move to it, and the old copy stays", async ({
  page,
  serving,
}) => {
  const before = await serving();
  await visit(page, before.address);
  const { right } = await played(1);
  await write(cells(page).nth(2), right[2]!);
  await write(cells(page).nth(1), MINE);
  await kept(page, "mon travail à moi");
  const port = new URL(before.address).port;
  await before.stop();
  // The same address serves another version: exercise 1 has another text, cell 1 is gone.
  const after = await serving({
    port: Number(port),
    change: (path, content) => {
      if (path !== "lecon-1.html") return content;
      const html = content.toString();
      const [, json] = /<script type="application\/json" id="lecon">(.*?)<\/script>/s.exec(html)!;
      const lesson = JSON.parse(json!) as {
        version: string;
        cells: {
          id: string;
          kind: string;
          source: string;
          exercise?: number;
        }[];
      };
      lesson.version = "next";
      const changed = lesson.cells.find((cell) => cell.exercise === 1)!;
      changed.id = "new";
      changed.source = changed.source.replace("lettres,", "signes,");
      const code = lesson.cells.filter((cell) => cell.kind === "code");
      lesson.cells = lesson.cells.filter((cell) => cell !== code[1]);
      const next = JSON.stringify(lesson).replaceAll("<", "\\u003c");
      return Buffer.from(html.replace(json!, () => next));
    },
  });
  await page.goto(`${after.address}lecon-1.html`);
  await expect(page.getByText("La leçon a été mise à jour")).toContainText("n’y a plus de place");
  await expect(exercise(page, 1).locator(".cm-content")).toContainText("lina");
  await expect(exercise(page, 1).locator(".cm-content")).toContainText("signes,");
  await work(page).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: /Télécharger la copie/ }).click();
  const text = await readFile(await (await downloading).path(), "utf-8");
  expect(text).toContain("zorglub");
  // It is told once.
  await page.reload();
  await expect(exercise(page, 1).locator(".cm-content")).toContainText("lina");
  await expect(page.getByText("La leçon a été mise à jour")).toHaveCount(0);
});

test("a browser that keeps nothing says so, and the lesson works on", async ({ page, serving }) => {
  const { address } = await serving();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("no", "SecurityError");
    };
  });
  await visit(page, address);
  await expect(page.getByRole("alert")).toContainText("ne garde pas ton travail");
  await ready(page);
  await write(cells(page).nth(1), "print(6 * 7)");
  await runButton(cells(page).nth(1)).click();
  await expect(shown(cells(page).nth(1))).toContainText("42");
  await expect(page.locator(".saved")).toHaveText("Pas enregistré");
  const downloading = page.waitForEvent("download");
  await page.getByRole("alert").getByRole("button", { name: "Télécharger" }).click();
  expect(await readFile(await (await downloading).path(), "utf-8")).toContain("print(6 * 7)");
});

test("a full disk is said when it happens, and forgotten when there is room again", async ({
  page,
  serving,
}) => {
  const { address } = await serving();
  await visit(page, address);
  await write(cells(page).nth(1), "un = 1");
  await expect(page.locator(".saved")).toContainText("Enregistré");
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    (window as unknown as { free: () => void }).free = () => {
      IDBObjectStore.prototype.put = put;
    };
  });
  await write(cells(page).nth(1), "deux = 2");
  await expect(page.getByRole("alert")).toContainText("ne garde pas ton travail");
  await page.evaluate(() => (window as unknown as { free: () => void }).free());
  await write(cells(page).nth(1), "trois = 3");
  await kept(page, "trois = 3");
  await expect(page.locator(".saved")).toContainText("Enregistré");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.reload();
  await expect(editor(page)).toContainText("trois = 3");
});

test("a shared computer can be cleaned for the next pupil", async ({ page, serving }) => {
  const { address } = await serving();
  await visit(page, address);
  await write(cells(page).nth(1), MINE);
  await expect(page.locator(".saved")).toContainText("Enregistré");
  await work(page).click();
  await page.getByRole("button", { name: "Effacer mon travail" }).click();
  await page.getByRole("button", { name: "Oui, tout effacer" }).click();
  await expect(editor(page)).toContainText("LETTRES");
  await work(page).click();
  await expect(page.getByText("Il n’y en a pas encore")).toBeVisible();
});

test("files that a cell writes can be taken away", async ({ page, serving }) => {
  const { address } = await serving();
  await visit(page, address);
  await ready(page);
  await write(cells(page).nth(1), "Modele(graine=1).sauver('mien.safetensors')");
  await runButton(cells(page).nth(1)).click();
  await idle(page);
  const downloading = page.waitForEvent("download");
  await cells(page).nth(1).getByRole("button", { name: "Télécharger mien.safetensors" }).click();
  expect((await readFile(await (await downloading).path())).length).toBeGreaterThan(10_000);
});
