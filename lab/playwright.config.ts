/** Browser tests of the built page, in a real Chromium, from file://. */

import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// The system's Chromium where there is one, else Playwright's own.
const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env["CHROMIUM"] ?? system.find((path) => existsSync(path));

export default defineConfig({
  testDir: "browser",
  outputDir: "build/browser",
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A shared machine may stall for seconds; what fails twice is wrong.
  retries: process.env["CI"] ? 1 : 0,
  reporter: [["list"]],
  use: {
    offline: true,
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
