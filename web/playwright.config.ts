/** Browser tests of what is built, le Labo and the school folder, in a real Chromium. */

import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// The system's Chromium where there is one, else Playwright's own.
const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env["CHROMIUM"] ?? system.find((path) => existsSync(path));

const chromium = (...more: string[]) => ({
  ...(executablePath !== undefined && { executablePath }),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    ...more,
  ],
});

export default defineConfig({
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
      timeout: 240_000,
      expect: { timeout: 30_000 },
      use: {
        launchOptions: chromium("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"),
      },
    },
  ],
});
