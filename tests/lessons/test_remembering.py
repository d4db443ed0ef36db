"""What is checked is what the cell just wrote, and Python's own names come back."""

from __future__ import annotations

import linecache
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from premier_llm.lessons import platforms
from premier_llm.lessons.shell import Shell
from premier_llm.lessons.state import state

sys.path.insert(0, str(Path(__file__).parents[1] / "course"))
from playing import Classroom, classroom

MARK, END = "# ==== MODIFIE ICI ====\n", "\n# =====================\n"


class Page:
    """The school folder's page, as far as a cell sees it."""

    def __init__(self) -> None:
        state.__init__()  # type: ignore[misc]
        self._shown: list[str] = []
        self._shell = Shell(self._shown.append, lambda _, html: self._shown.append(html))

    def run(self, source: str, exercise: int | None = None) -> str:
        self._shown.clear()
        self._shell.run(source, f"cellule {len(linecache.cache)}", exercise)
        return "".join(self._shown)


class Notebook:
    """Jupyter."""

    def __init__(self, room: Classroom) -> None:
        self._room = room

    def run(self, source: str) -> str:
        return self._room.run(source).shown


@pytest.fixture(params=["page", "notebook"])
def cells(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page | Notebook]:
    """The same in Jupyter and in the school folder's page."""
    with classroom(tmp_path) as room:
        one = Page() if request.param == "page" else Notebook(room)
        one.run("from premier_llm.lessons import *\n\nlecon(5)")
        yield one
        platforms.page = None


def exercise(block: str, check: str, answer: str = "mon_mot") -> str:
    return f'exercice(1, "t", "c", reponse="{answer}")\n{MARK}{block}{END}{check}'


CHECK = 'verifier_valeur(1, "mon_mot", mon_mot, "lina", "Oui")'


def test_an_old_value_is_no_answer(cells: Page | Notebook) -> None:
    assert "✅" in cells.run(exercise('mon_mot = "lina"', CHECK))
    gone = cells.run(exercise("print('lina')", CHECK))
    assert "✅" not in gone
    assert "ne donne plus de valeur à <code>mon_mot</code>" in gone
    misspelt = cells.run(exercise('mon_mots = "lina"', CHECK))
    assert "✅" not in misspelt
    assert "s’appeler <code>mon_mot</code>, et tu as écrit <code>mon_mots</code>" in misspelt
    assert "✅" in cells.run(exercise('mon_mot = "lina"', CHECK))


def test_an_old_function_is_no_answer(cells: Page | Notebook) -> None:
    check = 'verifier_fonction(1, double, [((1,), 2), ((2,), 4)], "Oui")'
    assert "✅" in cells.run(exercise("def double(n): return 2 * n", check, "double"))
    wrong = cells.run(exercise("def doubles(n): return 'nimporte quoi'", check, "double"))
    assert "✅" not in wrong
    assert "<code>doubles</code>" in wrong


def test_names_of_earlier_cells_may_be_used(cells: Page | Notebook) -> None:
    cells.run("poids = 3\ndef triple(n): return 3 * n")
    assert "✅" in cells.run(
        exercise("mon_mot = triple(poids)", 'verifier_valeur(1, "m", mon_mot, 9, "Oui")')
    )


def test_an_answer_changes_its_own_names_alone(cells: Page | Notebook) -> None:
    """EMBED_DIM = 32 in the place of EMBED_DIM_test: later cells would all be wrong."""
    cells.run("taille = 16\ndef double(n): return 2 * n")
    cells.run(exercise("taille = 32\ndef double(n): return 0", CHECK))
    assert "16 32" in cells.run("print(taille, double(16))")
    # What follows the answer belongs to the lesson.
    cells.run(exercise('mon_mot = "lina"\ntaille = 1', f"{CHECK}\ntaille = 64"))
    assert "64" in cells.run("print(taille)")


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("sum = 0", "sum"),
        ("print = 3", "print"),
        ("verifier = 5", "verifier"),
        ("def verifier_valeur(*_): pass", "verifier_valeur"),
        ("exercice = 1", "exercice"),
        ("POKEMONS = []", "POKEMONS"),
        ('POKEMONS.append("lyon")', "POKEMONS"),
        ("import math\nmath = 3", "math"),
    ],
)
def test_names_of_python_and_of_the_lesson_come_back(
    cells: Page | Notebook, block: str, name: str
) -> None:
    cells.run("import math")
    said = cells.run(exercise(f'mon_mot = "lina"\n{block}', CHECK))
    assert f"<code>{name}</code>" in said
    assert f"mon_{name}" in said
    use = 'print(sum([1, 2]), math.sqrt(4), len(POKEMONS))\nverifier(2, True, "Oui")'
    after = cells.run(use)
    assert "3 2.0 20" in after
    assert "✅" in after
    assert "💡" not in after


