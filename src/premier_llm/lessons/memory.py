"""What the pupil's Python remembers: an old answer never stands for a new one, and a name of Python
or of the lesson that was given away comes back."""

from __future__ import annotations

import ast
import builtins
import linecache
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import FrameType, ModuleType
from typing import Any

from ..i18n import dire, dire_n
from .boxes import box, code
from .offered import LISTS, OFFERED
from .showing import show
from .state import state


def know(names: dict[str, Any]) -> None:
    """A lesson opens: what a platform has put under Python’s own names is no pupil’s doing."""
    if state.platform is None:
        state.platform = frozenset(names)


def begin(exercise: int, answer: str, cell: FrameType) -> None:
    """An exercise's cell begins to run: ``answer`` holds the names that it must give a value."""
    names = state.names = cell.f_globals
    know(names)
    give_back(names)
    state.open = state.announced = exercise
    state.told = False
    state.answer = tuple(answer.split(", ")) if answer else ()
    state.cell = cell.f_code.co_filename
    state.source = "".join(linecache.getlines(cell.f_code.co_filename))
    for name in state.answer:
        names.pop(name, None)
    rest = state.source.replace(block(), "")
    others = {*names_written(block())} - {*state.answer, *names_written(rest)}
    state.before = {name: names[name] for name in others if name in names}


def end(names: dict[str, Any], exercise: int | None = None) -> None:
    """A cell has run. ``exercise``: the one whose place this is, where the page knows it."""
    lost = give_back(names)
    names.update(state.before)
    state.before = {}
    exercise = exercise or state.announced
    if exercise and not state.told and not lost:
        show(
            box(
                "aide",
                dire(
                    "Rien n’a été vérifié\u00a0: la fin de la cellule de l’exercice {exercise} "
                    "a disparu ou a changé. Remets la cellule comme au départ, puis écris ta "
                    "réponse entre les deux lignes qui commencent par {mark}."
                ).format(exercise=exercise, mark=code("# ====")),
            )
        )
    state.announced, state.told = 0, False


def give_back(names: dict[str, Any]) -> list[str]:
    """Names of Python and of the lesson mean again what they meant; which ones, said and given."""
    lost = list(given_away(names))
    for name in lost:
        if name in state.modules:
            names[name] = state.modules[name]
        elif name in OFFERED:
            names[name] = OFFERED[name]
            if name in LISTS:
                names[name][:] = LISTS[name]
        else:
            del names[name]
    state.modules |= {
        name: it for name, it in names.items() if isinstance(it, ModuleType) and it.__name__ == name
    }
    if lost:
        example = code(f"mon_{lost[0]}")
        show(
            box(
                "aide",
                dire_n(
                    "Tu as donné une autre valeur à {names}, qui est déjà un mot de Python ou de "
                    "la leçon. Je te le rends. Choisis un autre nom, par exemple {example}, puis "
                    "relance ta cellule.",
                    "Tu as donné d’autres valeurs à {names}, qui sont déjà des mots de Python ou "
                    "de la leçon. Je te les rends. Choisis d’autres noms, par exemple {example}, "
                    "puis relance ta cellule.",
                    len(lost),
                ).format(names=", ".join(map(code, lost)), example=example),
            )
        )
    return lost


def given_away(names: dict[str, Any]) -> Iterator[str]:
    """The names of Python, of a module or of the lesson that stand for something else here."""
    for name, value in names.items():
        if name in state.modules:
            genuine = state.modules[name]
        elif name in OFFERED:
            genuine = OFFERED[name]
        elif hasattr(builtins, name) and name not in (state.platform or ()):
            genuine = getattr(builtins, name)
        else:
            continue
        changed = name in LISTS and tuple(genuine) != LISTS[name]
        if (value is not genuine or changed) and not name.startswith("_"):
            yield name


_MARKS = re.compile(r"^# =+ MODIFIE ICI =+\n(.*?)^# =+ *$", re.DOTALL | re.MULTILINE)


def block() -> str:
    """What the pupil wrote in the running exercise's cell, where the platform keeps its text."""
    if not state.announced:
        return ""
    found = _MARKS.search(state.source)
    return found[1] if found else state.source


def exercise_of(source: str) -> int:
    """The exercise that a cell announces; 0 for any other cell."""
    found = re.search(r"^exercice\(\s*(\d+)", source, re.MULTILINE)
    return int(found[1]) if found else 0


def has_hole(source: str) -> bool:
    """Whether a cell still holds a ``...`` where an answer goes."""
    found = _MARKS.search(source)
    try:
        tree = ast.parse(found[1] if found else source)
    except SyntaxError:
        return False
    return any(isinstance(node, ast.Constant) and node.value is ... for node in ast.walk(tree))


def names_written(source: str) -> Iterable[str]:
    """The names that a source gives a value, at its outermost level, each once."""
    found: dict[str, None] = {}
    with suppress(SyntaxError):
        for statement in ast.parse(source).body:
            if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
                found[statement.name] = None
                continue
            for node in ast.walk(statement):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    found[node.id] = None
    return found
