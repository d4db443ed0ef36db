"""What the lesson that is open knows."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class State:
    """What the lesson that is open knows."""

    lesson: int = 0
    open: int = 0
    """The exercise whose cell is running or ran last; 0 once it is answered."""
    hints: dict[int, tuple[str, ...]] = field(default_factory=dict)
    shown: dict[int, int] = field(default_factory=dict)
    choices: dict[int, tuple[str, ...]] = field(default_factory=dict)


state = State()
