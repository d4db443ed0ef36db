"""The short path: who does its exercises alone reaches the end of every lesson."""

from __future__ import annotations

import ast
from pathlib import Path

import durations
import pytest
from playing import LESSONS, Lesson, classroom

from premier_llm.lessons import progress
from premier_llm.lessons.lent import LENT
from premier_llm.lessons.state import state

pytestmark = pytest.mark.skipif(not LENT.is_file(), reason="nothing to lend: make course")

each_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=lambda one: one.path.stem)

STOPPED = "Ce que dit Python, en anglais"
"""Told with every error of Python's."""


@each_lesson
def test_the_path_alone_is_green_and_nothing_breaks(lesson: Lesson, tmp_path: Path) -> None:
    """Untouched, every exercise is amber; off the path it stays so, and later cells run."""
    path = durations.path(lesson.text)
    assert 3 <= len(path) <= 5
    assert sorted(path) == list(path)
    with classroom(tmp_path) as room:
        for cell in lesson.cells:
            if cell.kind != "code":
                continue
            answer = room.run(cell.source)
            said = f"{cell.source[:300]}\n{answer.shown[-1500:]}"
            on_it = cell.exercise in path
            assert ("chemin court)" in answer.shown) == on_it, said
            assert not answer.traceback, said
            assert STOPPED not in answer.shown, said
            # A sentence with its tags showing has been made HTML twice.
            assert "&lt;code" not in answer.shown, said
            if cell.exercise is not None:
                assert answer.kind, said
                assert not answer.right, said
            if cell.exercise is not None and on_it:
                answer = room.run(cell.with_block(lesson.solutions[cell.exercise].right))
                assert answer.right or "resultat(" in cell.source, answer.shown
                assert STOPPED not in answer.shown, answer.shown
        assert progress.progress.of(lesson.number) == set(path)


@each_lesson
def test_no_code_is_written_on_the_path(lesson: Lesson) -> None:
    for number in durations.path(lesson.text):
        body = ast.parse(lesson.solutions[number].right).body
        assert all(isinstance(one, ast.Assign) for one in body), number
        calls = [node for one in body for node in ast.walk(one) if isinstance(node, ast.Call)]
        assert all(ast.unparse(call).startswith("liste_de_noms(") for call in calls), number


def test_only_a_hole_is_filled(tmp_path: Path) -> None:
    cell = next(cell for cell in LESSONS[1].cells if cell.exercise == 3)
    wrong = "def compter_paires(noms):\n    return {}\n"
    with classroom(tmp_path) as room:
        room.run(LESSONS[1].cells[1].source)
        assert "prête" in room.run(cell.source).shown
        assert room.names()["compter_paires"](["a"]) == {".": {"a": 1}, "a": {".": 1}}
        assert "prête" not in room.run(cell.with_block(wrong)).shown
        assert room.names()["compter_paires"](["a"]) == {}
        # A platform that keeps no text of its cells: the function’s own code tells.
        room.run(cell.source)
        state.source = ""
        room.run("verifier_fonction(3, compter_paires, [(([],), 1), (([],), 1)], '')")
        assert room.names()["compter_paires"](["a"]) == {".": {"a": 1}, "a": {".": 1}}
