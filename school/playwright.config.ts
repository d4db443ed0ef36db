/** Browser tests of the built school folder, in a real Chromium that cannot reach another host. */

import lab from "../lab/playwright.config.js";

export default {
  ...lab,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    ...lab.use,
    offline: false,
    launchOptions: {
      ...lab.use?.launchOptions,
      args: [
        ...(lab.use?.launchOptions?.args ?? []),
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
      ],
    },
  },
};
