/** Chromium for tests: the system's where there is one, else the runner's own. */

import { existsSync } from "node:fs";

const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
export const CHROMIUM = process.env["CHROMIUM"] ?? system.find((path) => existsSync(path));

export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
