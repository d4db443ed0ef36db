/** The catalogues: no hole in English, French in the holes of others, plurals by each one's rule. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as english from "../texts/languages/en.js";
import * as french from "../texts/languages/fr.js";
import { whole } from "../texts/whole.js";

function holes(usual: unknown, own: unknown, path: string): string[] {
  if (own === undefined) return [path];
  if (typeof usual !== "object" || usual === null || Array.isArray(usual)) {
    return typeof usual === typeof own ? [] : [path];
  }
  return Object.entries(usual).flatMap(([key, value]) =>
    holes(value, (own as Record<string, unknown>)[key], path === "" ? key : `${path}.${key}`),
  );
}

describe("the catalogues", () => {
  it("English has all that French has", () => {
    assert.deepEqual(Object.keys(english).sort(), Object.keys(french).sort());
    assert.deepEqual(holes({ ...french }, { ...english }, ""), []);
    assert.deepEqual(holes({ a: { b: "x" } }, { a: {} }, ""), ["a.b"]);
  });

  it("what a language has not is French", () => {
    assert.deepEqual(whole(french.labo, {}), french.labo);
    const { app } = whole(french.labo, { app: { missions: "Aufträge" } });
    assert.deepEqual(app, { ...french.labo.app, missions: "Aufträge" });
  });
});

it("what is lost has the sign that numbers have, not a hyphen", () => {
  assert.equal(french.labo.judge.worth(-2), "−2 points.");
});

const { labo } = french;
const inEnglish = whole<typeof labo>(french.labo, english.labo);

/** What each says of 1 and of 2. */
const COUNTED: readonly (readonly [(labo: typeof french.labo, n: number) => string, string[]])[] = [
  [({ names }, n) => names.names(n), ["1 nom", "2 noms", "1 name", "2 names"]],
  [
    ({ names }, n) => names.counts(n, 27),
    [
      "**1 nom**, **27 signes** dans son [[vocabulary|alphabet]].",
      "**2 noms** différents, **27 signes** dans son [[vocabulary|alphabet]].",
      "**1 name** and **27 characters** in its [[vocabulary|vocabulary]].",
      "**2 names**, all different, and **27 characters** in its [[vocabulary|vocabulary]].",
    ],
  ],
  [
    ({ names }, n) => names.beyond(n),
    [
      "Le Labo garde les 50 000 premiers noms ; 1 autre est laissé de côté.",
      "Le Labo garde les 50 000 premiers noms ; 2 autres sont laissés de côté.",
      "Le Labo keeps the first 50,000 names; 1 other is left out.",
      "Le Labo keeps the first 50,000 names; 2 others are left out.",
    ],
  ],
  [
    ({ report }, n) => report.listOf("Rois", n, n),
    [
      "Rois : 1 nom, et 1 caché",
      "Rois : 2 noms, et 2 cachés",
      "Rois: 1 name, and 1 hidden",
      "Rois: 2 names, and 2 hidden",
    ],
  ],
  [
    ({ invent }, n) => invent.count({ all: n, fresh: n, near: n, copies: n }),
    [
      "Sur 1 nom : **1** nouveau, **1** à une lettre près, **1** copie de la liste.",
      "Sur 2 noms : **2** nouveaux, **2** à une lettre près, **2** copies de la liste.",
      "Of 1 name: **1** new, **1** one letter away, **1** copy of the list.",
      "Of 2 names: **2** new, **2** one letter away, **2** copies of the list.",
    ],
  ],
  [
    ({ invent }, n) => invent.forgotten(n).replace(/^.* : |^.*: /, ""),
    [
      "ce modèle ne voit que le dernier signe.",
      "ce modèle ne voit que les 2 derniers signes.",
      "this model only sees the last character.",
      "this model only sees the last 2 characters.",
    ],
  ],
  [
    ({ inside }, n) => inside.cut(n).replace(/\s?:.*$/, ""),
    [
      "Ce modèle ne voit que la dernière lettre",
      "Ce modèle ne voit que les 2 dernières lettres",
      "This model only sees the last letter",
      "This model only sees the last 2 letters",
    ],
  ],
  [
    ({ duel }, n) => duel.copiesEqual(n).replace(/^.*: /, ""),
    ["1 copie chacun.", "2 copies chacun.", "1 copy each.", "2 copies each."],
  ],
  [
    ({ duel }, n) => duel.copiesSame(0, n).replace(/^.*\(|\).*$/g, ""),
    ["0 et 1 copie", "0 et 2 copies", "0 and 1 copy", "0 and 2 copies"],
  ],
  [
    ({ duel }, n) => duel.ofNames(n, n),
    [
      "Sur 1 nom inventé par chacun :",
      "Sur 2 noms inventés par chacun :",
      "Of 1 name invented by each:",
      "Of 2 names invented by each:",
    ],
  ],
  [
    ({ duel }, n) => duel.votes(3, 4, n),
    [
      "Tes votes : **3** pour A, **4** pour B, et 1 fois aucun des deux.",
      "Tes votes : **3** pour A, **4** pour B, et 2 fois aucun des deux.",
      "Your votes: **3** for A, **4** for B, and 1 time neither.",
      "Your votes: **3** for A, **4** for B, and 2 times neither.",
    ],
  ],
  [({ duel }, n) => duel.parameters(n), ["1 nombre", "2 nombres", "1 number", "2 numbers"]],
  [({ grow }, n) => grow.units.layers(n), ["1 couche", "2 couches", "1 layer", "2 layers"]],
  [
    ({ missions }, n) => missions.larger(n, "50 000"),
    [
      "1 nombre, objectif : plus de 50 000",
      "2 nombres, objectif : plus de 50 000",
      "1 number, target: more than 50 000",
      "2 numbers, target: more than 50 000",
    ],
  ],
  [
    ({ learn }, n) => learn.copies(n, n),
    [
      "Dans le dernier nom inventé : **1** déjà dans la liste.",
      "Dans les 2 derniers noms inventés : **2** déjà dans la liste.",
      "Of the last invented name: **1** already in the list.",
      "Of the last 2 invented names: **2** already in the list.",
    ],
  ],
];

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("what counts", () => {
  for (const [say, said] of COUNTED) {
    it(said[1]!, () => {
      assert.deepEqual(
        [labo, inEnglish].flatMap((texts) => [1, 2].map((n) => plain(say(texts, n)))),
        said,
      );
    });
  }

  it("as each language's rule says of 0 and of 1.5", () => {
    assert.equal(labo.names.names(0), "0 nom");
    assert.equal(inEnglish.names.names(0), "0 names");
    assert.equal(labo.size.time.hours(1.5), "1,5 heure");
    assert.equal(inEnglish.size.time.hours(1.5), "1.5 hours");
  });

  /** A text that is given a number as a text cannot follow the rule: no such gap is left. */
  it("none is given 1 and says several", () => {
    const few =
      "is|ms|dans|des|fois|mes|plus|après|times|comes|guesses|invents|tells|writes|keeps|copies the";
    const several = new RegExp(
      `(?<![\\d\\p{L}])1(\\*\\*)? (?!(${few})(?!\\p{L}))\\p{L}+[sx](?!\\p{L})`,
      "u",
    );
    assert.match("les 1 derniers signes", several);
    /** Never 1: those of models that are known. */
    const large = /knownModels\.(fact\.|parameters)/;
    const found: string[] = [];
    const visit = (texts: unknown, path: string): void => {
      if (typeof texts === "function") {
        let said: unknown;
        try {
          said = (texts as (...gaps: unknown[]) => unknown)(1, 1, 1, 1, 1);
        } catch {
          return; // an object of gaps: tested above
        }
        if (typeof said === "string" && several.test(plain(said)) && !large.test(path))
          found.push(`${path}: ${said}`);
      } else if (typeof texts === "object" && texts !== null) {
        for (const [key, value] of Object.entries(texts)) visit(value, `${path}.${key}`);
      }
    };
    for (const [name, language] of Object.entries({ french, english })) visit(language, name);
    assert.deepEqual(found, []);
  });
});
