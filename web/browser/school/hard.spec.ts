/** Bad days: endless cells, a Python that dies or never comes, odd servers, old browsers. */

import {
  cells,
  exercise,
  expect,
  folder,
  idle,
  ready,
  runButton,
  shown,
  test,
  write,
} from "./site.js";

test("a cell that never ends is stopped; the text stays, and cells above run again", async ({
  page,
}) => {
  await page.goto(folder("lecon-1.html"));
  await ready(page);
  await write(cells(page).nth(1), "x = 41");
  await runButton(cells(page).nth(1)).click();
  await idle(page);
  await write(cells(page).nth(2), "while True:\n    pass");
  await runButton(cells(page).nth(2)).click();
  await expect(cells(page).nth(2)).toContainText("Python calcule");
  // The page is alive meanwhile: one can write, and a further cell waits.
  await write(cells(page).nth(3), "x + 1");
  await page.getByRole("button", { name: "Arrêter" }).click();
  await expect(cells(page).nth(2)).toContainText("Arrêtée");
  await expect(cells(page).nth(2).locator(".cm-content")).toContainText("while True");
  await runButton(cells(page).nth(3)).click();
  await expect(shown(cells(page).nth(3))).toContainText("42", {
    timeout: 60_000,
  });
});

test("loops that print without end, memory, recursion, exit, input: told, and Python lives on", async ({
  page,
}) => {
  await page.goto(folder("lecon-1.html"));
  await ready(page);
  const cell = cells(page).nth(1);
  const typed: [string, RegExp][] = [
    ["while True:\n    print('encore')", /50000 signes.*boucle sans fin/],
    ["x = [0] * 10**9", /mémoire/],
    ["def f(n):\n    return f(n + 1)\nf(0)", /s’appelle elle-même sans fin/],
    ["input('Ton nom ?')", /«\sTon nom \?\s»/],
    ["import numpy", /numpy n’est pas installé/],
    ["1 / 0", /diviser par zéro.*ligne 1/s],
    ["print('é' * 3, '🙂')", /ééé 🙂/],
    ["for", /💡/],
    ["raise SystemExit", /demandé à Python de s’arrêter/],
    ["quit()", /demandé à Python de s’arrêter/],
    ["import js\njs.fetch('https://example.com/')", /./],
    ["open('rien.txt')", /💡/],
    ["'<script>alert(1)</script>'", /<script>alert\(1\)<\/script>/],
  ];
  for (const [source, said] of typed) {
    await write(cell, source);
    await runButton(cell).click();
    await idle(page);
    await expect(shown(cell)).toHaveText(said);
    await expect(cell).not.toContainText("Traceback");
  }
  await write(cell, "print('vivant')");
  await runButton(cell).click();
  await expect(shown(cell)).toContainText("vivant");
});

test("Python is restarted by hand: its variables are gone, the text stays", async ({ page }) => {
  await page.goto(folder("lecon-1.html"));
  await ready(page);
  await write(cells(page).nth(3), "x = 41");
  await runButton(cells(page).nth(3)).click();
  await idle(page);
  await page.getByRole("button", { name: "Mon travail" }).click();
  await page.getByRole("button", { name: "Redémarrer Python" }).click();
  await ready(page);
  await write(cells(page).nth(1), "print('x' in globals())");
  await runButton(cells(page).nth(1)).click();
  await expect(shown(cells(page).nth(1))).toContainText("False", { timeout: 60_000 });
  await expect(cells(page).nth(3).locator(".cm-content")).toContainText("x = 41");
});

test("a solution over the whole cell: nothing was checked, and it is told", async ({ page }) => {
  await page.goto(folder("lecon-1.html"));
  await ready(page);
  const first = exercise(page, 1);
  await write(first, 'mon_mot = "lina"');
  await runButton(first).click();
  await expect(shown(first)).toContainText("Rien n’a été vérifié");
  await expect(first.getByRole("status")).toContainText("Rien n’a été vérifié");
});

