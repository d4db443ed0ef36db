/**
 * What this machine's float32 SIMD can do without fused multiply-add, in WebAssembly: as many
 * multiplications as additions, on registers alone. A process for runner.mjs; a step is a million
 * of each on four numbers.
 */

import { serve } from "./runner.mjs";

const WEB = new URL("../../web/", import.meta.url);
const { default: asc } = await import(new URL("node_modules/assemblyscript/dist/asc.js", WEB));

// Each sum waits for its own last value only; with twelve, neither unit waits for the other.
const SUMS = [...Array(12).keys()];
const TURNS = 1_000_000 / SUMS.length;
const each = (write) => SUMS.map(write).join("\n");
const source = `
export function run(turns: i32): f32 {
  const by = f32x4.splat(0.999);
  const more = f32x4.splat(0.001);
  ${each((n) => `let s${n} = f32x4.splat(${n});`)}
  for (let i = 0; i < turns; i++) {
    ${each((n) => `s${n} = f32x4.add(f32x4.mul(s${n}, by), more);`)}
  }
  ${each((n) => (n ? `s0 = f32x4.add(s0, s${n});` : ""))}
  return f32x4.extract_lane(s0, 0);
}`;

const options = { optimizeLevel: 3, runtime: "stub", noAssert: true, enable: ["simd"] };
const { error, binary, stderr } = await asc.compileString(source, options);
if (error) throw new Error(`${stderr}`);
const { instance } = await WebAssembly.instantiate(binary);
await serve({ operations: Math.floor(TURNS) * SUMS.length * 4 * 2 }, (count) => {
  let said;
  for (let i = 0; i < count; i++) said = instance.exports.run(TURNS);
  return said;
});
