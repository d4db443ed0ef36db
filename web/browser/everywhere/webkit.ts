/** WebKitGTK, the engine of Safari's family that Debian has, by W3C WebDriver. */

import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { find, type Browser, type Kind } from "./browser.js";

const PYTHON = "/usr/bin/python3"; // Debian's, which knows the packages below
const WINDOW = new URL("webkit.py", import.meta.url).pathname;

/** The codes that WebDriver gives to keys which write nothing. */
const KEYS: Record<string, string> = {
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Escape: "\uE00C",
};

/** The name under which WebDriver hands over an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function start(downloads: string, profile: string): Promise<Browser> {
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], { stdio: "ignore" });
  const stop = (): boolean => driver.kill();
  process.once("exit", stop); // whatever a test does
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      signal: AbortSignal.timeout(60_000), // a driver that hangs is an error, not the end of the test
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: { error: string; message: string } };
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value as T;
  };
  const soon = async <T>(what: () => Promise<T>, within = 15_000): Promise<T> => {
    for (const end = Date.now() + within; ;) {
      try {
        return await what();
      } catch (error) {
        if (Date.now() > end) throw error;
        await new Promise((done) => setTimeout(done, 50));
      }
    }
  };
  await soon(() => call("GET", "/status"), 60_000);
  const log = `${profile}.log`;
  const { sessionId, capabilities } = await call<{
    sessionId: string;
    capabilities: { browserName: string; browserVersion: string };
  }>("POST", "/session", {
    capabilities: {
      alwaysMatch: {
        "webkitgtk:browserOptions": {
          // Line by line: what is still on its way when the window closes is lost.
          binary: "/usr/bin/stdbuf",
          args: ["-oL", PYTHON, WINDOW, profile, downloads, log],
        },
      },
    },
  });
  const tell = <T>(method: string, path: string, body?: object): Promise<T> =>
    call(method, `/session/${sessionId}${path}`, body);
  const run = <T>(what: string, given: unknown[]): Promise<T> =>
    tell("POST", "/execute/sync", { script: `return (${what})(...arguments)`, args: given });
  const found = (css: string, text = ""): Promise<string> =>
    soon(async () => {
      const element = await run<Record<string, string> | null>(String(find), [css, text]);
      if (element === null) throw new Error(`nothing rests in sight that is ${css} ${text}`);
      return `/element/${element[ELEMENT]}`;
    });
  const keys = (actions: { type: "keyDown" | "keyUp"; value: string }[]): Promise<void> =>
    tell("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });

  return {
    version: `${capabilities.browserName}/${capabilities.browserVersion}`,
    open: (address) => tell("POST", "/url", { url: address }),
    run: (what, ...given) => run(String(what), given),
    click: async (css, text) => tell("POST", `${await found(css, text)}/click`, {}),
    type: (text) =>
      keys(
        [...text.replaceAll("\n", KEYS["Enter"]!)].flatMap((value) => [
          { type: "keyDown", value },
          { type: "keyUp", value },
        ]),
      ),
    press: (together) => {
      const values = together.split("+").map((name) => KEYS[name] ?? name);
      return keys([
        ...values.map((value) => ({ type: "keyDown" as const, value })),
        ...values.reverse().map((value) => ({ type: "keyUp" as const, value })),
      ]);
    },
    choose: async (css, file) => tell("POST", `${await found(css)}/value`, { text: file }),
    resize: (width, height) => tell("POST", "/window/rect", { width, height }),
    picture: async () => Buffer.from(await tell<string>("GET", "/screenshot"), "base64"),
    close: async () => {
      await tell("DELETE", "");
      stop();
      process.off("exit", stop);
      const lines = (await readFile(log, "utf-8")).split("\n");
      const requests = lines.filter((line) => line.startsWith("REQUEST "));
      return {
        messages: lines.filter((line) => / ?CONSOLE (?!DEBUG)/.test(line)),
        requests: requests.map((line) => line.slice("REQUEST ".length)),
      };
    },
  };
}

const installed = (): boolean =>
  existsSync("/usr/bin/WebKitWebDriver") &&
  spawnSync(PYTHON, ["-c", 'import gi; gi.require_version("WebKit2", "4.1")']).status === 0;

export const webkit: Kind = {
  missing() {
    if (!installed()) return "webkit2gtk-driver gir1.2-webkit2-4.1 python3-gi";
    return process.env["DISPLAY"]
      ? undefined
      : "xvfb and xauth, and write xvfb-run -a before the command";
  },
  start,
};