test("a Python that dies is started anew at a click", async ({ page }) => {
  await page.addInitScript(() => {
    const Native = window.Worker;
    window.Worker = class extends Native {
      constructor(address: string | URL) {
        super(address);
        (window as unknown as { kill: () => void }).kill = () =>
          this.dispatchEvent(new ErrorEvent("error", { cancelable: true }));
      }
    };
  });
  await page.goto(folder("lecon-1.html"));
  await ready(page);
  await write(cells(page).nth(1), "while True:\n    pass");
  await runButton(cells(page).nth(1)).click();
  await expect(cells(page).nth(1)).toContainText("Python calcule");
  await page.evaluate(() => (window as unknown as { kill: () => void }).kill());
  await expect(page.locator(".start")).toContainText("Python s’est arrêté net");
  await write(cells(page).nth(1), "print('reparti')");
  await page.getByRole("button", { name: "Redémarrer Python" }).click();
  await runButton(cells(page).nth(1)).click();
  await expect(shown(cells(page).nth(1))).toContainText("reparti", {
    timeout: 60_000,
  });
});

test("under a sub-path, with every type wrong: all the same", async ({
  page,
  serving,
  complaints,
}) => {
  const { address } = await serving({
    under: "/college/info/",
    type: "application/octet-stream",
  });
  await page.goto(`${address}lecon-2.html`);
  await ready(page);
  await page.goto(address);
  await page
    .getByRole("link", { name: /Le Labo/ })
    .first()
    .click();
  await expect(page.locator(".player .facts")).toContainText("erreur");
  // Only keeping the site for offline use needs true types, and says that it failed.
  await page.goto(address);
  await expect(page.locator("#hors-reseau")).toContainText("n’a pas pu être enregistré");
  for (const said of complaints.splice(0)) expect(said).toMatch(/unsupported MIME type/);
});

test("with a strict policy sent by the server", async ({ page, serving }) => {
  const { address } = await serving({
    headers: {
      "content-security-policy":
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
    },
  });
  await page.goto(`${address}lecon-1.html`);
  await ready(page);
  for (const path of [
    "",
    "guide/index.html",
    "guide/glossaire.html",
    "guide/search.html?q=token",
  ]) {
    await page.goto(address + path);
    await expect(page.locator("h1").first()).toBeVisible();
  }
  await expect(page.locator("#search-results li").first()).toBeVisible();
});

test("Python's files missing: a sentence, the lesson can be read, and trying again works", async ({
  page,
  serving,
  complaints,
}) => {
  let broken = true;
  const { address } = await serving({
    change: (path, content) => (broken && path.includes("wasm-3") ? undefined : content),
  });
  await page.goto(`${address}lecon-1.html`);
  await expect(page.locator(".start")).toContainText("Les fichiers de Python ne sont pas arrivés");
  await expect(page.getByRole("heading", { name: "Un jeu de devinettes" })).toBeVisible();
  // The instructions are there without Python.
  await expect(exercise(page, 1)).toContainText("écris ton prénom");
  broken = false;
  await page.getByRole("button", { name: "Réessayer" }).click();
  await ready(page);
  // The browser itself complains of the missing file.
  for (const said of complaints.splice(0)) expect(said).toMatch(/404|MIME|refused|ERR_/i);
});

test("a browser without WebAssembly, and a server that forbids it: a sentence each", async ({
  page,
  serving,
  complaints,
}) => {
  const { address } = await serving({
    headers: {
      "content-security-policy": "script-src 'self'; worker-src blob:",
    },
  });
  await page.goto(`${address}lecon-1.html`);
  await expect(page.locator(".start")).toContainText("Python n’a pas pu démarrer ici", {
    timeout: 60_000,
  });
  complaints.splice(0);
  await page.addInitScript(() => {
    delete (window as { WebAssembly?: unknown }).WebAssembly;
  });
  await page.goto(folder("lecon-1.html"));
  await expect(page.locator(".start")).toContainText("Ce navigateur est trop ancien");
});
