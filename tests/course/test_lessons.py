"""Every lesson, played as its pupils play it."""

from __future__ import annotations

import builtins
import re
from pathlib import Path

import pytest
from bots import ACCEPTED, bots
from playing import LESSONS, Lesson, classroom, mistakes, same

from premier_llm.glossary import entries
from premier_llm.lessons import progress
from premier_llm.lessons.exercises.kinds import function
from premier_llm.lessons.memory import names_written
from premier_llm.lessons.offered import OFFERED
from premier_llm.lessons.state import state

each_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=lambda one: one.path.stem)


ONE_OF_MANY = re.compile(r"(?<![\w.,])[01] (noms|lettres|mots|paires|éléments|étapes|morceaux)\b")
"""Of French, 0 and 1 are one."""


@each_lesson
def test_solved(lesson: Lesson, tmp_path: Path) -> None:
    """The solutions are green, every figure of the text is true, and every cell runs twice."""
    facts = 0
    with classroom(tmp_path) as room:
        for cell in lesson.cells:
            if cell.kind == "markdown":
                for fact in re.findall(r"<!--\s*vrai\s*:(.*?)-->", cell.source, re.DOTALL):
                    assert eval(fact.strip(), room.names()), fact
                    facts += 1
                continue
            source = cell.source
            if cell.exercise is not None:
                source = cell.with_block(lesson.solutions[cell.exercise].right)
            answer = room.run(source)
            assert not answer.traceback, answer.shown
            assert not answer.kind, answer.shown
            assert cell.exercise is None or answer.right or "resultat(" in source, answer.shown
        assert progress.progress.of(lesson.number) == set(
            range(1, progress.LESSONS[lesson.number].exercises + 1)
        )
    assert facts >= 3


@each_lesson
def test_what_children_type(
    lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anything typed is answered in a kind sentence, and never green when it is wrong; nor is what
    bots type, of whom one guesses and one pastes what the last hint says. In one go: to play all
    cells of a lesson takes seconds."""
    monkeypatch.setattr(function, "TIME", 1.0)  # enough here, and endless loops are many
    passed = set()
    with classroom(tmp_path) as room:
        for cell in lesson.cells:
            if cell.kind != "code":
                continue
            if cell.exercise is None:
                room.run(cell.source)
                if "un_passage" in room.names():
                    # On every machine the same: a lesson measures it, and asks for a calculation.
                    room.names()["un_passage"] = 0.0404
                continue
            for block in dict.fromkeys(bots(cell)):
                answer = room.run(cell.with_block(block))
                said = f"exercise {cell.exercise} with:\n{block}\n{answer.shown[-1500:]}"
                assert not answer.traceback, said
                if answer.right:
                    passed.add((lesson.number, cell.exercise))
                    assert (lesson.number, cell.exercise) in ACCEPTED, said
            state.looked_at.clear()  # another pupil, who has said nothing wrong yet
            solution = lesson.solutions[cell.exercise]
            right = (solution.right, *solution.also_right)
            tries = [(block, None) for block in solution.wrong] + list(mistakes(solution.right))
            for block, forgotten in tries:
                if any(same(block, good) for good in right):
                    continue
                if forgotten:
                    room.forget(forgotten)
                answer = room.run(cell.with_block(block))
                said = f"exercise {cell.exercise} with:\n{block}\n{answer.shown[-1500:]}"
                assert not answer.traceback, said
                assert not answer.right, said
                assert answer.kind, said
                assert not ONE_OF_MANY.search(answer.shown), said
            state.looked_at.clear()
            # Once the answer is there, a cell that lacks it does not live on the old one.
            room.run(cell.with_block(solution.right))
            for block in ("print('lina')", f"{cell.names[0]}_x = 1"):
                answer = room.run(cell.with_block(block))
                said = f"exercise {cell.exercise} with:\n{block}\n{answer.shown[-1500:]}"
                assert not answer.right, said
                assert answer.kind, said
                assert any(f"<code>{name}</code>" in answer.shown for name in cell.names), said
            for block in right[::-1]:
                answer = room.run(cell.with_block(block))
                assert answer.right, f"exercise {cell.exercise} with:\n{block}\n{answer.shown}"
    assert passed == {exercise for exercise in ACCEPTED if exercise[0] == lesson.number}


@each_lesson
def test_skipped(lesson: Lesson, tmp_path: Path) -> None:
    """Each exercise alone after the first cell: it says what is missing, or works."""
    first = next(cell for cell in lesson.cells if cell.kind == "code")
    for cell in lesson.exercises:
        assert cell.exercise is not None
        with classroom(tmp_path) as room:
            room.run(first.source)
            answer = room.run(cell.with_block(lesson.solutions[cell.exercise].right))
            assert not answer.traceback, answer.shown
            assert answer.kind or answer.right, f"exercise {cell.exercise}: {answer.shown}"


@each_lesson
def test_shape(lesson: Lesson) -> None:
    """One line of plumbing, exercises numbered without a gap, never long without doing."""
    code = [cell for cell in lesson.cells if cell.kind == "code"]
    first = r"from premier_llm\.lessons import \*\n\nlecon\({}, chemin=\[[\d, ]+\]\)"
    assert re.fullmatch(first.format(lesson.number), code[0].source)
    numbers = [cell.exercise for cell in lesson.exercises]
    assert numbers == list(range(1, progress.LESSONS[lesson.number].exercises + 1))
    since = 0
    for cell in lesson.cells:
        since = 0 if cell.exercise is not None or "dis_pourquoi(" in cell.source else since + 1
        assert since <= 4, f"more than four cells before: {cell.source[:80]}"
    for cell in lesson.exercises:
        assert cell.block.strip(), f"exercise {cell.exercise} has nothing to change"
        assert cell.names == tuple(names_written(cell.block)), cell.exercise
        assert "coups_de_pouce=" in cell.source, f"exercise {cell.exercise} has no hint"
    assert {int(n) for n in lesson.solutions} == set(numbers)
    # The last thing to do is a question in words, which nobody but a teacher marks.
    last = [cell for cell in code if cell.block][-1].source
    assert "\ndis_pourquoi(" in last or "\nexpliquer(" in last
    assert "\n## Dis pourquoi\n" in lesson.solved or lesson.number == 9
    for cell in code:
        taken = set(names_written(cell.source)) & {*OFFERED, *dir(builtins)}
        assert not taken, f"a cell gives another meaning to {taken}"
    levels = set(re.findall(r'niveau="(\w+)"', "".join(c.source for c in code)))
    assert {"départ", "défi"} <= levels
    text = lesson.path.read_text("utf-8")
    assert re.search(r"^#+ Sources", text, re.MULTILINE)
    assert "Nintendo" in text or "POKEMONS" not in text


def _anchor(term: str) -> str:
    return term.strip().lower().replace(" ", "-").replace("\u00a0", "-")


@each_lesson
def test_glossary_links(lesson: Lesson) -> None:
    """Every term that a lesson links to is in the glossary, and there are some."""
    text = lesson.path.read_text("utf-8")
    anchors = {_anchor(entry.term) for entry in entries("fr").values()}
    linked = re.findall(r"glossaire\.ipynb#([^)\s]+)", text)
    assert len(linked) >= 3
    assert not {a for a in linked if a.lower() not in anchors}


def test_nine_lessons_and_one_before() -> None:
    """The lessons are the course's, all of them."""
    assert set(LESSONS) == set(progress.LESSONS) == set(range(10))
