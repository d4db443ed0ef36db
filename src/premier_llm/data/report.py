"""What became of each line of a list, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

Fate = Literal["kept", "folded", "refused", "duplicate", "comment", "blank"]


class Line(NamedTuple):
    """What became of one line."""

    number: int
    """Counted from 1."""
    text: str
    fate: Fate
    reason: str
    """A sentence for a person; for folded lines, what the word became."""


@dataclass(frozen=True)
class Report:
    """What was read: nothing vanishes silently."""

    lines: tuple[Line, ...]
    """Every line of a list of words; none for a running text."""
    summary: str
    """One sentence."""
    remarks: tuple[str, ...] = ()
    """About the file as a whole, such as a guessed encoding."""

    @cached_property
    def counts(self) -> dict[Fate, int]:
        """How many lines met each fate."""
        return dict(Counter(line.fate for line in self.lines))

    def of(self, *fates: Fate) -> list[Line]:
        """The lines that met one of these fates."""
        return [line for line in self.lines if line.fate in fates]
