"""What pupils' own functions invent is shown through the classroom filter."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playing import LESSONS, classroom

INVENTS = re.compile(r"(inventer|generer)\w*")
SAME_NAMES = {"list", "sorted", "set", "reversed", "str"}
"""What gives the names that it is given."""


def unfiltered(cells: list[str]) -> Iterator[str]:
    """Each print that shows an invented name as it came."""
    lists: set[str] = set()
    for cell in cells:
        yield from unfiltered_in(ast.parse(cell), lists)


def unfiltered_in(cell: ast.AST, lists: set[str]) -> Iterator[str]:
    """Those of a cell; ``lists`` comes from the cells above, and is added to."""
    names = set(lists)

    def carries(node: ast.AST) -> bool:
        if isinstance(node, ast.Name):
            return node.id in names
        if isinstance(node, ast.Compare):
            return False
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            invented = INVENTS.fullmatch(node.func.id) is not None
            return invented or (node.func.id in SAME_NAMES and any(map(carries, node.args)))
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            return carries(node.elt)
        return any(map(carries, ast.iter_child_nodes(node)))

    for _ in range(3):  # from what is invented to a list, and to the names of the list
        for node in ast.walk(cell):
            if isinstance(node, ast.Assign) and carries(node.value):
                made = {target.id for target in node.targets if isinstance(target, ast.Name)}
                names |= made
                if isinstance(node.value, ast.ListComp):
                    lists |= made
            if isinstance(node, (ast.For, ast.comprehension)) and carries(node.iter):
                names |= {
                    inner.id for inner in ast.walk(node.target) if isinstance(inner, ast.Name)
                }
    for node in ast.walk(cell):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "print"
            and any(map(carries, node.args))
        ):
            yield ast.unparse(node)


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def test_a_name_that_passes_no_filter_is_seen() -> None:
    made = "noms = [inventer(probas) for _ in range(9)]"
    for shown in ("nom", "nom.capitalize()", '", ".join(noms)', "f'{nom:14}'", "sorted(noms)[:3]"):
        assert list(unfiltered([made, f"for nom in noms:\n    print({shown})"])), shown
    for shown in ("poli(nom)", '", ".join(poli(nom) for nom in noms)', "juger(nom, noms)"):
        assert not list(unfiltered([made, f"for nom in noms:\n    print({shown})"])), shown


@pytest.mark.parametrize("number", LESSONS)
def test_lessons_show_invented_names_through_the_filter(number: int) -> None:
    cells = [cell.source for cell in LESSONS[number].cells if cell.kind == "code"]
    assert not list(unfiltered(cells))
    theirs = {name for cell in cells for name in called(ast.parse(cell)) if INVENTS.fullmatch(name)}
    if number in (0, 1, 2, 3, 5):
        assert theirs
        assert any("poli" in cell.source for cell in LESSONS[number].cells if cell.kind != "code")


def test_what_the_filter_hides_is_told(tmp_path: Path) -> None:
    with classroom(tmp_path) as room:
        room.run("from premier_llm.lessons import *\n\nlecon(1)")
        assert "pikon (caché)" in room.run('print(poli("pikon"), poli("con"))').shown
        steps = '[(".", [("c", 1)], "c"), (".c", [("o", 1)], "o"), (".co", [("n", 1)], "{}")]'
        assert "a caché ce nom" in room.run(f"afficher_generation({steps.format('n')})").shown
        assert "a caché ce nom" not in room.run(f"afficher_generation({steps.format('q')})").shown
        assert "un texte" in room.run("poli(3)").shown
