/** The picture of the model: what it draws are the numbers that flow. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { anatomy } from "../engine/anatomy.js";
import { config } from "../engine/config.js";
import { Model } from "../engine/model.js";
import { draw, type Line, type Scene } from "../labo/tabs/inside/picture/draw.js";
import { layLanes } from "../labo/tabs/inside/picture/lanes.js";
import { layPart } from "../labo/tabs/inside/picture/layout.js";
import { openAtFirst, partsOf } from "../labo/tabs/inside/picture/parts.js";

const dials = config({ heads: 2, layers: 2, norm: "rms", norm_blocks: true });
const tokens = [0, 16, 9, 11];
const values = anatomy(new Model(dials, 3), tokens);
const all = partsOf(dials, () => true);

function scene(id: string, more: Partial<Scene> = {}): Scene {
  const part = all.find((part) => part.id === id)!;
  return {
    part,
    layout: layPart(part, true),
    lanes: layLanes(800, 228, tokens.length, 3, 20),
    flow: { direction: "forward", numbers: (name) => values.get(name), head: () => undefined },
    off: [],
    letter: String,
    tell: (value) => value.toFixed(2),
    words: false,
    ...more,
  };
}
const of = (lines: readonly Line[], name: string): readonly Line[] =>
  lines.filter((line) => line.of.split(" ").includes(name));

test("lanes lie in the width, beside each other, the followed one among them", () => {
  for (const width of [280, 480, 780, 1200]) {
    for (const count of [1, 2, 4, 9, 16, 96]) {
      for (const row of new Set([0, count >> 1, count - 1])) {
        for (const least of [20, 42]) {
          const left = width > 560 ? 228 : 4;
          const { lanes, followed, before } = layLanes(width, left, count, row, least);
          const said = `${width} px, ${count} letters, the ${row}th, ${least} px each`;
          assert.equal(followed.row, row, said);
          let end = left;
          for (const lane of lanes) {
            assert.ok(lane.x - lane.width / 2 >= end - 1e-6, said);
            assert.ok(lane.width >= Math.min(least, 84) - 1e-6, said);
            assert.ok(lane.width <= followed.width, said);
            end = lane.around;
          }
          assert.ok(end <= width, said);
          assert.equal(before, lanes[0]!.row, said);
          if (before === 0 && lanes.length === count) continue;
          // Those that are left out are the first ones, or after what is followed.
          assert.ok(lanes.at(-1)!.row === count - 1 || lanes[0]!.row === row, said);
        }
      }
    }
  }
});

test("parts come in the order of the computation, and draw what there is", () => {
  const drawn = all.flatMap(({ rows }) => rows);
  for (const name of drawn) assert.ok(values.has(name), name);
  const order = [...values.keys()];
  const places = drawn.map((name) => order.indexOf(name));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  const large = config({ layers: 12 });
  const few = partsOf(large, (layer) => openAtFirst(large).includes(layer));
  assert.equal(few.filter(({ kind }) => kind === "layer").length, 12);
  assert.equal(few.filter(({ kind }) => kind === "asks").length, 1);
});

test("threads are as thick as the shares, head by head", () => {
  const weights = values.get("blocks.1.attention.weights")!;
  for (const id of ["1.asks", "1.looks"]) {
    const threads = of(draw(scene(id)).lines, "pic-thread");
    assert.equal(threads.length, 2 * tokens.length);
    const [head0, head1] = [0, 1].map((head) =>
      weights.numbers.slice(16 * head + 12, 16 * head + 16),
    );
    const shares = [...head0!, ...head1!];
    for (const [i, { width }] of threads.entries()) {
      assert.ok(Math.abs(width! - Math.max(0.7, 11 * shares[i]!)) < 1e-9);
    }
  }
  // What there is no room for is one thread: its shares added up.
  const lanes = layLanes(800, 228, tokens.length, 3, 220);
  assert.equal(lanes.before, 2);
  const [rest] = of(draw(scene("1.looks", { lanes })).lines, "pic-thread");
  const hidden = weights.numbers[12]! + weights.numbers[13]!;
  assert.ok(Math.abs(rest!.width! - 11 * hidden) < 1e-9);
});

test("what is pointed at is the number that is drawn there", () => {
  const made = scene("0.mix");
  const { at } = draw(made);
  const { y, height } = made.layout.rows[0]!;
  for (const lane of made.lanes.lanes) {
    const left = lane.x - lane.width / 2;
    assert.deepEqual(at(left + 1, y + height / 2, 2), {
      name: "blocks.0.attention.heads",
      index: [0, lane.row, 0],
    });
    assert.deepEqual(at(left + lane.width - 1, y + 2, 2)?.index, [1, lane.row, 7]);
  }
  assert.equal(at(3, y, 2), undefined);
  assert.equal(at(made.lanes.followed.x, y + 4, 50), undefined);
  const scores = draw(scene("logits"));
  assert.deepEqual(scores.at(800 - 5, scene("logits").layout.from + 20, 5), {
    name: "logits",
    index: [3, 26],
  });
});

test("what is switched off is cut, and nothing pulses through it", () => {
  const whole = draw(scene("0.looks"));
  assert.equal(of(whole.lines, "cut").length, 0);
  const attention = draw(scene("0.looks", { off: ["attention.0"] }));
  assert.equal(of(of(attention.lines, "pic-thread"), "cut").length, 8);
  const head = draw(scene("0.looks", { off: ["attention.0.head.1"] }));
  assert.equal(of(of(head.lines, "pic-thread"), "cut").length, 4);
  assert.ok(of(head.lines, "pic-pulse").length < of(whole.lines, "pic-pulse").length);
  const shortcut = draw(scene("0.bypass", { off: ["attention.0.shortcut"] }));
  assert.equal(of(shortcut.lines, "cut").length, tokens.length);
  assert.ok(of(shortcut.lines, "cut").every(({ of }) => of.includes("around")));
});

test("the way back draws slopes, signs and all, in the same places", () => {
  const slopes = new Map(
    [...values].map(([name, value]) => [
      name,
      { ...value, numbers: value.numbers.map((number) => -1e-3 * number) },
    ]),
  );
  const back = scene("0.looks", {
    flow: { direction: "back", numbers: (name) => slopes.get(name), head: () => undefined },
  });
  const threads = of(draw(back).lines, "pic-thread");
  assert.deepEqual(
    threads.map(({ d }) => d),
    of(draw(scene("0.looks")).lines, "pic-thread").map(({ d }) => d),
  );
  assert.ok(threads.every(({ of }) => of.includes("minus")));
  assert.ok(Math.abs(Math.max(...threads.map(({ width }) => width!)) - 11) < 1e-9);
});
