"""What `import premier_llm` gives, and how little it loads."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import premier_llm

ROOT = Path(__file__).parents[2]
SCHOOL = ROOT / "src" / "premier_llm" / "ecole" / "dossier.zip"


def test_every_public_name_is_found_and_none_is_forgotten() -> None:
    for name in premier_llm.__all__:
        assert getattr(premier_llm, name) is not None
    assert set(premier_llm._HOME) | {"__version__"} == set(premier_llm.__all__)
    assert dir(premier_llm) == sorted(premier_llm.__all__)


def test_importing_loads_nothing_heavy() -> None:
    """The core runs where nothing can be installed, NumPy included."""
    code = """
import sys
import premier_llm
assert not {name for name in sys.modules if name.startswith("premier_llm.")}, sys.modules
import premier_llm.training.loop, premier_llm.using.sampling, premier_llm.using.anatomy
import premier_llm.files.model_file
import premier_llm.judging.baselines, premier_llm.judging.verdict, premier_llm.engines.pure
heavy = {"numpy", "torch", "rich", "click", "platformdirs"} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_pure_engine_needs_the_standard_library_only() -> None:
    """Training and inventing with every third-party package out of reach."""
    code = """
import sys
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


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy to build from, so that nothing moves under the other tests' feet."""
    copy = tmp_path_factory.mktemp("project") / "premier-llm"
    left = (
        ".git",
        ".venv*",
        ".*_cache",
        ".hypothesis",
        "__pycache__",
        "node_modules",
        "build",
        "dist",
    )
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*left))
    # What npm and the builds leave, and must not be published.
    for folder in ("web/node_modules", "web/build", "school/build"):
        (copy / folder).mkdir()
        (copy / folder / "left.js").touch()
    return copy


def build(project: Path, kind: str, into: Path) -> tuple[Path, str]:
    """A wheel or an sdist, and what the build said."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)]
    said = subprocess.run(
        command,
        cwd=project,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    (built,) = into.iterdir()
    return built, said.stdout


def test_the_wheel_carries_what_was_built(project: Path, tmp_path: Path) -> None:
    """What people install needs neither Node.js nor gettext's tools."""
    wheel, _said = build(project, "wheel", tmp_path)
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.name.startswith(f"premier_llm-{premier_llm.__version__}-")
    assert "premier_llm/labo/index.html" in names
    assert "premier_llm/locale/fr/LC_MESSAGES/premier_llm.mo" in names
    assert "premier_llm/words/filter/rude.txt" in names
    assert "premier_llm/cours/lecon_8_des_lettres_aux_phrases.ipynb" in names
    assert "premier_llm/cours/lecon_9_du_modele_au_chatbot.ipynb" in names
    assert "premier_llm/lessons/trained/150.safetensors" in names
    assert "premier_llm/lessons/trained/talking.safetensors" in names
    assert ("premier_llm/ecole/dossier.zip" in names) == SCHOOL.is_file()
    assert not [name for name in names if not name.startswith("premier_llm")]


def test_the_sdist_carries_all_that_builds_it(project: Path, tmp_path: Path) -> None:
    sdist, _said = build(project, "sdist", tmp_path)
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"src/premier_llm/labo/index.html", "school/assemble.py", "web/vite.config.ts"} <= names
    assert ("src/premier_llm/ecole/dossier.zip" in names) == SCHOOL.is_file()
    assert not [name for name in names if "node_modules" in name or name.endswith("left.js")]
    if (ROOT / ".git").exists():
        kept = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z"],
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
        )
        tracked = {name for name in kept.stdout.decode().split("\0") if (ROOT / name).is_file()}
        assert tracked - names == set()


def test_a_wheel_without_the_school_folder_is_built_and_says_so(
    project: Path, tmp_path: Path
) -> None:
    """Its build takes Sphinx and Pyodide: too much to ask of who installs from a clone."""
    copy = tmp_path / "without"
    shutil.copytree(project, copy, symlinks=True, ignore=shutil.ignore_patterns(SCHOOL.name))
    wheel, said = build(copy, "wheel", tmp_path / "wheel")
    assert "premier_llm/ecole/dossier.zip" not in zipfile.ZipFile(wheel).namelist()
    assert said.count("The school folder is not built") == 1
    assert "make dist" in said
