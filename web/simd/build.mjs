/** Compiles the tools of this folder and writes them as text into ../simd.wasm.ts. */

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const OUT = new URL("../simd.wasm.ts", import.meta.url);

const options = ["-O3", "--enable", "simd", "--runtime", "stub", "--noAssert"];
const quiet = ["--disableWarning", "112"]; // nothing that takes four lanes leaves the module
let bytes;
const from = ["index.ts", "--baseDir", fileURLToPath(new URL(".", import.meta.url))];
const { error, stderr } = await asc.main([...from, ...options, ...quiet, "--outFile", "tools"], {
  writeFile: (_name, contents) => (bytes = contents),
});
if (error) throw new Error(stderr.toString());
process.stderr.write(stderr.toString());

const text = Buffer.from(bytes).toString("base64");
writeFileSync(
  OUT,
  `/** The tools of simd/, compiled. Written by simd/build.mjs. */\nexport const SIMD = "${text}";\n`,
);
