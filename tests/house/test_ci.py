"""The forges' jobs run what the project has. Nothing here can run them: they are read."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]
GITHUB = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
FILES = [*GITHUB, GITLAB]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
OF_SYSTEMS = {"apt-get", "mv", "test"}


def values(tree: Any, key: str) -> Iterator[Any]:
    """What stands under a key, anywhere."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == key:
                yield value
            else:
                yield from values(value, key)
    elif isinstance(tree, list):
        for value in tree:
            yield from values(value, key)


def commands(file: Path) -> list[str]:
    tree = yaml.safe_load(file.read_text("utf-8"))
    found: list[str] = []
    for key in ("run", "script", "before_script"):
        for lines in values(tree, key):
            found += lines if isinstance(lines, list) else lines.splitlines()
    return [command.strip() for line in found for command in line.split("&&")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_command_exists(file: Path) -> None:
    assert commands(file)
    for command in commands(file):
        program, *words = command.split()
        if program == "make":
            assert words[0] in TARGETS, command
            assert all(re.fullmatch("PYTHON=python", word) for word in words[1:]), command
        elif program == ".venv/bin/python":
            assert words[:2] == ["-m", "pytest"], command
        elif program not in OF_SYSTEMS:
            assert os.access(ROOT / program, os.X_OK), command


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_address_and_no_secret(file: Path) -> None:
    text = file.read_text("utf-8")
    assert "://" not in text
    assert not re.search("secret|password:|token:(?! write)", text)


def test_what_others_wrote_is_named_by_its_content() -> None:
    """A tag can be moved to other code; a commit cannot. The version is for people."""
    pins: dict[str, set[str]] = {}
    for file in GITHUB:
        text = file.read_text("utf-8")
        lines = re.findall(r"uses: (.*)$", text, re.M)
        assert len(lines) == len(list(values(yaml.safe_load(text), "uses")))
        for line in lines:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
            name, _, pin = line.partition("@")
            pins.setdefault(name, set()).add(pin)
    assert all(len(each) == 1 for each in pins.values()), pins


def test_both_forges_try_every_python_of_the_package() -> None:
    classifiers = re.findall(r"Python :: (3\.\d+)\"", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert "3.10" in classifiers
    (github,) = values(yaml.safe_load((GITHUB[0]).read_text("utf-8")), "python")
    (gitlab,) = values(yaml.safe_load(GITLAB.read_text("utf-8")), "PYTHON")
    assert github == gitlab == classifiers


def test_what_is_published_is_what_make_school_writes() -> None:
    assert "dist/ecole" in (ROOT / "Makefile").read_text("utf-8")
    assert "dist/ecole" in list(values(yaml.safe_load(GITHUB[0].read_text("utf-8")), "path"))
    assert "mv dist/ecole public" in commands(GITLAB)


@pytest.mark.parametrize("name", ["README.md", "README.en.md", "CONTRIBUTING.md", ".ci/run"])
def test_every_make_that_a_page_names_exists(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    asked = set(re.findall(r"(?:^(?:\$ )?|`)make\s+(?:PYTHON=\S+\s+)?(\w+)", text, re.M))
    assert asked
    assert asked <= TARGETS


def sources() -> dict[str, set[str]]:
    """What the Makefile makes its targets from, as make itself finds it."""
    told = subprocess.run(
        ["make", "-npr", "spec"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    return {
        name: set(files.split())
        for name, files in re.findall(r"^(\w+_SOURCES) := (.*)$", told.stdout, re.M)
    }


@pytest.mark.skipif(not which("make"), reason="needs make")
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="an sdist: git does not say what is made")
def test_make_makes_nothing_again_for_what_it_has_made_itself() -> None:
    """A source that is made, as a notebook or a .pyc, would be new each time."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    ours = set(subprocess.check_output(listed, cwd=ROOT, encoding="utf-8").split("\n"))
    made = ROOT / "school" / "__pycache__" / "made.pyc"  # as any import leaves
    made.parent.mkdir(exist_ok=True)
    made.touch()
    found = sources()
    made.unlink()
    assert set(found) >= {"PACKAGE_SOURCES", "WEB_SOURCES", "PAGE_SOURCES", "SITE_SOURCES"}
    for name, files in found.items():
        assert files, name
        assert files <= ours, (name, files - ours)
    # And nothing that it is made from is forgotten.
    site = found["SITE_SOURCES"]
    for kind in ("src/premier_llm/words/pokemon.txt", "docs/labo-learn.fr.png", "CHANGELOG.md"):
        assert kind in site
    for folder in ("school", "course", "docs", "web/school", "web/kit", "web/texts"):
        assert {file for file in ours if file.startswith(f"{folder}/")} <= site, folder
    assert {file for file in ours if file.startswith("src/")} <= site
