"""What the lesson that is open knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import ModuleType
from typing import Any


@dataclass
class State:
    """What the lesson that is open knows."""

    lesson: int = -1
    """-1 before one is opened."""
    path: tuple[int, ...] = ()
    """The exercises of the short path."""
    open: int = 0
    """The exercise whose cell is running or ran last; 0 once it is answered."""
    announced: int = 0
    """The exercise that the running cell has announced; 0 when the cell is over."""
    told: bool = False
    """Whether the running cell has said what its answer is worth, or what went wrong."""
    answer: tuple[str, ...] = ()
    """The names that the answer to the open exercise must give a value."""
    cell: str = ""
    """How Python names the cell of the open exercise."""
    source: str = ""
    """The text of the cell of the open exercise, where it is known."""
    names: dict[str, Any] = field(default_factory=dict)
    """The pupil’s variables, where the open exercise’s cell runs."""
    before: dict[str, Any] = field(default_factory=dict)
    """What the answer changes beside its own names, to be put back: later cells need it."""
    platform: frozenset[str] | None = None
    """Names that were there before the pupil’s: the platform’s own; None before a lesson opens."""
    modules: dict[str, ModuleType] = field(default_factory=dict)
    """The modules that cells have imported, by the names they gave them."""
    hints: dict[int, tuple[str, ...]] = field(default_factory=dict)
    shown: dict[int, int] = field(default_factory=dict)
    choices: dict[int, tuple[str, ...]] = field(default_factory=dict)
    looked_at: dict[tuple[int, int], list[Any]] = field(default_factory=dict)
    """Of (lesson, exercise): the values after which something was said that is not so."""


state = State()
