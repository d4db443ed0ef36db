/** A model with today's dials: rotary positions, normalised queries and keys, ReLU squared. */

import { expect, test, train, where } from "./labo.js";

const DIALS =
  "heads=2&positions=rotary&activation=relu2&norm=rms&norm_blocks=true&query_key_norm=true" +
  "&attention_output=true&mlp_bias=false&init=modern";

test("learns, and shows where a turned number comes from", async ({ page, open }, info) => {
  await open(`#dedans?${DIALS}`);
  const before = await where(page);
  await train(page);
  expect((await where(page)).loss).toBeLessThan(before.loss / 2);
  await page.getByText("Les cartes d’identité", { exact: true }).click();
  // The place has no card of its own, and nothing to switch off.
  await expect(page.getByRole("group", { name: "carte d’identité", exact: true })).toBeVisible();
  await expect(page.getByRole("group", { name: "carte de la place" })).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: /places/ })).toHaveCount(0);
  await page.getByText("Questions, étiquettes, informations", { exact: true }).click();
  await expect(page.getByText("tournent selon la place")).toBeVisible();
  await page.getByRole("group", { name: "question" }).getByRole("button").first().click();
  await expect(page.locator(".in-origin")).toContainText("chaque nombre avec un autre");
  await page.locator(".in-origin").screenshot({ path: info.outputPath("origin.png") });
  // The dials that made it, in the tab that turns them.
  await page.getByRole("button", { name: /Agrandir/ }).click();
  await page.getByText("Autres réglages", { exact: true }).click();
  await expect(page.getByRole("button", { name: /une rotation/ })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(page.getByRole("checkbox", { name: /^Questions et étiquettes/ })).toBeChecked();
  await page.screenshot({ path: info.outputPath("dials.png"), fullPage: true });
});
