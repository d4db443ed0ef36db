/**
 * Python's files, loaded as scripts: that works from any server, whatever types it announces, and
 * from a folder (file://), where a page may not read files in any other way. Each script hands over
 * one part: `premierLLM(name, part, bytes, text)`, with 15 bits in each character of the text.
 */

import type { Files } from "./protocol.js";

/** Addresses of the scripts that carry Python. */
export interface Addresses {
  readonly needed: readonly string[];
  /** Its memory, without which it starts too, only slower. */
  readonly memory: readonly string[];
}

type Name = keyof Files | "python.js";

/** Milliseconds for which its memory may be waited for: about what it saves. */
const WORTH = 5000;
/** The first of the characters that carry 15 bits: see school/assemble.py. */
const FIRST = 0x3400;

const parts = new Map<string, Uint8Array<ArrayBuffer>[]>();

(window as { premierLLM?: unknown }).premierLLM = (
  name: string,
  part: number,
  bytes: number,
  text: string,
) => {
  const of = parts.get(name) ?? [];
  of[part] = bytesOf(text, bytes);
  parts.set(name, of);
};

function bytesOf(text: string, count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count);
  let bits = 0;
  let left = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    bits = ((bits & 0x7f) << 15) | (text.charCodeAt(i) - FIRST);
    for (left += 15; left >= 8; bytes[at++] = bits >> left) left -= 8;
  }
  return bytes;
}

function load(address: string): Promise<void> {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done();
    script.onerror = () => failed(new Error(address));
    document.head.append(script);
  });
}

/** A network that stumbles is given a second chance. */
const surely = (address: string): Promise<void> => load(address).catch(() => load(`${address}?2`));

async function loadAll(
  addresses: readonly string[],
  arrived: (share: number) => void,
): Promise<void> {
  let there = 0;
  const waiting = [...addresses];
  const next = async (): Promise<void> => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      await surely(address);
      arrived(++there / addresses.length);
    }
  };
  // Two at a time: more would take the line from those of the room whose lesson is still to come.
  await Promise.all([next(), next()]);
}

/** Whether Python's memory came while it was worth waiting for; `pace`: milliseconds a script. */
async function memoryCame(addresses: readonly string[], pace: number): Promise<boolean> {
  const begun = performance.now();
  let given = false;
  const all = async (): Promise<boolean> => {
    for (const [there, address] of addresses.entries()) {
      const last = there === 0 ? pace : (performance.now() - begun) / there;
      if (given || last * addresses.length > WORTH) return false;
      await load(address);
    }
    return true;
  };
  const late = new Promise<boolean>((over) => setTimeout(() => over(false), WORTH));
  const came = await Promise.race([all().catch(() => false), late]);
  given = true;
  return came;
}

async function unpacked(name: Name): Promise<ArrayBuffer> {
  const bytes = parts.get(name);
  if (bytes === undefined) throw new Error(name);
  parts.delete(name);
  const stream = new Blob(bytes).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** All of Python's files and the address of its worker; `arrived` hears the share that is there. */
export async function loadPython(
  { needed, memory }: Addresses,
  arrived: (share: number) => void,
): Promise<{ worker: string; files: Files }> {
  const begun = performance.now();
  await loadAll(needed, arrived);
  const came = await memoryCame(memory, (performance.now() - begun) / needed.length);
  const program = await unpacked("python.js");
  return {
    worker: URL.createObjectURL(new Blob([program], { type: "text/javascript" })),
    files: {
      "pyodide.asm.wasm": await unpacked("pyodide.asm.wasm"),
      "python_stdlib.zip": await unpacked("python_stdlib.zip"),
      "premier_llm.zip": await unpacked("premier_llm.zip"),
      "memory.bin": came ? await unpacked("memory.bin") : undefined,
    },
  };
}