def test_an_error_that_such_a_name_makes_names_it(cells: Page | Notebook) -> None:
    said = cells.run("max = 3\nprint(max(1, 2))")
    assert "<code>max</code> est déjà un mot de Python" in said


def test_a_check_that_vanished_is_told(cells: Page | Notebook) -> None:
    said = cells.run(exercise('mon_mot = "lina"', ""))
    assert "Rien n’a été vérifié" in said
    assert "l’exercice 1" in said
    assert "Rien n’a été vérifié" not in cells.run(exercise('mon_mot = "lina"', CHECK))
    assert "Rien n’a été vérifié" not in cells.run(exercise("1 / 0", CHECK))
    assert "Rien n’a été vérifié" not in cells.run("x = 1")


def numbered(number: int, block: str, check: str, answer: str) -> str:
    return (
        f'exercice({number}, "t", "c", coups_de_pouce=["a"], reponse="{answer}")\n'
        f"{MARK}{block}{END}{check}"
    )


DOUBLE = 'verifier_fonction(4, double, [((1,), 2), ((2,), 4)], "Oui")'
QUADRUPLE = 'verifier_fonction(6, quadruple, [((1,), 4), ((2,), 8)], "Oui")'


@pytest.mark.parametrize("hole", ["return ...", "a = ...\n    return a + n"])
def test_a_hole_is_of_the_exercise_that_holds_it(cells: Page | Notebook, hole: str) -> None:
    """Not of the one that calls it, which may be answered, and not at a line of another cell."""
    block = f"def double(n):\n    {hole}"
    own = cells.run(numbered(4, block, DOUBLE, "double"))
    assert "haut" not in own
    assert "dans l’exercice" not in own
    for body in ("return 2 * double(n)", "return double(double(n))"):
        other = cells.run(
            numbered(6, f"def quadruple(n): {body}", f"{QUADRUPLE}\nverifier(6, 0, 0)", "quadruple")
        )
        assert "✅" not in other
        assert "dans l’exercice 4" in other or "d’un exercice plus haut" in other, other
        assert "par ta réponse" not in other
        free = cells.run("x = 1\ny = 2\n\nprint(1 + quadruple(3))")
        assert "Exercice 6" not in free
        assert "C’est à la ligne" not in free
    assert "l’exercice 4" in cells.run("1 + double(3)")
    assert "coup_de_pouce(4)" in cells.run("1 + double(3)")
    used = cells.run(numbered(6, "huit = double(1) + 6", "", "huit"))
    assert "dans l’exercice 4" in used
    assert "coup_de_pouce(6)" not in used


def test_a_hole_of_this_exercise_is_told_with_its_line(cells: Page | Notebook) -> None:
    said = cells.run(numbered(4, "huit = ... + 6", "", "huit"))
    assert "Exercice 4" in said
    assert "C’est à la ligne 3" in said
    assert "coup_de_pouce(4)" in said


def test_an_error_of_a_free_cell_is_of_no_exercise(cells: Page | Notebook) -> None:
    cells.run(numbered(1, 'mon_mot = "non"', CHECK, "mon_mot"))
    said = cells.run("x = 1\n1 / 0")
    assert "diviser par zéro" in said
    assert "Exercice" not in said
    assert "coup_de_pouce" not in said
    assert "C’est à la ligne 2\u00a0" in said


def test_a_line_of_another_cell_says_so(cells: Page | Notebook) -> None:
    """Given code has no fault of its own: the line is the caller's."""
    cells.run("def part(a, b):\n    c = 1\n    return a / b")
    given = cells.run("part(1, 0)")
    assert "C’est à la ligne 1\u00a0" in given
    check = 'verifier_fonction(4, f, [((1,), 1), ((2,), 1)], "Oui")'
    cells.run(numbered(4, "def f(n):\n    return n / n", check, "f"))
    theirs = cells.run("f(0)")
    assert "Exercice 4" in theirs
    assert "C’est à la ligne 4 de sa cellule" in theirs


def test_the_page_knows_whose_cell_it_is(tmp_path: Path) -> None:
    """A solution pasted over the whole cell, though the exercise was announced before."""
    with classroom(tmp_path):
        page = Page()
        page.run("from premier_llm.lessons import *\n\nlecon(5)")
        page.run(exercise('mon_mot = "non"', CHECK), 1)
        assert "Rien n’a été vérifié" in page.run('mon_mot = "lina"', 1)
        assert "Rien n’a été vérifié" not in page.run('mon_mot = "lina"')
        assert re.search("✅", page.run(exercise('mon_mot = "lina"', CHECK), 1))
        platforms.page = None
