/** The address carries every dial that le Labo turns: what it writes it reads. */

import { DIALS } from "../../spec.js";
import { expect, test } from "./labo.js";

/** One value of each dial that is not the usual one, possible together. */
function turned(): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, dial] of Object.entries(DIALS)) {
    if (name === "vocabulary") continue;
    if (dial.kind === "number") query.set(name, String(dial.stops.find((n) => n > dial.default)));
    else if (dial.kind === "switch") query.set(name, String(!dial.default));
    else
      query.set(
        name,
        dial.choices.find((choice) => choice !== dial.default)!,
      );
  }
  return query;
}

test("every dial goes through the address and back", async ({ page, open }) => {
  const asked = turned();
  expect([...asked.keys()].length).toBe(Object.keys(DIALS).length - 1);
  await open(`#agrandir?${asked}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const written = (): Record<string, string> =>
    Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.split("?")[1]));
  // A dial that moves makes the page write its address again, once it has come to rest.
  await page.getByRole("slider").first().press("ArrowRight");
  await expect.poll(written).not.toEqual(Object.fromEntries(asked));
  await page.getByRole("slider").first().press("ArrowLeft");
  await expect.poll(written).toEqual(Object.fromEntries(asked));
});

test("what it cannot mean is left out", async ({ page, open }) => {
  await open("#agrandir?layers=99&activation=swish&heads=0&tied=maybe&vocabulary=5&seed=7");
  await expect.poll(() => new URL(page.url()).hash).toBe("#agrandir?seed=7");
});
