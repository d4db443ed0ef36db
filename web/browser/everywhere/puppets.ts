/** Chromium and Firefox, by puppeteer. */

import { existsSync } from "node:fs";
import puppeteer, { type ElementHandle, type KeyInput, type LaunchOptions } from "puppeteer-core";
import { ARGUMENTS, CHROMIUM } from "../chromium.js";
import { find, type Browser, type Kind } from "./browser.js";

async function start(options: LaunchOptions, downloads: string, profile: string): Promise<Browser> {
  const browser = await puppeteer.launch({
    ...options,
    userDataDir: profile,
    downloadBehavior: { policy: "allow", downloadPath: downloads },
    defaultViewport: { width: 1280, height: 900 },
  });
  const messages: string[] = [];
  const requests: string[] = [];
  const page = await browser.newPage();
  page.on("console", (message) => {
    if (message.type() !== "debug") messages.push(message.text());
  });
  page.on("pageerror", (error) => messages.push(String(error)));
  page.on("request", (request) => requests.push(request.url()));
  const found = async (css: string, text = ""): Promise<ElementHandle<Element>> => {
    const handle = await page.waitForFunction(find, { timeout: 15_000 }, css, text);
    return handle as ElementHandle<Element>;
  };
  return {
    version: await browser.version(),
    open: async (address) => void (await page.goto(address)),
    run: (what, ...given) => page.evaluate(what as never, ...given) as never,
    click: async (css, text) => (await found(css, text)).click(),
    type: (text) => page.keyboard.type(text),
    press: async (keys) => {
      const names = keys.split("+") as KeyInput[];
      for (const name of names) await page.keyboard.down(name);
      for (const name of names.reverse()) await page.keyboard.up(name);
    },
    choose: async (css, file) =>
      ((await found(css)) as ElementHandle<HTMLInputElement>).uploadFile(file),
    resize: (width, height) => page.setViewport({ width, height }),
    picture: () => page.screenshot(),
    close: async () => {
      await browser.close();
      return { messages, requests };
    },
  };
}

export const chromium: Kind = {
  missing: () => (CHROMIUM === undefined ? "chromium" : undefined),
  start: (downloads, profile) =>
    start({ executablePath: CHROMIUM!, args: ARGUMENTS }, downloads, profile),
};

const FIREFOX =
  process.env["FIREFOX"] ??
  ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => existsSync(path));

export const firefox: Kind = {
  missing: () => (FIREFOX === undefined ? "firefox-esr" : undefined),
  start: (downloads, profile) =>
    start(
      {
        browser: "firefox",
        executablePath: FIREFOX!,
        // It refuses a home that is another user's, as some machines of CI give.
        env: { ...process.env, HOME: profile },
        extraPrefsFirefox: { "browser.download.folderList": 2, "browser.download.dir": downloads },
      },
      downloads,
      profile,
    ),
};
