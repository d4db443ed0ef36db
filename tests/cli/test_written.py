"""A training is written beside its model, in TOML, and that file makes it again."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from click.testing import CliRunner

from premier_llm.cli.app import app
from premier_llm.files.model_file import load

CONFIG = "run.toml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["train", *arguments, "--json"])


@pytest.mark.parametrize(
    "asked",
    [
        ["pokemon", "--steps", "4", "--seed", "3", "--set", "dropout=0.1", "--heads", "2"],
        ["dinosaures", "--steps", "3", "--preset", "microgpt", "--vocabulary", "found"],
        ["dinosaures", "--steps", "3", "--text", "--bpe", "300", "--precision", "float64"],
    ],
)
def test_the_file_makes_the_same_training(folder: Path, asked: list[str]) -> None:
    assert run(*asked, "-o", "a.safetensors").exit_code == 0
    assert run("--config", "a.toml", "-o", "b.safetensors").exit_code == 0
    one, other = load("a.safetensors"), load("b.safetensors")
    assert one.config == other.config
    assert one.tensors == other.tensors
    assert (folder / "a.toml").read_text() == (folder / "b.toml").read_text()


def test_the_command_line_wins(folder: Path) -> None:
    (folder / CONFIG).write_text(
        'source = "pokemon"\nseed = 5\n[model]\nembedding = 8\n[recipe]\nsteps = 7\nclip = 1\n'
    )
    more = ["--embedding", "4", "--steps", "2", "--seed", "1"]
    assert run("--config", CONFIG, *more, "-o", "m.safetensors").exit_code == 0
    made = load("m.safetensors")
    recipe = made.training["recipe"]
    assert (made.config.embedding, recipe["steps"], recipe["clip"]) == (4, 2, 1)
    assert made.training["seed"] == 1
    assert run("dinosaures", "--config", CONFIG, "-o", "n.safetensors").exit_code == 0
    assert load("n.safetensors").training["corpus"]["source"] == "dinosaures"


@pytest.mark.parametrize("name", [CONFIG, "m.toml"])
def test_what_somebody_wrote_is_left_alone(folder: Path, name: str) -> None:
    mine = '# mine\nsource = "pokemon"\n[recipe]\nsteps = 2\n'
    (folder / name).write_text(mine)
    given = ["--config", name] if name == CONFIG else ["pokemon", "--steps", "2"]
    output = "run.safetensors" if name == CONFIG else "m.safetensors"
    assert run(*given, "-o", output).exit_code == 0
    assert (folder / name).read_text() == mine
    assert load(output).training["recipe"]["steps"] == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("seeds = 3", "seeds"),
        ('seed = "a"', "seed"),
        ("[model]\nlayer = 2", r"\[model\] layer"),
        ("[model]\nvocabulary = 30", r"\[model\] vocabulary"),
        ("[model]\nembedding = 2.5", "embedding"),
        ("model = 3", r"\[model\]"),
        ("[recipe]\nsteps = true", "steps"),
        ('[recipe]\nclip = "1"', "clip"),
        ("a b", "TOML"),
        ("seed = 1\nseed = 2", "TOML"),
        ('engine = "abacus"', "engine"),
        ("source = 3", "called 3"),
        ("source = [1]", r"called \[1\]"),
        ("", "pokemon"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_a_sentence(
    folder: Path, text: str, said: str
) -> None:
    source = [] if "source" in text or not text else ["pokemon"]
    (folder / CONFIG).write_text(text)
    found = run(*source, "--config", CONFIG)
    assert found.exit_code == 2, found.output
    assert re.search(said, found.stderr), found.stderr
    assert "Traceback" not in found.stderr
    assert not list(folder.glob("*.safetensors"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a file that is no text")
def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / CONFIG).write_bytes(b"\xff\xfe\x00")
    for name in (CONFIG, "none.toml", "."):
        found = run("pokemon", "--config", name)
        assert (found.exit_code, name in found.stderr) == (2, True)


def test_it_is_toml_with_every_dial(folder: Path) -> None:
    assert run("pokemon", "--steps", "2").exit_code == 0
    found = tomlkit.parse((folder / "pokemon.toml").read_text()).unwrap()
    made = load("pokemon.safetensors")
    assert found["recipe"] == made.training["recipe"]
    assert found["model"] | {"vocabulary": 27} == made.config.to_dict()


@pytest.mark.parametrize(
    ("path", "said"),
    [("nope.toml", "there is no such file"), ("no/nope.toml", "the folder does not exist")],
)
def test_what_is_missing_is_named(folder: Path, path: str, said: str) -> None:
    told = run("--config", path)
    assert told.exit_code == 2
    assert said in told.stderr
