/** Builds the scripts and styles of the school folder into school/build/assets. */

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { script } from "./script.mjs";

const ASSETS = "../../school/build/assets";

// Pyodide's program is minified already, and its names must stay what its evals expect.
await script("python/worker.ts", "python", ASSETS, { minify: false });
await script("main.tsx", "lesson", ASSETS);
await script("home.tsx", "home", ASSETS);
await script("../survey/pupil.tsx", "survey", ASSETS);
await script("../survey/teacher.tsx", "survey_teacher", ASSETS);
await script("../classroom/main.tsx", "classroom", ASSETS);
await script("../classroom/wall.tsx", "wall", ASSETS);

// Last, because it stops the clock.
const { snapshot } = await import("./snapshot.mjs");
const built = (path) => new URL(`../../school/build/${path}`, import.meta.url);
const archive = new Uint8Array(readFileSync(built("premier_llm.zip")));
const library = fileURLToPath(built("python_stdlib.zip"));
writeFileSync(built("assets/memory.bin"), await snapshot(library, archive));
