"""Copied, near, or new: how original invented names are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..using.sampling import MAX_LENGTH, Invention

Originality = Literal["copy", "near", "new"]


class Known:
    """A list of names, ready to say of any name whether it is a copy."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = set(names)
        # Looking into these sets replaces comparing with every name.
        self._gaps = {gap for name in self._names for gap in _gaps(name)}
        self._shorter = {short for _place, short in self._gaps}
        self._beyond = max(map(len, self._names), default=0) + 2
        """Letters of what is neither in the list nor near it, however it goes on."""

    @property
    def room(self) -> int:
        """Letters to invent at most: what is cut then is new, whatever would have followed."""
        return max(MAX_LENGTH, self._beyond)

    def judge_invention(self, invention: Invention) -> Originality | None:
        """None where the name was cut before one could know."""
        if not invention.finished and len(invention.text) < self._beyond:
            return None
        return self.judge(invention.text)

    def judge(self, name: str) -> Originality:
        """copy: in the list; near: one letter added, left out or changed; new: anything else.

        >>> known = Known(["pikachu"])
        >>> [known.judge(name) for name in ("pikachu", "pikchu", "pokachu", "evoli")]
        ['copy', 'near', 'near', 'new']
        """
        if name in self._names:
            return "copy"
        gaps = list(_gaps(name))
        left_out = name in self._shorter
        added = any(short in self._names for _place, short in gaps)
        changed = any(gap in self._gaps for gap in gaps)
        return "near" if left_out or added or changed else "new"


def _gaps(name: str) -> Iterator[tuple[int, str]]:
    """(place, the name without the letter there); of a single letter nothing would be left."""
    if len(name) > 1:
        for place in range(len(name)):
            yield place, name[:place] + name[place + 1 :]


@dataclass(frozen=True)
class Inventions:
    """How original a set of invented names is."""

    copies: int
    near: int
    new: int
    different: int
    """How many of them differ from one another."""

    @property
    def total(self) -> int:
        """All that were judged."""
        return self.copies + self.near + self.new

    @classmethod
    def of(cls, names: Iterable[str], known: Known) -> Inventions:
        """Judge names against the list the model learned from."""
        names = list(names)
        judged = [known.judge(name) for name in names]
        return cls(judged.count("copy"), judged.count("near"), judged.count("new"), len(set(names)))
