"""The drawings there are: a drawing is a file of ``drawings/``, found by being there."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

from .picture import Picture

Draw = TypeVar("Draw", bound=Callable[..., Picture])

DRAWINGS: dict[str, Callable[..., Picture]] = {}
"""Every drawing by its name."""
FOR_PUPILS: dict[str, Callable[..., Picture]] = {}
"""What pupils call in a lesson, by its French name; it gives a picture, which the lesson shows."""


def drawing(function: Draw) -> Draw:
    """A function that draws numbers: ``premier_llm.drawing.<its name>``."""
    DRAWINGS[function.__name__] = function
    return function


def for_pupils(function: Draw) -> Draw:
    """A function under a name that pupils know; ValueError says in French what it cannot draw."""
    FOR_PUPILS[function.__name__] = function
    return function


def read_folder(folder: str, path: list[str]) -> None:
    """Import every file of the folder, so that each says what it draws."""
    for module in iter_modules(path, f"{folder}."):
        import_module(module.name)
