"""Python opens what le Labo saves."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from premier_llm.engines import pure
from premier_llm.files.model_file import load
from premier_llm.model.bpe import BytePairs
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary

WEB = Path(__file__).resolve().parents[2] / "web"

SAVE = """
import { writeFileSync } from "node:fs";
import { config as checked, PRESETS } from "./engine/config.js";
import { readCorpus } from "./engine/corpus.js";
import { writeModel } from "./engine/file.js";
import { Model } from "./engine/model.js";
import { BytePairs } from "./engine/pieces.js";
import { recipe } from "./engine/recipe.js";
import { Training } from "./engine/training.js";

const corpus = readCorpus("Pikachu\\nÉvoli\\nmew\\n");
const { vocabulary } = corpus;
const config = PRESETS.microgpt;
const training = new Training(corpus, config, recipe({ steps: 9 }), 1);
for (const { step } of training.steps()) if (step === 5) break;
const { tensors, facts } = training.state();
writeFileSync("model.safetensors", writeModel({ config, vocabulary, tensors, training: facts }));
const probabilities = training.model.forward(vocabulary.encode(".pi"));

const stories = ["Un ours dort.", "Un ours noir dort ici : été."];
const pieces = BytePairs.found(stories, 270, true);
const small = checked({ vocabulary: pieces.size, context: 4, embedding: 4, hidden: 4 });
const told = { config: small, vocabulary: pieces, tensors: new Model(small, 1).tensors() };
writeFileSync("pieces.safetensors", writeModel({ ...told, training: {} }));
console.log(JSON.stringify([...probabilities]));
"""


def test_python_opens_what_the_page_saves(tmp_path: Path) -> None:
    node = shutil.which("node")
    compiler = WEB / "node_modules/typescript/bin/tsc"
    if node is None or not compiler.exists():
        pytest.skip("needs Node and node_modules: run npm ci in web/")
    compile_web = [node, str(compiler), "--project", str(WEB), "--outDir", str(tmp_path)]
    subprocess.run(compile_web, check=True)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "save.js").write_text(SAVE, encoding="utf-8")
    said = subprocess.run(
        [node, "save.js"], cwd=tmp_path, check=True, capture_output=True, encoding="utf-8"
    )
    file = load(tmp_path / "model.safetensors")
    assert file.config == PRESETS["microgpt"]
    assert file.vocabulary == Vocabulary.lesson()
    assert file.training["words"] == ["pikachu", "evoli", "mew"]
    assert len(file.tensors["history.losses"][1]) == file.training["step"] == 5
    assert len(file.tensors) == 3 * len(file.weights) + 1  # the optimiser's and the curve
    model = pure.Model.from_parameters(file.config, file.weights)
    rows = model.forward(file.vocabulary.encode(".pi"))
    ours = [probability for row in rows for probability in row]
    pieces = load(tmp_path / "pieces.safetensors").vocabulary
    stories = ["Un ours dort.", "Un ours noir dort ici : été."]
    assert pieces == BytePairs.train(stories, 270, boundary=True)
    assert ours == pytest.approx(json.loads(said.stdout), abs=1e-9)
