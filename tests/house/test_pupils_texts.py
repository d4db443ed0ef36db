"""What pupils read in drawings and from the lessons' tools goes through the catalogue."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from premier_llm import i18n
from premier_llm.drawing import DRAWINGS
from premier_llm.i18n import dire, dire_n, speak

PACKAGE = Path(__file__).parents[2] / "src" / "premier_llm"
FILES = sorted([*(PACKAGE / "lessons").rglob("*.py"), *(PACKAGE / "drawing").rglob("*.py")])
DATA = {
    # Names, marks and keys that pupils type, see as code, or that files hold.
    "MODIFIE ICI",
    "Mon premier LLM",
    "PREMIER_LLM_MOTEUR",
    "dans le bulletin",
    "une autre ville",
    "une ville inconnue",
    # What the model of lesson 9 is asked, in its own words.
    "Dans quelle ville ?",
    "Quel temps à Lyon ? Dans quelle ville ? À Lyon.",
}
ENGLISH = {"has no drawing", "has no attribute"}
"""Errors of programmers."""


def texts(tree: ast.AST) -> Iterator[tuple[int, str, list[ast.AST]]]:
    """Every string, and what stands around it, from the inside."""

    def walk(node: ast.AST, around: list[ast.AST]) -> Iterator[tuple[int, str, list[ast.AST]]]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value, around
        for child in ast.iter_child_nodes(node):
            yield from walk(child, [node, *around])

    yield from walk(tree, [])


def is_read(text: str) -> bool:
    """Whether it looks like French for people, once HTML and styles are taken away."""
    if "{padding:" in text or text.strip() in ENGLISH:
        return False
    plain = re.sub(r"<style>.*|<[^>]*>|&[#\w]+;|[\w-]+:[^ ;]*;|var\(--\w+\)", " ", text)
    return bool(
        re.search(r"[àâçéèêëîïôûùœÀÉÈ’]\w|\w[àâçéèêëîïôûùœ’]|[a-z]{3,} [a-zé]{2,} [a-z]", plain)
    )


def left(file: Path) -> list[str]:
    """Texts outside the catalogue."""
    found = []
    for line, text, around in texts(ast.parse(file.read_text("utf-8"))):
        calls = [ast.unparse(a.func) for a in around if isinstance(a, ast.Call)]
        # The lessons' titles are the course's own text, which is in French.
        if {"dire", "dire_n", "a_dire", "Lesson"} & set(calls) or any(
            c.startswith("re.") for c in calls
        ):
            continue
        if isinstance(around[0], (ast.Expr, ast.Compare, ast.arguments, ast.Dict, ast.Subscript)):
            continue  # docstrings, what is compared, a default that pupils may give, a table
        if is_read(text) and text.strip() not in DATA:
            found.append(f"{line}: {text}")
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_nothing_is_left_outside(file: Path) -> None:
    assert not left(file)


def test_would_notice(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text('def f() -> str:\n    return "Rien n’est encore mesuré."\n')
    assert left(file)


def test_a_pseudo_language_reaches_the_drawings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every message comes back between brackets: what stands outside is data."""
    monkeypatch.setattr(gettext, "dgettext", lambda _domain, message: f"⟦{message}⟧")
    shown = DRAWINGS["loss_curve"]([(0, 3.5), (20, 1.0)], [], "TITLE").text
    said = re.sub(r"⟦[^⟧]*⟧", "", shown).replace("TITLE", "")
    assert "⟦" in shown
    assert not re.search(r"[a-zéè]{3,}", said), said


def test_french_needs_no_catalogue() -> None:
    speak("fr")
    assert i18n.language() == "fr"
    assert dire("Rien à dessiner.") == "Rien à dessiner."
    said = [dire_n("{n} nom", "{n} noms", n).format(n=n) for n in (0, 1, 2)]
    assert said == ["0 nom", "1 nom", "2 noms"]
