"""What lessons may call: whatever is marked so, in any file of this folder, is found."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import Any, TypeVar

T = TypeVar("T")

OFFERED: dict[str, Any] = {}
"""All that is offered, by name."""
LISTS: dict[str, tuple[Any, ...]] = {}
"""What the lists among it hold, whatever a pupil appends."""


def offered(what: T) -> T:
    """A function or a class that ``from premier_llm.lessons import *`` gives, by its name."""
    OFFERED[what.__name__] = what  # type: ignore[attr-defined]
    return what


def offer(name: str, value: T) -> T:
    """The same for a value, which has no name of its own."""
    OFFERED[name] = value
    if isinstance(value, list):
        LISTS[name] = tuple(value)
    return value


def found(folder: str, path: list[str]) -> dict[str, Any]:
    """All that the modules of a folder offer, by name."""
    for module in walk_packages(path, f"{folder}."):
        import_module(module.name)
    return dict(sorted(OFFERED.items()))
