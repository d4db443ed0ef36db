/** Builds the scripts and styles of the school folder into school/build/assets: one file each, no module. */

import { readFileSync, writeFileSync } from "node:fs";
import { build } from "vite";
import solid from "vite-plugin-solid";

/** Pyodide finds its files beside itself; in a worker made from text there is no such place. */
const nowhere = {
  name: "nowhere",
  enforce: "pre",
  transform: (code, id) =>
    id.includes("pyodide") ? code.replaceAll("import.meta.url", '"https://python/"') : undefined,
};

/** What Pyodide would do in Node, and its use of eval for extension modules: not met here. */
const expected = new Set(["EVAL", "COMMONJS_VARIABLE_IN_ESM"]);

async function script(entry, name, options = {}) {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: "warn",
    plugins: [nowhere, solid()],
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      target: "es2022",
      outDir: "../../school/build/assets",
      emptyOutDir: false,
      copyPublicDir: false,
      lib: {
        entry,
        formats: ["iife"],
        name: "premierLLM",
        fileName: () => `${name}.js`,
        cssFileName: name,
      },
      rolldownOptions: {
        onLog: (level, log, handler) => {
          if (!expected.has(log.code) && !/externalized/.test(log.message)) handler(level, log);
        },
      },
      ...options,
    },
  });
}

// Pyodide's program is minified already, and its names must stay what its evals expect.
await script("python/worker.ts", "python", { minify: false });
await script("main.tsx", "lesson");
await script("home.ts", "home");

// Last, because it stops the clock.
const { snapshot } = await import("./snapshot.mjs");
const built = (path) => new URL(`../../school/build/${path}`, import.meta.url);
const archive = new Uint8Array(readFileSync(built("premier_llm.zip")));
writeFileSync(built("assets/memory.bin"), await snapshot(archive));
