// Pieces learned by le Labo's engine: node benchmarks/pieces.mjs TEXT SIZE TIMES

import { readFileSync } from "node:fs";
import { BytePairs } from "../web/build/engine/pieces.js";

const [, , path, size, times] = process.argv;
const text = readFileSync(path, "utf-8");
const seconds = [];
let found;
for (let i = 0; i < Number(times); i++) {
  const start = performance.now();
  found = BytePairs.found([text], Number(size));
  seconds.push((performance.now() - start) / 1000);
}
console.log(JSON.stringify({ seconds, tokens: found.tokens }));
