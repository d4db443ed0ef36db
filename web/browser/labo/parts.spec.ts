/** Parts switched off: what each costs is told, whatever else is being measured. */

import { expect, test } from "./labo.js";

test("a part switched off just before all are measured has its cost too", async ({
  page,
  open,
}) => {
  // Large enough for the measures to last longer than the page waits before it asks for the cost.
  await open("#dedans?list=prenoms&layers=4&context=16");
  await page.getByRole("button", { name: "Une étape" }).click();
  const all = page.getByRole("button", { name: "Mesurer toutes les pièces" });
  await expect(all).toBeVisible();
  // Both in one turn: a test's clicks may lie further apart than the page waits.
  await all.evaluate((button) => {
    document.querySelector<HTMLElement>("main fieldset input[type=checkbox]")!.click();
    (button as HTMLElement).click();
  });
  await expect(page.locator("main fieldset input:not(:checked)")).toHaveCount(1);
  await expect(page.locator(".in-rises li")).toHaveCount(
    await page.locator("main fieldset input[type=checkbox]").count(),
  );
  await expect(page.getByTestId("cost")).toContainText("l’erreur passe de");
});
