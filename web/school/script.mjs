/** The scripts and styles of the school folder's pages: one file each, no module. */

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

/** Builds one of them into a folder, with Vite's plugins of one's own before ours. */
export async function script(entry, name, outDir, { plugins = [], ...options } = {}) {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: "warn",
    plugins: [...plugins, nowhere, solid()],
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      target: "es2022",
      outDir,
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
