/** The class server, servir.py --classe: what pupils show, their wall, their models; and nothing without it. */

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Lesson } from "../../school/lesson.js";
import { problems } from "../readable.js";
import { exercise, expect, folder, ready, runButton, SITE, test, write } from "./site.js";

const HOSTILE = "<img src=x onerror=alert(1)>";

/** The address, and the teacher's with its key. */
async function serve(): Promise<{ address: string; teacher: string; stop: () => void }> {
  const python = new URL("../../../.venv/bin/python", import.meta.url).pathname;
  const port = String(20_000 + Math.floor(Math.random() * 20_000));
  const server = spawn(python, [new URL("servir.py", SITE).pathname, port, "--ici", "--classe"]);
  let address = "";
  for await (const line of createInterface({ input: server.stdout })) {
    const found = /http:\/\/localhost:\d+\S*/.exec(line)?.[0];
    if (found?.includes("#cle=")) {
      return { address, teacher: found, stop: () => server.kill("SIGINT") };
    }
    if (found !== undefined) address = `${found}/`;
  }
  throw new Error("servir.py does not start");
}

test("a pupil shows exercises, writes on the wall and gives a model; markup stays text", async ({
  page: teacher,
  context,
  complaints,
}) => {
  const { address, teacher: withKey, stop } = await serve();
  try {
    await teacher.goto(withKey);
    await expect(teacher.getByText("0 animal sur le serveur")).toBeVisible();
    expect(teacher.url()).not.toContain("cle");

    // Each tab is a pupil of its own.
    const pupil = await context.newPage();
    const told: string[] = [];
    pupil.on("request", (request) => {
      if (request.url().includes("/salle/")) told.push(request.url());
    });
    await pupil.goto(`${address}lecon-1.html`);
    await ready(pupil);
    const page = await readFile(new URL("lecon-1.html", SITE), "utf-8");
    const data = /<script type="application\/json" id="lecon">(.*?)<\/script>/s.exec(page)![1]!;
    const first = (JSON.parse(data) as Lesson).cells.find((cell) => cell.exercise === 1)!;
    await write(exercise(pupil, 1), first.source.replace('"pikachu"', '"lina"'));
    await runButton(exercise(pupil, 1)).click();
    await expect(pupil.getByRole("link", { name: "Exercice 1, réussi" })).toBeVisible();
    expect(told).toEqual([]);
    await pupil.getByRole("switch").check();
    await expect(teacher.getByRole("row", { name: "1 sur 9" })).toContainText("✓");
    const animal = await pupil.locator(".share b").innerText();
    await expect(teacher.getByRole("row", { name: animal }).first()).toBeVisible();
    await pupil.getByRole("switch").uncheck();
    await expect(teacher.getByText("Personne ne montre encore")).toBeVisible();

    await pupil.goto(`${address}mur.html`);
    await pupil.getByLabel("Un nom").fill(HOSTILE.slice(0, 20));
    await pupil.getByRole("button", { name: "Mettre au mur" }).click();
    await expect(pupil.getByRole("alert")).toContainText("24 lettres au plus");
    await pupil.getByLabel("Un nom").fill("pikadou");
    await pupil.keyboard.press("Enter");
    await expect(pupil.getByRole("list", { name: "Les noms" })).toContainText(
      "Pikadouattend que ton professeur le lise",
    );
    await expect(teacher.getByRole("region", { name: "Les noms qui attendent" })).toContainText(
      animal,
    );
    await teacher.getByRole("button", { name: "Montrer Pikadou" }).click();
    await expect(teacher.getByText("Aucun nom n’attend.")).toBeVisible();
    await pupil.goto(`${address}labo.html`);
    await pupil.getByRole("button", { name: "Classe" }).click();
    await pupil.getByRole("button", { name: "Donner mon modèle à la classe" }).click();
    await expect(pupil.getByText("Ton modèle est sur le serveur.")).toBeVisible();

    const other = await context.newPage();
    await other.goto(`${address}labo.html`);
    await other.getByRole("button", { name: "Classe" }).click();
    expect(await problems(other)).toEqual([]);
    await other.getByRole("button", { name: `Ouvrir le modèle de ${animal}` }).click();
    await expect(other.getByText(`Tu as maintenant le modèle de ${animal}.`)).toBeVisible();
    await other.goto(`${address}mur.html`);
    await other.getByRole("button", { name: "Voter pour Pikadou" }).click();
    await expect(other.getByText("1 voix")).toBeVisible();
    // Whatever a server might send is shown as text.
    await other.route("**/salle/mur", (route) =>
      route.fulfill({
        json: [{ numero: 1, nom: HOSTILE, voix: 1, attend: false, a_moi: false, ma_voix: false }],
      }),
    );
    await other.reload();
    await expect(other.getByText(HOSTILE)).toBeVisible();
    expect(await problems(other)).toEqual([]);

    await teacher.getByRole("link", { name: "Le mur des noms" }).click();
    await teacher.getByRole("button", { name: "Ranger le mur" }).click();
    await expect(teacher.getByText(`mis par ${animal}`)).toBeVisible();
    await teacher.getByRole("button", { name: "Retirer Pikadou" }).click();
    await expect(teacher.getByText("Aucun nom pour l’instant.")).toBeVisible();
    // What the server refused is said in the browser's console too.
    expect(complaints.splice(0).filter((said) => !said.includes("/salle/"))).toEqual([]);
  } finally {
    stop();
  }
  for (const place of ["labo.html", "lecon-1.html", "mur.html", "classe.html"]) {
    await teacher.goto(folder(place));
    await expect(teacher.locator("h1, .brand").first()).toBeVisible();
    await expect(teacher.getByRole("button", { name: "Classe", exact: true })).toHaveCount(0);
    await expect(teacher.getByRole("switch")).toHaveCount(0);
    await expect(teacher.getByText("En direct")).toHaveCount(0);
  }
});
