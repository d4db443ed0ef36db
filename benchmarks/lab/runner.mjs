/**
 * Each engine computes in a process of its own, so that none slows down another's compiler, and is
 * asked for steps in turn. It says what it is on a first line; then each line asked is a number of
 * steps, each line answered the microseconds of one and the loss before the last update.
 */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

// What libraries say goes elsewhere.
for (const way of ["log", "info", "debug", "warn"]) console[way] = console.error;
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

/** In the engine's process: answer until nobody asks. */
export async function serve(facts, steps) {
  say(facts);
  for await (const line of createInterface({ input: process.stdin })) {
    const count = Number(line);
    const since = performance.now();
    const loss = steps(count);
    say([(1000 * (performance.now() - since)) / count, loss ?? null]);
  }
}

/** In the measuring process: an engine that has said what it is. */
export async function engine(program, ...options) {
  const child = spawn(program, options, { stdio: ["pipe", "pipe", "pipe"] });
  let complaints = "";
  child.stderr.on("data", (data) => (complaints += data));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${program} ${options.join(" ")} has ended:\n${complaints}`);
    return JSON.parse(value);
  };
  const facts = await answer();
  return {
    facts,
    steps(count) {
      child.stdin.write(`${count}\n`);
      return answer();
    },
    end: () => child.stdin.end(),
  };
}
