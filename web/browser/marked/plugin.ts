/** Builds a page whose texts are marked. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const PLAIN = path("../../kit/language.ts");
const MARKED = path("language.ts");

/** Where a page builds on kit/language.ts, ours stands between. */
export function marked(): Plugin {
  return {
    name: "marked",
    enforce: "pre",
    async resolveId(source, importer) {
      if (importer === MARKED) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found?.id === PLAIN ? MARKED : null;
    },
  };
}

/** A text of no catalogue, planted into a component: the walk must find it. */
export function planted(component: string, after: string, text: string): Plugin {
  return {
    name: "planted",
    enforce: "pre",
    load: (id) =>
      id === path(`../../${component}`)
        ? readFileSync(id, "utf-8").replace(after, `${after}${text}`)
        : null,
  };
}
