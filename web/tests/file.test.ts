/** The file: Python's to the byte, and every way of being broken is told. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { config, PRESETS } from "../engine/config.js";
import { InputError } from "../engine/errors.js";
import { readModel, writeModel } from "../engine/file.js";
import { Model } from "../engine/model.js";
import { BytePairs } from "../engine/pieces.js";
import { Random } from "../engine/random.js";
import { readTensors, writeTensors } from "../engine/safetensors.js";
import { Vocabulary } from "../engine/vocabulary.js";
import { golden, goldenModel } from "./helpers.js";

const tiny = config({ vocabulary: 3, context: 2, embedding: 2, hidden: 2 });
const letters = new Vocabulary([".", "a", "🙂"], 0);

function tinyFile(): Uint8Array<ArrayBuffer> {
  const tensors = new Model(tiny, 1).tensors();
  return writeModel({ config: tiny, vocabulary: letters, tensors, training: { nom: "é" } });
}

function refuses(bytes: Uint8Array, what: string): InputError {
  try {
    readModel(bytes);
  } catch (error) {
    assert.ok(error instanceof InputError, `${what}: ${String(error)}`);
    return error;
  }
  assert.fail(`${what} was accepted`);
}

/** A header of one's own before some data. */
function withHeader(header: string, data = new Uint8Array()): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

