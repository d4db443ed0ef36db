/**
 * A whole class on a thin line: how long until each pupil reads the lesson, from the click, and until
 * Python is there, from the first click of all.
 * The school folder is served by its own servir.py behind a line of so many megabits a second, shared
 * fairly; one pupil is a real Chromium, the others ask for the same files as it would. Prints JSON.
 * Needs `make school` first.
 *
 * `node benchmarks/school_room.mjs [pupils] [megabits] [lesson]`
 */

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { createInterface } from "node:readline";
import { browser, median, pause } from "./browser.mjs";

const [PUPILS = 30, MEGABITS = 5, LESSON = 1] = process.argv.slice(2).map(Number);
const ROOT = new URL("../", import.meta.url);
const SITE = new URL("school/build/site/", ROOT);
const TURN_MS = 20;
/** Bytes that the packets of TCP and IP add, of each 1,448 that they carry. */
const PACKETS = 1500 / 1448;

/** servir.py on a free port; its port, and a way to end it. */
async function serve() {
  const python = new URL(".venv/bin/python", ROOT).pathname;
  const server = spawn(python, [new URL("servir.py", SITE).pathname, "18000", "--ici"]);
  for await (const line of createInterface({ input: server.stdout })) {
    const port = /http:\/\/localhost:(\d+)/.exec(line)?.[1];
    if (port) return { port: Number(port), stop: () => server.kill("SIGINT") };
  }
  throw new Error("servir.py does not start");
}

/** A line between the room and the server: what comes down waits its turn, a connection after the other. */
function line(to) {
  const waiting = new Map();
  let sent = 0;
  let credit = 0;
  const server = net.createServer((pupil) => {
    const upstream = net.connect(to, "127.0.0.1");
    const end = () => {
      waiting.delete(pupil);
      upstream.destroy();
      pupil.destroy();
    };
    pupil.pipe(upstream);
    pupil.on("close", end).on("error", end);
    upstream.on("error", end);
    upstream.on("end", () => waiting.get(pupil)?.push(null) ?? pupil.end());
    upstream.on("data", (data) => {
      if (!waiting.has(pupil)) waiting.set(pupil, []);
      waiting.get(pupil).push(data);
      upstream.pause();
    });
    pupil.upstream = upstream;
  });
  let last = performance.now();
  const turn = setInterval(() => {
    const now = performance.now();
    credit = Math.min(credit + ((now - last) * MEGABITS * 1000) / 8, MEGABITS * 125 * 200);
    last = now;
    while (credit > 0 && waiting.size > 0) {
      for (const [pupil, queue] of waiting) {
        if (credit <= 0) break;
        // To the end of the line: each has its turn.
        waiting.delete(pupil);
        const data = queue.shift();
        if (data === null) {
          pupil.end();
          continue;
        }
        const part = data.subarray(0, 1448);
        pupil.write(part);
        sent += part.length;
        credit -= part.length * PACKETS;
        if (data.length > part.length) queue.unshift(data.subarray(1448));
        if (queue.length > 0) waiting.set(pupil, queue);
        else pupil.upstream.resume();
      }
    }
  }, TURN_MS);
  return new Promise((done) =>
    server.listen(0, "localhost", () =>
      done({
        port: server.address().port,
        sent: () => sent,
        stop: () => {
          clearInterval(turn);
          server.close();
        },
      }),
    ),
  );
}

/** A pupil whose browser asks for what the lesson's page asks for, two scripts at a time. */
async function pupil(port, page, begun) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 6 });
  let bytes = 0;
  const get = (path) =>
    new Promise((done, failed) => {
      const headers = { "accept-encoding": "gzip, deflate" };
      http
        .get({ host: "localhost", port, path: `/${path}`, agent, headers }, (answer) => {
          if (answer.statusCode !== 200) failed(new Error(`${path}: ${answer.statusCode}`));
          answer.on("data", (data) => (bytes += data.length)).on("end", done);
        })
        .on("error", failed);
    });
  const clicked = performance.now();
  await get(page.path);
  await get(page.script);
  const read = (performance.now() - clicked) / 1000;
  const waiting = [...page.needed];
  const next = async () => {
    for (let path = waiting.shift(); path; path = waiting.shift()) await get(path);
  };
  await Promise.all([next(), next()]);
  agent.destroy();
  return { read_s: read, python_s: (performance.now() - begun) / 1000, bytes };
}

/** The same in a real browser, on to the first cell's output. */
async function chromium(port, page, begun) {
  const { context, close } = await browser();
  const tab = context.pages()[0];
  const seconds = () => (performance.now() - begun) / 1000;
  // A room's plain http address keeps nothing for offline use.
  await tab.addInitScript(() => delete Navigator.prototype.serviceWorker);
  try {
    await tab.goto(`http://localhost:${port}/${page.path}`, { timeout: 0, waitUntil: "commit" });
    await tab.waitForSelector("main h1, main h2", { timeout: 0 });
    const read = seconds();
    await tab.waitForSelector(".outputs", { timeout: 0 });
    return { read_s: read, first_output_s: seconds() };
  } finally {
    await close();
  }
}

const path = `lecon-${LESSON}.html`;
const html = readFileSync(new URL(path, SITE), "utf-8");
const page = {
  path,
  script: /<script defer src="([^"]*)"/.exec(html)[1],
  needed: JSON.parse(/id="lecon">(.*?)<\/script>/s.exec(html)[1]).python.needed,
};
const server = await serve();
const room = await line(server.port);
const begun = performance.now();
// "Open lesson 1": they click within ten seconds.
const others = Array.from({ length: PUPILS - 1 }, async (_, n) => {
  await pause((10_000 * n) / PUPILS);
  return pupil(room.port, page, begun);
});
const [real, ...all] = await Promise.all([chromium(room.port, page, begun), ...others]);
room.stop();
server.stop();
const reads = all.map(({ read_s }) => read_s);
const pythons = all.map(({ python_s }) => python_s);
console.log(
  JSON.stringify(
    {
      pupils: PUPILS,
      megabits: MEGABITS,
      bytes_each: median(all.map(({ bytes }) => bytes)),
      bytes_all: room.sent(),
      chromium: real,
      others: {
        read_median_s: median(reads),
        read_last_s: Math.max(...reads),
        python_median_s: median(pythons),
        python_last_s: Math.max(...pythons),
      },
    },
    null,
    1,
  ),
);
process.exit();
