"""The model of sentences that comes with lesson 8, and the reports that it learned from."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "course"))
from playing import Classroom, classroom
from test_tools import in_a_school

from premier_llm.data.worlds.floor import floor
from premier_llm.data.worlds.world import World
from premier_llm.files.model_file import load
from premier_llm.lessons import bulletins, modele_phrases, talking
from premier_llm.lessons.sentences import LEARNED, MOMENTS, TRAINED, ModelePhrases

pytestmark = pytest.mark.skipif(not TRAINED.is_dir(), reason="no model: make course")

BEGINNING = "Lundi soir, la neige sur Lyon sera"


@pytest.fixture(scope="module")
def model() -> ModelePhrases:
    return ModelePhrases(MOMENTS[-1])


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    with classroom(tmp_path) as one:
        one.run("from premier_llm.lessons import *\n\nlecon(8)\n\nmodele = modele_phrases()")
        yield one


def test_training_takes_seconds_and_makes_the_same_files(tmp_path: Path) -> None:
    """As the lesson says."""
    pytest.importorskip("jupytext")
    sys.path.insert(0, str(Path(__file__).parents[2] / "course"))
    import sentences

    started = time.process_time()
    sentences.train(tmp_path / "one")
    assert time.process_time() - started < 20
    sentences.train(tmp_path / "two")
    files = sorted((tmp_path / "one").iterdir())
    assert {file.stem for file in files} == {*map(str, MOMENTS), Path(talking.FILE).stem}
    for file in files:
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()
        assert file.stat().st_size < 30_000
        new, kept = load(file), load(TRAINED / file.name)
        assert (new.config, new.vocabulary) == (kept.config, kept.vocabulary), "make course"


def test_it_comes_close_to_the_floor_which_it_cannot_pass(model: ModelePhrases) -> None:
    least = floor(World("meteo")).per_token
    errors = [modele_phrases(step).erreur(bulletins(500, "nouveaux")) for step in MOMENTS]
    assert errors == sorted(errors, reverse=True)
    assert least < errors[-1] < 1.04 * least
    assert model.erreur(bulletins(10)) == pytest.approx(errors[-1], rel=0.1)


def test_every_engine_reads_the_same_model(
    model: ModelePhrases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREMIER_LLM_MOTEUR", "pure")
    pure = modele_phrases()
    assert pure.moteur == "Python pur"
    assert pure.probabilites(BEGINNING) == pytest.approx(model.probabilites(BEGINNING), abs=1e-6)
    assert pure.inventer(3, graine=1) == model.inventer(3, graine=1)


def test_reports_are_of_three_kinds_that_share_nothing() -> None:
    learned = bulletins(LEARNED)
    told, apart = bulletins(300, "nouveaux"), bulletins(300, "jamais ensemble")
    assert not set(learned) & set(told)
    assert not set(learned) & set(apart)
    assert not set(told) & set(apart)
    pairs = {(words[3], words[-1]) for words in (report.split() for report in learned)}
    assert not pairs & {(words[3], words[-1]) for words in (report.split() for report in apart)}
    assert pairs >= {(words[3], words[-1]) for words in (report.split() for report in told)}


def test_what_it_says_of_a_beginning(model: ModelePhrases) -> None:
    chances = model.suites(BEGINNING)
    assert list(chances.values()) == sorted(chances.values(), reverse=True)
    assert sum(chances.values()) == pytest.approx(1)
    assert chances.keys() == set(model.mots)
    assert model.lus(BEGINNING)[:3] == ["¶", "Lundi", "soir"]
    # Spaces and capitals are forgiven.
    assert model.suites("  lundi soir ,la neige  sur lyon sera ") == chances
    assert model.formes("douce") == ["doux", "douce", "doux", "douces"]
    assert model.formes("seront") == ["sera", "sera", "seront", "seront"]
    assert model.formes("Lyon") == ["Lyon"]
    steps = model.etapes_de_generation(graine=1, debut=BEGINNING)
    assert steps[0][0].endswith(BEGINNING)
    assert steps[1][0].endswith(f"{BEGINNING} {steps[0][2]}")


@pytest.mark.parametrize(
    "typed",
    [
        'modele.suites("Lundi, la licorne")',
        "modele.suites(12)",
        "modele.suites(None)",
        'modele.suites("la " * 2000)',
        'modele.suites("¶ □ ⁀")',
        'modele.suites("la neige", sans="tête 1")',
        'modele.attention("la neige", 3)',
        'modele.attention("la neige", "1")',
        'modele.formes("licorne")',
        "modele.formes([])",
        'modele.erreur("la neige")',
        "modele.erreur([])",
        "modele.erreur([1])",
        "modele.erreur(None)",
        'modele.inventer(debut="licorne")',
        "modele_phrases(10)",
        'modele_phrases("150")',
        "modele_phrases(True)",
        "bulletins(0)",
        "bulletins(10**9)",
        'bulletins("dix")',
        'bulletins(10, "anciens")',
        "bulletins(10, 3)",
    ],
)
def test_what_does_not_go_is_said_kindly(room: Classroom, typed: str) -> None:
    answer = room.run(typed)
    assert not answer.traceback
    assert answer.kind, answer.shown


def test_it_comes_with_the_one_file_of_platforms(tmp_path: Path) -> None:
    """Out of a zip, where nothing is installed."""
    shown = in_a_school(
        tmp_path,
        "from premier_llm_lecons import *\nlecon(8)\nm = modele_phrases()\n"
        f"print(m.moteur, list(m.suites({BEGINNING!r}))[0] in m.mots)\n",
    )
    assert shown[-1] == "Python pur True"


def test_its_file_goes_where_models_go(model: ModelePhrases, tmp_path: Path) -> None:
    model.sauver(str(tmp_path / "meteo"))
    kept = load(tmp_path / "meteo.safetensors")
    assert kept.vocabulary.kind == "words"
    assert list(kept.vocabulary.tokens) == model.mots
