/**
 * The built school folder in a test: served as a school's server might, or opened as a folder. Any
 * request to another host, error or message of the console fails the test.
 */

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

export { expect };

/** What a page may ask for. */
export const OURS = /^(file:|blob:|data:|http:\/\/localhost:)/;

export const SITE = new URL("../../../school/build/site/", import.meta.url);

/** How a server serves the folder. */
export interface Serving {
  /** The path under which it lies. */
  readonly under?: string;
  /** A free one if nothing is said. */
  readonly port?: number;
  /** Sent with each file. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The type announced for everything but pages. */
  readonly type?: string;
  /** Changes what is sent; undefined is "not found". */
  readonly change?: (path: string, content: Buffer) => Buffer | undefined;
}

export interface Served {
  readonly address: string;
  /** The paths that were asked for. */
  readonly asked: string[];
  stop(): Promise<void>;
}

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  css: "text/css",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
};

export async function serve(how: Serving = {}): Promise<Served> {
  const under = how.under ?? "/";
  const asked: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url!, "http://localhost").pathname);
    const name = path.replace(under, "").replace(/^$|\/$/, (end) => `${end}index.html`);
    asked.push(name);
    let content: Buffer | undefined;
    try {
      content = path.startsWith(under) ? await readFile(new URL(name, SITE)) : undefined;
    } catch {
      // Not found.
    }
    if (content !== undefined && how.change) content = how.change(name, content);
    const kind = name.replace(/.*\./, "");
    response.writeHead(content === undefined ? 404 : 200, {
      "content-type": (kind !== "html" && how.type) || TYPES[kind] || "application/octet-stream",
      ...how.headers,
    });
    response.end(content);
  });
  await new Promise<void>((done) => server.listen(how.port ?? 0, "localhost", done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}${under}`,
    asked,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

interface Fixtures {
  /** Serve the folder for this test. */
  serving: (how?: Serving) => Promise<Served>;
  /** What went wrong in any page of the test; empty at its end, or the test fails. */
  complaints: string[];
}

export const test = base.extend<Fixtures>({
  serving: async ({}, use) => {
    const started: Served[] = [];
    await use(async (how) => {
      const served = await serve(how);
      started.push(served);
      return served;
    });
    for (const served of started) await served.stop();
  },
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      const watch = (page: Page): void => {
        page.on("console", (message) => {
          if (message.type() !== "debug")
            complaints.push(`${message.text()} (${message.location().url})`);
        });
        page.on("pageerror", (error) => complaints.push(error.message));
      };
      context.on("page", watch);
      context.on("request", (request) => {
        if (!OURS.test(request.url())) complaints.push(`request ${request.url()}`);
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** A lesson played by our own Python: see play.py. */
export interface Played {
  /** With every exercise right. */
  readonly notebook: string;
  /** The code cells' sources. */
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  readonly exercises: readonly (number | null)[];
  readonly shown: readonly (readonly string[])[];
}

export async function played(lesson: number): Promise<Played> {
  const { stdout } = await promisify(execFile)(
    new URL("../../../.venv/bin/python", import.meta.url).pathname,
    [new URL("play.py", import.meta.url).pathname, String(lesson)],
    { maxBuffer: 1e8 },
  );
  return JSON.parse(stdout) as Played;
}

export const cells = (page: Page): Locator => page.locator("section.code");
export const exercise = (page: Page, number: number): Locator =>
  page.locator(`#exercice-${number}`);
export const runButton = (cell: Locator): Locator => cell.locator(".run");
export const shown = (cell: Locator): Locator => cell.locator(".outputs");

/** Until Python has run the lesson's first cell. */
export async function ready(page: Page): Promise<void> {
  await expect(shown(cells(page).first())).toContainText("Progression", {
    timeout: 90_000,
  });
}

/** Until nothing runs or waits. */
export async function idle(page: Page, timeout = 360_000): Promise<void> {
  await expect(page.getByRole("button", { name: "Arrêter" })).toBeDisabled({
    timeout,
  });
  await expect(page.getByText(/Attend/)).toHaveCount(0, { timeout });
}

/** Put another text into a cell's editor, as by pasting. */
export async function write(cell: Locator, source: string): Promise<void> {
  const editor = cell.locator(".cm-content");
  await editor.focus();
  await editor.press("ControlOrMeta+a");
  await cell.page().keyboard.insertText(source);
}

/** Load a notebook by the dialog. */
export async function loadNotebook(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: "Mon travail" }).click();
  await page.locator("dialog input[type=file]").setInputFiles({
    name: "carnet.ipynb",
    mimeType: "application/x-ipynb+json",
    buffer: Buffer.from(text),
  });
  await expect(page.getByText(/Ton carnet est chargé/)).toBeVisible();
}

export const folder = (page: string): string => new URL(page, SITE).href;
