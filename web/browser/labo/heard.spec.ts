/** What is heard and reached without a mouse: the training from any tab, the letters drawn. */

import { expect, player, test, train } from "./labo.js";

test("the player is two stops away, says how the training ended, and letters are told", async ({
  page,
  open,
}) => {
  await open("#inventer?pace=0");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(player(page)).toBeFocused();
  await page.keyboard.press("Enter");
  const said = page.locator(".player [role=status]");
  await expect(said).toHaveText(/^Étape 250\s: erreur 0,3\d\. Verdict\s: récite\.$/, {
    timeout: 30_000,
  });
  await page.getByRole("button", { name: "Tirer une lettre" }).click();
  await expect(page.locator("main [role=status]").filter({ hasText: /commence par/ })).toHaveText(
    /^Le nom commence par \p{L}\.$/u,
  );
});

test("the letters’ map tells its share without ever being scrolled to", async ({ page, open }) => {
  await open("#dedans?pace=0");
  await train(page);
  await expect(page.getByText(/% des différences/)).not.toContainText(/\b0 % des/);
});

test("a model saved without its list comes back with its steps and curve, and is not judged", async ({
  page,
  open,
}, info) => {
  await open("#apprendre?pace=0");
  await train(page);
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Enregistrer mon modèle" }).click();
  const file = info.outputPath("sans-liste.safetensors");
  await (await download).saveAs(file);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Recommencer" }).click();
  await expect(page.locator(".player .facts")).toContainText("étape 0");
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await page.locator("dialog[open] input[type=file]").setInputFiles(file);
  await expect(page.locator(".player .facts")).toContainText("étape 250");
  await expect(page.getByRole("img", { name: /^Courbe de l’erreur sur 250 étapes/ })).toBeVisible();
  await expect(page.getByText("Ce modèle est arrivé sans la liste")).toBeVisible();
  await expect(page.locator(".name.new, .name.near, .name.copy")).toHaveCount(0);
  await expect(page.locator(".stage")).toHaveCount(0);
});
