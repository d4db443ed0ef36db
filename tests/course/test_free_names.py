"""The lessons on free names: every one can be had, and holds as it does on the Pokémon."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import free_names
import jupytext
import pytest
from playing import COURSE, LESSONS, Cell, Lesson, Solution, classroom, solutions_of

from premier_llm.data.reading import read_corpus
from premier_llm.lessons.names import CREATURES, POKEMONS

GLOSSARY = COURSE.parent / "src/premier_llm/glossary/fr.md"


@dataclass(frozen=True)
class FreeLesson(Lesson):
    """A lesson as it is without Pokémon."""

    @cached_property
    def cells(self) -> list[Cell]:
        book = jupytext.reads(free_names.lesson(super().text, self.number), fmt="md")
        return [Cell(cell.cell_type, cell.source) for cell in book.cells]

    @cached_property
    def solutions(self) -> dict[int, Solution]:
        return solutions_of(free_names.solutions(super().solved, self.number))


FREE = [FreeLesson(lesson.number, lesson.path) for lesson in LESSONS.values()]


def pairs(names: list[str]) -> Counter[tuple[str, str]]:
    return Counter(pair for name in names for pair in pairwise(f".{name}."))


def test_the_creatures_have_the_figures_that_lessons_build_on() -> None:
    assert set(CREATURES) <= set(read_corpus("creatures").words)
    assert len(CREATURES) == len(POKEMONS) == 20
    ours, theirs = pairs(CREATURES), pairs(POKEMONS)
    assert ours.total() == theirs.total() == 176
    assert {one for one, _ in ours} == {one for one, _ in theirs}
    for found in (ours, theirs):
        assert sum(times for (one, _), times in found.items() if one == "a") == 18
        assert found["a", "r"] == 5
        assert found["a", "b"] == found["a", "z"] == 0
        assert len({next_one for one, next_one in found if one == "v"}) == 1


def test_no_text_of_the_lessons_names_a_pokemon() -> None:
    """What is replaced is there, and nothing is left: else this stops as the build does."""
    for lesson in FREE:
        assert free_names.lesson(lesson.text, lesson.number).count("# Leçon") == 1
    words = free_names.glossary(GLOSSARY.read_text("utf-8"))
    found = pairs(CREATURES)
    assert found["p", "i"] * 3 == sum(times for (one, _), times in found.items() if one == "p")
    assert "un p sur trois est suivi d’un i" in words
    with pytest.raises(SystemExit, match="left"):
        free_names.lesson(LESSONS[3].text + "\nTogepi", 3)
    with pytest.raises(SystemExit, match="not there"):
        free_names.lesson("# Leçon 3", 3)


CHANGED = [lesson for lesson in FREE if lesson.number in free_names.LESSONS]


@pytest.mark.parametrize("lesson", CHANGED, ids=lambda one: str(one.number))
def test_exercises_and_figures_hold_on_free_names(lesson: FreeLesson, tmp_path: Path) -> None:
    with classroom(tmp_path) as room:
        for cell in lesson.cells:
            if cell.kind == "markdown":
                for fact in re.findall(r"<!--\s*vrai\s*:(.*?)-->", cell.source, re.DOTALL):
                    assert eval(fact.strip(), room.names()), fact
                continue
            source = cell.source
            if cell.exercise is not None:
                source = cell.with_block(lesson.solutions[cell.exercise].right)
            answer = room.run(source)
            assert not answer.traceback, answer.shown
            assert not answer.kind, answer.shown
            assert cell.exercise is None or answer.right or "resultat(" in source, answer.shown
