/** Why this letter: two clicks from an invented name, by keyboard too; the model stays as it is. */

import { expect, test, where } from "./labo.js";

test("an invented letter is traced to its name, and the training at hand stays", async ({
  page,
  open,
}) => {
  await open("#inventer?seed=1");
  const once = page.getByRole("button", { name: "Une étape" });
  for (let step = 1; step <= 20; step++) {
    await once.click();
    await expect.poll(async () => (await where(page)).step).toBe(step);
  }
  await page.getByLabel("Commence par…").fill("pika");
  const before = await page.locator(".bars").first().innerText();
  const why = page.getByRole("dialog", { name: "Pourquoi cette lettre ?" });
  const conclusion = why.locator(".why-conclusion");

  await page.getByRole("button", { name: "Pourquoi « a » ?" }).click();
  await expect(conclusion).toContainText("vient surtout de Pikachu", { timeout: 15_000 });
  // What is drawn is said: in the list, and by the bars.
  await expect(why.getByRole("listitem").filter({ hasText: "▲" })).toHaveText(
    "▲ Pikachu, plus probable",
  );
  await expect(why.locator(".why-row.likelier")).toHaveText(/^Pikachu\s*avec \d+\s%\s*sans \d/);

  await why.getByLabel("quelles lettres").fill("chu");
  await page.keyboard.press("Enter");
  await expect(why.getByRole("button", { name: "Revenir aux noms un par un" })).toBeVisible();
  await expect(why.locator(".why-row b").first()).toHaveText("Pikachu");
  await expect(conclusion).toContainText("vient surtout de Pikachu");
  await page.keyboard.press("Escape");
  await expect(why).toHaveCount(0);

  // The keyboard alone; and it stops when told to.
  await page.getByRole("button", { name: "Inventer 40 noms" }).click();
  await page.getByRole("list", { name: "D’un coup" }).getByRole("button").first().focus();
  await page.keyboard.press("Enter");
  await expect(why).toContainText("Clique sur une lettre du nom.");
  await why.locator(".tile").first().focus();
  await page.keyboard.press("Enter");
  await why.getByRole("button", { name: "Arrêter" }).press("Enter");
  await expect(conclusion).toContainText(/^Arrêtée avant (la fin|son premier résultat)/u);
  await why.getByRole("button", { name: "Recommencer l’expérience" }).press("Enter");
  await expect(why.getByRole("progressbar").or(why.locator(".why-row")).first()).toBeVisible();
  await page.keyboard.press("Escape");

  expect((await where(page)).step).toBe(20);
  expect(await page.locator(".bars").first().innerText()).toBe(before);
});
