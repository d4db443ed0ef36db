"""The golden files of lab/ are what Python computes today, and Python opens what lab/ saves."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from premier_llm.engines import pure
from premier_llm.files.checkpoint import load
from premier_llm.model.config import PRESETS
from premier_llm.model.vocabulary import Vocabulary

LAB = Path(__file__).resolve().parents[2] / "lab"
GOLDEN = LAB / "golden"

SAVE = """
import { writeFileSync } from "node:fs";
import { PRESETS } from "./src/engine/config.js";
import { readCorpus } from "./src/engine/corpus.js";
import { writeModel } from "./src/engine/file.js";
import { recipe, Training } from "./src/engine/training.js";

const { words, vocabulary } = readCorpus("Pikachu\\nÉvoli\\nmew\\n");
const config = PRESETS.microgpt;
const training = new Training(words, vocabulary, config, recipe({ steps: 9 }), 1);
for (const { step } of training.steps()) if (step === 5) break;
const { tensors, facts } = training.state();
writeFileSync("model.safetensors", writeModel({ config, vocabulary, tensors, training: facts }));
const probabilities = training.model.forward(vocabulary.encode(".pi"));
console.log(JSON.stringify([...probabilities]));
"""


def same(found: Any, expected: Any) -> bool:
    """Equal, numbers to 1e-10: another processor may round the last digit otherwise."""
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(same(found[k], expected[k]) for k in found)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, float):
        return isinstance(found, (int, float)) and abs(found - expected) <= 1e-10
    return bool(found == expected)


def test_the_golden_files_are_fresh(tmp_path: Path) -> None:
    specification = importlib.util.spec_from_file_location("write_golden", GOLDEN / "write.py")
    assert specification is not None
    assert specification.loader is not None
    script = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(script)
    script.write(tmp_path)
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == sorted(p.name for p in GOLDEN.iterdir() if p.suffix not in ("", ".py"))
    for name in written:
        found, expected = (folder / name for folder in (tmp_path, GOLDEN))
        if name.endswith(".json"):
            fresh = same(json.loads(found.read_text()), json.loads(expected.read_text()))
            assert fresh, f"lab/golden/{name} is out of date: run lab/golden/write.py"
        else:
            assert found.read_bytes() == expected.read_bytes(), name


def test_python_opens_what_the_page_saves(tmp_path: Path) -> None:
    node = shutil.which("node")
    compiler = LAB.parent / "node_modules/typescript/bin/tsc"
    if node is None or not compiler.exists():
        pytest.skip("needs Node and node_modules: run npm ci")
    compile_lab = [node, str(compiler), "--project", str(LAB), "--outDir", str(tmp_path)]
    subprocess.run(compile_lab, check=True)
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
    assert ours == pytest.approx(json.loads(said.stdout), abs=1e-9)
