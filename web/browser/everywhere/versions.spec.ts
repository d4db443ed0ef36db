/** The browsers here are those of which versions.json, and so the teacher's guide, says that they are tested. */

import { readFile } from "node:fs/promises";
import { expect, test } from "./everywhere.js";

/** About a year of each; then the file is to be written anew. */
const APART = { chromium: 12, firefox: 12, webkit: 4 };

test("is a version as the guide says", async ({ start, engine }) => {
  const { version } = await start();
  const file = new URL("versions.json", import.meta.url);
  const told = JSON.parse(await readFile(file, "utf-8")) as Record<string, string>;
  // 156 of 156.0.8078.108, 50 of 2.50.6
  const counted = (version: string): number =>
    Number((engine === "webkit" ? /2\.(\d+)/ : /(\d+)/).exec(version)![1]);
  const apart = Math.abs(counted(version) - counted(told[engine]!));
  expect(apart, `${version}, where versions.json says ${told[engine]}`).toBeLessThanOrEqual(
    APART[engine],
  );
});
