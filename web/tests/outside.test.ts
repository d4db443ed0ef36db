/** No text that people read is left outside the catalogues. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parseSync } from "vite";

const ROOT = new URL("../../", import.meta.url);
const PAGES = ["kit", "room", "labo", "school", "classroom"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: "utf-8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`),
);

/** Words of their own: a mission's stand in its file, in every language that we write. */
const OWN_WORDS = /^labo\/missions\/(list\/|words\.ts)/;
/** What is said by no one: stages as the file and Python call them, our name, marks in cells. */
const STAGES = ["a appris", "récite", "modifié", "Mon premier LLM", "Le Labo"];
/** A table's words, the same in every language. */
const TABLE = ["leçon", "réussis", "réussi", "commencé", "pas réussi"];
const DATA = new Set([...STAGES, ...TABLE]);
/** Attributes whose text is read or heard. */
const READ = new Set(["aria-label", "title", "placeholder", "alt", "label", "summary"]);

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly name?: { readonly name?: string };
}

/** Pieces of text that look like words for people: of JSX, of attributes that are read, French. */
function left(file: string): string[] {
  const { program } = parseSync(file, readFileSync(new URL(file, ROOT), "utf-8"));
  const found: string[] = [];
  const worded = (text: string): boolean => /\p{L}{3,}/u.test(text) && !DATA.has(text.trim());
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node === "object" && node !== null) {
      const { type, value, name } = node as Node;
      if (type === "JSXText" && typeof value === "string" && worded(value)) found.push(value);
      if (type === "Literal" && typeof value === "string" && /[àâçéèêëîïôûùœ«»’]/i.test(value)) {
        if (worded(value)) found.push(value);
      }
      if (type === "JSXAttribute" && READ.has(name?.name ?? "")) {
        const text = (value as Node | null)?.value;
        if (typeof text === "string" && worded(text)) found.push(text);
      }
      Object.values(node).forEach(visit);
    }
  };
  visit(program);
  return found.map((text) => text.trim());
}

describe("texts outside the catalogues", () => {
  it("there are none", () => {
    const files = PAGES.filter((file) => !OWN_WORDS.test(file));
    assert.ok(files.length > 80);
    assert.deepEqual(
      files.flatMap((file) => left(file).map((text) => `${file}: ${text}`)),
      [],
    );
  });

  it("would be noticed", () => {
    assert.ok(left("labo/missions/list/floor.ts").length > 5);
  });
});
