"""Who may know whom, in Python: the linter and the documentation's drawing see what is planted."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from imports import check, layers, read

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")

pytestmark = pytest.mark.skipif(
    sys.version_info < (3, 11), reason="import-linter and tomllib need Python 3.11"
)


def planted(folder: Path, file: str, line: str) -> Path:
    """A copy of the package's code with one more line at the end of a file."""
    shutil.copytree(
        ROOT / "src" / "premier_llm",
        folder / "src" / "premier_llm",
        ignore=lambda _, names: [n for n in names if n in ("cours", "labo", "ecole", "locale")],
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    with (folder / "src" / "premier_llm" / file).open("a", encoding="utf-8") as code:
        code.write(f"\n\n{line}\n")
    return folder


FAULTS = [
    ("model/config.py", "from ..cli import terminal"),
    (
        "data/windows.py",
        "def late() -> None:\n    from ..training import recipe",
    ),  # late is seen too
    ("judging/baselines.py", "from ..files import gpt2"),
    ("engines/numpy.py", "from .pure import Model as Oracle"),
    ("using/anatomy.py", "import numpy"),
    ("engines/together.py", "from ..data import corpus"),
    ("model/folding.py", "from . import vocabulary"),  # a circle inside a room
    ("files/gpt2.py", "from ..training import recipe"),  # a neighbour on the same floor
]


@pytest.mark.parametrize(("file", "line"), FAULTS)
def test_the_linter_sees_a_planted_import(tmp_path: Path, file: str, line: str) -> None:
    assert run(planted(tmp_path, file, line)) != 0


def test_the_linter_sees_nothing_else(tmp_path: Path) -> None:
    assert run(planted(tmp_path, "errors.py", "")) == 0


def run(folder: Path) -> int:
    # From src, whose copy then comes before the package that is installed.
    command = [str(LINTER), "--no-cache", "--config", str(folder / "pyproject.toml")]
    ran = subprocess.run(command, cwd=folder / "src", capture_output=True, text=True, check=False)
    assert "Contracts:" in ran.stdout, ran.stdout + ran.stderr
    return ran.returncode


def test_the_drawing_fails_on_a_planted_import(tmp_path: Path) -> None:
    rooms = layers(ROOT / "pyproject.toml")
    check(read(ROOT / "src" / "premier_llm"), rooms)
    folder = planted(tmp_path, "model/config.py", "from ..cli import terminal")
    with pytest.raises(ValueError, match="model → cli"):
        check(read(folder / "src" / "premier_llm"), rooms)
