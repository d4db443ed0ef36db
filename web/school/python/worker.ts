/** The worker: Python, and the lessons' shell (`premier_llm.lessons.shell`) that runs the cells. */

import "./classic.js";
import { loadPyodide, type PyodideAPI } from "pyodide";
// Its default export starts the program; it has no types of its own.
// @ts-expect-error
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { info } from "pyodide/pyodide-lock.json";
import { ENVIRONMENT, READ_TOOLS, TOOLS } from "./environment.mjs";
import type { Files, FromPython, ToPython, Written } from "./protocol.js";

interface Shell {
  run(source: string, title: string, exercise: number | undefined): void;
}

const PROGRESS = "ma_progression.json";

let python: PyodideAPI;
let shell: Shell;

function post(message: FromPython): void {
  self.postMessage(message);
}

/** Pyodide fetches its files by address; hand it those that came with the page. */
function serve(files: Files): void {
  const types = {
    "pyodide.asm.wasm": "application/wasm",
    "python_stdlib.zip": "application/zip",
  };
  self.fetch = (address) => {
    const name = String(address).replace(/.*\//, "") as keyof typeof types;
    const headers = { "content-type": types[name] };
    return Promise.resolve(new Response(files[name], { headers }));
  };
}

async function start(files: Files, progress: string | undefined): Promise<void> {
  // Where WebAssembly is forbidden this throws at once; Pyodide would wait for ever.
  new WebAssembly.Module(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
  serve(files);
  const memory = files["memory.bin"];
  post({ type: "stage", stage: "python" });
  python = await loadPyodide({
    indexURL: "https://python/",
    createPyodideModule,
    lockFileContents: { info, packages: {} } as never,
    env: { ...ENVIRONMENT },
    ...(memory !== undefined && { _loadSnapshot: memory }),
  });
  post({ type: "stage", stage: "lessons" });
  python.unpackArchive(files["premier_llm.zip"], "zip", {
    extractDir: TOOLS,
  });
  if (memory === undefined) python.runPython(READ_TOOLS);
  if (progress !== undefined) python.FS.writeFile(PROGRESS, progress);
  shell = python.runPython(
    `
import importlib, random
random.seed()  # the same memory starts everywhere: each pupil gets a chance of their own
importlib.invalidate_caches()  # the files are new, though the memory knows them
from premier_llm.lessons.shell import Shell
Shell
`,
  )(
    (text: string) => post({ type: "text", text }),
    (number: number, html: string) => post({ type: "html", number, html }),
  );
  post({ type: "ready", version: python.version });
}

/** What the cells have written into their folder. */
function written(): Written[] {
  const names = (python.FS.readdir(".") as string[]).filter(
    (name) => name !== "." && name !== ".." && python.FS.isFile(python.FS.stat(name).mode),
  );
  return names.map((name) => ({
    name,
    bytes: python.FS.readFile(name) as Uint8Array,
  }));
}

self.onmessage = async ({ data }: MessageEvent<ToPython>) => {
  try {
    if (data.type === "start") await start(data.files, data.progress);
    else {
      shell.run(data.source, data.title, data.exercise);
      const files = written();
      const progress = files.find(({ name }) => name === PROGRESS);
      post({
        type: "done",
        progress: progress && new TextDecoder().decode(progress.bytes),
        written: files.filter(({ name }) => name !== PROGRESS),
      });
    }
  } catch (error) {
    post({ type: "fatal", reason: String(error) });
  }
};
