/** Builds le Labo as one file that carries all it needs, with a strict Content-Security-Policy. */

import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";
import { engine, once } from "./once.js";

const hashOf = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Scripts and styles move into the page, and the policy allows exactly those and no request. */
function oneFile(): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    async generateBundle(_options, bundle) {
      const page = bundle["index.html"];
      if (page?.type !== "asset") throw new Error("index.html was not built");
      let html = String(page.source);
      // The HTML parser ends a script at the first "</script", wherever it stands.
      const inHtml = (code: string): string => code.replaceAll("</script", "<\\/script");
      const first = inHtml(await engine());
      const scripts: string[] = [];
      const styles: string[] = [];
      for (const [name, file] of Object.entries(bundle)) {
        if (name === "index.html") continue;
        if (file.type === "chunk") {
          scripts.push(inHtml(file.code));
        } else if (name.endsWith(".css")) styles.push(String(file.source));
        else throw new Error(`${name} would be a second file`);
        delete bundle[name];
      }
      html = html.replace(/\s*<script type="module"[^>]*src="[^"]*"><\/script>/g, "");
      html = html.replace(/\s*<link rel="stylesheet"[^>]*>/g, "");
      const policy = [
        "default-src 'none'",
        // The fast arithmetic is WebAssembly, which stands in the script itself.
        `script-src ${[first, ...scripts].map(hashOf).join(" ")} 'wasm-unsafe-eval'`,
        `style-src ${styles.map(hashOf).join(" ")}`,
        "worker-src blob:",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
      ].join("; ");
      const head =
        `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
        styles.map((style) => `<style>${style}</style>`).join("");
      const foot =
        `<script id="engine">${first}</script>` +
        scripts.map((code) => `<script type="module">${code}</script>`).join("");
      // Functions, because a replacement text would read "$&" in the code as an order.
      page.source = html
        .replace("<!-- head -->", () => head)
        .replace("<!-- scripts -->", () => foot);
    },
  };
}

export default defineConfig({
  root: "labo",
  base: "./",
  plugins: [once(), solid(), oneFile()],
  build: {
    outDir: "../../src/premier_llm/labo",
    emptyOutDir: true,
    target: "es2020",
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    modulePreload: false,
    cssCodeSplit: false,
    reportCompressedSize: false,
  },
});
