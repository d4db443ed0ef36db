/** French typography of every text of the page: spaces that do not break, and curly apostrophes. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parseSync } from "vite";

/** The texts, what all pages share, le Labo's own, the lessons' own, the survey's own, the class's. */
const PAGES = ["texts", "kit", "labo", "school", "survey", "classroom"].map(
  (folder) => new URL(`../../${folder}/`, import.meta.url),
);

/** Every piece of text in the source, without the code around it. */
function textsOf(file: URL): string[] {
  const { program } = parseSync(file.pathname, readFileSync(file, "utf-8"));
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node === "object" && node !== null) {
      const { type, value } = node as { type?: string; value?: unknown };
      if ((type === "Literal" || type === "JSXText") && typeof value === "string")
        found.push(value);
      if (type === "TemplateElement") found.push((value as { cooked: string }).cooked);
      Object.values(node).forEach(visit);
    }
  };
  visit(program);
  return found;
}

const files = PAGES.flatMap((page) =>
  readdirSync(page, { recursive: true, encoding: "utf-8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => new URL(name, page)),
);

describe("French typography", () => {
  for (const file of files) {
    it(file.pathname.split("/").slice(-4).join("/"), () => {
      for (const text of textsOf(file)) {
        assert.doesNotMatch(
          text,
          /[\p{L}\d»)*\]] [:;!?»](?!\S)/u,
          "a breaking space before a sign",
        );
        assert.doesNotMatch(text, /« /, "a breaking space after «");
        assert.doesNotMatch(text, /\p{L}'\p{L}/u, "a straight apostrophe");
      }
    });
  }

  it("would notice", () => {
    assert.match("Quoi ?", /[\p{L}\d»)*\]] [:;!?»](?!\S)/u);
    assert.ok(files.length > 20);
  });
});
