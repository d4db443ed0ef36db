"""What became of each line of a list, and why; and what is read as it can be shown."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from ..i18n import number

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

    def without(self, refused: Mapping[int, str], said: str, kept: int) -> Report:
        """The same where these kept lines, by number, are refused for a reason after all.

        ``said``: its summary, of how many are {count} and how many lines are {refused}.
        """
        lines = tuple(
            line._replace(fate="refused", reason=refused[line.number])
            if line.fate == "kept" and line.number in refused
            else line
            for line in self.lines
        )
        count = sum(line.fate == "refused" for line in lines)
        return replace(self, lines=lines, summary=said.format(count=number(kept), refused=count))

    def of(self, *fates: Fate) -> list[Line]:
        """The lines that met one of these fates."""
        return [line for line in self.lines if line.fate in fates]


_MARKS = {chr(c): chr(0x2400 + c) for c in range(32)} | {"\n": "↵", "\t": "⇥", "\x7f": "␡"}


def visible(text: str) -> str:
    """A text on one line: a mark for what prints nothing, or would move the terminal's cursor."""
    return "".join(c if c.isprintable() else _mark(c) for c in text)


def _mark(character: str) -> str:
    if unicodedata.category(character) == "Zs":
        return " "
    return _MARKS.get(character, "\N{REPLACEMENT CHARACTER}")


def visible_lines(text: str) -> str:
    """The same of a text with its lines and tabs."""
    return "".join(c if c in "\n\t" else visible(c) for c in text)
