"""The shell that runs cells in the school folder's page, without a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from premier_llm.lessons import platforms
from premier_llm.lessons.shell import TEXT_LIMIT, Shell


class Cell:
    """What a page would hold of the running cell."""

    def __init__(self) -> None:
        self.text = ""
        self.pictures: dict[int, str] = {}
        self.shell = Shell(self._write, self._draw)

    def _write(self, text: str) -> None:
        self.text += text

    def _draw(self, number: int, html: str) -> None:
        self.pictures[number] = html

    def run(self, source: str) -> str:
        """Everything that the cell shows, without the tags."""
        self.text, self.pictures = "", {}
        self.shell.run(source, "exercice 3")
        html = re.sub(r"<style>.*?</style>", "", "".join(self.pictures.values()))
        return self.text + re.sub(r"<[^>]*>", "", html)


@pytest.fixture
def cell() -> Iterator[Cell]:
    yield Cell()
    platforms.page = None


def test_variables_stay_from_cell_to_cell(cell: Cell) -> None:
    cell.run("x = 20\ndef f(n):\n    return n + x")
    assert cell.run("print(f(1), f(2))\nf(22)") == "21 22\n42\n"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("'é'", "'é'\n"),
        ("None", ""),
        ("6 * 7;", ""),
        ("", ""),
        ("# rien", ""),
        ("x = 1", ""),
        ("import sys\nprint('oups', file=sys.stderr)", "oups\n"),
    ],
)
def test_a_last_value_is_shown_as_in_a_notebook(cell: Cell, source: str, shown: str) -> None:
    assert cell.run(source) == shown


def test_an_error_is_told_with_its_line_and_what_came_before_stays(cell: Cell) -> None:
    said = cell.run("print('avant')\nx = 1\ny = x / 0")
    assert said.startswith("avant\n💡")
    assert "diviser par zéro" in said
    assert "ligne 3" in said
    assert "y = x / 0" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("for", "💡"),
        ("print(", "💡"),
        ("input('Ton nom ?')", "«\u00a0Ton nom ?\u00a0»"),
        ("input()", "ne peut pas poser de question\u00a0:"),
        ("raise KeyboardInterrupt", "Tu as arrêté la cellule"),
        ("while True: print('a' * 100)", "boucle sans fin"),
        ("try:\n    while True: print('a' * 100)\nexcept Exception: pass", "boucle sans fin"),
    ],
)
def test_what_children_type_is_answered_in_a_sentence(
    cell: Cell, source: str, sentence: str
) -> None:
    assert sentence in cell.run(source)
    assert cell.run("1 + 1") == "2\n"


def test_printing_is_cut_at_its_limit_and_counts_anew_in_each_cell(cell: Cell) -> None:
    cell.run("while True: print('é')")
    assert len(cell.text) == TEXT_LIMIT
    assert len(cell.run(f"print('a' * {TEXT_LIMIT - 1})")) == TEXT_LIMIT


@pytest.mark.parametrize("leave", ["raise SystemExit", "quit()", "exit()"])
def test_leaving_python_is_told(cell: Cell, leave: str) -> None:
    said = cell.run(f"print(1)\n{leave}\nprint(2)")
    assert said.startswith("1\n💡 Tu as demandé à Python de s’arrêter")
    assert "ligne 2" in said
    assert cell.run("1 + 1") == "2\n"


def test_text_and_pictures_come_in_their_order(cell: Cell) -> None:
    order: list[str] = []
    shell = Shell(order.append, lambda number, _: order.append(str(number)))
    shell.run("from premier_llm.lessons import *", "début")
    shell.run(
        "print('a')\nafficher_barres([1], ['x'])\nprint('b')\nafficher_barres([1], ['y'])", "x"
    )
    assert order == ["a\n", "1", "b\n", "2"]


def test_a_live_curve_changes_in_its_place(cell: Cell) -> None:
    cell.run("from premier_llm.lessons import *")
    drawn: list[int] = []
    shell = Shell(lambda _: None, lambda number, _: drawn.append(number))
    shell.names.update(cell.shell.names)
    shell.run(
        "import time\n"
        "courbe = CourbeVivante(3)\n"
        "for i in range(3):\n"
        "    courbe.ajouter(i, 1.0)\n"
        "    time.sleep(0.2)\n"
        "courbe.fin()",
        "x",
    )
    assert set(drawn) == {1}
    assert len(drawn) >= 3


def test_an_exercise_is_counted_as_anywhere(
    cell: Cell, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from premier_llm.lessons.progress import progress

    monkeypatch.chdir(str(tmp_path))
    monkeypatch.setattr(progress, "done", {})
    cell.run("from premier_llm.lessons import *\nlecon(1)")
    said = cell.run("exercice(4, 'Titre', 'Consigne')\nverifier(4, True, 'Bien joué')")
    assert "Bien joué" in said
    assert progress.of(1) == {4}
    kinds = [re.findall(r"data-kind='(\w+)'", html) for html in cell.pictures.values()]
    assert kinds == [["exercice"], ["juste"]]
