"""What `import premier_llm` gives, and how little it loads."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import premier_llm


def test_every_public_name_is_found_and_none_is_forgotten() -> None:
    for name in premier_llm.__all__:
        assert getattr(premier_llm, name) is not None
    assert set(premier_llm._HOME) | {"__version__"} == set(premier_llm.__all__)
    assert dir(premier_llm) == sorted(premier_llm.__all__)


def test_importing_loads_nothing_heavy() -> None:
    """The core runs where nothing can be installed, NumPy included."""
    code = """
import sys
import zipfile
from pathlib import Path
import premier_llm
assert not {name for name in sys.modules if name.startswith("premier_llm.")}, sys.modules
import premier_llm.training, premier_llm.sampling, premier_llm.anatomy, premier_llm.checkpoint
import premier_llm.baselines, premier_llm.evaluation, premier_llm.engines.pure
heavy = {"numpy", "torch", "rich", "click", "platformdirs"} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_pure_engine_needs_the_standard_library_only() -> None:
    """Training and inventing with every third-party package out of reach."""
    code = """
import sys
import zipfile
from pathlib import Path
for name in ("numpy", "torch", "rich", "click", "platformdirs"):
    sys.modules[name] = None
from premier_llm import PRESETS, Recipe, Training, read_corpus, sample
words = read_corpus("pokemon")
model = Training(words, PRESETS["mini"], Recipe(steps=2), engine_name="pure").run()
assert len(sample(model, words.vocabulary, 3, polite=True)) == 3
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_without_pytorch_its_engine_says_what_to_install() -> None:
    code = """
import sys
sys.modules["torch"] = None
from premier_llm import InputError, engine
try:
    engine("torch")
except InputError as error:
    assert "pip install" in str(error) and "\\n" not in str(error), error
else:
    raise AssertionError("torch is out of reach")
assert engine("numpy").Model
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_wheel_carries_the_page_and_the_catalogue(tmp_path: Path) -> None:
    """What people install needs neither Node.js nor gettext's tools."""
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(tmp_path)]
    subprocess.run(command, cwd=Path(__file__).parents[1], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "premier_llm/labo/index.html" in names
    assert "premier_llm/locale/fr/LC_MESSAGES/premier_llm.mo" in names
    assert "premier_llm/words/filter/rude.txt" in names
    assert not [name for name in names if "node_modules" in name]
