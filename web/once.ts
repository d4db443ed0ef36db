/**
 * What the page and its worker both run stands in the page once: the engine is a script of its own,
 * and the worker's text is that script's and then what is the worker's alone.
 */

import { readFileSync, readdirSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, parseSync, type Plugin } from "vite";

const WEB = fileURLToPath(new URL(".", import.meta.url));
/** Where a script finds the engine's modules, by their files. */
const GLOBAL = "globalThis.ENGINE";
/** A file whose whole bundle is wanted as a text. */
const BUNDLED = "?bundled";
const ENTRY = "engine-entry";

const nameOf = (file: string): string => relative(WEB, file).split(sep).join("/");

/** The engine's files, and what it takes from the Python package. */
const FILES: ReadonlySet<string> = new Set([
  `${WEB}spec.ts`,
  ...readdirSync(`${WEB}engine`, { recursive: true, encoding: "utf-8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${WEB}engine/${file.split(sep).join("/")}`),
]);

/** What a module exports, types left out. */
export function exportsOf(file: string): string[] {
  const { module } = parseSync(file, readFileSync(file, "utf-8"));
  return module.staticExports.flatMap(({ entries }) =>
    entries
      .filter(({ isType, exportName }) => !isType && exportName.kind === "Name")
      .map(({ exportName }) => exportName.name!),
  );
}

async function bundled(input: string, plugins: Plugin[]): Promise<string> {
  const made = await build({
    root: WEB,
    configFile: false,
    logLevel: "warn",
    plugins,
    build: {
      write: false,
      target: "es2020",
      rollupOptions: { input, output: { format: "iife" } },
    },
  });
  const outputs = [made].flat().flatMap((each) => ("output" in each ? each.output : []));
  const [script, ...others] = outputs.filter((file) => file.type === "chunk");
  if (script === undefined || others.length > 0) throw new Error(`${input} is not one script`);
  return script.code;
}

/** The engine as a script that leaves its modules for others. */
export function engine(): Promise<string> {
  const names = [...FILES].map(nameOf).sort();
  const lines = [
    ...names.map((name, i) => `import * as m${i} from ${JSON.stringify(WEB + name)};`),
    `${GLOBAL} = {${names.map((name, i) => `${JSON.stringify(name)}: m${i}`).join(", ")}};`,
  ];
  return bundled(ENTRY, [
    {
      name: "engine-entry",
      resolveId: (id) => (id === ENTRY ? id : null),
      load: (id) => (id === ENTRY ? lines.join("\n") : null),
    },
  ]);
}

/** Whoever builds on the engine takes it from the script before; `?bundled` gives a script's text. */
export function once(): Plugin {
  return {
    name: "once",
    enforce: "pre",
    load(id) {
      if (id.endsWith(BUNDLED)) {
        return bundled(id.slice(0, -BUNDLED.length), [once()]).then(
          (code) => `export default ${JSON.stringify(code)};`,
        );
      }
      if (!FILES.has(id)) return null;
      const module = `${GLOBAL}[${JSON.stringify(nameOf(id))}]`;
      return exportsOf(id)
        .map((name) => `export const ${name} = ${module}.${name};`)
        .join("\n");
    },
  };
}
