/** Before and after: the forms, what is handed over, and what can be concluded. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { animalAt, animalOf, beginsWithA, drawn, named, type Animal } from "../kit/animal.js";
import {
  asked,
  BELIEFS,
  BLANK,
  FORMS,
  LETTERS,
  marked,
  other,
  UNKNOWN,
  type Form,
} from "../survey/form.js";
import { beyond, counted, ENOUGH, gainOf, paired, said, student } from "../survey/gain.js";
import { fromTable, toTable, type Moment, type Result } from "../survey/result.js";
import { survey as english } from "../texts/beliefs/en.js";
import { survey as french } from "../texts/beliefs/fr.js";

const FOX: Animal = { species: "fox", colour: "blue", number: 27 };

/** A paper whose answers come to these marks, question by question. */
function paper(
  animal: Animal,
  moment: Moment,
  form: Form,
  mark: (n: number) => "right" | "belief" | "unknown",
  more: Partial<Result> = {},
): Result {
  const letters = asked(form).map((question, n) =>
    [...LETTERS, UNKNOWN].find((letter) => marked(question, letter) === mark(n)),
  );
  const rest = { why: "", group: "class" as const, codes: [] };
  return { animal, moment, form, answers: letters.join(""), ...rest, ...more };
}

describe("the forms", () => {
  it("ask twenty questions, or six, each belief as often", () => {
    for (const form of FORMS) {
      const counts = asked(form).map(({ belief }) => belief);
      assert.equal(counts.length, Number(form.slice(1)));
      const each = form.endsWith("20") ? 2 : 1;
      for (const belief of new Set(counts)) {
        assert.equal(counts.filter((one) => one === belief).length, each);
      }
    }
    assert.deepEqual(
      [other("A20"), other("B20"), other("A6"), other("B6")],
      ["B20", "A20", "B6", "A6"],
    );
  });

  it("give the right answer no favourite place, and no favourite length", () => {
    for (const form of ["A20", "B20"] as const) {
      const places = asked(form).map(({ order }) => order.indexOf(0));
      for (let place = 0; place < 4; place++) {
        const times = places.filter((one) => one === place).length;
        assert.ok(times >= 4 && times <= 6, `${times} times at ${LETTERS[place]}`);
      }
      for (const { order } of asked(form)) assert.deepEqual([...order].sort(), [0, 1, 2, 3]);
    }
    // Whoever always takes the longest answer, or never does, must not pass for somebody who knows.
    for (const texts of [french.items, english.items!]) {
      let longest = 0;
      for (const belief of BELIEFS) {
        for (const form of ["A", "B"] as const) {
          for (const [, ...choices] of texts[belief]![form]!) {
            const lengths = choices.map((choice) => choice.length);
            if (lengths[0] === Math.max(...lengths)) longest++;
          }
        }
      }
      assert.ok(longest > 5 && longest < 15, `${longest} of 40`);
    }
  });

  it("differ: no question, and no answer of a question, stands twice", () => {
    const all = BELIEFS.flatMap((belief) => [...french.items[belief].A, ...french.items[belief].B]);
    assert.equal(new Set(all.map(([ask]) => ask)).size, 40);
    for (const [, ...choices] of all) assert.equal(new Set(choices).size, 4);
    assert.equal(french.teacher.codes.length, english.teacher?.codes?.length);
  });
});

describe("an animal of the class server", () => {
  it("has a rank, and each rank another animal", () => {
    const all = Array.from({ length: 8640 }, (_, rank) => named(animalAt(rank), "fr"));
    assert.equal(new Set(all).size, 8640);
    assert.ok(all.every((name) => animalOf(name) !== undefined));
  });
});

describe("an animal", () => {
  it("is read in either language, and nothing else is one", () => {
    for (let n = 0; n < 200; n++) {
      const animal = drawn();
      for (const language of ["fr", "en"]) {
        assert.deepEqual(animalOf(named(animal, language)), animal);
      }
    }
    assert.deepEqual(animalOf(" RENARD  bleu-27 "), FOX);
    for (const wrong of ["", "renard 27", "renard bleu 7", "renard bleu chat 27", "Léo bleu 27"]) {
      assert.equal(animalOf(wrong), undefined, wrong);
    }
    assert.notEqual(beginsWithA(FOX), beginsWithA({ ...FOX, number: 28 }));
  });
});