describe("the file", () => {
  it("opens what Python wrote, checksum, numbers of both kinds and all", () => {
    const file = readModel(golden("mini.safetensors"));
    assert.deepEqual(file.config, PRESETS.mini);
    assert.deepEqual(file.vocabulary, Vocabulary.lesson());
    assert.deepEqual(file.training, { source: "é🙂", step: 10 });
    for (const [name, { shape, values }] of goldenModel(PRESETS.mini).tensors()) {
      const found = file.tensors.get(name)!;
      assert.deepEqual(found.shape, shape);
      if (name === "unembedding") assert.deepEqual(found.values, Float32Array.from(values));
      else assert.deepEqual(found.values, Float64Array.from(values));
    }
  });

  it("opens Python's model of pieces, with a boundary between stories, and writes it again", () => {
    const bytes = golden("pieces.safetensors");
    const file = readModel(bytes);
    assert.ok(file.vocabulary instanceof BytePairs);
    assert.deepEqual([file.vocabulary.boundary, file.vocabulary.version], [0, 2]);
    assert.equal(file.vocabulary.size, file.config.vocabulary);
    const again = readModel(writeModel(file));
    assert.deepEqual(again, file);
    const { metadata } = readTensors(bytes);
    assert.equal(metadata["premier_llm"], "2");
    assert.deepEqual(file.vocabulary.facts(), JSON.parse(metadata["vocabulary"]!));
  });

  it("gives the checksum and the data that Python gives", () => {
    const bytes = golden("mini.safetensors");
    const { tensors, metadata } = readTensors(bytes);
    const { checksum, ...rest } = metadata;
    const written = writeTensors(tensors, rest);
    assert.equal(readTensors(written).metadata["checksum"], checksum);
    const size = 2832 * 8 - 27 * 16 * 4;
    assert.deepEqual(written.subarray(-size), bytes.subarray(-size));
  });

  it("comes back to the bit", () => {
    const bytes = tinyFile();
    const file = readModel(bytes);
    assert.deepEqual(file.tensors, new Map(new Model(tiny, 1).tensors()));
    assert.deepEqual(file.vocabulary, letters);
    assert.deepEqual(file.training, { nom: "é" });
    assert.deepEqual(writeModel(file), bytes);
    // From the middle of a larger buffer too.
    const inside = new Uint8Array(bytes.length + 3);
    inside.set(bytes, 3);
    assert.deepEqual(readModel(inside.subarray(3)), file);
  });

  it("refuses any changed byte, any cut and anything added", () => {
    const bytes = tinyFile();
    const random = new Random(1);
    for (let i = 0; i < bytes.length; i++) {
      const changed = bytes.slice();
      changed[i]! ^= 1 + random.below(255);
      let accepted: unknown;
      try {
        accepted = readModel(changed);
      } catch (error) {
        assert.ok(error instanceof InputError, `byte ${i}: ${String(error)}`);
      }
      // White space of the header says nothing and may differ.
      if (accepted !== undefined) assert.deepEqual(accepted, readModel(bytes), `byte ${i}`);
    }
    for (let end = 0; end < bytes.length; end++) refuses(bytes.subarray(0, end), `cut at ${end}`);
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    assert.equal(refuses(longer, "longer").values["why"], "long");
  });

  it("says what is wrong with foreign files", () => {
    const entry = (text: string): string => `{"a":${text}}`;
    const four = new Uint8Array(4);
    const cases: [string, Uint8Array, string][] = [
      ["nothing", new Uint8Array(), "short"],
      ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), "length"],
      ["no JSON", withHeader("{"), "header"],
      ["a list", withHeader("[]"), "header"],
      ["null", withHeader("null"), "header"],
      ["metadata of numbers", withHeader('{"__metadata__":{"a":1}}'), "description"],
      ["metadata of nothing", withHeader('{"__metadata__":null}'), "description"],
      ["no offsets", withHeader(entry('{"dtype":"F32","shape":[1]}'), four), "tensor"],
      [
        "nine dimensions",
        withHeader(
          entry(`{"dtype":"F32","shape":[${"1,".repeat(8)}1],"data_offsets":[0,4]}`),
          four,
        ),
        "tensor",
      ],
      [
        "a huge shape",
        withHeader(
          entry('{"dtype":"F32","shape":[9007199254740991,9],"data_offsets":[0,4]}'),
          four,
        ),
        "tensor",
      ],
      [
        "a negative shape",
        withHeader(entry('{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}'), four),
        "tensor",
      ],
    ];
    for (const [what, bytes, why] of cases) {
      const error = refuses(bytes, what);
      assert.equal(error.key, "file.damaged", what);
      assert.equal(error.values["why"], why, what);
    }
    const half = withHeader(entry('{"dtype":"F16","shape":[2],"data_offsets":[0,4]}'), four);
    assert.equal(refuses(half, "half numbers").key, "file.kind");
    const other = writeTensors(new Model(tiny).tensors(), { author: "someone" });
    assert.equal(refuses(other, "another program's").key, "file.foreign");
  });

  it("refuses models that do not fit together", () => {
    const model = { config: tiny, vocabulary: letters, training: {} };
    const tensors = new Model(tiny).tensors();
    const without = new Map(tensors);
    without.delete("unembedding");
    const foreign = new Map(tensors).set("other", { shape: [1], values: new Float64Array(1) });
    const misshapen = new Map(tensors).set("unembedding", {
      shape: [2, 3],
      values: new Float64Array(6),
    });
    const infinite = new Map(tensors).set("unembedding", {
      shape: [3, 2],
      values: new Float64Array(6).fill(Infinity),
    });
    for (const broken of [without, foreign, misshapen, infinite]) {
      const error = refuses(writeModel({ ...model, tensors: broken }), "tensors");
      assert.equal(error.key, "file.unusable");
    }
    const small = { ...model, tensors, vocabulary: new Vocabulary(["a"], null) };
    assert.equal(refuses(writeModel(small), "vocabulary").key, "file.unusable");
    const deep = { ...model, tensors, config: { ...tiny, layers: 1e15 } };
    assert.equal(refuses(writeModel(deep), "layers").key, "file.unusable");
    // Even where the newer format has other tensors, and another checksum or none.
    const newer = withHeader('{"__metadata__":{"premier_llm":"3"},"a":{"dtype":"I8"}}');
    assert.equal(refuses(newer, "newer").key, "file.newer");
    const nothing = { premier_llm: "1", config: "3", vocabulary: "{}" };
    assert.equal(refuses(writeTensors(tensors, nothing), "nothing").key, "file.damaged");
  });
});
