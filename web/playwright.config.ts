/** Browser tests of what is built, le Labo and the school folder, in real browsers. */

import { defineConfig } from "@playwright/test";
import { ARGUMENTS, CHROMIUM } from "./browser/chromium.js";
import type { Where } from "./browser/everywhere/everywhere.js";

const chromium = (...more: string[]) => ({
  ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }),
  args: [...ARGUMENTS, ...more],
});

// Chromium from file:// is what the other projects are.
const EVERYWHERE: readonly Where[] = [
  { engine: "chromium", from: "server" },
  ...(["firefox", "webkit"] as const).flatMap((engine) =>
    (["file", "server"] as const).map((from) => ({ engine, from })),
  ),
];

export default defineConfig<Where>({
  outputDir: "build/browser",
  fullyParallel: true,
  workers: 2,
  // A shared machine may stall for seconds; what fails twice is wrong.
  retries: process.env["CI"] ? 1 : 0,
  reporter: [["list"]],
  use: { viewport: { width: 1280, height: 900 } },
  projects: [
    {
      name: "labo", // from file://
      testDir: "browser/labo",
      timeout: 90_000,
      expect: { timeout: 15_000 },
      use: { offline: true, launchOptions: chromium() },
    },
    {
      name: "school", // from file:// and from servers, with every other host refused
      testDir: "browser/school",
      timeout: 420_000, // a lesson on a slow machine
      expect: { timeout: 30_000 },
      use: {
        launchOptions: chromium("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"),
      },
    },
    ...EVERYWHERE.map((use) => ({
      name: `everywhere-${use.engine}-${use.from}`,
      testDir: "browser/everywhere",
      // What does not depend on where the page comes from is looked at once.
      testIgnore: use.from === "server" ? /chatbot|looks|sentences|why/ : /versions/,
      timeout: 120_000,
      use,
    })),
  ],
});