describe("what is handed over", () => {
  it("comes back from its table, whatever the pupil wrote", () => {
    const whys = ['=1+1 ; "guillemets"\n<b>', "-oui", "@SUM(A1)", "l’été, « bien sûr »"];
    const results = whys.map((why, n) =>
      paper({ ...FOX, number: 20 + n }, "before", "B6", () => "unknown", {
        why: why.replaceAll(/\s+/g, " "),
        group: n > 1 ? "control" : "class",
        codes: n === 0 ? [1, 4] : [],
      }),
    );
    const table = toTable(results);
    assert.ok(!/(^|;)"?[=@-]\D/m.test(table), "a spreadsheet would compute it");
    assert.deepEqual(fromTable(table), { results, refused: [] });
  });

  it("may be typed from paper, and what cannot be read is told line by line", () => {
    const typed = [
      "renard bleu 27 ; avant ; a6 ; bd?-ac ; il se trompe",
      "blue fox 28;after;A6;B D ? - A C",
      "Léo ; avant ; A6 ; BDAACC",
      "renard bleu 27 ; hier ; A6 ; BDAACC",
      "renard bleu 27 ; avant ; A7 ; BDAACC",
      "renard bleu 27 ; avant ; A6 ; BDXACC",
      "renard bleu 27 ; avant ; A6 ; BDA",
    ].join("\n");
    const { results, refused } = fromTable(typed);
    assert.deepEqual(
      results.map(({ answers, moment, why }) => [answers, moment, why]),
      [
        [`BD${UNKNOWN}${BLANK}AC`, "before", "il se trompe"],
        [`BD${UNKNOWN}${BLANK}AC`, "after", ""],
      ],
    );
    assert.deepEqual(
      refused.map(({ line, what }) => [line, what]),
      [
        [3, "animal"],
        [4, "moment"],
        [5, "form"],
        [6, "letters"],
        [7, "count"],
      ],
    );
  });
});

describe("the gain", () => {
  /** Pupils who know so many of the twenty before, and after. */
  const pupils = (
    counts: readonly (readonly [number, number])[],
    group: Result["group"] = "class",
  ): Result[] =>
    counts.flatMap(([before, after], n) => {
      const animal = { ...FOX, number: 10 + n };
      return [
        paper(animal, "before", "A20", (q) => (q < before ? "right" : "belief"), { group }),
        paper(animal, "after", "B20", (q) => (q < after ? "right" : "unknown"), { group }),
      ];
    });

  it("is counted by hand: shares, mean and Student's interval", () => {
    const counts = Array.from({ length: 12 }, (_, n) => [5, 10 + (n % 3)] as const);
    const { pairs } = paired(pupils(counts));
    const gain = gainOf(pairs)!;
    assert.equal(gain.pupils, 12);
    assert.ok(Math.abs(gain.right.before - 0.25) < 1e-12);
    assert.ok(Math.abs(gain.mean - 0.3) < 1e-12);
    // Gains of 5, 6 and 7 of 20, four times each: variance (8/11)/400; t for 11 is 2.201.
    const half = 2.201 * Math.sqrt(8 / 11 / 400 / 12);
    assert.ok(Math.abs(gain.half! - half) < 1e-4);
    assert.equal(said(gain), "more");
    assert.deepEqual(gain.believed, { before: 0.75, after: 0 });
    // The first ten questions ask about each belief once.
    const first = gainOf(pairs, BELIEFS[9])!;
    assert.deepEqual([first.right.before, first.right.after], [0, 0.5]);
    assert.equal(counted(pairs[0]!.before, BELIEFS[0]).of, 2);
  });

  it("says nothing of too few, nor of what luck may do", () => {
    const few = gainOf(paired(pupils(Array(ENOUGH - 1).fill([5, 15]))).pairs)!;
    assert.deepEqual([few.half, said(few)], [null, "few"]);
    const luck = Array.from({ length: 20 }, (_, n) => [10, n % 2 === 0 ? 6 : 14] as const);
    assert.equal(said(gainOf(paired(pupils(luck)).pairs)!), "unsure");
    assert.equal(gainOf([]), null);
  });

  it("counts beside a control class only what goes beyond it", () => {
    const up = Array.from({ length: 15 }, (_, n) => [5, 9 + (n % 3)] as const);
    const papers = [...pupils(up), ...pupils(up, "control")];
    const own = gainOf(paired(papers.filter(({ group }) => group === "class")).pairs)!;
    const control = gainOf(paired(papers.filter(({ group }) => group === "control")).pairs)!;
    assert.equal(said(own), "more");
    assert.equal(said(beyond(own, control)), "unsure");
    // The same animal in two classes is two pupils.
    assert.equal(paired(papers).pairs.length, 30);
  });

  it("puts aside who was asked once, twice the same, or not the same number", () => {
    const [before, after] = pupils([[5, 10]]);
    const short = paper(FOX, "after", "A6", () => "right");
    const long = paper(FOX, "before", "A20", () => "right");
    const again = { ...before!, answers: before!.answers.replace(/^./, UNKNOWN) };
    const { pairs, once, twice, uneven } = paired([before!, after!, again, short, long]);
    assert.deepEqual([pairs.length, once.length, twice.length, uneven.length], [0, 0, 3, 1]);
    assert.equal(paired([short]).once.length, 1);
  });

  it("uses Student's t as tables give it", () => {
    for (const [freedom, t] of [
      [9, 2.262],
      [12, 2.179],
      [29, 2.045],
      [60, 2.0],
    ] as const) {
      assert.ok(Math.abs(student(freedom) - t) < 0.002, String(freedom));
    }
  });
});
