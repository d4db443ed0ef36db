/** The class at a glance: whose a file is, what it tells, and what a hostile one cannot do. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { strToU8, zipSync } from "fflate";
import { opened } from "../classroom/opened.js";
import { sentencesOf } from "../classroom/sentences.js";
import { worksOf } from "../classroom/shown.js";
import { lessonsOf, newest, toTable } from "../classroom/summary.js";
import { shared, whose } from "../classroom/whose.js";
import { unzipped } from "../classroom/zip.js";
import { written } from "../kit/notebook.js";
import type { View } from "../room/wire.js";

const TITLES = ["Découpe ton prénom", "Parie", "La machine à compter", "Partage le gâteau"];
const cell = (n: number): string =>
  `exercice(\n    ${n},\n    "${TITLES[n - 1]}",\n    "Fais.",\n)\nreponse = ...\n`;
const LESSON = {
  version: "v",
  cells: [
    {
      id: "a",
      kind: "code" as const,
      source: "from premier_llm.lessons import *\n\nlecon(1, chemin=[1, 2])",
    },
    { id: "t", kind: "text" as const, source: "exercice(9," },
    ...TITLES.map((_, n) => ({ id: `e${n + 1}`, kind: "code" as const, source: cell(n + 1) })),
  ],
};
const NOON = new Date("2026-11-30T12:00:00Z");

const notebook = (
  done: readonly number[],
  sources: Readonly<Record<string, string>> = {},
  at = NOON,
): string => written(LESSON, sources, done, at);
const file = (name: string, content: string | Uint8Array<ArrayBuffer>): File =>
  new File([content], name, { lastModified: 0 });

describe("whose a file is", () => {
  it("is read from its path", () => {
    const usual = "lecon_1_mon_travail_2026-11-30";
    const names: Record<string, string> = {
      "Léa.ipynb": "Léa",
      "Léa (2).ipynb": "Léa",
      [`Léa - ${usual}.ipynb`]: "Léa",
      [`${usual}_renard bleu 27.ipynb`]: "renard bleu 27",
      [`6B/Léa/${usual} (1).ipynb`]: "Léa",
      [`Léa Martin_4821_assignsubmission_file_${usual}.ipynb`]: "Léa Martin",
      [`Léa Martin_4821_assignsubmission_file_/lecon_1_deviner_la_suite.ipynb`]: "Léa Martin",
      "<img src=x onerror=alert(1)>.ipynb": "<img src=x onerror=alert(1)>",
    };
    for (const [path, name] of Object.entries(names)) {
      assert.deepEqual([whose(path).name, whose(path).nameless], [name, false], path);
    }
    const path = `6B/${usual} (7).ipynb`;
    assert.deepEqual(whose(path, 1), { name: `${usual} (7)`, nameless: true, copy: 7 });
    assert.equal(shared(["6B/a.ipynb", "6B/Léa/b.ipynb"]), 1);
    assert.equal(shared(["a.ipynb", "6B/b.ipynb"]), 0);
    assert.equal(shared(["6B/Léa/b.ipynb"]), 1);
  });
});

describe("an answer in words", () => {
  it("is found as text, and nothing is run", () => {
    const found: Record<string, string | undefined> = {
      'dis_pourquoi("Pourquoi ?", "Il devine.")': "Il devine.",
      'dis_pourquoi(\n    9,\n    "Pourquoi ?",  # ici\n    "Il " "devine.",\n)': "Il devine.",
      "ma_phrase = '''Il\nl\\'a lu.'''\ndis_pourquoi(9, ma_phrase)": "Il\nl'a lu.",
      'a = "un"\na = ("deux "\n     "trois")\ndis_pourquoi(question="Pourquoi ?", reponse=a)':
        "deux trois",
      'dis_pourquoi("Pourquoi ?", ...)': undefined,
      'ma_phrase = ...\ndis_pourquoi("Pourquoi ?", ma_phrase)': undefined,
      'dis_pourquoi("Pourquoi ?", "")': undefined,
      '# dis_pourquoi("a", "b")': undefined,
      'dis_pourquoi("Pourquoi ?", "sans fin': undefined,
      'dis_pourquoi("a", f(x), (1, "b"))': undefined,
    };
    for (const [source, answer] of Object.entries(found)) {
      assert.equal(sentencesOf(source)[0]?.answer, answer, source);
    }
    assert.equal(sentencesOf('dis_pourquoi("Pourquoi ?", "Il.")')[0]?.question, "Pourquoi ?");
    const busy = "dis_pourquoi(a, a, a\n".repeat(5_000);
    assert.deepEqual(sentencesOf(busy), []);
    const hostile = `dis_pourquoi(${'"\\'.repeat(9_000)}`;
    assert.deepEqual(sentencesOf(hostile), []);
  });
});

describe("the question that ends a lesson", () => {
  const course = new URL("../../../course/", import.meta.url);
  const asking = readdirSync(course).filter(
    (name) =>
      name.startsWith("lecon_") &&
      /^dis_pourquoi\(/m.test(readFileSync(new URL(name, course), "utf-8")),
  );

  it("is read from each lesson as it is", () => {
    assert.ok(asking.length >= 8);
    for (const name of asking) {
      const cells = [
        ...readFileSync(new URL(name, course), "utf-8").matchAll(/```python\n([^]*?)```/g),
      ];
      const [source] = cells.flatMap(([, text]) => (/^dis_pourquoi\(/m.test(text!) ? [text!] : []));
      assert.deepEqual(sentencesOf(source!), [], name);
      const said = source!.replace('ma_phrase = ""', 'ma_phrase = "Il devine, c\'est tout."');
      assert.notEqual(said, source, name);
      assert.deepEqual(
        sentencesOf(said),
        [{ question: undefined, answer: "Il devine, c'est tout." }],
        name,
      );
    }
  });
});

describe("a class", () => {
  it("is counted live by the animals that show their exercises", () => {
    const pupil = (rang: number, exercices: View["eleves"][number]["exercices"]) => ({
      rang,
      poste: rang,
      noms: 0,
      modele: false,
      exercices,
    });
    const works = worksOf(
      {
        lecons: { 1: TITLES, 2: ["Devine"] },
        eleves: [
          pupil(0, { 1: { reussis: [1, 2], commences: [4] } }),
          pupil(8639, { 1: { reussis: [1], commences: [] }, 2: { reussis: [], commences: [1] } }),
          pupil(7, {}),
        ],
      },
      "fr",
    );
    const [first, second] = lessonsOf(works, "fr-FR");
    assert.deepEqual(
      first!.works.map(({ name }) => name),
      ["renard bleu 10", "tigre gris 99"],
    );
    assert.deepEqual(
      first!.exercises.map(({ title, done, stuck }) => [title, done, stuck]),
      [
        [TITLES[0], 2, 0],
        [TITLES[1], 1, 1],
        [TITLES[2], 0, 1],
        [TITLES[3], 0, 1],
      ],
    );
    assert.deepEqual(second!.works[0]!.states?.get(1), "begun");
  });

  it("is counted: who did what, who began, where many stop", async () => {
    const changed = { e4: cell(4).replace("...", "1"), e3: "dis_pourquoi('q', '=1+1')" };
    const files = [
      file("Léa.ipynb", notebook([1, 2, 3, 4])),
      file("Zoé.ipynb", notebook([1, 2], changed)),
      file("noé.ipynb", notebook([1, 2, 4])),
      file("Noé (1).ipynb", notebook([1], {}, new Date(+NOON - 1))),
      file("Tom.ipynb", notebook([])),
    ];
    const { works, told } = await opened(files);
    assert.deepEqual(told, []);
    const kept = newest(works);
    assert.deepEqual(kept.twice, ["Noé"]);
    const [lesson] = lessonsOf(kept.works, "fr-FR");
    assert.deepEqual(
      lesson!.works.map(({ name }) => name),
      ["Léa", "noé", "Tom", "Zoé"],
    );
    assert.deepEqual(
      lesson!.exercises.map(({ title, done, stuck }) => [title, done, stuck]),
      [
        [TITLES[0], 3, 0],
        [TITLES[1], 3, 0],
        [TITLES[2], 1, 2],
        [TITLES[3], 2, 1],
      ],
    );
    assert.deepEqual(lesson!.works[3]!.states?.get(4), "begun");
    const table = toTable(lessonsOf(kept.works, "fr-FR"));
    assert.match(table, /^\ufeffnom;leçon;réussis;sur;exercice 1;.*;phrases\r\n/);
    assert.match(table, /\r\nZoé;1;2;4;réussi;réussi;pas réussi;commencé;"'=1\+1"\r\n/);
  });

  it("says nothing of what an old file does not tell, and reads green boxes from Jupyter", async () => {
    const old = JSON.parse(notebook([])) as {
      metadata: Record<string, unknown>;
      cells: { source: unknown; outputs?: unknown }[];
    };
    delete old.metadata["premier_llm"];
    const silent = JSON.stringify(old);
    old.cells[3]!.outputs = [{ data: { "text/html": ["<div ", "data-kind='juste'>"] } }];
    old.cells[3]!.source = ["exercice(\n", '    2, "Parie"\n', ")"];
    const { works } = await opened([file("a.ipynb", silent), file("b.ipynb", JSON.stringify(old))]);
    assert.equal(works[0]!.states, undefined);
    assert.equal(works[1]!.states?.get(2), "done");
    assert.equal(works[1]!.states?.get(1), "none");
    assert.equal(lessonsOf(works, "fr-FR")[0]!.telling, 1);
  });

  it("stands before the others when it is lesson 0", async () => {
    const { works, told } = await opened([
      file("Léa.ipynb", notebook([1])),
      file("Zoé.ipynb", notebook([2], { a: "lecon(0)" })),
    ]);
    assert.deepEqual(told, []);
    assert.deepEqual(
      lessonsOf(works, "fr-FR").map(({ number, works: own }) => [number, own[0]!.name]),
      [
        [0, "Zoé"],
        [1, "Léa"],
      ],
    );
  });

  it("is not spoilt by one file that lies", async () => {
    const liar = notebook([1, 2, 3, 4, 5e9, -1, 2.5], {
      e4: 'exercice(29, "<b>Ha</b>")',
      e1: "mon_mot = 1",
      a: "lecon(1)",
    }).replace(String(5e9), '"x", null, 7');
    const { works, told } = await opened([
      file("Léa.ipynb", notebook([1])),
      file("Zoé.ipynb", notebook([1])),
      file("<b>.ipynb", liar),
      file("objets.ipynb", '{"cells": [{"cell_type": "code", "source": {"toString": 1}}]}'),
      file("vide.ipynb", ""),
      file("autre.ipynb", '{"cells": [null, 3, {"cell_type": "code", "source": 7}]}'),
      file("liste.ipynb", "[]"),
      file("photo.jpg", new Uint8Array([1, 2, 3])),
    ]);
    assert.deepEqual(
      told.map(({ where, what }) => [where, what]),
      [
        ["objets.ipynb", "notOurs"],
        ["vide.ipynb", "notNotebook"],
        ["autre.ipynb", "notOurs"],
        ["liste.ipynb", "noCells"],
        ["photo.jpg", "notNotebook"],
      ],
    );
    const [lesson] = lessonsOf(works, "fr-FR");
    assert.deepEqual(
      lesson!.exercises.map(({ number, done }) => [number, done]),
      [
        [1, 3],
        [2, 1],
        [3, 1],
        [4, 1],
      ],
    );
  });
});

describe("a zip", () => {
  const bytes = strToU8(notebook([1]));
  it("gives its notebooks, under the folder that all share", async () => {
    const zip = zipSync({
      "6B/Léa/lecon_1_mon_travail_2026-11-30.ipynb": bytes,
      "6B/Zoé.ipynb": [bytes, { level: 0 }],
      "6B/notes.txt": strToU8("rien"),
      "__MACOSX/6B/._Zoé.ipynb": strToU8("rien"),
    });
    const { works, told } = await opened([file("classe.zip", zip)]);
    assert.deepEqual(told, []);
    assert.deepEqual(
      works.map(({ name }) => name),
      ["Léa", "Zoé"],
    );
    const none = await opened([file("vide.zip", zipSync({ "a.txt": bytes }))]);
    assert.deepEqual(none.told, [{ where: "vide.zip", what: "empty" }]);
  });

  it("is never inflated beyond what a class has, and what was whole is kept", () => {
    const whole = zipSync({ "a.ipynb": bytes, "b.ipynb": bytes });
    const cut = unzipped(whole.slice(0, whole.length * 0.45));
    assert.deepEqual([cut.found.length, cut.damage], [1, "damaged"]);
    assert.equal(unzipped(strToU8("ceci n’est pas un zip")).damage, "damaged");

    const most = { files: 3, one: 1e5, all: 3e5 };
    const many = Object.fromEntries([1, 2, 3, 4].map((n) => [`${n}.ipynb`, bytes]));
    const crowd = unzipped(zipSync(many), most);
    assert.deepEqual([crowd.found.length, crowd.damage], [3, "many"]);
    const fat = unzipped(zipSync({ "a.ipynb": new Uint8Array(2e5), "b.ipynb": bytes }), most);
    assert.deepEqual([fat.found.length, fat.large, fat.damage], [1, ["a.ipynb"], undefined]);

    // A million bytes that say they are seven.
    const bomb = zipSync({ "a.ipynb": bytes, "b.ipynb": new Uint8Array(1e6) });
    const size = new DataView(bomb.buffer, bomb.byteOffset);
    for (let place = 0; place < bomb.length - 46; place++) {
      const kind = size.getUint32(place, true);
      if (kind === 0x04034b50) size.setUint32(place + 22, 7, true);
      if (kind === 0x02014b50) size.setUint32(place + 24, 7, true);
    }
    const burst = unzipped(bomb, most);
    assert.deepEqual([burst.found.length, burst.damage], [1, "large"]);
  });
});
