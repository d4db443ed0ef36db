"""Who skips an exercise that is written goes on: the lesson lends its function to later cells.

What is lent is the solution's, in LENT, which the course's build makes (``course/lending.py``).
Only a hole is filled so: a function that somebody has written stays, right or wrong.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from types import FunctionType
from typing import Any

from ..i18n import dire
from .memory import block, has_hole
from .state import state

LENT = Path(__file__).parent / "lent.json"
"""Of each lesson and exercise, the text of its functions."""


@cache
def _all() -> dict[str, dict[str, str]]:
    place = resources.files(__package__) / LENT.name
    found: dict[str, dict[str, str]] = {}
    if place.is_file():  # it is not, in a source tree where the course was never built
        found = json.loads(place.read_text("utf-8"))
    return found


def lend(exercise: int) -> str:
    """Fill the holes of this exercise for later cells; the sentence that says so, or nothing."""
    text = _all().get(str(state.lesson), {}).get(str(exercise))
    if text is None or not _untouched():
        return ""
    exec(compile(text, "lent", "exec"), state.names)
    return dire("En attendant ta réponse, la leçon prête la sienne aux cellules d’après.")


def _untouched() -> bool:
    """Whether the answer still has a hole, by its text or, where it is unknown, by its code."""
    if state.source:
        return has_hole(block())
    return any(_is_open(state.names.get(name)) for name in state.answer)


def _is_open(what: Any) -> bool:
    return isinstance(what, FunctionType) and ... in what.__code__.co_consts
