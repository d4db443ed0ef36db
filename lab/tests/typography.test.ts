/** French typography of every text of the page: spaces that do not break, and curly apostrophes. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parseSync } from "vite";

const PAGE = new URL("../../src/page/", import.meta.url);

/** Every piece of text in the source, without the code around it. */
function textsOf(name: string): string[] {
  const { program } = parseSync(name, readFileSync(new URL(name, PAGE), "utf-8"));
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

const files = readdirSync(PAGE, { recursive: true, encoding: "utf-8" }).filter((name) =>
  /\.tsx?$/.test(name),
);

describe("French typography", () => {
  for (const name of files) {
    it(name, () => {
      for (const text of textsOf(name)) {
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
