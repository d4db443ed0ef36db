/**
 * The same test in every browser, from file:// and from a server. An error, a message of the console
 * or a request beyond the folder fails it; so does, in CI, a browser that is not there.
 */

import { mkdir } from "node:fs/promises";
import { test as base, expect } from "@playwright/test";
import { seenSlowly } from "../seen.js";
import { folder, OURS, serve } from "../school/site.js";
import type { Browser, Kind, Said } from "./browser.js";
import { chromium, firefox } from "./puppets.js";
import { webkit } from "./webkit.js";

export { expect };

const KINDS = { chromium, firefox, webkit };

export interface Where {
  engine: keyof typeof KINDS;
  from: "file" | "server";
}

interface Fixtures {
  kind: Kind;
  /** Of a page of the school folder. */
  address: (page: string) => string;
  /** Where the browser puts what is saved. */
  downloads: string;
  /** Opens a browser, with what the one before in this test has kept; that one is closed. */
  start: () => Promise<Browser>;
}

export const test = base.extend<Fixtures & Where>({
  engine: ["chromium", { option: true }],
  from: ["file", { option: true }],
  kind: async ({ engine }, use) => {
    const kind = KINDS[engine];
    const missing = kind.missing();
    if (missing !== undefined) {
      const said = `${engine} is not tested here: install ${missing}`;
      if (process.env["CI"]) throw new Error(said);
      console.log(said); // the reporter does not say why a test is left out
      test.skip(true, said);
    }
    await use(kind);
  },
  address: async ({ from }, use) => {
    if (from === "file") return use(folder);
    const served = await serve();
    await use((page) => served.address + page);
    await served.stop();
  },
  downloads: async ({}, use, info) => {
    const downloads = info.outputPath("downloads");
    await mkdir(downloads, { recursive: true });
    await use(downloads);
  },
  start: async ({ kind, downloads }, use, info) => {
    const said: Said[] = [];
    let running: Browser | undefined;
    const stop = async (): Promise<void> => {
      if (running !== undefined) said.push(await running.close());
      running = undefined;
    };
    await use(async () => {
      await stop();
      return (running = await kind.start(downloads, info.outputPath("profile")));
    });
    await stop();
    const messages = said.flatMap((browser) => browser.messages);
    const requests = said.flatMap((browser) => browser.requests);
    const elsewhere = requests.filter((url) => !OURS.test(url));
    expect({ messages, elsewhere }).toEqual({ messages: [], elsewhere: [] });
  },
});

/** All that is written in what matches. */
export const text = (browser: Browser, css: string): Promise<string> =>
  browser.run(
    (css) =>
      [...document.querySelectorAll<HTMLElement>(css)].map((found) => found.innerText).join("\n"),
    css,
  );

export const count = (browser: Browser, css: string): Promise<number> =>
  browser.run((css) => document.querySelectorAll(css).length, css);

/** Wait until it says so. */
export const says = (
  browser: Browser,
  css: string,
  said: string | RegExp,
  timeout = 15_000,
): Promise<void> => expect.poll(() => text(browser, css), { timeout }).toMatch(said);

/** What was done is kept within a second, not at once. */
export const keeps = (): Promise<void> => new Promise((done) => setTimeout(done, 1500));

export const PLAYER = ".player .main";
export const FACTS = ".player .facts";

/** Le Labo, ready to train at its pace. */
export async function openLabo(browser: Browser, address: string): Promise<void> {
  await browser.open(address);
  await says(browser, FACTS, /erreur\s*\d/);
  await browser.run(seenSlowly);
}

/** Train until it pauses by itself: the step reached, and the loss. */
export async function train(browser: Browser): Promise<{ step: number; loss: number }> {
  await browser.click(PLAYER);
  await says(browser, PLAYER, "Continuer", 60_000);
  return facts(browser);
}

export async function facts(browser: Browser): Promise<{ step: number; loss: number }> {
  const [step, loss] = (await text(browser, `${FACTS} b`)).split("\n");
  return { step: Number(step!.replaceAll(/\D/g, "")), loss: Number(loss!.replace(",", ".")) };
}
