"""Whoever reads a public name is told what it does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "premier_llm"
MODULES = [
    file
    for file in sorted(PACKAGE.rglob("*.py"))
    if file.relative_to(PACKAGE).parts[0] not in ("cli", "cours", "labo", "ecole", "__main__.py")
]


def without(body: list[ast.stmt], prefix: str = "") -> Iterator[str]:
    """Public classes, functions and methods that say nothing of themselves."""
    for node in body:
        if not isinstance(node, (ast.ClassDef, ast.FunctionDef)) or node.name.startswith("_"):
            continue
        overloaded = any(ast.unparse(mark) == "overload" for mark in node.decorator_list)
        if ast.get_docstring(node) is None and not overloaded:
            yield prefix + node.name
        if isinstance(node, ast.ClassDef):
            yield from without(node.body, f"{prefix}{node.name}.")


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_public_names_have_docstrings(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    assert ast.get_docstring(tree), "the module itself"
    assert not list(without(tree.body))
