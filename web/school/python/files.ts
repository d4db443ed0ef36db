/**
 * Python's files, loaded as scripts: that works from any server, whatever types it announces, and
 * from a folder (file://), where a page may not read files in any other way. Each script hands over
 * one part: `premierLLM(part, of, name, base64)`.
 */

import type { Files } from "./protocol.js";

type Name = keyof Files | "python.js";

const parts = new Map<string, string[]>();

(window as { premierLLM?: unknown }).premierLLM = (name: string, part: number, base64: string) => {
  const of = parts.get(name) ?? [];
  of[part] = base64;
  parts.set(name, of);
};

function load(address: string): Promise<void> {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done();
    script.onerror = () => failed(new Error(address));
    document.head.append(script);
  });
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (native.fromBase64 !== undefined) return native.fromBase64(text);
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let i = 0; i < signs.length; i++) bytes[i] = signs.charCodeAt(i);
  return bytes;
}

async function unpacked(name: Name): Promise<ArrayBuffer> {
  const of = parts.get(name);
  if (of === undefined) throw new Error(name);
  const bytes = of.map(fromBase64);
  parts.delete(name);
  const stream = new Blob(bytes).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** All of Python's files and the address of its worker; `arrived` hears the share that is there. */
export async function loadPython(
  addresses: readonly string[],
  arrived: (share: number) => void,
): Promise<{ worker: string; files: Files }> {
  let there = 0;
  const waiting = [...addresses];
  const next = async (): Promise<void> => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      // A network that stumbles is given a second chance.
      await load(address).catch(() => load(`${address}?2`));
      arrived(++there / addresses.length);
    }
  };
  await Promise.all([next(), next(), next(), next()]);
  const program = await unpacked("python.js");
  return {
    worker: URL.createObjectURL(new Blob([program], { type: "text/javascript" })),
    files: {
      "pyodide.asm.wasm": await unpacked("pyodide.asm.wasm"),
      "python_stdlib.zip": await unpacked("python_stdlib.zip"),
      "memory.bin": await unpacked("memory.bin"),
      "premier_llm.zip": await unpacked("premier_llm.zip"),
    },
  };
}
