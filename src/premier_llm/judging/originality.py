"""Copied, near, or new: how original invented names or stories are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..model.vocabulary import TokenKind
from ..model.words import cut
from ..using.sampling import MAX_LENGTH, Invention

Originality = Literal["copy", "near", "new"]
Parts = str | tuple[str, ...]
"""A name in letters, or a story in words."""


class Known:
    """A list of names or stories, ready to say of any whether it is a copy."""

    def __init__(self, names: Iterable[str], kind: TokenKind = "letters") -> None:
        """``kind``: what they are made of, and may differ by one of."""
        self._cut: Callable[[str], Parts] = _words if kind == "words" else str
        self._names: set[Parts] = set(map(self._cut, names))
        # Looking into these sets replaces comparing with every name.
        self._gaps = {gap for name in self._names for gap in _gaps(name)}
        self._shorter = {short for _place, short in self._gaps}
        self._beyond = max(map(len, self._names), default=0) + 2
        """Letters, or words, of what is neither in the list nor near it, however it goes on."""

    @property
    def room(self) -> int:
        """Letters, or words, to invent at most: what is cut then is new, however it went on."""
        return max(MAX_LENGTH, self._beyond)

    def judge_invention(self, invention: Invention) -> Originality | None:
        """None where the name was cut before one could know."""
        if not invention.finished and len(self._cut(invention.text)) < self._beyond:
            return None
        return self.judge(invention.text)

    def judge(self, name: str) -> Originality:
        """copy: in the list; near: one letter, or word, added, left out or changed; or new.

        >>> known = Known(["pikachu"])
        >>> [known.judge(name) for name in ("pikachu", "pikchu", "pokachu", "evoli")]
        ['copy', 'near', 'near', 'new']
        """
        parts = self._cut(name)
        if parts in self._names:
            return "copy"
        gaps = list(_gaps(parts))
        left_out = parts in self._shorter
        added = any(short in self._names for _place, short in gaps)
        changed = any(gap in self._gaps for gap in gaps)
        return "near" if left_out or added or changed else "new"


def _words(story: str) -> tuple[str, ...]:
    return tuple(cut(story))


def _gaps(name: Parts) -> Iterator[tuple[int, Parts]]:
    """(place, the name without the letter there); of a single letter nothing would be left."""
    if len(name) > 1:
        for place in range(len(name)):
            yield place, name[:place] + name[place + 1 :]  # type: ignore[operator]


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
