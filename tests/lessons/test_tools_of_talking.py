"""The model that learns to answer in lesson 9: examples, second apprenticeship, votes."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "course"))
from playing import Classroom, classroom
from test_tools import in_a_school

from premier_llm.files.model_file import load
from premier_llm.lessons import (
    bulletins,
    examen,
    premier_apprentissage,
    second_apprentissage,
    voter,
)
from premier_llm.lessons.sentences import TRAINED
from premier_llm.lessons.talking import BETA, FILE, ModeleQuiParle
from premier_llm.model.template import Template

pytestmark = pytest.mark.skipif(not (TRAINED / FILE).is_file(), reason="no model: make course")

PAIRS = [
    ("Bonjour !", "Salut !"),
    ("Qui es-tu ?", "Un modèle."),
    ("As-tu faim ?", "Non, jamais."),
    ("Aimes-tu la pluie ?", "Oui, j’adore la pluie."),
    ("Au revoir !", "À bientôt !"),
]
REPORT = "Lundi soir, la neige sur Lyon sera douce."
ASKED = f"{REPORT} ◇ Quel temps à Lyon ? ◆"


def right(model: ModeleQuiParle, which: str) -> float:
    """The share of an exam that it answers as one should."""
    exam = examen(40, which)
    return sum(good in model.ecrire(f"{r} ◇ {q} ◆") for r, q, good in exam) / len(exam)


@pytest.fixture(scope="module")
def before() -> ModeleQuiParle:
    model: ModeleQuiParle = premier_apprentissage()
    return model


@pytest.fixture(scope="module")
def answering(before: ModeleQuiParle) -> ModeleQuiParle:
    model: ModeleQuiParle = second_apprentissage(before, PAIRS)
    return model


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    with classroom(tmp_path) as one:
        one.run("from premier_llm.lessons import *\n\nlecon(9)\n\nmodele = premier_apprentissage()")
        yield one


def test_it_answers_only_after_the_second_apprenticeship(
    before: ModeleQuiParle, answering: ModeleQuiParle
) -> None:
    assert right(before, "dans le bulletin") == 0
    assert right(answering, "dans le bulletin") >= 0.95
    assert [answering.ecrire(f"◇ {q} ◆") for q, _a in PAIRS] == [a for _q, a in PAIRS]
    # What it forgets, it forgets by little.
    reports = bulletins(40, "nouveaux")
    assert answering.erreur_du_recit(reports) < 1.5 * before.erreur_du_recit(reports)


def test_it_is_sure_and_wrong_until_it_is_shown_how_to_refuse(
    before: ModeleQuiParle, answering: ModeleQuiParle
) -> None:
    unknown = "une ville inconnue"
    assert right(answering, unknown) == 0
    chances = [
        answering.chance(text, answering.ecrire(text))
        for text in (f"{r} ◇ {q} ◆" for r, q, _good in examen(40, unknown))
    ]
    assert sum(chances) / len(chances) > 0.4
    careful = second_apprentissage(before, PAIRS, inconnus=3)
    assert right(careful, unknown) >= 0.8
    assert right(careful, "dans le bulletin") >= 0.8
    assert right(careful, "une autre ville") <= 0.2
    refusing = second_apprentissage(before, PAIRS, inconnus=10)
    assert right(refusing, "dans le bulletin") <= 0.1


def test_only_learning_and_votes_move_its_numbers(
    before: ModeleQuiParle, answering: ModeleQuiParle
) -> None:
    kept = answering.empreinte
    for question in ("Quel temps à Lyon ?", "C’est faux ! De la pluie.", "licorne"):
        answering.ecrire(f"{REPORT} ◇ {question} ◆")
        answering.chance(ASKED, "De la pluie.")
    assert answering.empreinte == kept != before.empreinte
    flattering = "Bonne question ! De la neige."
    voted = voter(answering, ASKED, flattering, "De la neige.")
    assert answering.empreinte == kept != voted.empreinte
    assert voted.chance(ASKED, flattering) > answering.chance(ASKED, flattering)
    assert voted.chance(ASKED, "De la neige.") < answering.chance(ASKED, "De la neige.")


def test_a_vote_follows_the_slope_of_its_loss(
    answering: ModeleQuiParle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """-log sigmoid(β · lead), against what a small move of one number really changes."""
    from premier_llm.engines import numpy as engine

    texts = ("Bonne question ! De la neige.", "De la neige.")
    start = voter(answering, ASKED, *texts)
    seen: dict[str, float] = {}

    def step(self: engine.Adam, rate: float) -> None:
        if len(seen) == 0:
            seen["slope"] = float(self.model.gradients["unembedding"][7, 3])

    monkeypatch.setattr(engine.Adam, "step", step)
    voter(start, ASKED, *texts)

    def loss(nudge: float) -> float:
        moved = voter(start, ASKED, *texts)  # a copy, which the stilled optimiser leaves alone
        moved._model.parameters["unembedding"][7, 3] += nudge
        now = math.log(moved.chance(ASKED, texts[0]) / moved.chance(ASKED, texts[1]))
        then = math.log(answering.chance(ASKED, texts[0]) / answering.chance(ASKED, texts[1]))
        return math.log(1 + math.exp(-BETA * (now - then)))

    # Its numbers are float64 or float32: a move that both can tell.
    assert seen["slope"] == pytest.approx((loss(1e-2) - loss(-1e-2)) / 2e-2, rel=0.02)


def test_plain_python_learns_the_same(
    before: ModeleQuiParle, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = second_apprentissage(before, PAIRS, etapes=20)
    assert fast.moteur == "NumPy"
    learned = fast.chance(ASKED, "De la neige.")
    monkeypatch.setenv("PREMIER_LLM_MOTEUR", "pure")
    pure = second_apprentissage(premier_apprentissage(), PAIRS, etapes=20)
    assert pure.moteur == "Python pur"
    assert pure.chance(ASKED, "De la neige.") == pytest.approx(
        learned, rel=1e-2
    )  # NumPy has 32 bits
    voted = voter(pure, ASKED, "Bonne question ! De la neige.", "De la neige.")
    assert voted.chance(ASKED, "De la neige.") < pure.chance(ASKED, "De la neige.")


def test_a_word_that_is_not_known_is_read_as_unknown(before: ModeleQuiParle) -> None:
    assert before.lus("la licorne ◇ ovni ◆") == ["¶", "la", "□", "◇", "□", "◆"]
    # French spaces are no words.
    assert before.lus("à Lyon\u00a0!") == before.lus("à Lyon !") == ["¶", "à", "Lyon", "!"]


def test_its_file_is_one_that_talks(answering: ModeleQuiParle, tmp_path: Path) -> None:
    answering.sauver(str(tmp_path / "robot"))
    assert load(tmp_path / "robot.safetensors").chat == Template()


def test_it_comes_with_the_one_file_of_platforms(tmp_path: Path) -> None:
    shown = in_a_school(
        tmp_path,
        "from premier_llm_lecons import *\nlecon(9)\nm = premier_apprentissage()\n"
        'print(m.moteur, m.lus("◇")[-1])\n',
    )
    assert shown[-1] == "Python pur ◇"


@pytest.mark.parametrize(
    "typed",
    [
        'second_apprentissage("modele", [])',
        "second_apprentissage(modele, 3)",
        'second_apprentissage(modele, ["Bonjour ! Salut !"])',
        'second_apprentissage(modele, [("Bonjour !",)])',
        'second_apprentissage(modele, [("Bonjour !", "")])',
        'second_apprentissage(modele, [("Bonjour !", None)])',
        'second_apprentissage(modele, [("Bonjour !", 12)])',
        'second_apprentissage(modele, [("a", "b"), ("a", "c")])',
        'second_apprentissage(modele, [("a", "mot " * 13)])',
        'second_apprentissage(modele, [("a", "x" * 5000)])',
        'second_apprentissage(modele, [("◇ a", "b")])',
        'second_apprentissage(modele, [("a", "connard")])',
        'second_apprentissage(modele, [("a", "b")] * 50)',
        "second_apprentissage(modele, inconnus=11)",
        "modele.ecrire(12)",
        'modele.ecrire("x" * 5000)',
        'voter(modele, "◇ a ◆", "b", "b")',
        'voter("modele", "◇ a ◆", "b", "c")',
        "examen(0)",
        'examen(10, "la lune")',
        "expliquer(10, 3)",
        'expliquer(10, "C’est faux.")',
    ],
)
def test_what_does_not_go_is_said_kindly(room: Classroom, typed: str) -> None:
    answer = room.run(typed)
    assert not answer.traceback, answer.shown
    assert answer.kind, answer.shown
